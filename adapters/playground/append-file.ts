import { createReadStream } from "node:fs";
import { type FileHandle, open as openOnDisk, rename, rm } from "node:fs/promises";

const CHUNK_BYTES = 256 * 1024;
/** No record is nearly as long: what is has lost its line breaks, and is not worth the memory. */
const LINE_LENGTH_MAX = 16 * 1024 * 1024;

type OpenedFile = Pick<FileHandle, "appendFile" | "truncate" | "stat" | "sync" | "close">;
/** Opens a file to append to, as `open(path, "a")` of `node:fs/promises` does. */
export type OpenToAppend = (path: string) => Promise<OpenedFile>;

export interface AppendFile {
  /** Resolves once the record is in the file; rejects when the disk refuses it, and then nothing of it is. */
  append(record: unknown): Promise<void>;
  /**
   * Puts records in place of the whole file, which are asked for once no other write is under way: a crash or a refusal
   * leaves the old file.
   */
  rewrite(records: () => readonly unknown[]): Promise<void>;
  /** How long the file is. */
  bytes(): number;
  close(): Promise<void>;
}

/**
 * The records of a JSONL file, one after the other, none when there is no file; `null` stands for a line that cannot be read:
 * the last one is torn when the process was killed while writing it.
 */
export async function* readRecords(path: string): AsyncGenerator<unknown> {
  let rest = "";
  try {
    for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: CHUNK_BYTES })) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      // One character is enough to make it one line that cannot be read.
      if (rest.length > LINE_LENGTH_MAX) rest = "!";
      yield* parse(lines);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw error;
  }
  yield* parse([rest]);
}

function* parse(lines: readonly string[]): Generator<unknown> {
  for (const line of lines) {
    if (line === "") continue;
    let record: unknown = null;
    try {
      record = JSON.parse(line);
    } catch {
      record = null;
    }
    yield record;
  }
}

export async function openAppendFile(
  path: string,
  open: OpenToAppend = (name) => openOnDisk(name, "a"),
): Promise<AppendFile> {
  let file = await open(path);
  /** Up to where the file holds whole records. */
  let good_bytes = (await file.stat()).size;
  /** Whether half a record may stand at the end, which the next one must not be glued to. */
  let torn = good_bytes > 0;
  let waiting: { line: string; done(): void; failed(error: unknown): void }[] = [];
  let scheduled = false;
  let last: Promise<unknown> = Promise.resolve();

  function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  // What arrives during one write goes out with the next one, so that a burst costs few writes and lines stay in order.
  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await write(batch.map(({ line }) => line).join(""));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    scheduled = false;
  }

  async function write(text: string): Promise<void> {
    try {
      await file.appendFile(torn ? `\n${text}` : text);
    } catch (error) {
      torn = await file.truncate(good_bytes).then(
        () => torn,
        () => true,
      );
      throw error;
    }
    good_bytes = torn ? (await file.stat()).size : good_bytes + Buffer.byteLength(text);
    torn = false;
  }

  async function replace(records: readonly unknown[]): Promise<void> {
    const temporary = `${path}.new`;
    await rm(temporary, { force: true });
    const next = await open(temporary);
    try {
      for (const chunk of chunks(records)) await next.appendFile(chunk);
      await next.sync();
      const { size } = await next.stat();
      await rename(temporary, path);
      await file.close();
      file = next;
      good_bytes = size;
      torn = false;
    } catch (error) {
      if (file !== next) await next.close();
      await rm(temporary, { force: true });
      throw error;
    }
  }

  return {
    append(record) {
      const written = new Promise<void>((done, failed) => waiting.push({ line: toLine(record), done, failed }));
      if (!scheduled) void oneAtATime(writeWaiting);
      scheduled = true;
      return written;
    },
    rewrite: (records) => oneAtATime(() => replace(records())),
    bytes: () => good_bytes,
    async close() {
      await last;
      await file.close();
    },
  };
}

function* chunks(records: readonly unknown[]): Generator<string> {
  let chunk = "";
  for (const record of records) {
    chunk += toLine(record);
    if (chunk.length < CHUNK_BYTES) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

function toLine(record: unknown): string {
  return `${JSON.stringify(record)}\n`;
}
