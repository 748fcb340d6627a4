import type { Message } from "grammy/types";
import type { Attachment } from "../../src/core/services.ts";
import type { TelegramApi } from "./client.ts";
import { TelegramUnreachable } from "./refusals.ts";

/** What bots may fetch. @see https://core.telegram.org/bots/api#getfile */
export const FILE_BYTES_MAX = 20 * 1024 * 1024;
const DOWNLOAD_TIMEOUT_MS = 60_000;
const FILE_NAME_LENGTH_MAX = 120;

/** A file that came with a message, by the id that Telegram fetches it under. */
export interface SentFile {
  readonly name: string;
  readonly bytes: number;
  /** null: something that is no still picture, whatever its bytes say, so that it is not fetched at all. */
  readonly fileId: string | null;
}

/** The picture or whatever else a message carries; null when it carries nothing but words. */
export function fileOf(message: Message): SentFile | null {
  const largest = message.photo?.toSorted((a, b) => a.width * a.height - b.width * b.height).at(-1);
  if (largest !== undefined) return { name: "photo.jpg", bytes: largest.file_size ?? 0, fileId: largest.file_id };
  // An animation comes as a document too.
  const other = message.animation ?? message.video ?? message.audio ?? message.voice ?? message.video_note;
  if (other !== undefined) return { name: nameOf(other, message), bytes: other.file_size ?? 0, fileId: null };
  if (message.sticker !== undefined) return { name: "sticker", bytes: message.sticker.file_size ?? 0, fileId: null };
  const { document } = message;
  if (document === undefined) return null;
  const name = plainFileName(document.file_name ?? "document");
  return { name, bytes: document.file_size ?? 0, fileId: document.file_id };
}

/** As much of a message as `fileOf` needs to find its picture, without names. */
export function bareFileOf(message: Message): object {
  const { photo, document } = message;
  if (photo !== undefined) return { photo: photo.map(bare) };
  if (document !== undefined && fileOf(message)?.fileId !== null) return { document: bare(document) };
  return fileOf(message) === null ? {} : { video: {} };
}

function bare({ file_id, file_size, ...others }: { readonly file_id: string; readonly file_size?: number }): object {
  const { width, height } = others as { readonly width?: number; readonly height?: number };
  return { file_id, file_size, width, height };
}

function nameOf(file: object, message: Message): string {
  if ("file_name" in file && typeof file.file_name === "string") return plainFileName(file.file_name);
  if (message.voice !== undefined) return "voice message";
  return message.audio === undefined ? "video" : "audio";
}

function plainFileName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? "";
  const clean = last.replace(/\p{C}/gu, "").trim();
  return clean === "" ? "file" : [...clean].slice(0, FILE_NAME_LENGTH_MAX).join("");
}

/** Fetches files; the address of one holds the bot's token, so it is made, used and dropped here. */
export function createFileReader({
  api,
  token,
  apiUrl,
}: {
  readonly api: TelegramApi;
  readonly token: string;
  readonly apiUrl: string;
}): (file: SentFile) => Attachment {
  const base = `${apiUrl.replace(/\/+$/u, "")}/file/bot${token}/`;

  async function read(fileId: string): Promise<Uint8Array> {
    const { file_path: path } = await api.getFile({ file_id: fileId });
    if (path === undefined || !/^[\w./-]+$/u.test(path) || path.includes("..")) throw unreadable("no path");
    try {
      const response = await fetch(base + path, {
        redirect: "error",
        signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
      });
      if (!response.ok) throw unreadable(String(response.status));
      return await bounded(response);
    } catch (error) {
      // What fetch throws quotes the address.
      throw error instanceof TelegramUnreachable ? error : unreadable("no answer");
    }
  }

  return ({ name, bytes, fileId }) => ({
    name,
    bytes,
    // Empty bytes are no picture, which is what the person is told then.
    read: () => (fileId === null ? Promise.resolve(new Uint8Array()) : read(fileId)),
  });
}

async function bounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > FILE_BYTES_MAX) throw unreadable("too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unreadable(code: string): TelegramUnreachable {
  return new TelegramUnreachable("file", code);
}
