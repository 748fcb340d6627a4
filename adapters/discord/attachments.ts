import type { APIAttachment } from "discord.js";
import type { Attachment } from "../../src/core/services.ts";

/** What is larger is not asked for at all; the core's own limit, which is lower, is told to the person. */
const BYTES_MAX = 25 * 1024 * 1024;
/** From asking until the last byte is there. */
const TIMEOUT_MS = 20_000;
/** Files are asked for at once, yet not so many at a time that a crowd fills the memory. */
const DOWNLOADS_AT_ONCE = 8;

export interface Downloads {
  /** The files of an interaction. Their links expire, so each is asked for now and waits in memory until it is read. */
  begin(attachments: readonly APIAttachment[]): Attachment[];
}

type Fetch = (url: string, signal: AbortSignal) => Promise<Response>;

export function createDownloads(): Downloads {
  // A link leads to the file itself: one that leads on to somewhere else is none of Discord's.
  const ask: Fetch = (url, signal) => fetch(url, { signal, redirect: "error" });
  let running = 0;
  const waiting: (() => void)[] = [];

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= DOWNLOADS_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  }

  return {
    begin: (attachments) =>
      attachments.map(({ url, filename, size, content_type: contentType }) => {
        const download = () => inTurn(() => fetchBytes(ask, url, size));
        // What is no picture, or too large, is refused by what Discord says of it; reading it is up to whoever wants to.
        const isLikely = size > 0 && size <= BYTES_MAX && (contentType ?? "image/").startsWith("image/");
        const begun = isLikely ? download() : undefined;
        // Whoever reads it hears of the failure; nobody has to.
        begun?.catch(() => undefined);
        return { name: filename, bytes: size, read: () => begun ?? download() };
      }),
  };
}

async function fetchBytes(ask: Fetch, url: string, said: number): Promise<Uint8Array> {
  if (said > BYTES_MAX) throw new Error("the file is larger than what is read");
  const response = await ask(url, AbortSignal.timeout(TIMEOUT_MS));
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`the file was answered with status ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > Math.min(said, BYTES_MAX)) throw new Error("the file is larger than was said");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
