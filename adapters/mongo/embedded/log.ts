import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ServerError } from "./errors.ts";
import { decodeRecord, encodeRecord, HEADER_BYTES, type Operation, records } from "./records.ts";

export const DATA_FILE = "easel.db";
const MAGIC = Buffer.from("EASELDB1");
const MAX_ASIDE_BYTES = 256 * 1024 * 1024;
const COPY_BYTES = 4 * 1024 * 1024;
const SYNC_INTERVAL_MS = 200;
/** Below this a rewrite is not worth the pause. */
const MIN_COMPACTION_BYTES = 32 * 1024 * 1024;

/** What the log needs of the file system; tests put a full disk behind it. */
export interface Files {
  write(descriptor: number, bytes: Uint8Array, position: number): number;
}

const realFiles: Files = {
  write: (descriptor, bytes, position) => writeSync(descriptor, bytes, 0, bytes.length, position),
};

/**
 * The data as one append-only file: records of `length, checksum, BSON`, each one atomic.
 *
 * A record is with the operating system before its write is acknowledged, so a killed process loses nothing. The disk
 * itself is asked to keep it (fsync) every 200 ms and at the end: a power cut may lose those last moments, never more,
 * and never half a record, because a torn one fails its checksum and is cut off at the next start.
 */
export class Log {
  private readonly path: string;
  private readonly files: Files;
  private descriptor: number;
  private bytes = MAGIC.length;
  private compactedBytes = MAGIC.length;
  private dirty = false;
  private syncing = false;
  private broken: string | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(directory: string, files: Files = realFiles) {
    this.path = join(directory, DATA_FILE);
    this.files = files;
    rmSync(`${this.path}.new`, { force: true });
    this.descriptor = openSync(this.path, "a+");
    closeSync(this.descriptor);
    this.descriptor = openSync(this.path, "r+");
    this.timer = setInterval(() => this.sync(), SYNC_INTERVAL_MS);
    this.timer.unref();
  }

  /** Reads what is there, cuts off a torn end, and leaves the log ready to append. */
  replay(apply: (operation: Operation) => void): void {
    const size = fstatSync(this.descriptor).size;
    const magic = Buffer.alloc(MAGIC.length);
    readSync(this.descriptor, magic, 0, MAGIC.length, 0);
    if (size > MAGIC.length && !magic.equals(MAGIC)) throw new Error(`${this.path} is not a database of Easel.`);
    if (size < MAGIC.length || !magic.equals(MAGIC)) writeAll(this.files, this.descriptor, MAGIC, 0);
    for (const { payload, end } of records(this.descriptor, MAGIC.length, size)) {
      for (const operation of decodeRecord(payload)) apply(operation);
      this.bytes = end;
    }
    if (this.bytes < size) this.cutOff(size);
  }

  /** A torn end is what a killed process leaves. Anything else is damage, and is put aside rather than lost. */
  private cutOff(size: number): void {
    const rest = Buffer.alloc(Math.min(size - this.bytes, MAX_ASIDE_BYTES));
    readSync(this.descriptor, rest, 0, rest.length, this.bytes);
    const torn = rest.length < HEADER_BYTES || rest.readUInt32LE(0) + HEADER_BYTES > size - this.bytes;
    if (!torn && rest.some((byte) => byte !== 0)) writeFileSync(`${this.path}.damaged`, rest);
    ftruncateSync(this.descriptor, this.bytes);
  }

  append(operations: readonly Operation[]): void {
    if (this.broken !== undefined) throw diskError(this.broken);
    const record = encodeRecord(operations);
    try {
      writeAll(this.files, this.descriptor, record, this.bytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      try {
        ftruncateSync(this.descriptor, this.bytes);
      } catch {
        // The next start cuts off the torn record; until then a further one behind it would be lost.
        this.broken = reason;
      }
      throw diskError(reason);
    }
    this.bytes += record.length;
    this.dirty = true;
  }

  /** From here on every write is refused: somebody else may have taken over the directory. */
  breakOff(reason: string): void {
    this.broken = reason;
  }

  isMostlyGarbage(): boolean {
    return this.bytes > MIN_COMPACTION_BYTES && this.bytes > 4 * this.compactedBytes;
  }

  /** Worth rewriting at a start, when nobody waits for an answer yet. */
  compactAtStart(operations: () => Iterable<Operation>): void {
    let live = MAGIC.length;
    for (const operation of operations()) {
      live += encodeRecord([operation]).length;
      if (2 * live > this.bytes) break;
    }
    if (2 * live <= this.bytes) this.compact(operations());
    else this.compactedBytes = this.bytes;
  }

  /** Writes what is alive into a new file and puts it in place of the old one in one step. */
  compact(operations: Iterable<Operation>): void {
    const path = `${this.path}.new`;
    let descriptor: number | undefined;
    try {
      descriptor = openSync(path, "w+");
      const bytes = writeSnapshot(this.files, descriptor, operations);
      fsyncSync(descriptor);
      renameSync(path, this.path);
      syncDirectory(dirname(this.path));
      const old = this.descriptor;
      this.descriptor = descriptor;
      this.bytes = bytes;
      this.compactedBytes = bytes;
      closeSync(old);
    } catch {
      // The old file is still whole, and stays in use; try again when it has grown to twice its size.
      this.compactedBytes = this.bytes;
      if (descriptor !== undefined) closeSync(descriptor);
      rmSync(path, { force: true });
    }
  }

  private sync(): void {
    if (!this.dirty || this.syncing) return;
    this.dirty = false;
    this.syncing = true;
    fdatasync(this.descriptor, () => {
      this.syncing = false;
    });
  }

  close(): void {
    clearInterval(this.timer);
    this.broken = "the database is stopped";
    try {
      fdatasyncSync(this.descriptor);
    } finally {
      closeSync(this.descriptor);
    }
  }
}

const diskError = (reason: string): ServerError => new ServerError(14031, `the write could not be kept: ${reason}`);

function writeAll(files: Files, descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) done += files.write(descriptor, bytes.subarray(done), position + done);
}

function writeSnapshot(files: Files, descriptor: number, operations: Iterable<Operation>): number {
  writeAll(files, descriptor, MAGIC, 0);
  let position = MAGIC.length;
  let batch: Buffer[] = [];
  let size = 0;
  const flush = (): void => {
    writeAll(files, descriptor, Buffer.concat(batch), position);
    position += size;
    batch = [];
    size = 0;
  };
  for (const operation of operations) {
    const record = encodeRecord([operation]);
    batch.push(record);
    size += record.length;
    if (size > COPY_BYTES) flush();
  }
  flush();
  return position;
}

function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
