import type { Content, Entity, Message, User } from "./types.ts";
import { asQuoted, type Place, type World } from "./world.ts";

const COMMAND = /(?<=^|\s)\/[A-Za-z0-9_]{1,32}(?:@\w+)?/g;
const MENTION = /(?<=^|\s)@\w{5,32}/g;

/** What Telegram itself marks in words that people type. */
export function entitiesOf(text: string): Entity[] {
  const found = (pattern: RegExp, type: string) =>
    [...text.matchAll(pattern)].map(({ index, 0: whole }) => ({ type, offset: index, length: whole.length }));
  return [...found(COMMAND, "bot_command"), ...found(MENTION, "mention")].toSorted((a, b) => a.offset - b.offset);
}

/** Words as a message's text or, below a file, as its caption. */
export function written(text: string, kind: "text" | "caption"): Content {
  const shown = text.trim();
  if (shown === "") return {};
  const entities = entitiesOf(shown);
  if (kind === "text") return { text: shown, ...(entities.length === 0 ? {} : { entities }) };
  return { caption: shown, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}

/**
 * Whether the bot is told of a message in a group: with the privacy mode on, commands that are not another bot's, answers to
 * its own messages and its name. @see https://core.telegram.org/bots/features#privacy-mode
 */
function isHeard(message: Message, { room }: Place, bot: User): boolean {
  const status = room.members.get(bot.id);
  if (room.chat.type !== "private" && (status === undefined || status === "left" || status === "kicked")) return false;
  if (room.botReadsAll || message.reply_to_message?.from?.id === bot.id) return true;
  const words = message.text ?? message.caption ?? "";
  const named = /^\/\w+@(\w+)/.exec(words)?.[1];
  if (words.startsWith("/")) return named === undefined || named.toLowerCase() === bot.username?.toLowerCase();
  return new RegExp(`@${bot.username}\\b`, "i").test(words);
}

/** Somebody says something somewhere, and the bot hears of it where Telegram would tell it. */
export function say(world: World, place: Place, from: User, content: Content, replyTo: Message | undefined): Message {
  const { room, thread } = place;
  const root = thread === undefined ? undefined : room.messages.get(thread);
  const quoted = replyTo === undefined ? undefined : (room.messages.get(replyTo.message_id) ?? replyTo);
  const isLooseThread = quoted !== undefined && room.chat.type === "supergroup" && room.chat.is_forum !== true;
  const message = world.add(place, from, content, {
    // In a topic whatever answers nothing answers its first message; in a plain supergroup an answer has a thread and no topic.
    ...(quoted === undefined
      ? root === undefined
        ? {}
        : { reply_to_message: root }
      : { reply_to_message: asQuoted(quoted) }),
    ...(isLooseThread ? { message_thread_id: quoted.message_thread_id ?? quoted.message_id } : {}),
  });
  if (isHeard(message, place, world.bot)) world.emit({ message });
  return message;
}
