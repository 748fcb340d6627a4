import { withoutTurns } from "../messages/plain-words.ts";
import { refuse } from "../refusal.ts";

/** How much one message may say, in characters. */
export const TICKET_WORDS_LENGTH_MAX = 2000;

/** What somebody wrote, without what no eye sees. */
export function readTicketWords(text: string): string {
  const words = withoutTurns(text)
    .replace(/\r\n?/gu, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/\p{Cs}/gu, "\uFFFD")
    .trim();
  if (!/[^\p{C}\p{Z}]/u.test(words)) throw refuse("ticket-empty", {});
  const { length } = [...words];
  if (length > TICKET_WORDS_LENGTH_MAX) throw refuse("ticket-too-long", { length, lengthMax: TICKET_WORDS_LENGTH_MAX });
  return words;
}
