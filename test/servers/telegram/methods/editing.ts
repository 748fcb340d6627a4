import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { captionContent, textContent } from "../content.ts";
import type { Context, Method } from "../context.ts";
import { badRequest, violation } from "../errors.ts";
import { DELETABLE_FOR_MS, DELETE_AT_ONCE_MAX } from "../limits.ts";
import {
  captioned,
  chatId,
  check,
  flag,
  integer,
  json,
  linkPreview,
  readInlineKeyboard,
  texted,
} from "../parameters.ts";
import type { Content, InlineKeyboard, Message } from "../types.ts";
import type { Room } from "../world.ts";
import { contentOf, inputMediaJson } from "./sending.ts";

const addressed = { chat_id: chatId, message_id: integer, reply_markup: z.unknown().optional() };

interface Found {
  readonly room: Room;
  readonly message: Message;
}

function find(context: Context, given: { readonly chat_id: number | string; readonly message_id: number }): Found {
  // A closed topic or a missing right to send keeps nobody from changing what stands there.
  const { room } = context.world.writable(given.chat_id, undefined, null);
  const message = room.messages.get(given.message_id);
  if (message === undefined) throw badRequest("message to edit not found");
  if (message.from?.id !== context.world.bot.id) throw badRequest("message can't be edited");
  if (isOld(message, context)) throw badRequest("message can't be edited");
  return { room, message };
}

function isOld(message: Message, { world }: Context): boolean {
  return (world.now_s() - message.date) * 1000 > DELETABLE_FOR_MS;
}

/** An edit without a keyboard takes the keyboard away. */
function change(
  context: Context,
  { room, message }: Found,
  content: Content,
  replaced: readonly (keyof Content)[],
  keyboard: InlineKeyboard | undefined,
): Message {
  const { reply_markup: _, edit_date: before, ...rest } = message;
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !replaced.some((one) => one === name)));
  const shown = keyboard !== undefined && keyboard.inline_keyboard.flat().length > 0 ? { reply_markup: keyboard } : {};
  const next = { ...(kept as typeof rest), ...content, ...shown };
  const { edit_date: __, ...current } = message;
  if (isDeepStrictEqual({ ...current }, { ...next })) {
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  // Telegram counts edits as messages.
  context.throttle.pass(room.chat.id, room.chat.type !== "private", 1);
  const edited = { ...next, edit_date: context.world.now_s() };
  context.world.replace(room, edited);
  return edited;
}

const CAPTION: readonly (keyof Content)[] = ["caption", "caption_entities"];
const MEDIA: readonly (keyof Content)[] = [...CAPTION, "text", "entities", "photo", "document", "has_media_spoiler"];

const reactions = json(z.array(z.strictObject({ type: z.literal("emoji"), emoji: z.enum(["👀", "👍", "🤔"]) })));

export const editingMethods: Readonly<Record<string, Method>> = {
  setMessageReaction(call, context) {
    const shape = { chat_id: chatId, message_id: integer, reaction: reactions.optional(), is_big: flag.optional() };
    const given = check(shape, call.parameters, call.onUnknown);
    const { room } = context.world.writable(given.chat_id, undefined, null);
    if (!room.messages.has(given.message_id)) throw badRequest("message to react not found");
    const [reaction, ...more] = given.reaction ?? [];
    // A bot has one for each message.
    if (more.length > 0) throw violation("REACTIONS_TOO_MANY");
    if (reaction === undefined) room.reactions.delete(given.message_id);
    else room.reactions.set(given.message_id, reaction.emoji);
    return true;
  },
  editMessageText(call, context) {
    const shape = { ...addressed, ...texted, link_preview_options: linkPreview.optional() };
    const given = check(shape, call.parameters, call.onUnknown);
    const keyboard = readInlineKeyboard(given.reply_markup);
    const content = textContent(given);
    const found = find(context, given);
    if (found.message.text === undefined) throw badRequest("there is no text in the message to edit");
    return change(context, found, content, ["text", "entities"], keyboard);
  },
  editMessageCaption(call, context) {
    const given = check({ ...addressed, ...captioned }, call.parameters, call.onUnknown);
    const keyboard = readInlineKeyboard(given.reply_markup);
    const content = captionContent(given);
    const found = find(context, given);
    if (found.message.text !== undefined) throw badRequest("there is no caption in the message to edit");
    return change(context, found, content, CAPTION, keyboard);
  },
  async editMessageMedia(call, context) {
    const given = check({ ...addressed, media: inputMediaJson }, call.parameters, call.onUnknown);
    const keyboard = readInlineKeyboard(given.reply_markup);
    const found = find(context, given);
    const isAlbum = found.message.media_group_id !== undefined;
    if (isAlbum && found.message[given.media.type] === undefined)
      throw badRequest("can't change media type in the album");
    const content = await contentOf(given.media, call, context);
    return change(context, find(context, given), content, MEDIA, keyboard);
  },
  editMessageReplyMarkup(call, context) {
    const given = check(addressed, call.parameters, call.onUnknown);
    return change(context, find(context, given), {}, [], readInlineKeyboard(given.reply_markup));
  },
  deleteMessage(call, context) {
    const given = check({ chat_id: chatId, message_id: integer }, call.parameters, call.onUnknown);
    const { room } = context.world.writable(given.chat_id, undefined, null);
    const message = room.messages.get(given.message_id);
    if (message === undefined) throw badRequest("message to delete not found");
    if (!mayDelete(room, message, context)) throw badRequest("message can't be deleted for everyone");
    context.world.remove(room, given.message_id);
    return true;
  },
  deleteMessages(call, context) {
    const shape = { chat_id: chatId, message_ids: json(z.array(z.number().int())) };
    const given = check(shape, call.parameters, call.onUnknown);
    if (given.message_ids.length > DELETE_AT_ONCE_MAX) throw violation("too many message identifiers specified");
    const { room } = context.world.writable(given.chat_id, undefined, null);
    for (const id of given.message_ids) {
      const message = room.messages.get(id);
      if (message !== undefined && mayDelete(room, message, context)) context.world.remove(room, id);
    }
    return true;
  },
};

function mayDelete(room: Room, message: Message, context: Context): boolean {
  if (isOld(message, context)) return false;
  const { id } = context.world.bot;
  return message.from?.id === id || room.chat.type === "private" || room.members.get(id) === "administrator";
}
