import type { Clock } from "../../../src/core/services.ts";

/** The sandbox's time: the clock's, moved forward, or the moment at which something is being done belatedly. */
export class SandboxTime {
  readonly #clock: Clock;
  #pinned_s: number | null = null;
  /** How far it is ahead of the clock. */
  offset_ms = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds since 1970, as Stripe counts. */
  now(): number {
    return this.#pinned_s ?? Math.floor((this.#clock.now().getTime() + this.offset_ms) / 1000);
  }

  /** What is done in `work` was done at that moment. */
  at(moment_s: number, work: () => void): void {
    this.#pinned_s = moment_s;
    try {
      work();
    } finally {
      this.#pinned_s = null;
    }
  }
}

export interface Interval {
  readonly interval: string;
  readonly interval_count: number;
}

/** So many intervals after a moment; a month without that day ends on its last. */
export function later(moment_s: number, { interval, interval_count }: Interval, times = 1): number {
  const count = interval_count * times;
  if (interval === "day" || interval === "week") return moment_s + count * (interval === "day" ? 1 : 7) * 86_400;
  const date = new Date(moment_s * 1000);
  const months = date.getUTCMonth() + count * (interval === "year" ? 12 : 1);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const day = Math.min(date.getUTCDate(), lastDay);
  return (
    Date.UTC(
      ...([
        date.getUTCFullYear(),
        months,
        day,
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
      ] as const),
    ) / 1000
  );
}

/** The first end of a period after a moment, counted from the anchor so that the day of the month comes back after February. */
export function boundaryAfter(anchor_s: number, recurring: Interval, moment_s: number): number {
  for (let times = 1; ; times++) {
    const boundary = later(anchor_s, recurring, times);
    if (boundary > moment_s) return boundary;
  }
}
