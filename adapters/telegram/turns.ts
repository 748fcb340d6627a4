import type { Transformer } from "grammy";
import { KeyedQueue } from "../../src/core/keyed-queue.ts";
import type { Clock } from "../../src/core/services.ts";

/** What is said of somebody, or shown for a moment, is no message: it neither waits nor counts. */
const FREE = new Set(["sendChatAction", "setMessageReaction", "getChat", "getChatMember"]);

/** While more chats than this are waited for, those whose wait is over are forgotten, although nobody has written there since. */
const CLOSED_MAX = 1_000;

/**
 * One chat is written to by one call after the other, and not at all before a wait is over that Telegram has asked for there;
 * other chats go on meanwhile. A wait longer than `waitMax_seconds` is not waited for: whoever asked hears of it at once.
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
export function inTurn(clock: Clock, waitMax_seconds: number): Transformer {
  const inOrder = new KeyedQueue();
  /** By chat, until when Telegram takes nothing. */
  const closedUntil_ms = new Map<string, number>();

  function close(chat: string, wait_seconds: number): void {
    const now_ms = clock.now().getTime();
    closedUntil_ms.set(chat, now_ms + wait_seconds * 1000);
    if (closedUntil_ms.size <= CLOSED_MAX) return;
    for (const [other, until_ms] of closedUntil_ms) if (until_ms <= now_ms) closedUntil_ms.delete(other);
  }

  function leftOf(chat: string): number {
    const left_ms = (closedUntil_ms.get(chat) ?? 0) - clock.now().getTime();
    if (left_ms <= 0) closedUntil_ms.delete(chat);
    return left_ms;
  }

  return async (call, method, payload, signal) => {
    const chat = "chat_id" in payload ? String(payload.chat_id) : null;
    if (chat === null || FREE.has(method)) return call(method, payload, signal);
    return inOrder.run(chat, async () => {
      const left_ms = leftOf(chat);
      if (left_ms > waitMax_seconds * 1000) return tooMany(left_ms);
      if (left_ms > 0) await clock.sleep(left_ms);
      const answer = await call(method, payload, signal);
      const wait_seconds = answer.ok ? undefined : answer.parameters?.retry_after;
      if (wait_seconds !== undefined) close(chat, wait_seconds);
      return answer;
    });
  };
}

/** As Telegram says it. */
function tooMany(left_ms: number) {
  const retry_after = Math.ceil(left_ms / 1000);
  return { ok: false as const, error_code: 429, description: "Too Many Requests", parameters: { retry_after } };
}
