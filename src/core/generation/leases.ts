import type { Clock } from "../services.ts";
import type { Heart, ProcessStore } from "./generation-store.ts";
import type { StudioTimings } from "./timings.ts";

/** After so many beats of its own, every other process has seen a new one. */
const NEWCOMER_BEATS = 2;

/**
 * Who is alive. A process leases all its pictures at once by its heartbeat, so the cost does not grow with them. Whether
 * another heart still beats is judged by this process's own clock from when its count last changed: clocks of different
 * machines are never compared.
 */
export interface Leases {
  readonly process: string;
  /** Beats once and looks at the others; answers whether one of them is gone since the last look. */
  beat(): Promise<"gone" | "same">;
  /** The processes that keep what they drive. */
  alive(): readonly string[];
  /** This process's share of so many turns at the provider: never less than one. */
  share(turns: number): number;
  /** After this nothing is leased to this process. */
  leave(): Promise<void>;
}

export function createLeases({
  process,
  store,
  clock,
  timings,
  drives,
}: {
  process: string;
  store: ProcessStore;
  clock: Clock;
  timings: Pick<StudioTimings, "beatEvery_ms" | "deadAfter_ms">;
  /** Whether this process takes orders: where no chat is, no turns are needed. */
  drives: () => boolean;
}): Leases {
  const seen = new Map<string, Heart & { changedAt: number }>();
  let living: ReadonlySet<string> = new Set();
  let joinedAt: number | null = null;

  const isAlive = ({ changedAt }: { changedAt: number }, now: number) => now - changedAt <= timings.deadAfter_ms;

  function others(now: number) {
    return [...seen.values()].filter((heart) => heart.process !== process && isAlive(heart, now));
  }

  return {
    process,
    async beat() {
      const hearts = await store.beat(process, clock.now(), { drives: drives() });
      const now = clock.now().getTime();
      joinedAt ??= now;
      const there = new Set(hearts.map((heart) => heart.process));
      for (const known of seen.keys()) if (!there.has(known)) seen.delete(known);
      for (const heart of hearts) {
        const known = seen.get(heart.process);
        if (known?.beat !== heart.beat) seen.set(heart.process, { ...heart, changedAt: now });
      }
      const before = living;
      living = new Set(others(now).map((heart) => heart.process));
      return [...before].every((name) => living.has(name)) ? "same" : "gone";
    },
    alive: () => [process, ...others(clock.now().getTime()).map((heart) => heart.process)],
    share(turns) {
      const now = clock.now().getTime();
      const beside = others(now);
      const takers = beside.filter((heart) => heart.drives);
      // Who takes no orders drives only what nobody else can: one after the other, beside all who have a share.
      if (!drives() && takers.length > 0) return 1;
      const rivals = drives() ? takers : beside;
      if (rivals.length === 0) return Math.max(1, turns);
      // Until the others have seen this process too, they still use what will be its share.
      const isNew = joinedAt === null || now - joinedAt <= NEWCOMER_BEATS * timings.beatEvery_ms;
      return isNew ? 1 : shareOf(turns, [process, ...rivals.map((heart) => heart.process)], process);
    },
    leave: () => store.leave(process),
  };
}

/** Whole turns for each, and what is left over to the first by name: all processes come to the same division by themselves. */
function shareOf(turns: number, among: readonly string[], process: string): number {
  const place = among.toSorted().indexOf(process);
  const left = turns % among.length;
  return Math.max(1, Math.floor(turns / among.length) + (place < left ? 1 : 0));
}
