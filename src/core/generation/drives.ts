import { type Drive, type DriveMemory, type DriveTools, driveToEnd, type Wake } from "./drive.ts";
import type { Generation } from "./generation.ts";
import { carryStep, writeCarried, writeStep } from "./write-step.ts";

/** The generations that this process drives, each in a loop of its own. */
export interface Drives {
  /** Starts the loop; a generation that is driven already goes on as it is. */
  start(generation: Generation): void;
  /** What a step of this generation may use, before its loop runs. */
  open(id: string): Drive;
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

const newMemory = (): DriveMemory => ({ notTakenSince: null, shown: "", shownAt: null, lookedAt: null });

const LAST_WORD_MS = 2_000;

export function createDrives(tools: DriveTools): Drives {
  const running = new Map<string, Running>();
  const stopping = new AbortController();
  /** Ends each pause that is under way. */
  const stops = new Set<() => void>();

  function open(id: string): Drive {
    return {
      tools,
      memory: running.get(id)?.memory ?? newMemory(),
      signal: stopping.signal,
      pause: (duration_ms) => pause(id, duration_ms),
      look: (generation) => look(generation),
      async write(generation, event) {
        return remember(id, await writeStep(tools, generation, event));
      },
      carry: (generation, event) => remember(id, carryStep(tools, generation, event)),
      writeCarried: async (generation) => remember(id, await writeCarried(tools, generation)),
    };
  }

  function remember(id: string, generation: Generation): Generation {
    const entry = running.get(id);
    if (entry !== undefined) entry.current = generation;
    return generation;
  }

  async function look(generation: Generation): Promise<Generation | null> {
    const { clock, store, timings } = tools;
    const memory = running.get(generation.id)?.memory;
    if (memory === undefined) return null;
    const now = clock.now();
    memory.lookedAt ??= now;
    if (now.getTime() - memory.lookedAt.getTime() < timings.lookEvery_ms) return null;
    memory.lookedAt = now;
    const stored = await store.find(generation.id);
    return stored === null || stored.revision === generation.revision ? null : stored;
  }

  async function pause(id: string, duration_ms: number): Promise<"time" | Wake> {
    const entry = running.get(id);
    const waiting = new AbortController();
    if (entry !== undefined) {
      entry.wake = () => waiting.abort();
      if (entry.why !== null) waiting.abort();
    }
    // Not `AbortSignal.any`: what it makes stays known to the signal that lives as long as the process.
    const stop = () => waiting.abort();
    if (stopping.signal.aborted) stop();
    stops.add(stop);
    await tools.clock.sleep(duration_ms, waiting.signal).catch(() => undefined);
    stops.delete(stop);
    if (entry === undefined) return "time";
    const { why } = entry;
    entry.wake = null;
    entry.why = null;
    return why ?? "time";
  }

  return {
    open,
    start(generation) {
      if (running.has(generation.id) || stopping.signal.aborted) return;
      const entry: Running = {
        wake: null,
        why: null,
        current: generation,
        memory: newMemory(),
        done: Promise.resolve(),
      };
      running.set(generation.id, entry);
      tools.metrics.queueDepth(running.size);
      entry.done = driveToEnd(generation, open(generation.id)).finally(() => {
        running.delete(generation.id);
        tools.turns.leave(generation.id);
        tools.metrics.queueDepth(running.size);
      });
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
