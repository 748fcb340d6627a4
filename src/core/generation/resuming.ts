import type { Chats, Clock, Log } from "../services.ts";
import type { Drives } from "./drives.ts";
import { advance, type Generation } from "./generation.ts";
import type { GenerationStore } from "./generation-store.ts";
import type { Leases } from "./leases.ts";
import type { StudioTimings } from "./timings.ts";
import type { Turns } from "./turns.ts";

/** Goes on with what nobody drives any more, and shows the others that this process is alive. */
export interface Resuming {
  /** Safe to call at any time, from every process; answers how many pictures were taken over. */
  resume(limit: number): Promise<number>;
  /** `alone`: no other process can exist, so what is open is resumed at once. */
  start(options: { readonly alone: boolean }): Promise<void>;
  /** Takes nothing over any more. */
  halt(): void;
  /** After `halt`: nothing is leased to this process any more. */
  leave(): Promise<void>;
}

const LEAVE_MS = 1_000;
const RESUMED_AT_START = 1_000;
const RESUMED_AT_ONCE = 100;

export function createResuming({
  clock,
  log,
  chats,
  store,
  leases,
  drives,
  turns,
  timings,
}: {
  readonly clock: Clock;
  readonly log: Log;
  readonly chats: Pick<Chats, "platforms">;
  readonly store: GenerationStore;
  readonly leases: Leases;
  readonly drives: Pick<Drives, "start" | "has" | "ids">;
  readonly turns: Pick<Turns, "review">;
  readonly timings: StudioTimings;
}): Resuming {
  const stopping = new AbortController();
  let beating: Promise<void> = Promise.resolve();

  async function claim(generation: Generation): Promise<boolean> {
    const mine = advance(generation, { kind: "claimed", owner: leases.process }, clock.now());
    if (!(await store.update(mine))) return false;
    drives.start(mine);
    return true;
  }

  async function resume(limit: number, isAlone: boolean): Promise<number> {
    const now = clock.now().getTime();
    const alive = isAlone ? [] : leases.alive().filter((process) => process !== leases.process);
    const quietSince = new Date(now - timings.deadAfter_ms);
    // Whoever reaches its chat goes first; where nobody does, its person finds it in the history.
    const lateSince = new Date(now - timings.chatAwayMax_ms);
    const mine = { process: leases.process, driving: drives.ids(), platforms: chats.platforms() };
    const found = await store.abandoned({ ...mine, alive, quietSince, lateSince }, limit);
    let resumed = 0;
    for (const generation of found) {
      if (stopping.signal.aborted || drives.has(generation.id)) continue;
      if (await claim(generation)) resumed += 1;
    }
    if (resumed > 0) log.info({ resumed }, "went on with pictures that nobody was driving");
    return resumed;
  }

  async function beat(): Promise<void> {
    let resumedAt = clock.now().getTime();
    while (!stopping.signal.aborted) {
      try {
        await clock.sleep(timings.beatEvery_ms, stopping.signal);
        const others = await leases.beat();
        turns.review();
        // The job does the same, but only where jobs run, which need not be where the chats are. What somebody who is gone
        // has left is looked for at once.
        if (others === "same" && clock.now().getTime() - resumedAt < timings.resumeEvery_ms) continue;
        resumedAt = clock.now().getTime();
        await resume(RESUMED_AT_ONCE, false);
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ error }, "a heartbeat did not reach the database");
      }
    }
  }

  return {
    resume: (limit) => resume(limit, false),
    async start({ alone }) {
      await leases.beat();
      if (alone) await resume(RESUMED_AT_START, true);
      beating = beat();
    },
    halt: () => stopping.abort(),
    async leave() {
      await beating;
      // A courtesy: without it the others find out by themselves a few seconds later.
      await Promise.race([leases.leave().catch(() => undefined), clock.sleep(LEAVE_MS)]);
    },
  };
}
