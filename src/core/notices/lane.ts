import type { Clock } from "../services.ts";

/**
 * Direct messages a second from one process, well below what the platforms bear, so that news to many never slows an answer
 * to one: Telegram takes 30 messages a second of all kinds, and Discord watches how many conversations a bot opens.
 */
const PER_SECOND: Readonly<Record<string, number>> = { telegram: 15, discord: 5 };

/** Spaces what goes to one platform. */
export interface Lane {
  /** Resolves when it is the next one's turn. */
  turn(platform: string, signal: AbortSignal): Promise<void>;
}

export function createLane(clock: Clock): Lane {
  const nextAt = new Map<string, number>();
  return {
    async turn(platform, signal) {
      const rate = PER_SECOND[platform];
      if (rate === undefined) return;
      const now = clock.now().getTime();
      const at = Math.max(now, nextAt.get(platform) ?? 0);
      nextAt.set(platform, at + 1000 / rate);
      if (at > now) await clock.sleep(at - now, signal);
    },
  };
}
