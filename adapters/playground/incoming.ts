import { z } from "zod";
import type { Action, Identity, Incoming } from "../../src/core/chat/incoming.ts";
import type { Attachment } from "../../src/core/services.ts";
import type { Pane } from "./conversation.ts";

export const PLATFORM = "playground";
export const FILES_MAX = 14;
export const FILE_BYTES_MAX = 20 * 1024 * 1024;
/** A message with all its files and a little room for its other parts. */
export const MESSAGE_BYTES_MAX = FILES_MAX * FILE_BYTES_MAX + 1024 * 1024;
const TEXT_LENGTH_MAX = 8_000;
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
  text: z.string().max(TEXT_LENGTH_MAX, `A message takes up to ${TEXT_LENGTH_MAX} characters.`),
});
const pressFields = z.object({ ...posted, origin: z.string().max(200), token: z.string().max(200) });
const formFields = z.object({
  ...pressFields.shape,
  values: z
    .record(z.string().max(100), z.string().max(TEXT_LENGTH_MAX))
    .refine((values) => Object.keys(values).length <= FORM_FIELDS_MAX),
});

interface Posted {
  readonly event: string;
  readonly person: string;
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
  readonly status: 400 | 403 | 409 | 413 | 503;

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

/** Reads a message, as JSON or, with files, as a multipart form. @throws PostRefused */
export async function readMessage(request: Request): Promise<MessagePost> {
  const multipart = request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
  if (!multipart) return { kind: "message", ...check(messageFields, await readJson(request)), attachments: [] };
  const form = await request.formData().catch(() => {
    throw new PostRefused(400, "The files did not arrive whole. Please try again.");
  });
  const fields = check(messageFields, Object.fromEntries([...form].filter(([, value]) => typeof value === "string")));
  const files = form.getAll("file").flatMap((value) => (typeof value === "string" ? [] : [value]));
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

export function toIncoming(post: Post, action: Action, place: string): Incoming {
  return {
    id: `${PLATFORM}:${post.person}:${post.event}`,
    identity: identityOf(post),
    place,
    ...(post.kind === "message" ? {} : { origin: post.origin }),
    action,
  };
}

/** What is used of the web's `File`, which Node's types know under two names. */
interface UploadedFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
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
  const tooBig = result.error.issues.find(({ code }) => code === "too_big");
  throw new PostRefused(400, tooBig?.message ?? "That was not understood. Please reload the page and try again.");
}

function readFiles(files: readonly UploadedFile[]): Attachment[] {
  // A file field that was left empty arrives as a file without name and bytes.
  const real = files.filter((file) => file.size > 0 || file.name !== "");
  if (real.length > FILES_MAX) throw new PostRefused(413, `A message takes up to ${FILES_MAX} files.`);
  if (real.some((file) => file.size > FILE_BYTES_MAX)) {
    throw new PostRefused(
      413,
      `A file may have up to ${FILE_BYTES_MAX / 1024 / 1024} MB. Please choose a smaller one.`,
    );
  }
  return real.map((file) => ({
    name: plainFileName(file.name),
    bytes: file.size,
    read: async () => new Uint8Array(await file.arrayBuffer()),
  }));
}

/** A file's own name, without the folders and control characters that a hostile client may send. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? "";
  const clean = last.replace(/\p{C}/gu, "").trim();
  return clean === "" ? "file" : [...clean].slice(0, FILE_NAME_LENGTH_MAX).join("");
}
