import { z } from "zod";
import { type ApiError, violation } from "./errors.ts";
import { CALLBACK_DATA_BYTES, KEYBOARD_BUTTONS_MAX, PLACEHOLDER_LENGTH, ROW_BUTTONS_MAX } from "./limits.ts";
import type { InlineKeyboard, Markup } from "./types.ts";

// Forms carry everything as text, JSON carries values: both are read alike.
export const integer = z.preprocess(
  (value) => (typeof value === "string" && /^-?\d+$/.test(value.trim()) ? Number(value) : value),
  z.number().int(),
);
export const flag = z.preprocess((value) => {
  if (typeof value !== "string") return value;
  const word = value.trim().toLowerCase();
  return ["true", "yes", "1"].includes(word) ? true : ["false", "no", "0", ""].includes(word) ? false : value;
}, z.boolean());
export const text = z.preprocess((value) => (typeof value === "number" ? String(value) : value), z.string());
export function json<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess((value) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }, schema) as z.ZodType<T>;
}

/** A number, or `@name` of a public chat. */
export const chatId = z.union([integer, z.string().regex(/^@\w+$/)]);
export const parseMode = z.enum(["HTML", "html", "MarkdownV2", "markdownv2", "Markdown"]);
const entities = json(z.array(z.looseObject({ type: z.string(), offset: z.number(), length: z.number() })));
export const replyParameters = json(
  z.strictObject({
    message_id: z.number().int(),
    chat_id: z.union([z.number(), z.string()]).optional(),
    allow_sending_without_reply: z.boolean().optional(),
    quote: z.string().optional(),
  }),
);
export const linkPreview = json(
  z.strictObject({
    is_disabled: z.boolean().optional(),
    url: z.string().optional(),
    prefer_small_media: z.boolean().optional(),
    prefer_large_media: z.boolean().optional(),
    show_above_text: z.boolean().optional(),
  }),
);

/** What every message that a bot sends may say besides its content. */
export const sending = {
  chat_id: chatId,
  message_thread_id: integer.optional(),
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  reply_parameters: replyParameters.optional(),
  reply_markup: z.unknown().optional(),
};
export const captioned = {
  caption: text.optional(),
  parse_mode: parseMode.optional(),
  caption_entities: entities.optional(),
  show_caption_above_media: flag.optional(),
};
export const texted = { text, parse_mode: parseMode.optional(), entities: entities.optional() };

const button = z.strictObject({
  text: z.string().min(1),
  url: z.string().optional(),
  callback_data: z.string().optional(),
  pay: z.boolean().optional(),
  style: z.enum(["danger", "success", "primary"]).optional(),
});
const keyboard = z.strictObject({ inline_keyboard: z.array(z.array(button)) });
const forceReply = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: z.string().optional(),
  selective: z.boolean().optional(),
});
const otherMarkup = z.union([
  z.strictObject({ remove_keyboard: z.literal(true), selective: z.boolean().optional() }),
  z.looseObject({ keyboard: z.array(z.array(z.unknown())) }),
]);

/** Holds parameters against a method's own; ones that it does not know are told to `onUnknown`. @throws ApiError */
export function check<Shape extends z.ZodRawShape>(
  shape: Shape,
  given: Readonly<Record<string, unknown>>,
  onUnknown: (name: string) => void,
): z.output<z.ZodObject<Shape>> {
  for (const name of Object.keys(given)) if (!(name in shape)) onUnknown(name);
  const read = z.object(shape).safeParse(given);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw violation(where in given || where.includes(".") ? `invalid ${where}: ${issue?.message}` : `${where} is empty`);
}

/** @throws ApiError where Telegram would not take the keyboard */
export function readMarkup(given: unknown): Markup | undefined {
  if (given === undefined || given === "") return undefined;
  const read = json(z.union([keyboard, forceReply, otherMarkup])).safeParse(given);
  if (!read.success) throw violation("object expected as reply markup");
  const markup = read.data;
  if ("inline_keyboard" in markup) checkKeyboard(markup as InlineKeyboard);
  if ("force_reply" in markup) {
    const length = (markup as { input_field_placeholder?: string }).input_field_placeholder?.length;
    if (length !== undefined && (length < PLACEHOLDER_LENGTH.min || length > PLACEHOLDER_LENGTH.max)) {
      throw violation("reply markup placeholder is too long");
    }
  }
  return markup as Markup;
}

/** Edits take inline keyboards only. */
export function readInlineKeyboard(given: unknown): InlineKeyboard | undefined {
  const markup = readMarkup(given);
  if (markup === undefined) return undefined;
  if (!("inline_keyboard" in markup)) throw violation("inline keyboard expected");
  return markup;
}

function checkKeyboard({ inline_keyboard: rows }: InlineKeyboard): void {
  const all = rows.flat();
  if (all.length > KEYBOARD_BUTTONS_MAX) throw violation("reply markup is too long");
  if (rows.some((row) => row.length > ROW_BUTTONS_MAX)) throw violation("a keyboard's row is too long");
  for (const one of all) {
    const fault = faultOf(one);
    if (fault !== null) throw fault;
  }
}

function faultOf({
  text: label,
  url,
  callback_data: data,
  pay,
}: InlineKeyboard["inline_keyboard"][number][number]): ApiError | null {
  if ([url, data, pay].filter((given) => given !== undefined).length !== 1) {
    return violation("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (label.trim() === "") return violation("can't parse inline keyboard button: Text must be non-empty");
  if (data !== undefined) {
    const bytes = Buffer.byteLength(data);
    if (bytes < CALLBACK_DATA_BYTES.min || bytes > CALLBACK_DATA_BYTES.max) return violation("BUTTON_DATA_INVALID");
  }
  if (url !== undefined && !isLink(url)) {
    return violation(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
  return null;
}

function isLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  // Telegram wants a host that could be on the internet; `tg:` links are its own.
  return protocol === "tg:" || (["http:", "https:"].includes(protocol) && hostname.includes("."));
}
