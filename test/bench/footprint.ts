import { INSPECTED, type Inspector, inspect } from "../soak/inspector.ts";
import { allAnswered, askAtOnce } from "./acknowledgement-crowd.ts";
import { median } from "./contest.ts";
import { cpuOf, residentOf } from "./footprint-of-process.ts";
import { type LoadStage, onLoadStage } from "./footprint-stage.ts";
import { identitiesOf, joinPeople } from "./pictures-people.ts";
import type { BenchContext, BenchPart, BenchRow } from "./table.ts";

const MB = 1024 * 1024;
const sizes = {
  tiny: { starts: 0, idle_ms: 200, inFlight: 4 },
  usual: { starts: 3, idle_ms: 10_000, inFlight: 1_000 },
};
const PATIENCE_MS = 300_000;

export const footprint: BenchPart = {
  name: "footprint",
  title: "(f) From start to ready, and what one process holds",
  async run({ database, ...context }) {
    const plans = [{ name: "easel", roles: ["discord", "telegram", "web", "worker"] as const }];
    return onLoadStage({ databaseUri: database.uri, plans, environment: INSPECTED }, (stage) =>
      benchFootprint(stage, database.uri, context),
    );
  },
};

/** On a stage of one process that serves Discord and can be inspected. */
export async function benchFootprint(
  stage: LoadStage,
  databaseUri: string,
  { size, note }: Pick<BenchContext, "size" | "note">,
): Promise<readonly BenchRow[]> {
  const { starts, idle_ms, inFlight } = sizes[size === "tiny" ? "tiny" : "usual"];
  const { discord, fal, places } = stage;
  const people = Array.from({ length: inFlight }, (_, index) => discord.person(`waits-${index}`));
  note(`${inFlight} people join`);
  await joinPeople(databaseUri, identitiesOf(people), 10);
  note("starts");
  const started = starts === 0 ? [] : [await benchStart(stage, starts)];
  const { inspector, pid } = await inspected(stage);
  await discord.gateway.ready();
  note("idle");
  const used_s = await cpuOf(pid);
  await new Promise((resolve) => setTimeout(resolve, idle_ms));
  const idle_share = ((await cpuOf(pid)) - used_s) / (idle_ms / 1_000);
  const idle = await held(inspector, pid);
  note(`${inFlight} pictures in flight`);
  const before = fal.prompts.length;
  fal.hold();
  const sent = await askAtOnce(discord, people, places.easel, "imagine");
  await until(() => fal.prompts.length >= before + inFlight);
  const busy = await held(inspector, pid);
  note("and delivered");
  fal.release();
  await allAnswered(discord, sent);
  const after = await held(inspector, pid);
  inspector.close();
  const count = inFlight.toLocaleString("en");
  return [
    ...started,
    row("processor idle", `${(idle_share * 100).toFixed(1)} % of a core`, `over ${idle_ms / 1_000} s, all roles`),
    row("memory idle", idle, "all roles, Discord connected, after a garbage collection"),
    row(`memory at ${count} pictures in flight`, busy, "all of them at a provider that ends none, after a collection"),
    row("memory once they are delivered", after, "after a garbage collection"),
  ];
}

async function benchStart({ tree }: LoadStage, starts: number): Promise<BenchRow> {
  const wall_ms: number[] = [];
  const cpu_s: number[] = [];
  for (const easel of tree.processes.slice(0, 1)) {
    for (let time = 0; time < starts; time++) {
      await easel.kill();
      const began_ms = performance.now();
      await easel.start();
      wall_ms.push(performance.now() - began_ms);
      cpu_s.push(await cpuOf(easel.pid ?? 0));
    }
  }
  const figure = `${(median(wall_ms) / 1_000).toFixed(2)} s, ${median(cpu_s).toFixed(2)} CPU-s`;
  return row("start to ready", figure, `compiled, all roles, on a database that was used before; median of ${starts}`);
}

async function inspected({ tree }: LoadStage): Promise<{ readonly inspector: Inspector; readonly pid: number }> {
  const [easel] = tree.processes;
  if (easel === undefined) throw new Error("there is no process");
  return { inspector: await inspect(easel.errors()), pid: easel.pid ?? 0 };
}

async function held(inspector: Inspector, pid: number): Promise<string> {
  await inspector.collectGarbage();
  const { heapUsed } = await inspector.evaluate<{ readonly heapUsed: number }>("process.memoryUsage()");
  return `${(heapUsed / MB).toFixed(0)} MB heap, ${((await residentOf(pid)) / MB).toFixed(0)} MB in all`;
}

async function until(isSo: () => boolean): Promise<void> {
  const began_ms = performance.now();
  while (!isSo()) {
    if (performance.now() - began_ms > PATIENCE_MS) throw new Error("not all pictures were submitted");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function row(what: string, figure: string, how: string): BenchRow {
  return { what, figure, aim: null, met: null, how };
}
