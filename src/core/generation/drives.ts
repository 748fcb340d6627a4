import { type Drive, type DriveMemory, type DriveTools, driveToEnd, type Wake } from "./drive.ts";
import type { Generation } from "./generation.ts";
import { carryStep, writeCarried, writeStep } from "./write-step.ts";

/** The generations that this process drives, each in a loop of its own. */
export interface Drives {
  /** Starts the loop; false: it is driven already and goes on as it is, or this process stops. */
  start(generation: Generation): boolean;
  /** What a step may use before the loop of its generation runs. */
  open(): Drive;
  has(id: string): boolean;
  ids(): readonly string[];
  /** The generation as its loop wrote it last, if this process drives it. */
  current(id: string): Generation | undefined;
  /** Ends the pause of its loop, or the next one. */
  wake(id: string, why: Wake): void;
  /** Waits for the loops, and ends those that are not done in time at their next safe point. */
  stop(finishWithin_ms: number): Promise<void>;
}

interface Running {
  /** Ends the pause that is under way. */
  wake: (() => void) | null;
  /** Why it was woken since its last pause; while the loop is busy this waits for its next one. */
  why: Wake | null;
  current: Generation;
  readonly memory: DriveMemory;
  done: Promise<void>;
}

const newMemory = (): DriveMemory => ({
  ...{ notTakenSince: null, shown: "", shownAt: null, lookedAt: null },
  showing: Promise.resolve(),
});

const LAST_WORD_MS = 2_000;

export function createDrives(tools: DriveTools): Drives {
  const running = new Map<string, Running>();
  const stopping = new AbortController();
  /** Ends each pause that is under way. */
  const stops = new Set<() => void>();

  /** `entry`: the loop that it belongs to; without one, what it does leaves a loop of the same generation alone. */
  function open(entry: Running | null): Drive {
    const memory = entry?.memory ?? newMemory();
    const remember = (generation: Generation) => {
      if (entry !== null) entry.current = generation;
      return generation;
    };
    return {
      tools,
      memory,
      signal: stopping.signal,
      pause: (duration_ms) => pause(entry, duration_ms),
      look: (generation) => look(generation, memory),
      async write(generation, event) {
        return remember(await writeStep(tools, generation, event));
      },
      carry: (generation, event) => remember(carryStep(tools, generation, event)),
      writeCarried: async (generation) => remember(await writeCarried(tools, generation)),
    };
  }

  async function look(generation: Generation, memory: DriveMemory): Promise<Generation | null> {
    const { clock, store, timings } = tools;
    const now = clock.now();
    memory.lookedAt ??= now;
    if (now.getTime() - memory.lookedAt.getTime() < timings.lookEvery_ms) return null;
    memory.lookedAt = now;
    const stored = await store.find(generation.id);
    return stored === null || stored.revision === generation.revision ? null : stored;
  }

  async function pause(entry: Running | null, duration_ms: number): Promise<"time" | Wake> {
    const waiting = new AbortController();
    if (entry !== null) {
      entry.wake = () => waiting.abort();
      if (entry.why !== null) waiting.abort();
    }
    // Not `AbortSignal.any`: what it makes stays known to the signal that lives as long as the process.
    const stop = () => waiting.abort();
    if (stopping.signal.aborted) stop();
    stops.add(stop);
    await tools.clock.sleep(duration_ms, waiting.signal).catch(() => undefined);
    stops.delete(stop);
    if (entry === null) return "time";
    const { why } = entry;
    entry.wake = null;
    entry.why = null;
    return why ?? "time";
  }

  return {
    open: () => open(null),
    start(generation) {
      if (running.has(generation.id) || stopping.signal.aborted) return false;
      const entry: Running = {
        wake: null,
        why: null,
        current: generation,
        memory: newMemory(),
        done: Promise.resolve(),
      };
      running.set(generation.id, entry);
      tools.metrics.queueDepth(running.size);
      entry.done = driveToEnd(generation, open(entry)).finally(() => {
        running.delete(generation.id);
        tools.turns.leave(generation.id);
        tools.metrics.queueDepth(running.size);
      });
      return true;
    },
    has: (id) => running.has(id),
    ids: () => [...running.keys()],
    current: (id) => running.get(id)?.current,
    wake(id, why) {
      const entry = running.get(id);
      if (entry === undefined) return;
      if (entry.why !== "changed") entry.why = why;
      entry.wake?.();
    },
    async stop(finishWithin_ms) {
      await within(finishWithin_ms);
      stopping.abort();
      for (const stop of stops) stop();
      // A request that is on its way to the provider is worth a moment more; without its answer it is one of the lost.
      await within(LAST_WORD_MS);
    },
  };

  async function within(duration_ms: number): Promise<void> {
    const patience = new AbortController();
    const all = Promise.all([...running.values()].map((entry) => entry.done));
    await Promise.race([all, tools.clock.sleep(duration_ms, patience.signal).catch(() => undefined)]);
    patience.abort();
  }
}
