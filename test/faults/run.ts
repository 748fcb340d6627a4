import type { DatabaseProxy } from "./database-proxy.ts";
import { createInjector } from "./injections.ts";
import type { Member } from "./members/member.ts";
import type { Observation } from "./observation.ts";
import { observe } from "./observe.ts";
import { gather } from "./people.ts";
import { proofs } from "./proofs.ts";
import type { Records } from "./records.ts";
import type { ActKind, InjectionKind, Schedule } from "./schedule.ts";
import { settle } from "./settle.ts";
import type { World } from "./world.ts";

export interface RunResult {
  readonly seed: number;
  readonly duration_ms: number;
  readonly done: Readonly<Partial<Record<ActKind, number>>>;
  readonly injected: Readonly<Partial<Record<InjectionKind, number>>>;
  readonly observation: Observation;
  /** The people, with all that is on their screens. */
  readonly members: readonly Member[];
  /** By the name of a proof, what speaks against it; proofs that hold are not named. */
  readonly broken: ReadonlyMap<string, readonly string[]>;
}

const HURRIED = { patience_ms: 60_000, isHurried: true };
/** Every so manieth seed waits until the jobs have their own time, of which the rarest that matters comes once a minute. */
const UNHURRIED_EVERY = 8;
const UNHURRIED = { patience_ms: 180_000, isHurried: false };

/** One seed: people act while things go wrong, then all is mended, comes to its end, and is judged. */
export async function runSchedule(
  world: World,
  proxies: ReadonlyMap<string, DatabaseProxy>,
  records: Records,
  schedule: Schedule,
): Promise<RunResult> {
  const begun = performance.now();
  const people = await gather(world, schedule);
  const injector = createInjector(world, proxies);
  try {
    const start = performance.now();
    const acts = schedule.acts.map((act) => at(start + act.at_ms).then(() => people.act(act)));
    const injections = schedule.injections.map((one) => at(start + one.at_ms).then(() => injector.inject(one)));
    await at(start + schedule.duration_ms);
    await Promise.all(acts);
    // What lasts longer than the run ends with it.
    const ending = injector.heal();
    await Promise.all([...injections, ending]);
    const patience = schedule.seed % UNHURRIED_EVERY === 0 ? UNHURRIED : HURRIED;
    const unfinished = await settle(world, people, records, patience);
    await people.goOn();
    unfinished.push(...(await settle(world, people, records, patience)));
    const observation = await observe(world, people, records, unfinished);
    return {
      seed: schedule.seed,
      duration_ms: performance.now() - begun,
      done: people.done,
      injected: injector.counts(),
      observation,
      members: people.members,
      broken: judge(observation),
    };
  } finally {
    people.leave();
  }
}

/** What speaks against each proof. */
export function judge(observation: Observation): ReadonlyMap<string, readonly string[]> {
  const judged = proofs.map(({ name, broken }) => [name, broken(observation)] as const);
  return new Map(judged.filter(([, broken]) => broken.length > 0));
}

function at(instant: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - performance.now())));
}
