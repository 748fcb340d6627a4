import type { Clock } from "../../src/core/services.ts";
import type { TelegramApi } from "./client.ts";
import { TelegramRefused } from "./refusals.ts";

/** @see https://core.telegram.org/bots/api#answercallbackquery */
export const ALERT_LENGTH_MAX = 200;
const ATTEMPTS = 3;
const PAUSE_MS = 300;

/** How a press is answered: not at all but for the end of its waiting, in a window that its person alone sees, or by a link. */
export type PressAnswer =
  | { readonly kind: "none" }
  | { readonly kind: "alert"; readonly text: string }
  /** Opens the bot's private chat; Telegram takes no other links here. */
  | { readonly kind: "open"; readonly url: string };

/** Answers a pressed button; false when Telegram no longer takes it, or could not be reached. Never rejects. */
export type AnswerPress = (query: string, answer: PressAnswer) => Promise<boolean>;

export function createAnswerPress({
  api,
  clock,
}: {
  readonly api: Pick<TelegramApi, "answerCallbackQuery">;
  readonly clock: Clock;
}): AnswerPress {
  return async (query, answer) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await api.answerCallbackQuery({ callback_query_id: query, ...partsOf(answer) });
        return true;
      } catch (error) {
        if (error instanceof TelegramRefused || attempt === ATTEMPTS) return false;
        // A button that is never answered shows a clock for a long time.
        await clock.sleep(PAUSE_MS);
      }
    }
  };
}

function partsOf(answer: PressAnswer) {
  if (answer.kind === "alert") return { text: answer.text, show_alert: true };
  return answer.kind === "open" ? { url: answer.url } : {};
}
