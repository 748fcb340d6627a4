import {
  type APIComponentInContainer,
  type APIMediaGalleryItem,
  type APIMessageTopLevelComponent,
  ComponentType,
} from "discord.js";
import type { Button, Reply, Tone } from "../../src/core/chat/reply.ts";
import type { Messages } from "../../src/core/messages.ts";
import { renderRows } from "./rows.ts";
import { cut, cutEscaped, escapeMarkdown, oneLine, plain } from "./text.ts";

/**
 * Of all texts of a message together.
 * @see https://discord.com/developers/docs/components/reference#text-display
 */
const TEXT_LENGTH_MAX = 4_000;
/** @see https://discord.com/developers/docs/components/using-message-components#legacy-message-component-behavior */
const COMPONENTS_MAX = 40;
/** @see https://discord.com/developers/docs/components/reference#media-gallery */
const GALLERY_MAX = 10;
const ALTERNATIVE_LENGTH_MAX = 1_024;
/** @see https://discord.com/developers/docs/resources/message#create-message */
export const FILES_MAX = 10;
/** A heading that fills the screen is none. */
const TITLE_LENGTH_MAX = 300;

const accents: Readonly<Record<Tone, number | null>> = {
  plain: null,
  working: 0x58_65_f2,
  good: 0x2e_cc_71,
  refusal: 0xf1_c4_0f,
  fault: 0xe7_4c_3c,
};

/** The files of a reply, as they are attached to the message. */
export interface Attached {
  readonly images: readonly { readonly name: string; readonly alternative: string; readonly spoiler?: true }[];
  readonly files: readonly string[];
  /** Something is a smaller copy of what is kept. */
  readonly isSmaller: boolean;
  /** Files that are such copies, with a link to the original where there is one. */
  readonly smallerFiles?: readonly { readonly name: string; readonly url: string | null }[];
}
export const nothingAttached: Attached = { images: [], files: [], isSmaller: false };

export interface ReplyContext {
  readonly messages: Messages;
  readonly attached: Attached;
  /** Where the message stands by itself, and not under what the person sent: whose it is. */
  readonly forUser?: string;
}

/** A reply as Discord's own components, within all of their limits. @see https://discord.com/developers/docs/components */
export function renderReply(reply: Reply, context: ReplyContext): APIMessageTopLevelComponent[] {
  const { messages, attached } = context;
  const words = messages.discord;
  const gallery = attached.images.slice(0, GALLERY_MAX).map(renderImage);
  const files = attached.files.slice(0, FILES_MAX - gallery.length);
  const textsMax = 3;
  const fixed = 1 + textsMax + (gallery.length > 0 ? 1 : 0) + files.length;
  const { rows, longLinks } = renderRows(reply.buttons ?? [], words.more, COMPONENTS_MAX - fixed);
  const inside: APIComponentInContainer[] = [
    ...textsOf(reply, longLinks, context).map((content) => ({ type: ComponentType.TextDisplay, content }) as const),
    ...(gallery.length > 0 ? [{ type: ComponentType.MediaGallery, items: gallery } as const] : []),
    ...files.map((name) => ({ type: ComponentType.File, file: { url: `attachment://${name}` } }) as const),
    ...rows,
  ];
  return [
    {
      type: ComponentType.Container,
      accent_color: accents[reply.tone ?? "plain"],
      // Discord takes no message without anything in it.
      components: inside.length > 0 ? inside : [{ type: ComponentType.TextDisplay, content: "…" }],
    },
  ];
}

/** At most three texts: whose it is with the title and the words, the facts, and what Discord made of it. */
function textsOf(
  reply: Reply,
  longLinks: readonly Extract<Button, { url: string }>[],
  { messages, attached, forUser }: ReplyContext,
): string[] {
  const words = messages.discord;
  const whose = forUser === undefined ? [] : [`-# ${words.forPerson(`<@${forUser}>`)}`];
  const title = oneLine(reply.title ?? "");
  const heading = title === "" ? [] : [`### ${cutEscaped(title, TITLE_LENGTH_MAX)}`];
  const facts = (reply.fields ?? [])
    .filter(({ name, value }) => oneLine(name) !== "" || oneLine(value) !== "")
    .map(({ name, value }) => renderFact(oneLine(name), value.trim()));
  // An address in brackets must not end them itself.
  const links = longLinks.map(renderLink);
  const smaller = smallerNotes(attached, messages);
  const note = `-# ${words.shortened}`;

  const head = [...whose, ...heading].join("\n");
  const tail = whole([...smaller, ...links], TEXT_LENGTH_MAX / 2).join("\n");
  // What must be there is counted first; the words get what is left, and the facts what the words leave.
  let left = TEXT_LENGTH_MAX - head.length - tail.length - note.length - 4;
  const body = plain(reply.text ?? "").trim();
  const factsNeed = Math.min(facts.join("\n").length + 1, Math.floor(left / 2));
  const text = cutEscaped(body, left - factsNeed);
  left -= text.length;
  const told = whole(facts, left);
  const isCut = told.length < facts.length || text.length < escapeMarkdown(body).length;
  return [
    [head, text].filter(isVisible).join("\n"),
    told.join("\n"),
    [tail, ...(isCut ? [note] : [])].filter(isVisible).join("\n"),
  ].filter(isVisible);
}

function renderLink({ label, url }: { readonly label: string; readonly url: string }): string {
  return `[${escapeMarkdown(oneLine(label)) || "…"}](<${url.replace(/[<>\s]/gu, encodeURIComponent)}>)`;
}

/** Whoever asked for a file wanted all of it, so where to get it is told; of a picture that is only shown, how to ask. */
function smallerNotes({ isSmaller, smallerFiles = [] }: Attached, { discord: words }: Messages): string[] {
  if (!isSmaller) return [];
  const linked = smallerFiles.flatMap(({ name, url }) => (url === null ? [] : [renderLink({ label: name, url })]));
  const said = smallerFiles.length === 0 ? words.smaller : linked.length > 0 ? words.smallerLinked : words.smallerFile;
  return [`-# ${said}`, ...linked];
}

/** A value of several lines begins on the next one. */
function renderFact(name: string, value: string): string {
  return `**${escapeMarkdown(name) || "…"}**${value.includes("\n") ? "\n" : " "}${escapeMarkdown(value)}`;
}

/** As many lines as fit. */
function whole(lines: readonly string[], lengthMax: number): string[] {
  const told: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > lengthMax) break;
    told.push(line);
  }
  return told;
}

function isVisible(text: string): boolean {
  return text.trim() !== "";
}

function renderImage({ name, alternative, spoiler }: Attached["images"][number]): APIMediaGalleryItem {
  const description = alternativeText(alternative);
  return {
    media: { url: `attachment://${name}` },
    ...(description === "" ? {} : { description }),
    ...(spoiler ? { spoiler } : {}),
  };
}

export function alternativeText(alternative: string): string {
  return cut(oneLine(plain(alternative)), ALTERNATIVE_LENGTH_MAX);
}
