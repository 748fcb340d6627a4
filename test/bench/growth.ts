import { CommandWatch, explain, type SeenCommand } from "./commands.ts";
import { median } from "./contest.ts";
import { watchHeap } from "./heap-watch.ts";
import { createPopulation, type Population } from "./population.ts";
import { openStage, type Stage } from "./stage.ts";
import type { BenchPart, BenchRow } from "./table.ts";

/** What one operation cost at one size. */
interface Cost {
  readonly took_ms: number;
  readonly finding: Finding | null;
  /** The most that was in use during a job; null: it is none. */
  readonly heap_mb: number | null;
}
/** Documents that the server looks at, and whether it walks through a whole collection; null: it does not explain itself. */
type Finding = NonNullable<Awaited<ReturnType<typeof explain>>>;

interface World extends Stage, Population {
  readonly size: number;
  readonly watch: CommandWatch;
}
interface Operation {
  readonly what: string;
  readonly how: string;
  /** Its costs in each world, in their order. */
  measure(worlds: readonly World[]): Promise<readonly Cost[]>;
}

const forms = {
  tiny: { sizes: [10, 20], warmUps: 1, times: 2, pictures: 1, rounds: 1, expired: 2, auditAtLeast_ms: 1 },
  usual: {
    ...{ sizes: [1_000, 10_000, 100_000], warmUps: 50, times: 100, pictures: 30, rounds: 5, expired: 100 },
    auditAtLeast_ms: 1_000,
  },
};
type Form = (typeof forms)["usual"];
const MILLION = 1_000_000;
/** Times that differ by less are told apart by nobody on a machine that does other things too. */
const TIME_FACTOR_MAX = 2;
const HEAP_MB_MAX = 64;

/** Worlds of different sizes stand side by side and take turns, so that whatever else the machine does slows all alike. */
export const growth: BenchPart = {
  name: "growth",
  title: "(e) cost as accounts and pictures grow",
  async run({ database, size, note }) {
    const form = size === "tiny" ? forms.tiny : forms.usual;
    const sizes = size === "million" ? [...form.sizes, MILLION] : form.sizes;
    const worlds: World[] = [];
    try {
      for (const people of sizes) {
        note(`${people.toLocaleString("en")} accounts and pictures`);
        worlds.push(await createWorld(database.uri, people));
      }
      note("warming up");
      for (const { say, next, collector } of worlds) {
        for (let time = 0; time < form.warmUps; time++) {
          await say(next(), "/balance");
          await say(collector, "/history fox");
          if (time % 4 === 0) await say(next(), "/imagine a blue fox");
        }
      }
      const rows: BenchRow[] = [];
      const at = sizes.map((one) => one.toLocaleString("en")).join(" → ");
      for (const { what, how, measure } of operationsOf(form)) {
        const row = rowOf(what, `${how}, at ${at}`, await measure(worlds));
        rows.push(row);
        note(`${what}: ${row.figure}`);
      }
      return rows;
    } finally {
      for (const { mongo, stop } of worlds) {
        await mongo.connection.dropDatabase();
        await stop();
      }
    }
  },
};

async function createWorld(uri: string, size: number): Promise<World> {
  const address = new URL(uri);
  address.pathname += `-${size}`;
  const stage = await openStage(address.href);
  const population = await createPopulation(stage);
  await population.fill(size);
  // Only now: it keeps what it sees, and a million documents are more than a process can hold.
  const watch = new CommandWatch();
  watch.follow(stage.mongo.connection.getClient());
  return { ...stage, ...population, size, watch };
}

function operationsOf({ times, pictures, rounds, expired, auditAtLeast_ms }: Form): readonly Operation[] {
  const stranger = "each of somebody whom the process does not know yet";
  const command = (what: string, how: string, count: number, ask: (world: World) => Promise<unknown>): Operation => ({
    ...{ what, how: `median of ${count}, ${how}` },
    measure: (worlds) => askInTurn(worlds, count, ask),
  });
  return [
    command("/balance", stranger, times, ({ say, next }) => say(next(), "/balance")),
    command("/history of half of all pictures", "first page", times, ({ say, collector }) =>
      say(collector, "/history"),
    ),
    command("/history fox, where all match", "first page", times, ({ say, collector }) =>
      say(collector, "/history fox"),
    ),
    command("/imagine, order to delivered", `${stranger}; instant provider, polled`, pictures, ({ say, next }) =>
      say(next(), "/imagine a blue fox"),
    ),
    {
      what: "expiry job, per wallet",
      how: `median of ${rounds} runs over ${expired} that are due`,
      measure: (worlds) => expireInTurn(worlds, rounds, expired),
    },
    {
      what: "audit, per wallet",
      how: `all wallets, for at least ${auditAtLeast_ms} ms`,
      measure: (worlds) => inTurn(worlds, (world) => auditFor(world, auditAtLeast_ms)),
    },
  ];
}

async function askInTurn(
  worlds: readonly World[],
  count: number,
  ask: (world: World) => Promise<unknown>,
): Promise<readonly Cost[]> {
  const took_ms = worlds.map((): number[] => []);
  for (let time = 0; time < count; time++) {
    for (const [index, world] of worlds.entries()) took_ms[index]?.push(await taken_ms(() => ask(world)));
  }
  return inTurn(worlds, async (world, index) => {
    world.watch.start();
    await ask(world);
    const finding = await findingOf(world, world.watch.seen(), (one, other) => one + other);
    return { took_ms: median(took_ms[index] ?? []), finding, heap_mb: null };
  });
}

async function expireInTurn(worlds: readonly World[], rounds: number, count: number): Promise<readonly Cost[]> {
  const took_ms = worlds.map((): number[] => []);
  const heap_mb = worlds.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { addExpired, services, watch }] of worlds.entries()) {
      await addExpired(count);
      watch.start("kinds");
      const heap = watchHeap();
      const run_ms = await taken_ms(async () => {
        const { wallets, failed } = await services.ledger.expireDue();
        if (wallets !== count || failed > 0) throw new Error(`${wallets} wallets expired, ${failed} failed`);
      });
      heap_mb[index] = Math.max(heap_mb[index] ?? 0, heap.end());
      took_ms[index]?.push(run_ms / count);
    }
  }
  return inTurn(worlds, async (world, index) => {
    const seen = world.watch.seen();
    // What it has worked on it would not find again.
    await world.addExpired(count);
    const finding = await findingOf(world, seen, Math.max);
    return { took_ms: median(took_ms[index] ?? []), finding, heap_mb: heap_mb[index] ?? 0 };
  });
}

async function auditFor(world: World, atLeast_ms: number): Promise<Cost> {
  const { services, watch } = world;
  let [wallets, whole_ms] = [0, 0];
  const heap = watchHeap();
  watch.start("kinds");
  do {
    whole_ms += await taken_ms(async () => {
      const audited = await services.ledger.audit(({ law, problem }) => {
        throw new Error(`${law}: ${problem}`);
      });
      wallets += audited.wallets;
    });
  } while (whole_ms < atLeast_ms);
  const heap_mb = heap.end();
  return { took_ms: whole_ms / wallets, finding: await findingOf(world, watch.seen(), Math.max), heap_mb };
}

async function inTurn(
  worlds: readonly World[],
  measure: (world: World, index: number) => Promise<Cost>,
): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  for (const [index, world] of worlds.entries()) costs.push(await measure(world, index));
  return costs;
}

async function taken_ms(work: () => Promise<unknown>): Promise<number> {
  const started_ms = performance.now();
  await work();
  return performance.now() - started_ms;
}

async function findingOf(
  { mongo }: World,
  seen: readonly SeenCommand[],
  join: (one: number, other: number) => number,
): Promise<Finding | null> {
  const findings: Finding[] = [];
  for (const command of seen) {
    const finding = await explain(mongo.connection.getClient(), command);
    if (finding !== null) findings.push(finding);
  }
  if (findings.length === 0) return null;
  const documents = findings.reduce((sum, finding) => join(sum, finding.documents), 0);
  return { documents, scans: findings.some(({ scans }) => scans) };
}

function rowOf(what: string, how: string, costs: readonly Cost[]): BenchRow {
  const [first, last] = [costs[0], costs.at(-1)];
  if (first === undefined || last === undefined) throw new Error("nothing was measured");
  const chain = (value: (cost: Cost) => string) => costs.map(value).join(" → ");
  const isExplained = costs.every(({ finding }) => finding !== null);
  const scans = costs.some(({ finding }) => finding?.scans === true);
  const looks = isExplained
    ? `looks at ${chain(({ finding }) => String(finding?.documents))} documents`
    : "no explain here";
  const way = scans ? ", by a scan" : isExplained ? ", by index" : "";
  const isJob = costs.every(({ heap_mb }) => heap_mb !== null);
  const heap = isJob ? `; memory rises by ${chain(({ heap_mb }) => (heap_mb ?? 0).toFixed(1))} MB at most` : "";
  const isFlat =
    !scans &&
    last.took_ms <= TIME_FACTOR_MAX * first.took_ms &&
    (last.finding?.documents ?? 0) <= (first.finding?.documents ?? 0) + 1 &&
    costs.every(({ heap_mb }) => (heap_mb ?? 0) <= HEAP_MB_MAX);
  const figure = `${chain(({ took_ms }) => took_ms.toFixed(took_ms < 10 ? 2 : 0))} ms`;
  return { what, figure, aim: `≤ ${TIME_FACTOR_MAX}×, by index`, met: isFlat, how: `${how}; ${looks}${way}${heap}` };
}
