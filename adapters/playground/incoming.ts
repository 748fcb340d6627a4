import { z } from "zod";
import type { Action, Identity, Incoming } from "../../src/core/chat/incoming.ts";
import type { Attachment } from "../../src/core/services.ts";
import type { Pane } from "./message.ts";
import { isMultipart, type Part, readParts } from "./multipart.ts";

export const PLATFORM = "playground";
export const FILES_MAX = 14;
export const FILE_BYTES_MAX = 20 * 1024 * 1024;
/** All files of one message together: plenty for fourteen photos, and what memory can bear of several people at once. */
export const FILES_BYTES_MAX = 100 * 1024 * 1024;
const TEXT_LENGTH_MAX = 8_000;
/** The longest text has 48,000 bytes when every character of it is written as an escape. */
export const FIELDS_BYTES_MAX = 64 * 1024;
/** The fields, all files, one file too many, which is told apart from nonsense, and a few empty ones. */
const PARTS_MAX = 32;
const TEXT_TOO_LONG = `A message takes up to ${TEXT_LENGTH_MAX} characters.`;
const FORM_FIELDS_MAX = 20;
const FILE_NAME_LENGTH_MAX = 120;

const personName = z.string().regex(/^[a-z0-9_-]{1,32}$/u);
const posted = {
  // Chosen by the page, so that the same event sent again is known again.
  event: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/u),
  person: personName,
};
const messageFields = z.object({
  ...posted,
  pane: z.enum(["channel", "direct"]),
  text: z.string().max(TEXT_LENGTH_MAX, TEXT_TOO_LONG),
});
const pressFields = z.object({ ...posted, origin: z.string().max(200), token: z.string().max(200) });
const formFields = z.object({
  ...pressFields.shape,
  values: z
    .record(z.string().max(100), z.string().max(TEXT_LENGTH_MAX, TEXT_TOO_LONG))
    .refine((values) => Object.keys(values).length <= FORM_FIELDS_MAX),
});

interface Posted {
  readonly event: string;
  readonly person: string;
  /** What the browser says that its person reads. */
  readonly language?: string;
}
export type MessagePost = Posted & {
  readonly kind: "message";
  readonly pane: Pane;
  readonly text: string;
  readonly attachments: readonly Attachment[];
};
export type PressPost = Posted & { readonly kind: "button"; readonly origin: string; readonly token: string };
export type FormPost = Posted & {
  readonly kind: "form";
  readonly origin: string;
  readonly token: string;
  readonly values: Readonly<Record<string, string>>;
};
export type Post = MessagePost | PressPost | FormPost;

/** A post that was not understood or is too much; the sentence is for the person. */
export class PostRefused extends Error {
  override readonly name = "PostRefused";
  readonly status: 400 | 409 | 413 | 429 | 503;

  constructor(status: PostRefused["status"], sentence: string) {
    super(sentence);
    this.status = status;
  }
}

export function isPerson(name: string): boolean {
  return personName.safeParse(name).success;
}

/** The nearest name that a person can have here: `Ada Lovelace` is `ada-lovelace`; null when nothing is left of it. */
export function nearestPerson(name: string): string | null {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 32);
  return plain === "" ? null : plain;
}

/** The first language that a browser asks for: `de-AT` of `de-AT,de;q=0.9,en;q=0.8`. */
export function languageAsked(header: string | null): { readonly language?: string } {
  const [, language] = /^\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\s*(?:[,;]|$)/iu.exec(header ?? "") ?? [];
  return language === undefined ? {} : { language };
}

/** The largest body of a message, in bytes: only one with files may be large. */
export function messageBytesMax(contentType: string): number {
  return isMultipart(contentType) ? FILES_BYTES_MAX + 1024 * 1024 : FIELDS_BYTES_MAX;
}

/** Reads a message, as JSON or, with files, as a multipart form. @throws PostRefused */
export async function readMessage(request: Request): Promise<MessagePost> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!isMultipart(contentType)) {
    return { kind: "message", ...check(messageFields, await readJson(request)), attachments: [] };
  }
  const parts = readParts(await readBytes(request), contentType, PARTS_MAX);
  if (parts === "too many") throw new PostRefused(413, `A message takes up to ${FILES_MAX} files.`);
  if (parts === "broken") throw notWhole();
  const plain = parts.filter(({ fileName }) => fileName === null);
  if (plain.reduce((sum, { bytes }) => sum + bytes.length, 0) > FIELDS_BYTES_MAX) {
    throw new PostRefused(413, TEXT_TOO_LONG);
  }
  const texts = plain.map(({ name, bytes }) => [name, Buffer.from(bytes).toString("utf8")] as const);
  const fields = check(messageFields, Object.fromEntries(texts));
  const files = parts.filter(({ name, fileName }) => name === "file" && fileName !== null);
  return { kind: "message", ...fields, attachments: readFiles(files) };
}

/** @throws PostRefused */
export async function readPress(request: Request): Promise<PressPost> {
  return { kind: "button", ...check(pressFields, await readJson(request)) };
}

/** @throws PostRefused */
export async function readForm(request: Request): Promise<FormPost> {
  return { kind: "form", ...check(formFields, await readJson(request)) };
}

/**
 * What a post asks of Easel; null when it is not meant for Easel: words in the channel are people talking. In direct
 * messages plain words are a prompt.
 */
export function actionOf(post: Post): Action | null {
  if (post.kind === "button") return { kind: "button", token: post.token };
  if (post.kind === "form") return { kind: "form", token: post.token, values: post.values };
  const text = post.text.trim();
  const { attachments } = post;
  const typed = /^\/(\S*)\s*([\s\S]*)$/u.exec(text);
  if (typed !== null) {
    const [, name = "", words = ""] = typed;
    // A lone slash is somebody looking for what there is.
    return { kind: "command", name: name === "" ? "help" : name.toLowerCase(), words, values: {}, attachments };
  }
  if (post.pane === "channel") return null;
  return { kind: "command", name: "imagine", words: text, values: {}, attachments };
}

export function identityOf({ person }: Pick<Post, "person">): Identity {
  return { platform: PLATFORM, user: person, name: person };
}

export function toIncoming(
  post: Post,
  action: Action,
  { place, pane }: { readonly place: string; readonly pane: Pane },
): Incoming {
  return {
    id: `${PLATFORM}:${post.person}:${post.event}`,
    identity: identityOf(post),
    place,
    ...(post.kind === "message" ? {} : { origin: post.origin }),
    ...(pane === "direct" ? { isDirect: true as const } : {}),
    ...(post.language === undefined ? {} : { language: post.language }),
    action,
  };
}

function notWhole(): PostRefused {
  return new PostRefused(400, "The files did not arrive whole. Please try again.");
}

/** The server hands the body on in one piece, which is then not copied. */
async function readBytes(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of request.body ?? []) chunks.push(chunk);
  } catch {
    throw notWhole();
  }
  const [first] = chunks;
  if (first === undefined || chunks.length > 1) return Buffer.concat(chunks);
  return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
}

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new PostRefused(400, "That did not arrive whole. Please try again.");
  }
}

function check<Fields>(schema: z.ZodType<Fields>, value: unknown): Fields {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // Only our own words are for people; the library's are not.
  const told = result.error.issues.some(({ message }) => message === TEXT_TOO_LONG);
  throw new PostRefused(400, told ? TEXT_TOO_LONG : "That was not understood. Please reload the page and try again.");
}

function readFiles(parts: readonly Part[]): Attachment[] {
  const files = parts.map(({ fileName, bytes }) => ({ name: fileName ?? "", bytes }));
  // A file field that was left empty arrives as a file without name and bytes.
  const real = files.filter(({ name, bytes }) => bytes.length > 0 || name !== "");
  if (real.length > FILES_MAX) throw new PostRefused(413, `A message takes up to ${FILES_MAX} files.`);
  if (real.some(({ bytes }) => bytes.length > FILE_BYTES_MAX)) {
    throw new PostRefused(413, `A file may have up to ${megabytes(FILE_BYTES_MAX)}. Please choose a smaller one.`);
  }
  if (real.reduce((sum, { bytes }) => sum + bytes.length, 0) > FILES_BYTES_MAX) {
    throw new PostRefused(
      413,
      `The files of one message may have up to ${megabytes(FILES_BYTES_MAX)} together. Please send fewer, or smaller ones.`,
    );
  }
  return real.map(({ name, bytes }) => ({
    name: plainFileName(name),
    bytes: bytes.length,
    read: async () => bytes,
  }));
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MB`;
}

/** A file's own name, without the folders and control characters that a hostile client may send. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? "";
  const clean = last.replace(/\p{C}/gu, "").trim();
  return clean === "" ? "file" : [...clean].slice(0, FILE_NAME_LENGTH_MAX).join("");
}
