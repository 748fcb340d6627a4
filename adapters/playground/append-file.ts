import { open, readFile, rename } from "node:fs/promises";

export interface AppendFile {
  /** Resolves once the record is in the file; rejects when the disk refuses it. */
  append(record: unknown): Promise<void>;
  close(): Promise<void>;
}

/**
 * The records of a JSONL file. A line that cannot be read is counted and skipped: the last one is torn when the process was
 * killed while writing it.
 */
export async function readRecords(path: string): Promise<{ records: unknown[]; unreadable: number }> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const records: unknown[] = [];
  let unreadable = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    try {
      records.push(JSON.parse(line));
    } catch {
      unreadable += 1;
    }
  }
  return { records, unreadable };
}

/** Puts the records in place of the whole file: a crash leaves either the old file or the new one. */
export async function replaceRecords(path: string, records: readonly unknown[]): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, "w");
  try {
    await file.writeFile(records.map(toLine).join(""));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

export async function openAppendFile(path: string): Promise<AppendFile> {
  const file = await open(path, "a");
  let waiting: { line: string; done(): void; failed(error: unknown): void }[] = [];
  let writing: Promise<void> | undefined;

  // What arrives during one write goes out with the next one, so that a burst costs few writes and lines stay in order.
  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await file.appendFile(batch.map(({ line }) => line).join(""));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = undefined;
  }

  return {
    append(record) {
      const written = new Promise<void>((done, failed) => waiting.push({ line: toLine(record), done, failed }));
      writing ??= writeWaiting();
      return written;
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}

function toLine(record: unknown): string {
  return `${JSON.stringify(record)}\n`;
}
