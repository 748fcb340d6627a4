import { createHash } from "node:crypto";
import { type Connection, mongo } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { ImageStore, NewImage } from "../../src/core/services.ts";
import { isDuplicateKey } from "./duplicate-key.ts";
import type { Declared } from "./indexes.ts";

/** One chunk holds most pictures whole, so that storing one takes two writes. The server's limit is 16 MiB a document. */
const CHUNK_BYTES = 4 * 1024 * 1024;

type Facts = Omit<NewImage, "key" | "bytes"> & { readonly hash: string };
interface StoredFile {
  readonly _id: string;
  readonly filename: string;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly metadata: Facts;
}
interface StoredChunk {
  readonly files_id: string;
  readonly n: number;
  readonly data: mongo.Binary;
}

export const imageIndexes: Declared = {
  "images.files": [
    { key: { filename: 1, uploadDate: 1 } },
    { key: { "metadata.keepUntil": 1 } },
    { key: { "metadata.account": 1 } },
  ],
  "images.chunks": [{ key: { files_id: 1, n: 1 }, unique: true }],
};

/**
 * Pictures by their key, laid out as GridFS does (`images.files`, `images.chunks`), so that its tools read them. GridFS's own
 * upload only inserts: here whoever writes the same picture at the same time writes the same documents, and what a process
 * left half-written is written over.
 *
 * @see https://github.com/mongodb/specifications/blob/master/source/gridfs/gridfs-spec.md
 */
export function mongoImages(connection: Connection): ImageStore & AccountMoves {
  const database = connection.getClient().db();
  const files = database.collection<StoredFile>("images.files");
  const chunks = database.collection<StoredChunk>("images.chunks");

  async function writeChunks(key: string, bytes: Uint8Array): Promise<void> {
    for (let n = 0; n * CHUNK_BYTES < bytes.byteLength; n++) {
      const data = new mongo.Binary(bytes.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES));
      const write = () => chunks.replaceOne({ files_id: key, n }, { files_id: key, n, data }, { upsert: true });
      await write().catch((error: unknown) => {
        // Another process wrote this chunk at the same moment; now it is there to be written over.
        if (!isDuplicateKey(error)) throw error;
        return write();
      });
    }
  }

  /** Also of a picture whose writing was cut off: chunks without a file. */
  async function remove(key: string): Promise<void> {
    // The file last: while it is there, whoever was cut off finds it again and goes on.
    await chunks.deleteMany({ files_id: key });
    await files.deleteOne({ _id: key });
  }

  return {
    async put({ key, bytes, ...facts }) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      const { byteLength: length } = bytes;
      const file = {
        filename: key,
        length,
        chunkSize: CHUNK_BYTES,
        uploadDate: new Date(),
        metadata: { ...facts, hash },
      };
      // The file last: a key that can be found has all its bytes.
      await writeChunks(key, bytes);
      try {
        await files.insertOne({ _id: key, ...file });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const stored = await files.findOne({ _id: key });
        if (stored?.metadata.hash === hash) return;
        await files.replaceOne({ _id: key }, file, { upsert: true });
        await chunks.deleteMany({ files_id: key, n: { $gte: Math.ceil(length / CHUNK_BYTES) } });
      }
    },
    async read(key) {
      const file = await files.findOne({ _id: key });
      if (file === null) return null;
      const found = await chunks.find({ files_id: key }).sort({ n: 1 }).toArray();
      const bytes = Buffer.concat(found.map((chunk) => chunk.data.value()));
      if (bytes.byteLength === file.length) return { key, bytes, ...file.metadata };
      // Deleted between the two reads, or by a process that was cut off.
      if (found.length === 0 || (await files.findOne({ _id: key })) === null) return null;
      throw new Error("a stored picture lacks some of its bytes");
    },
    async delete(keys) {
      for (const key of keys) await remove(key);
    },
    async expired(at, limit) {
      const found = await files
        .find({ "metadata.keepUntil": { $lte: at } }, { projection: { _id: 1 } })
        .sort({ "metadata.keepUntil": 1 })
        .limit(limit)
        .toArray();
      return found.map((file) => file._id);
    },
    async moveAccount(from, into) {
      await files.updateMany({ "metadata.account": from }, { $set: { "metadata.account": into } });
    },
  };
}
