import type { Clock } from "../services.ts";
import type { ProcessStore } from "./generation-store.ts";
import type { StudioTimings } from "./timings.ts";

/**
 * Who is alive. A process leases all its pictures at once by its heartbeat, so the cost does not grow with them. Whether
 * another heart still beats is judged by this process's own clock from when its count last changed: clocks of different
 * machines are never compared.
 */
export interface Leases {
  readonly process: string;
  /** Beats once and looks at the others. */
  beat(): Promise<void>;
  /** The processes that keep what they drive. */
  alive(): readonly string[];
  /** After this nothing is leased to this process. */
  leave(): Promise<void>;
}

export function createLeases({
  process,
  store,
  clock,
  timings,
}: {
  process: string;
  store: ProcessStore;
  clock: Clock;
  timings: Pick<StudioTimings, "deadAfter_ms">;
}): Leases {
  const seen = new Map<string, { beat: number; changedAt: number }>();
  return {
    process,
    async beat() {
      const hearts = await store.beat(process, clock.now());
      const now = clock.now().getTime();
      const there = new Set(hearts.map((heart) => heart.process));
      for (const known of seen.keys()) if (!there.has(known)) seen.delete(known);
      for (const heart of hearts) {
        if (seen.get(heart.process)?.beat !== heart.beat) seen.set(heart.process, { beat: heart.beat, changedAt: now });
      }
    },
    alive() {
      const now = clock.now().getTime();
      const others = [...seen]
        .filter(([, heart]) => now - heart.changedAt <= timings.deadAfter_ms)
        .map(([name]) => name);
      return [...new Set([process, ...others])];
    },
    leave: () => store.leave(process),
  };
}
