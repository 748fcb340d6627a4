import { startTreeDatabase, type TreeDatabase, type TreeProcess } from "../support/process-tree.ts";
import { startWireProxy, type WireProxy } from "../support/wire-proxy.ts";
import { type Bug, bugs, type Step } from "./bugs.ts";
import { plant } from "./mutants.ts";
import { observe } from "./observe.ts";
import { gather, type People } from "./people.ts";
import { openRecords } from "./records.ts";
import { judge } from "./run.ts";
import { settle } from "./settle.ts";
import { startWorld, type World } from "./world.ts";

const PROCESS = "easel";
/** What a bug has broken for good is not waited for any longer. */
const PATIENCE = { patience_ms: 10_000, isHurried: true };
const TOLD_PATIENCE_MS = 5_000;
const KILL_PATIENCE_MS = 30_000;

/** Runs the product with this bug, or without any where `isPlanted` is false; answers by proof what speaks against it. */
export async function meet(
  bug: Bug,
  { database, isPlanted = true }: { readonly database: TreeDatabase; readonly isPlanted?: boolean },
): Promise<ReadonlyMap<string, readonly string[]>> {
  const mutant = isPlanted ? await plant(bug.changes) : null;
  const uri = new URL(database.uri);
  // A database of its own on the same server.
  uri.pathname += `-${bug.name}-${isPlanted ? "planted" : "clean"}`;
  const own = { ...database, uri: uri.toString() };
  const proxy = await startWireProxy(own.uri);
  const world = await startWorld({
    database: own,
    plans: [
      { name: PROCESS, roles: ["discord", "telegram", "web", "worker"], environment: { MONGODB_URI: proxy.uri } },
    ],
    ...(mutant === null ? {} : { build: mutant.build }),
  });
  const stopKeeping = keepAlive(world.tree.find(PROCESS));
  const records = await openRecords(own.uri);
  const people = await gather(world, {
    ...{ seed: 0, duration_ms: 0, acts: [], injections: [] },
    people: [{ name: bug.name.slice(0, 20), platform: bug.platform }],
  });
  try {
    await walk(bug.steps, { world, people, proxy });
    const unfinished = await settle(world, people, records, PATIENCE);
    await people.goOn();
    unfinished.push(...(await settle(world, people, records, PATIENCE)));
    return judge(await observe(world, people, records, unfinished));
  } finally {
    stopKeeping();
    people.leave();
    await records.close();
    await world.stop();
    await proxy.close();
    await mutant?.remove();
  }
}

interface Walked {
  readonly world: World;
  readonly people: People;
  readonly proxy: WireProxy;
}

async function walk(steps: readonly Step[], { world, people, proxy }: Walked): Promise<void> {
  let death: Promise<void> | null = null;
  let index = 0;
  for (const step of steps) {
    const at = { at_ms: 0, person: 0 };
    switch (step.do) {
      case "picture":
        index += 1;
        await people.act({ ...at, kind: "picture", words: `${step.words} k0x0x${index}`, isRepeated: false });
        await until(() => world.fal.requests().filter(({ state }) => state === "done").length >= index);
        break;
      case "purchase":
        await people.act({ ...at, kind: "purchase", isReturned: step.isReturned });
        await until(() => isToldOfAny(people), TOLD_PATIENCE_MS);
        break;
      case "reroll":
        await until(() => people.members.some((one) => one.sights().some(({ images }) => images > 0)));
        await people.act({ ...at, kind: "reroll", presses: 1, isRepeated: false });
        break;
      case "kill-after": {
        const victim = world.tree.find(PROCESS);
        death = proxy.freezeAfter(step.matches).then(async () => {
          await victim.kill();
          proxy.thaw();
          await victim.start();
        });
        break;
      }
    }
  }
  if (death !== null) await Promise.race([death, pause(KILL_PATIENCE_MS)]);
}

/** Whoever runs a process starts it again when it has ended by itself. */
function keepAlive(one: TreeProcess): () => void {
  let known = 0;
  const looking = setInterval(() => {
    if (one.pid !== null || one.crashes() === known) return;
    known = one.crashes();
    one.start().catch(() => undefined);
  }, 100);
  return () => clearInterval(looking);
}

function isToldOfAny({ members }: People): boolean {
  return members.some((one) => one.sights().some(({ text }) => text.includes("credits are here")));
}

/** Every bug in turn, planted and not: answers whether each was caught by the proof that has to, and is what that proof caught. */
export async function runPlanted(say: (text: string) => void): Promise<boolean> {
  const database = await startTreeDatabase();
  let caught = 0;
  try {
    for (const bug of bugs) {
      const broken = await meet(bug, { database });
      const clean = await meet(bug, { database, isPlanted: false });
      const isCaught = broken.has(bug.breaks) && clean.size === 0;
      if (isCaught) caught += 1;
      say(`${isCaught ? "caught" : "MISSED"} · ${bug.name} · ${bug.sentence}`);
      for (const [proof, cases] of broken) say(`    ${proof}: ${cases.join("; ")}`);
      for (const [proof, cases] of clean) say(`    without the bug: ${proof}: ${cases.join("; ")}`);
    }
  } finally {
    await database.drop();
  }
  say(`${caught} of ${bugs.length} planted bugs were caught.`);
  return caught === bugs.length;
}

async function until(look: () => boolean, patience_ms = KILL_PATIENCE_MS): Promise<void> {
  const end = performance.now() + patience_ms;
  while (!look() && performance.now() < end) await pause(50);
}

function pause(duration_ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration_ms));
}
