import { type Connection, mongo, Schema } from "mongoose";
import type { KeyedHash } from "../../src/core/keyed-hash.ts";
import { type Evidence, EvidenceUnreadable } from "../../src/core/moderation/evidence.ts";
import { type EvidenceStore, SHOWN_KEY_PREFIX } from "../../src/core/moderation/evidence-store.ts";
import { isDuplicateKey } from "./duplicate-key.ts";
import { createSealing, type Seal } from "./sealing.ts";

/** The server's limit is 16 MiB a document. */
const CHUNK_BYTES = 4 * 1024 * 1024;
const ATTEMPTS_MAX = 30;
const LENGTH_BYTES = 4;

interface StoredEvidence {
  readonly _id: string;
  readonly account: string;
  readonly at: Date;
  readonly keepUntil: Date;
  /** Sealed bytes, the head with the words included. */
  readonly length: number;
  readonly seal: Seal;
  /** Whether all chunks of this seal are there: until then there is nothing to read. */
  readonly isWhole: boolean;
}
interface StoredChunk {
  readonly evidence: string;
  /** Of which sealing: another attempt's chunks lie beside until one of them is whole. */
  readonly salt: string;
  readonly n: number;
  readonly data: mongo.Binary;
}
/** What is sealed in front of the file's bytes. */
type Head = Pick<Evidence, "words" | "contentType"> & { readonly hasBytes: boolean };

const text = { type: String, required: true } as const;
const schema = new Schema<StoredEvidence>(
  {
    ...{ _id: text, account: text },
    at: { type: Date, required: true },
    keepUntil: { type: Date, required: true },
    length: { type: Number, required: true },
    seal: new Schema<Seal>({ keyId: text, salt: text, nonce: text, tag: text }, { _id: false, strict: "throw" }),
    isWhole: { type: Boolean, required: true },
  },
  { collection: "evidence", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ account: 1, at: 1 });
schema.index({ keepUntil: 1 });

const chunkSchema = new Schema<StoredChunk>(
  { evidence: text, salt: text, n: { type: Number, required: true }, data: { type: Buffer, required: true } },
  { collection: "evidence_chunks", strict: "throw", strictQuery: "throw", versionKey: false },
);
chunkSchema.index({ evidence: 1, salt: 1, n: 1 }, { unique: true });

/** Sealed evidence in `evidence` and `evidence_chunks`: no image store and no query reads what it is. */
export function mongoEvidence(connection: Connection, hash: KeyedHash): EvidenceStore {
  const model = connection.model<StoredEvidence>("Evidence", schema);
  // Bytes go by the driver, as those of pictures do; the model is there for the index.
  connection.model<StoredChunk>("EvidenceChunk", chunkSchema);
  const chunks = connection.getClient().db().collection<StoredChunk>("evidence_chunks");
  const sealing = createSealing(hash);

  /** Takes the place of what another one began and did not finish; false when there is a whole one. */
  async function begin(evidence: StoredEvidence): Promise<boolean> {
    try {
      await model.create(evidence);
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const { _id, ...rest } = evidence;
    const { matchedCount } = await model.updateOne({ _id, isWhole: false }, { $set: rest });
    return matchedCount === 1;
  }

  async function writeChunks(key: string, salt: string, sealed: Uint8Array): Promise<void> {
    for (let n = 0; n * CHUNK_BYTES < sealed.byteLength; n++) {
      const data = new mongo.Binary(sealed.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES));
      await chunks.insertOne({ evidence: key, salt, n, data });
    }
  }

  async function readSealed({ _id, seal, length }: StoredEvidence): Promise<Uint8Array> {
    const found = await chunks.find({ evidence: _id, salt: seal.salt }).sort({ n: 1 }).toArray();
    const sealed = Buffer.concat(found.map(({ data }) => data.value()));
    if (sealed.byteLength !== length) throw new EvidenceUnreadable("altered");
    return sealed;
  }

  return {
    async put(evidence) {
      const { key, account, at, keepUntil } = evidence;
      for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
        if ((await model.findOne({ _id: key, isWhole: true }, { _id: 1 }).lean()) !== null) return;
        const { seal, sealed } = await sealing.seal(packed(evidence), key);
        const { byteLength: length } = sealed;
        if (!(await begin({ _id: key, account, at, keepUntil, length, seal, isWhole: false }))) return;
        await writeChunks(key, seal.salt, sealed);
        const { matchedCount } = await model.updateOne(
          { _id: key, isWhole: false, "seal.salt": seal.salt },
          { $set: { isWhole: true } },
        );
        // What others had begun is of no use any more; of this attempt, when another one took its place.
        if (matchedCount === 1) {
          await chunks.deleteMany({ evidence: key, salt: { $ne: seal.salt } });
          return;
        }
        await chunks.deleteMany({ evidence: key, salt: seal.salt });
      }
      throw new Error("evidence could not be sealed: others keep taking its place");
    },
    async read(key) {
      const stored = await model.findOne({ _id: key, isWhole: true }).lean<StoredEvidence>();
      if (stored === null) return null;
      const { account, at, keepUntil, seal } = stored;
      const opened = await sealing.open(await readSealed(stored), seal, key);
      return { key, account, at, keepUntil, ...unpacked(opened) };
    },
    async ofAccount(account) {
      const found = await model.find({ account, isWhole: true }, { _id: 1 }).sort({ at: 1, _id: 1 }).lean();
      return found.map(({ _id }) => _id).filter((key) => !key.startsWith(SHOWN_KEY_PREFIX));
    },
    async extend(keys, keepUntil) {
      await model.updateMany({ _id: { $in: [...keys] } }, { $max: { keepUntil } });
    },
    async expired(at, limit) {
      const found = await model
        .find({ keepUntil: { $lte: at } }, { _id: 1 })
        .sort({ keepUntil: 1 })
        .limit(limit)
        .lean();
      return found.map(({ _id }) => _id);
    },
    async delete(keys) {
      // The document last: while it is there, whoever was cut off finds it again and goes on.
      await chunks.deleteMany({ evidence: { $in: [...keys] } });
      await model.deleteMany({ _id: { $in: [...keys] } });
    },
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into } });
    },
  };
}

/** The length of the head, the head, and the file's bytes. */
function packed({ words, contentType, bytes }: Evidence): Uint8Array {
  const head: Head = { words, contentType, hasBytes: bytes !== null };
  const encoded = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(encoded.byteLength);
  return Buffer.concat([length, encoded, bytes ?? new Uint8Array()]);
}

function unpacked(opened: Uint8Array): Pick<Evidence, "words" | "contentType" | "bytes"> {
  const buffer = Buffer.from(opened);
  const end = LENGTH_BYTES + buffer.readUInt32BE();
  const head = JSON.parse(buffer.subarray(LENGTH_BYTES, end).toString()) as Head;
  const bytes = head.hasBytes ? new Uint8Array(buffer.subarray(end)) : null;
  return { words: head.words, contentType: head.contentType, bytes };
}
