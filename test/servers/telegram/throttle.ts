import { tooMany } from "./errors.ts";
import { CHAT_EVERY_MS, GROUP_PER_MINUTE_MAX } from "./limits.ts";

export interface Rates {
  /** Messages that a chat takes at once before the pace counts. */
  readonly burst: number;
  /** How long one message more takes, in milliseconds. */
  readonly every_ms: number;
  readonly groupPerMinute: number;
}
export const telegramRates: Rates = { burst: 3, every_ms: CHAT_EVERY_MS, groupPerMinute: GROUP_PER_MINUTE_MAX };

/** Waits are told in whole seconds, so a client may be this much early by its own clock. */
const EARLY_MS = 100;
/** What was already on its way when the wait was told is no disobedience. */
const UNDER_WAY_MS = 250;

/** How fast a bot may write, by chat; edits count as messages do. */
export function createThrottle(onEarly: (chat: number, early_ms: number) => void) {
  let rates: Rates | null = null;
  const buckets = new Map<number, { tokens: number; at_ms: number }>();
  const minutes = new Map<number, number[]>();
  const closed = new Map<number, { readonly at_ms: number; readonly until_ms: number }>();
  const close = (chat: number, seconds: number) => {
    const at_ms = performance.now();
    closed.set(chat, { at_ms, until_ms: at_ms + seconds * 1000 });
  };

  return {
    set(next: Rates | null): void {
      rates = next;
      buckets.clear();
      minutes.clear();
      closed.clear();
    },
    /** Closes a chat for so many seconds; whoever knocks before is told and noted. */
    close,
    /** `count`: an album counts as each of its items. @throws ApiError 429 */
    pass(chat: number, isGroup: boolean, count: number): void {
      const now_ms = performance.now();
      const { at_ms, until_ms } = closed.get(chat) ?? { at_ms: 0, until_ms: 0 };
      const left_ms = until_ms - now_ms;
      if (left_ms > EARLY_MS) {
        if (now_ms - at_ms > UNDER_WAY_MS) onEarly(chat, left_ms);
        throw tooMany(Math.ceil(left_ms / 1000));
      }
      if (rates === null) return;
      const bucket = buckets.get(chat) ?? { tokens: rates.burst, at_ms: now_ms };
      const tokens = Math.min(rates.burst, bucket.tokens + (now_ms - bucket.at_ms) / rates.every_ms);
      const recent = (minutes.get(chat) ?? []).filter((at_ms) => at_ms > now_ms - 60_000);
      const waits_ms = [
        tokens < 1 ? (1 - tokens) * rates.every_ms : 0,
        isGroup && recent.length >= rates.groupPerMinute ? (recent[0] ?? now_ms) + 60_000 - now_ms : 0,
      ];
      const seconds = Math.ceil(Math.max(...waits_ms) / 1000);
      if (seconds > 0) {
        close(chat, seconds);
        buckets.set(chat, { tokens, at_ms: now_ms });
        throw tooMany(seconds);
      }
      buckets.set(chat, { tokens: tokens - count, at_ms: now_ms });
      minutes.set(chat, [...recent, ...Array.from({ length: count }, () => now_ms)]);
    },
  };
}
export type Throttle = ReturnType<typeof createThrottle>;
