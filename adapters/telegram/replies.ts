import type { InlineKeyboardButton } from "grammy/types";
import type { Button, Reply, ReplyFile, ReplyImage } from "../../src/core/chat/reply.ts";
import { html, lengthOf, type Span, split, withoutMentions } from "./texts.ts";

// @see https://core.telegram.org/bots/api#sendmessage and #sendphoto
export const TEXT_LENGTH_MAX = 4096;
export const CAPTION_LENGTH_MAX = 1024;
// @see https://core.telegram.org/bots/api#inlinekeyboardbutton
const TOKEN_BYTES_MAX = 64;
const BUTTONS_MAX = 100;
/** Rows stay readable on a phone: in one of two, a label has about so many characters of room. */
const ROW_LABELS_LENGTH_MAX = 40;
const ROW_BUTTONS_MAX = 3;

export type Keyboard = InlineKeyboardButton[][];

/** A reply as messages of Telegram. */
export interface Rendered {
  /** Its words in pieces, as HTML: the first fits what carries it (a text, or one picture's caption), the others are texts. */
  readonly texts: readonly string[];
  readonly images: readonly ReplyImage[];
  readonly files: readonly ReplyFile[];
  readonly keyboard: Keyboard;
}

/** Which message carries the first text and the keyboard: one picture, or a text, because an album has no keyboard. */
export function carrierOf({ images }: Pick<Rendered, "images">): "photo" | "text" {
  return images.length === 1 ? "photo" : "text";
}

/** A reply in Telegram's terms. Pure: bytes come later. */
export function renderReply(reply: Reply): Rendered {
  const images = reply.images ?? [];
  const files = reply.files ?? [];
  const { keyboard, links } = renderButtons(reply.buttons ?? []);
  const spans = [...spansOf(reply), ...links];
  const first = images.length === 1 ? CAPTION_LENGTH_MAX : TEXT_LENGTH_MAX;
  const texts = split(spans, first, TEXT_LENGTH_MAX).map(html);
  const isBare = images.length === 0 && files.length === 0;
  const needsText = texts.length === 0 && images.length !== 1 && (keyboard.length > 0 || isBare);
  // A message of Telegram is never empty; this one has only buttons, or is nothing at all.
  return { texts: needsText ? ["…"] : texts, images, files, keyboard };
}

/** Title, text and fields. */
export function spansOf({ title, text, fields = [] }: Pick<Reply, "title" | "text" | "fields">): Span[] {
  const spans: Span[] = [];
  const part = (...added: readonly Span[]) => {
    if (lengthOf(added) === 0) return;
    if (spans.length > 0) spans.push({ text: "\n\n" });
    spans.push(...added);
  };
  if (title !== undefined) part({ text: withoutMentions(title), look: "bold" });
  if (text !== undefined) part({ text: withoutMentions(text) });
  part(...fields.flatMap((field, index) => fieldSpans(field, index === 0)));
  return spans;
}

function fieldSpans({ name, value }: { readonly name: string; readonly value: string }, isFirst: boolean): Span[] {
  const isLong = value.includes("\n");
  return [
    { text: isFirst ? "" : isLong ? "\n\n" : "\n" },
    { text: withoutMentions(name), look: "bold" },
    { text: isLong ? "\n" : ": " },
    { text: withoutMentions(value) },
  ];
}

/** Rows of buttons, the quiet ones on rows of their own; links that a button may not have become words. */
export function renderButtons(buttons: readonly Button[]): { keyboard: Keyboard; links: Span[] } {
  const keyboard: Keyboard = [];
  const links: Span[] = [];
  let row: InlineKeyboardButton[] = [];
  let length = 0;
  let wasQuiet = false;
  for (const button of buttons.slice(0, BUTTONS_MAX)) {
    const drawn = drawButton(button);
    if (drawn === null) {
      if ("url" in button && isWebLink(button.url)) links.push({ text: `\n\n${button.label}: ${button.url}` });
      continue;
    }
    const isQuiet = "style" in button && button.style === "quiet";
    const isFull = row.length === ROW_BUTTONS_MAX || length + button.label.length > ROW_LABELS_LENGTH_MAX;
    if (row.length > 0 && (isFull || (isQuiet && !wasQuiet))) {
      keyboard.push(row);
      row = [];
      length = 0;
    }
    wasQuiet ||= isQuiet;
    row.push(drawn);
    length += button.label.length;
  }
  if (row.length > 0) keyboard.push(row);
  return { keyboard, links };
}

function drawButton(button: Button): InlineKeyboardButton | null {
  if ("url" in button) return isPublicLink(button.url) ? { text: button.label, url: button.url } : null;
  if (Buffer.byteLength(button.token) > TOKEN_BYTES_MAX) {
    throw new Error("a button's token is longer than Telegram takes");
  }
  return { text: button.label, callback_data: button.token };
}

function isWebLink(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}

/** Telegram refuses a whole message for a button that leads to a name without a dot, such as `localhost`. */
function isPublicLink(url: string): boolean {
  return isWebLink(url) && new URL(url).hostname.includes(".");
}
