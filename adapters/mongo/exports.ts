import { type Connection, Schema } from "mongoose";
import type { Export, ExportStore } from "../../src/core/privacy/export.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredExport = Omit<Export, "account" | "id"> & {
  /** The account: it has one at a time. */
  readonly _id: string;
  readonly export: string;
  /** When somebody has to go on with it; null: never again. */
  readonly nextAt: Date | null;
  /** When the database may forget it; null: never. */
  readonly keepUntil: Date | null;
};

const schema = new Schema<StoredExport>(
  {
    _id: { type: String, required: true },
    export: { type: String, required: true },
    state: { type: String, required: true },
    platform: { type: String, required: true },
    user: { type: String, required: true },
    askedAt: { type: Date, required: true },
    attempts: { type: Number, required: true },
    parts: [String],
    keptUntil: Date,
    nextAt: Date,
    keepUntil: Date,
  },
  { collection: "exports", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ nextAt: 1 });
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** Exports in the collection `exports`. Their files lie in the image store. */
export function mongoExports(connection: Connection): ExportStore {
  const model = connection.model<StoredExport>("Export", schema);
  /** Written only while nobody else has begun it since, nor asked for another one. */
  const mine = ({ account, id, attempts }: Export) => ({ _id: account, export: id, attempts });

  async function find(account: string): Promise<Export | null> {
    const stored = await model.findById(account).lean<StoredExport>();
    return stored && exportOf(stored);
  }

  return {
    find,
    async ask({ account, id, ...asked }, before) {
      const fresh = { ...asked, export: id, nextAt: asked.askedAt, keepUntil: null };
      try {
        await model.updateOne({ _id: account, askedAt: { $lte: before } }, { $set: fresh }, { upsert: true });
      } catch (error) {
        // There is one that is newer.
        if (!isDuplicateKey(error)) throw error;
      }
      const stored = await find(account);
      if (stored === null) throw new Error("an export that was just asked for is not there");
      return stored;
    },
    async due(at, limit) {
      const found = await model
        .find({ nextAt: { $lte: at } })
        .sort({ nextAt: 1 })
        .limit(limit)
        .lean<StoredExport[]>();
      return found.map(exportOf);
    },
    async claim(due, until) {
      const change = { $set: { nextAt: until }, $inc: { attempts: 1 } };
      return (await model.updateOne(mine(due), change)).matchedCount === 1;
    },
    async renew(claimed, until) {
      return (await model.updateOne(mine(claimed), { $set: { nextAt: until } })).matchedCount === 1;
    },
    async advance(claimed, changes) {
      const isOver = changes.state === "ready" || changes.state === "failed";
      const change = { $set: { ...changes, ...(isOver ? { nextAt: null } : {}) } };
      return (await model.updateOne(mine(claimed), change)).matchedCount === 1;
    },
  };
}

function exportOf({ _id, export: id, nextAt: _nextAt, keepUntil: _keepUntil, ...stored }: StoredExport): Export {
  return { account: _id, id, ...stored, keptUntil: stored.keptUntil ?? null };
}
