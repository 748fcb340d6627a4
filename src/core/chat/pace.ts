import type { Clock } from "../services.ts";

const MINUTE_MS = 60_000;
/** While more accounts than this are remembered, those that have been quiet for a minute are forgotten once a minute. */
const ACCOUNTS_MAX = 5_000;

/**
 * How many commands an account may send a minute, over the minute that has just passed. Kept in memory: each process
 * counts what it receives itself, which is enough to stop a flood.
 */
export interface Pace {
  /** Counts one command; answers 0 when it may run, else how long to wait. A refused one does not count. */
  wait_ms(account: string, perMinute: number): number;
  /** The same, of one that is not counted. */
  ahead_ms(account: string, perMinute: number): number;
}

/** A clock that was set back leaves times in the future: they count no more than those that are long past. */
function isRecent(time: number, now: number): boolean {
  return time > now - MINUTE_MS && time <= now;
}

export function createPace(clock: Clock): Pace {
  const recent = new Map<string, number[]>();
  let sweptAt = 0;
  const timesOf = (account: string, now: number) => (recent.get(account) ?? []).filter((time) => isRecent(time, now));

  function waitAfter(times: readonly number[], perMinute: number, now: number): number {
    const oldest = times[0];
    return times.length >= perMinute && oldest !== undefined ? oldest + MINUTE_MS - now : 0;
  }

  return {
    ahead_ms(account, perMinute) {
      const now = clock.now().getTime();
      return waitAfter(timesOf(account, now), perMinute, now);
    },
    wait_ms(account, perMinute) {
      const now = clock.now().getTime();
      const times = timesOf(account, now);
      const wait_ms = waitAfter(times, perMinute, now);
      if (wait_ms > 0) return wait_ms;
      times.push(now);
      recent.set(account, times);
      if (recent.size > ACCOUNTS_MAX && now - sweptAt >= MINUTE_MS) {
        sweptAt = now;
        for (const [key, stamps] of recent) if (!stamps.some((time) => isRecent(time, now))) recent.delete(key);
      }
      return 0;
    },
  };
}
