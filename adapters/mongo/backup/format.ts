import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { type Document, deserialize, serialize } from "bson";

/**
 * A backup is BSON documents one behind the other, compressed: a head; for each collection its name, its documents exactly as
 * they are stored, and an empty document; at the end how many there were, and the SHA-256 of everything before.
 */
const FORMAT = 1;
const END_OF_COLLECTION = serialize({});
const BSON_BYTES_MIN = END_OF_COLLECTION.length;
/** The server's own limit, with room for what is wrapped around. */
const BSON_BYTES_MAX = 17 * 1024 * 1024;

const SECRET_FILE = 0o600;
const CHUNK_BYTES = 1024 * 1024;
/** Most of it is pictures, which are compressed already. */
const PACKED = { level: 1, chunkSize: CHUNK_BYTES };

export interface BackedUpCollection {
  readonly name: string;
  /** BSON, as stored. */
  readonly documents: AsyncIterable<Uint8Array>;
}

/** How many documents each collection has, by name. */
export type Counts = Readonly<Record<string, number>>;

/** Not a backup, or not whole. The message is for the operator. */
export class DamagedBackup extends Error {
  override readonly name = "DamagedBackup";
}

/**
 * Writes under another name first: a file of that name is a whole backup. Only its owner may read either. Where `confirm`, which is
 * asked at the end, rejects, nothing is left.
 */
export async function writeBackup(
  path: string,
  takenAt: Date,
  collections: AsyncIterable<BackedUpCollection>,
  confirm: () => Promise<void>,
): Promise<Counts> {
  const draft = `${path}.partial`;
  const counts: Record<string, number> = {};
  async function* frames(): AsyncGenerator<Uint8Array> {
    const hash = createHash("sha256");
    const counted = (bytes: Uint8Array) => {
      hash.update(bytes);
      return bytes;
    };
    yield counted(serialize({ backup: "easel", format: FORMAT, takenAt }));
    for await (const { name, documents } of collections) {
      counts[name] = 0;
      yield counted(serialize({ collection: name }));
      for await (const document of documents) {
        counts[name] += 1;
        yield counted(document);
      }
      yield counted(END_OF_COLLECTION);
    }
    yield serialize({ end: counts, sha256: hash.digest("hex") });
  }
  try {
    // One that was left behind would keep its readers.
    await rm(draft, { force: true });
    await pipeline(
      Readable.from(frames(), { objectMode: false }),
      createGzip(PACKED),
      createWriteStream(draft, { mode: SECRET_FILE, flags: "wx" }),
    );
    await sync(draft);
    await confirm();
    await rename(draft, path);
    await sync(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return counts;
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Reads a backup to its end. `take` gets each document as stored, and is waited for.
 * @throws DamagedBackup, possibly after `take` was given some: read it once without taking anything first.
 */
export async function readBackup(
  path: string,
  take: (collection: string, document: Uint8Array) => Promise<void> | void,
): Promise<{ readonly takenAt: Date; readonly counts: Counts }> {
  const hash = createHash("sha256");
  const counts: Record<string, number> = {};
  let head: Document | null = null;
  let end: Document | null = null;
  let collection: string | null = null;
  for await (const bytes of documentsOf(path)) {
    if (end !== null) throw new DamagedBackup("there is something behind its end");
    if (collection !== null && bytes.length > BSON_BYTES_MIN) {
      counts[collection] = (counts[collection] ?? 0) + 1;
      await take(collection, bytes);
    } else if (collection !== null) {
      collection = null;
    } else {
      const frame = read(bytes);
      if (head === null) head = expectHead(frame);
      else if (frame["end"] !== undefined) end = frame;
      else collection = String(frame["collection"]);
      if (collection !== null) counts[collection] = 0;
    }
    if (end === null) hash.update(bytes);
  }
  if (head === null || end === null) throw new DamagedBackup("its end is missing");
  if (end["sha256"] !== hash.digest("hex")) throw new DamagedBackup("its checksum is wrong");
  return { takenAt: head["takenAt"] as Date, counts };
}

function expectHead(frame: Document): Document {
  if (frame["backup"] !== "easel") throw new DamagedBackup("it is no backup of Easel");
  if (frame["format"] !== FORMAT) throw new DamagedBackup("a newer Easel has written it: restore it with that version");
  return frame;
}

function read(bytes: Uint8Array): Document {
  try {
    return deserialize(bytes);
  } catch {
    throw new DamagedBackup("it cannot be read");
  }
}

async function* documentsOf(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path);
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  // The stream that is read hears of what goes wrong with the other one.
  file.on("error", (error) => unpacked.destroy(error));
  let waiting: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of file.pipe(unpacked)) {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      while (waiting.length >= BSON_BYTES_MIN) {
        const length = waiting.readInt32LE(0);
        if (length < BSON_BYTES_MIN || length > BSON_BYTES_MAX) throw new DamagedBackup("it is no backup of Easel");
        if (waiting.length < length) break;
        yield waiting.subarray(0, length);
        waiting = waiting.subarray(length);
      }
    }
  } catch (error) {
    const { code } = (error ?? {}) as { code?: unknown };
    if (typeof code === "string" && code.startsWith("Z_"))
      throw new DamagedBackup("it is cut off, or no backup of Easel");
    throw error;
  } finally {
    file.destroy();
    unpacked.destroy();
  }
  if (waiting.length > 0) throw new DamagedBackup("it is cut off");
}
