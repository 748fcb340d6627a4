import { createHash } from "node:crypto";

/** How many requests of a bucket Discord takes in a window. */
export interface Bucket {
  readonly requestsMax: number;
  readonly window_ms: number;
}
/** As observed: Discord tells them by headers and publishes no numbers, so that they may be others tomorrow. */
export const buckets = {
  /** Each interaction's answers: edits, follow-ups, deletions. */
  webhook: { requestsMax: 5, window_ms: 2_000 },
  channelMessages: { requestsMax: 5, window_ms: 5_000 },
  openDirect: { requestsMax: 10, window_ms: 10_000 },
  commands: { requestsMax: 10, window_ms: 20_000 },
} as const satisfies Record<string, Bucket>;
export type BucketName = keyof typeof buckets;

/** All requests of a bot but the answers to interactions. @see https://discord.com/developers/docs/topics/rate-limits#global-rate-limit */
const GLOBAL: Bucket = { requestsMax: 50, window_ms: 1_000 };

export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  /** null: it is taken. Else how long to wait, in seconds. */
  readonly retryAfter_s: number | null;
  readonly isGlobal: boolean;
}

export interface RateLimits {
  /** Counts one request. `key`: the route with what it is about, as each channel has a bucket of its own. */
  take(bucket: BucketName | null, key: string, isGlobal: boolean): Verdict;
  /** Whether they count at all; a load test of other things turns them off. */
  areOn: boolean;
}

interface Window {
  startedAt: number;
  taken: number;
}

export function createRateLimits(): RateLimits {
  const windows = new Map<string, Window>();
  function windowOf(key: string, { window_ms }: Bucket): Window {
    const now = performance.now();
    const known = windows.get(key);
    if (known !== undefined && now - known.startedAt < window_ms) return known;
    const fresh = { startedAt: now, taken: 0 };
    windows.set(key, fresh);
    return fresh;
  }
  const left_s = (window: Window, { window_ms }: Bucket) =>
    Math.max(0, window.startedAt + window_ms - performance.now()) / 1_000;

  const limits: RateLimits = {
    areOn: true,
    take(name, key, isGlobal) {
      if (!limits.areOn) return { headers: {}, retryAfter_s: null, isGlobal: false };
      if (isGlobal) {
        const window = windowOf("global", GLOBAL);
        if (window.taken >= GLOBAL.requestsMax) {
          const wait_s = left_s(window, GLOBAL);
          return {
            headers: { "x-ratelimit-global": "true", "x-ratelimit-scope": "global" },
            retryAfter_s: wait_s,
            isGlobal: true,
          };
        }
        window.taken += 1;
      }
      if (name === null) return { headers: {}, retryAfter_s: null, isGlobal: false };
      const bucket = buckets[name];
      const window = windowOf(`${name} ${key}`, bucket);
      const isOver = window.taken >= bucket.requestsMax;
      if (!isOver) window.taken += 1;
      const wait_s = left_s(window, bucket);
      const headers = {
        "x-ratelimit-limit": String(bucket.requestsMax),
        "x-ratelimit-remaining": String(bucket.requestsMax - window.taken),
        "x-ratelimit-reset": (Date.now() / 1_000 + wait_s).toFixed(3),
        "x-ratelimit-reset-after": wait_s.toFixed(3),
        "x-ratelimit-bucket": createHash("md5").update(name).digest("hex"),
        ...(isOver ? { "x-ratelimit-scope": "user" } : {}),
      };
      return { headers, retryAfter_s: isOver ? wait_s : null, isGlobal: false };
    },
  };
  return limits;
}
