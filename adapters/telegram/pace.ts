import type { Clock } from "../../src/core/services.ts";

/**
 * What edits that only show progress may take of a chat: Telegram allows about one message a second, and twenty a minute in a
 * group. Half of that is left for answers, which are never held back.
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const SPACING_MS = 1_000;
const GROUP_SPACING_MS = 6_000;
const CHATS_MAX = 10_000;

export interface Pace {
  /** Something was written into the chat. */
  wrote(chat: number): void;
  /** How long a message that can wait should wait: 0 when it may go now. */
  wait_ms(chat: number): number;
}

/** Kept in memory: each process counts what it writes itself; what several write together, Telegram tells them. */
export function createPace(clock: Clock): Pace {
  const last = new Map<number, number>();
  return {
    wrote(chat) {
      last.delete(chat);
      last.set(chat, clock.now().getTime());
      if (last.size > CHATS_MAX) last.delete(last.keys().next().value ?? 0);
    },
    wait_ms(chat) {
      const before = last.get(chat);
      if (before === undefined) return 0;
      const spacing = chat < 0 ? GROUP_SPACING_MS : SPACING_MS;
      const passed = clock.now().getTime() - before;
      // A clock that was set back must not hold anything for long.
      return passed < 0 ? 0 : Math.max(0, spacing - passed);
    },
  };
}
