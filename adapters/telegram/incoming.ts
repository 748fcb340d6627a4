import type { CallbackQuery, Chat, Message, Update, User } from "grammy/types";
import type { Identity, ServerContext } from "../../src/core/chat/incoming.ts";
import { languageOf } from "../../src/core/messages.ts";
import { bareFileOf, fileOf, type SentFile } from "./files.ts";
import { PLATFORM, type Shows, type Spot } from "./spot.ts";

/** What we ask Telegram to send; anything else would only be thrown away. */
export const ALLOWED_UPDATES = [
  "message",
  "callback_query",
  "pre_checkout_query",
] as const satisfies readonly (keyof Update)[];

/** The bot itself, as `getMe` tells. */
export interface Self {
  readonly id: number;
  readonly username: string;
}

/** Something that is meant for Easel, in Telegram's terms; what it means may depend on what is remembered. */
export type Heard = Said | Pressed;

interface HeardBase {
  /** The same for the same event, whichever update brings it and however often. */
  readonly id: string;
  readonly identity: Identity;
  readonly spot: Omit<Spot, "audience">;
  readonly server: Omit<ServerContext, "mayManage"> | null;
  /** As Telegram tells it, BCP 47. */
  readonly language: string | null;
}
export interface Said extends HeardBase {
  readonly kind: "said";
  /** null: plain words. */
  readonly command: string | null;
  readonly words: string;
  readonly files: readonly SentFile[];
  readonly repliedTo: RepliedTo | null;
  /** In a group, whether it was said to Easel by name; plain words there are people talking. */
  readonly isAddressed: boolean;
  /** Written in the name of the group or of a channel: nobody knows by whom. */
  readonly isAnonymous: boolean;
}
export interface RepliedTo {
  readonly id: number;
  /** Easel's own message. */
  readonly isOurs: boolean;
  readonly file: SentFile | null;
  /** What its buttons carry. */
  readonly tokens: readonly string[];
}
export interface Pressed extends HeardBase {
  readonly kind: "pressed";
  readonly query: string;
  readonly token: string;
  readonly origin: { readonly id: number; readonly shows: Shows };
}

/** The chat an update belongs to: events of one are handled one after the other. */
export function chatOf(update: Update): number | null {
  return (update.message ?? update.callback_query?.message)?.chat.id ?? null;
}

/** A group that has become a supergroup: the same people, another chat. */
export interface Move {
  readonly from: number;
  readonly to: number;
}

/** The old chat tells it, and the new one; null: it is not about that. @see https://core.telegram.org/bots/api#message */
export function moveOf({ message }: Update): Move | null {
  if (message?.migrate_to_chat_id !== undefined) return { from: message.chat.id, to: message.migrate_to_chat_id };
  if (message?.migrate_from_chat_id !== undefined) return { from: message.migrate_from_chat_id, to: message.chat.id };
  return null;
}

/** What a group is known by as a server. */
export function serverKey(chat: number): string {
  return `${PLATFORM}:${chat}`;
}

/** Parts of an album come as messages of their own, which say that they belong together. */
export function albumOf({ message }: Update): string | null {
  return message?.media_group_id === undefined ? null : `${message.chat.id}/${message.media_group_id}`;
}

/**
 * Whether an update can be meant for Easel: what people say to each other in a group is not even kept. Of an album only one part
 * may say whom it is for.
 */
export function concernsUs(update: Update, self: Self): boolean {
  if (albumOf(update) !== null || moveOf(update) !== null) return true;
  return isForUs(hear([update], self));
}

/** Whether it is said to Easel; in a group, people also talk to each other. */
export function isForUs(heard: Heard | null): heard is Heard {
  return heard !== null && (heard.kind === "pressed" || heard.isAddressed || heard.repliedTo?.isOurs === true);
}

/** What of an update is kept: of an album in a group, only where and which file, unless this part says that it is for Easel. */
export function keptOf(update: Update, self: Self): Update {
  const { update_id, message } = update;
  if (message?.media_group_id === undefined || message.chat.type === "private") return update;
  if (isForUs(hear([update], self))) return update;
  const { message_id, date, chat, media_group_id } = message;
  const { id, type } = chat;
  const kept = { message_id, date, chat: { id, type }, media_group_id, ...bareFileOf(message) };
  // Less than Telegram's own shape promises; `say` takes who speaks from the parts that are whole.
  return { update_id, message: kept } as unknown as Update;
}

/** What the updates say to Easel; null when nothing. Several are the parts of one album. */
export function hear(updates: readonly Update[], self: Self): Heard | null {
  const [first] = updates;
  if (first?.callback_query !== undefined) return press(first.callback_query, self);
  const messages = updates.flatMap(({ message }) => message ?? []).toSorted((a, b) => a.message_id - b.message_id);
  return messages.length === 0 ? null : say(messages, self);
}

function say(messages: readonly Message[], self: Self): Said | null {
  const [first] = messages;
  const speaking = messages.find((message) => textOf(message) !== "") ?? first;
  // Of an album in a group, only what is said to Easel was kept whole.
  const whole = messages.find(({ from }) => from !== undefined);
  if (first === undefined || speaking === undefined || whole?.from === undefined || !isMeant(first)) return null;
  const { from, chat } = whole;
  const isAnonymous = whole.sender_chat !== undefined;
  if (from.is_bot && !isAnonymous) return null;
  const read = readText(textOf(speaking), self);
  if (read === null) return null;
  const replied = whole.reply_to_message;
  // In a forum, every message that answers none refers to the one that opened its topic.
  const repliedTo =
    replied === undefined || replied.forum_topic_created !== undefined ? null : repliedOf(replied, self);
  const album = first.media_group_id;
  return {
    kind: "said",
    id: idOf(self, album === undefined ? `m/${chat.id}/${first.message_id}` : `a/${chat.id}/${album}`),
    ...whoAndWhere(from, chat, topicOf(whole)),
    spot: {
      chat: chat.id,
      user: from.id,
      topic: topicOf(whole),
      event: album === undefined ? `m${first.message_id}` : `a${album}`,
      asked: first.message_id,
      origin: null,
      command: read.command,
      language: languageOf(from.language_code),
    },
    command: read.command,
    words: read.words,
    files: messages.flatMap((message) => fileOf(message) ?? []),
    repliedTo,
    isAddressed: chat.type === "private" || read.command !== null || read.mentionsUs,
    isAnonymous,
  };
}

function press(query: CallbackQuery, self: Self): Pressed | null {
  const { message, data, from } = query;
  // Without data it is a game's button; without a message it is one of an inline result. We send neither.
  if (message === undefined || data === undefined || from.is_bot) return null;
  const topic = "message_thread_id" in message ? topicOf(message) : null;
  const origin = { id: message.message_id, shows: showsOf(message) };
  return {
    kind: "pressed",
    id: idOf(self, `c/${query.id}`),
    ...whoAndWhere(from, message.chat, topic),
    spot: {
      chat: message.chat.id,
      user: from.id,
      topic,
      event: `c${query.id}`,
      asked: null,
      origin,
      command: null,
      language: languageOf(from.language_code),
    },
    query: query.id,
    token: data,
    origin,
  };
}

/**
 * Telegram numbers updates afresh after a quiet week, and messages for each bot: so a message is known by bot, chat and its own
 * number, whichever update brings it.
 */
function idOf(self: Self, event: string): string {
  return `${PLATFORM}:${self.id}/${event}`;
}

function whoAndWhere(
  from: User,
  chat: Chat,
  topic: number | null,
): Pick<HeardBase, "identity" | "server" | "language"> {
  const name = [from.first_name, from.last_name ?? ""].join(" ").trim();
  const isGroup = chat.type === "group" || chat.type === "supergroup";
  return {
    identity: {
      platform: PLATFORM,
      user: String(from.id),
      name: name === "" ? (from.username ?? String(from.id)) : name,
    },
    // A topic is to its group what a channel is to its server.
    server: isGroup ? { key: serverKey(chat.id), name: chat.title ?? null, channel: String(topic ?? chat.id) } : null,
    language: from.language_code ?? null,
  };
}

function topicOf(message: Message): number | null {
  return message.is_topic_message === true ? (message.message_thread_id ?? null) : null;
}

/** Not what the chat says about itself: somebody joined, a message was pinned, something was paid. */
function isMeant(message: Message): boolean {
  if (message.chat.type === "channel" || message.via_bot !== undefined) return false;
  const said = message.text ?? message.caption ?? fileOf(message);
  if (said !== null) return true;
  const { contact, location, dice, poll, venue, story, game } = message;
  return [contact, location, dice, poll, venue, story, game].some((part) => part !== undefined);
}

function textOf(message: Message): string {
  return message.text ?? message.caption ?? "";
}

function showsOf(message: object): Shows {
  return "photo" in message || "document" in message || "animation" in message || "video" in message ? "media" : "text";
}

function repliedOf(message: Message, self: Self): RepliedTo {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return {
    id: message.message_id,
    isOurs: message.from?.id === self.id,
    file: fileOf(message),
    tokens: rows.flat().flatMap((button) => ("callback_data" in button ? [button.callback_data] : [])),
  };
}

interface ReadText {
  readonly command: string | null;
  readonly words: string;
  readonly mentionsUs: boolean;
}

const COMMAND = /^\/([\p{L}\p{N}_-]{0,64})(?:@(\w{1,64}))?(?:\s+([\s\S]*))?$/u;

/** null: it is said to another bot. */
export function readText(given: string, { username }: Pick<Self, "username">): ReadText | null {
  const text = given.trim();
  const typed = COMMAND.exec(text);
  if (typed !== null) {
    const [, name = "", bot, words = ""] = typed;
    if (bot !== undefined && bot.toLowerCase() !== username.toLowerCase()) return null;
    // A lone slash is somebody looking for what there is.
    return { command: name === "" ? "help" : commandOf(name), words: words.trim(), mentionsUs: true };
  }
  const mention = new RegExp(`(?<![\\w@])@${username}(?!\\w)`, "giu");
  const withoutUs = text
    .replace(mention, "")
    .replace(/^[\s,:]+/u, "")
    .trim();
  return { command: null, words: withoutUs === text ? text : withoutUs, mentionsUs: withoutUs !== text };
}

/** Telegram's names have underscores where ours have hyphens. */
function commandOf(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}
