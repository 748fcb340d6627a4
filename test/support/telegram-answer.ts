import type { DocumentFile, KeyboardButton, Message, PhotoSize } from "../servers/telegram/types.ts";

/** What the bot has to say to one thing, once it is done saying it. */
export interface Answer {
  readonly messages: readonly Message[];
  /** The last of them. */
  readonly message: Message;
  /** All words of all of them. */
  readonly text: string;
  /** The largest size of each photo. */
  readonly photos: readonly PhotoSize[];
  readonly documents: readonly DocumentFile[];
  /** Labels of all keyboards. */
  readonly buttons: readonly string[];
  /** What stood over the chat for a moment after a press. */
  readonly alert: string | null;
}

/** Nobody is kept waiting for words that are still being changed. */
export const QUIET_MS = 250;
/** What stands in the chat until a picture is there. */
const WORKING = /^⏳|(On its way|in line|Painting|Waiting for the model)[^\n]* · \d+ credits?/m;

export const isWorking = (message: Message): boolean => WORKING.test(wordsOf(message));
export const wordsOf = (message: Message): string => message.text ?? message.caption ?? "";
export const buttonsOf = (message: Message): KeyboardButton[] => (message.reply_markup?.inline_keyboard ?? []).flat();

export function answerOf(messages: readonly Message[], alert: string | null = null): Answer {
  const message = messages.at(-1);
  if (message === undefined) throw new Error("an answer without messages");
  return {
    messages,
    message,
    text: messages
      .map(wordsOf)
      .filter((words) => words !== "")
      .join("\n\n"),
    photos: messages.flatMap(({ photo }) => photo?.slice(-1) ?? []),
    documents: messages.flatMap(({ document }) => (document === undefined ? [] : [document])),
    buttons: messages.flatMap((one) => buttonsOf(one).map(({ text }) => text)),
    alert,
  };
}
