import { type Connection, type QueryFilter, Schema } from "mongoose";
import type { AuditEntry, AuditPosition, AuditStore } from "../../src/core/desk/audit.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredEntry = Omit<AuditEntry, "id"> & { readonly _id: string };

const schema = new Schema<StoredEntry>(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    actor: { type: String, required: true },
    action: { type: String, required: true },
    subject: { type: String, required: true },
    reason: String,
    before: String,
    after: String,
  },
  { collection: "audit", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ subject: 1, at: -1, _id: -1 });
schema.index({ at: -1, _id: -1 });
schema.index({ actor: 1, at: -1, _id: -1 });

/** The audit trail in the collection `audit`: entries are added and never changed. */
export function mongoAudit(connection: Connection): AuditStore {
  const model = connection.model<StoredEntry>("AuditEntry", schema);

  async function found(
    which: QueryFilter<StoredEntry>,
    limit: number,
    olderThan: AuditPosition | null,
  ): Promise<AuditEntry[]> {
    const stored = await model
      .find({ ...which, ...(olderThan === null ? {} : behind(olderThan)) })
      .sort({ at: -1, _id: -1 })
      .limit(limit)
      .lean<StoredEntry[]>();
    return stored.map(({ _id, ...entry }) => ({ id: _id, ...entry }));
  }

  return {
    async insert({ id, ...entry }) {
      try {
        await model.create({ _id: id, ...entry });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    latest: (subjects, limit, olderThan) =>
      found(subjects === null ? {} : { subject: { $in: [...subjects] } }, limit, olderThan),
    by: (actors, limit, olderThan) => found({ actor: { $in: [...actors] } }, limit, olderThan),
  };
}

/** The first condition bounds the index; the second decides among those of the same millisecond. */
function behind({ at, id }: AuditPosition): QueryFilter<StoredEntry> {
  return { at: { $lte: at }, $or: [{ at: { $lt: at } }, { _id: { $lt: id } }] };
}
