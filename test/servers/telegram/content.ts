import type { Upload } from "./body.ts";
import { violation } from "./errors.ts";
import type { Files, Media } from "./files.ts";
import { type Formatted, parseHtml, trimmed } from "./html.ts";
import { CAPTION_LENGTH_MAX, TEXT_LENGTH_MAX } from "./limits.ts";
import { parseMarkdown } from "./markdown.ts";
import type { Content, Entity } from "./types.ts";

interface Written {
  readonly parse_mode?: string | undefined;
}

function formatted(source: string, { parse_mode: mode }: Written, entities: unknown): Formatted {
  if (/\p{Surrogate}/u.test(source)) throw violation("strings must be encoded in UTF-8");
  const plain = source.replaceAll("\r", "").replaceAll("\0", "");
  if (mode === undefined) return trimmed({ text: plain, entities: (entities ?? []) as Entity[] });
  if (mode.toLowerCase() === "html") return parseHtml(plain);
  if (mode.toLowerCase() === "markdownv2") return parseMarkdown(plain);
  throw violation("parse mode Markdown is a legacy; use HTML or MarkdownV2");
}

/** The text of a message. @throws ApiError */
export function textContent(given: Written & { readonly text: string; readonly entities?: unknown }): Content {
  const { text, entities } = formatted(given.text, given, given.entities);
  if (text === "") throw violation("message text is empty");
  if (text.length > TEXT_LENGTH_MAX) throw violation("message is too long");
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

export interface Captioned extends Written {
  readonly caption?: string | undefined;
  readonly caption_entities?: unknown;
}
/** @throws ApiError */
export function captionContent(given: Captioned): Content {
  const { text, entities } = formatted(given.caption ?? "", given, given.caption_entities);
  if (text === "") return {};
  if (text.length > CAPTION_LENGTH_MAX) throw violation("message caption is too long");
  return { caption: text, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
}

export interface InputMedia extends Captioned {
  readonly type: "photo" | "document";
  /** A file id, or `attach://` and the name of a part. */
  readonly media: string;
  readonly has_spoiler?: boolean | undefined;
}

/** What a bot sends as a file: a part of the call, or what was sent before. @throws ApiError */
export async function mediaOf(
  kind: "photo" | "document",
  given: unknown,
  field: string,
  uploads: ReadonlyMap<string, Upload>,
  files: Files,
): Promise<Media> {
  const reference = typeof given === "string" ? given : undefined;
  const part = reference?.startsWith("attach://") ? reference.slice("attach://".length) : field;
  const upload = uploads.get(part);
  if (upload === undefined) {
    if (reference === undefined || reference === "") throw violation(`there is no ${kind} in the request`);
    if (reference.startsWith("attach://")) throw violation(`can't find the part ${part} of the request`);
    return files.again(reference, kind);
  }
  if (kind === "photo") return files.photo(upload.bytes, { isShrunk: false });
  return files.uploadedDocument(upload.name, upload.type, upload.bytes);
}
