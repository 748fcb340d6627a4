import { randomInt } from "node:crypto";
import { z } from "zod";
import { captionContent, type InputMedia, mediaOf, textContent } from "../content.ts";
import type { Call, Context, Method } from "../context.ts";
import { badRequest, violation } from "../errors.ts";
import { ALBUM_ITEMS } from "../limits.ts";
import {
  captioned,
  chatId,
  check,
  flag,
  integer,
  json,
  linkPreview,
  readMarkup,
  type replyParameters,
  sending,
  text,
  texted,
} from "../parameters.ts";
import type { Content, Message } from "../types.ts";
import { asQuoted, type Place, type Sent } from "../world.ts";

const ACTIONS = [
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
];

interface Addressed {
  readonly chat_id: number | string;
  readonly message_thread_id?: number | undefined;
  readonly reply_parameters?: z.output<typeof replyParameters> | undefined;
  readonly reply_markup?: unknown;
}

function placeOf({ world, throttle }: Context, given: Addressed, kind: Sent, count = 1): Place {
  const { reply_parameters: reply, chat_id } = given;
  const quoted = reply === undefined ? undefined : world.rooms.get(Number(chat_id))?.messages.get(reply.message_id);
  // What answers a message of a topic comes into that topic, also when it does not name it.
  const topic = quoted?.is_topic_message === true ? quoted.message_thread_id : undefined;
  const place = world.writable(chat_id, given.message_thread_id ?? topic, kind);
  const { chat } = place.room;
  throttle.pass(chat.id, chat.type !== "private", count);
  return place;
}

/** The message that is answered to, as it is shown with the answer. @throws ApiError */
function quoteOf({ room }: Place, given: Addressed): Partial<Message> {
  if (given.reply_parameters === undefined) return {};
  const { message_id, allow_sending_without_reply } = given.reply_parameters;
  const quoted = room.messages.get(message_id);
  if (quoted !== undefined) return { reply_to_message: asQuoted(quoted) };
  if (allow_sending_without_reply === true) return {};
  throw badRequest("message to be replied not found");
}

async function send(
  context: Context,
  given: Addressed,
  kind: Sent,
  content: () => Content | Promise<Content>,
): Promise<Message> {
  const markup = readMarkup(given.reply_markup);
  // What is wrong with the words is said before what is wrong with the chat.
  const written = await content();
  const place = placeOf(context, given, kind);
  const keyboard = markup !== undefined && "inline_keyboard" in markup ? { reply_markup: markup } : {};
  const message = context.world.add(place, context.world.bot, written, { ...quoteOf(place, given), ...keyboard });
  if (markup !== undefined && !("inline_keyboard" in markup)) place.room.prompts.set(message.message_id, markup);
  return message;
}

const inputMedia = z.strictObject({
  type: z.enum(["photo", "document"]),
  media: z.string(),
  caption: z.string().optional(),
  parse_mode: z.string().optional(),
  caption_entities: z.unknown().optional(),
  show_caption_above_media: z.boolean().optional(),
  has_spoiler: z.boolean().optional(),
  disable_content_type_detection: z.boolean().optional(),
});
export const inputMediaJson = json(inputMedia);

/** One item of an album, or what takes the place of a message's media. */
export async function contentOf(item: InputMedia, call: Call, { files }: Context): Promise<Content> {
  const media = await mediaOf(item.type, item.media, "", call.uploads, files);
  return { ...media, ...captionContent(item), ...(item.has_spoiler === true ? { has_media_spoiler: true } : {}) };
}

export const sendingMethods: Readonly<Record<string, Method>> = {
  sendMessage(call, context) {
    const shape = { ...sending, ...texted, link_preview_options: linkPreview.optional() };
    const given = check(shape, call.parameters, call.onUnknown);
    return send(context, given, "text", () => textContent(given));
  },
  sendPhoto(call, context) {
    const shape = { ...sending, ...captioned, photo: text.optional(), has_spoiler: flag.optional() };
    const given = check(shape, call.parameters, call.onUnknown);
    return send(context, given, "photos", async () => ({
      ...(await mediaOf("photo", given.photo, "photo", call.uploads, context.files)),
      ...captionContent(given),
      ...(given.has_spoiler === true ? { has_media_spoiler: true as const } : {}),
    }));
  },
  sendDocument(call, context) {
    const shape = {
      ...sending,
      ...captioned,
      document: text.optional(),
      disable_content_type_detection: flag.optional(),
    };
    const given = check(shape, call.parameters, call.onUnknown);
    return send(context, given, "documents", async () => ({
      ...(await mediaOf("document", given.document, "document", call.uploads, context.files)),
      ...captionContent(given),
    }));
  },
  async sendMediaGroup(call, context) {
    const { reply_markup: _, ...album } = sending;
    const given = check({ ...album, media: json(z.array(inputMedia)) }, call.parameters, call.onUnknown);
    const { media } = given;
    if (media.length < ALBUM_ITEMS.min || media.length > ALBUM_ITEMS.max) {
      throw violation(`the album must have ${ALBUM_ITEMS.min}-${ALBUM_ITEMS.max} items`);
    }
    const [first] = media;
    if (media.some(({ type }) => type !== first?.type))
      throw violation("documents can't be mixed with other media types");
    const contents = await Promise.all(media.map((item) => contentOf(item, call, context)));
    const place = placeOf(context, given, first?.type === "photo" ? "photos" : "documents", media.length);
    const group = { media_group_id: String(randomInt(1e12, 1e13)) };
    const quote = quoteOf(place, given);
    return contents.map((content) => context.world.add(place, context.world.bot, { ...content, ...group }, quote));
  },
  sendChatAction(call, { world }) {
    const shape = { chat_id: chatId, message_thread_id: integer.optional(), action: text };
    const { chat_id, message_thread_id, action } = check(shape, call.parameters, call.onUnknown);
    if (!ACTIONS.includes(action)) throw violation("wrong parameter action in request");
    const { room } = world.writable(chat_id, message_thread_id, null);
    world.act(room, action);
    return true;
  },
};
