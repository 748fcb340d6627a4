import { type Connection, Schema } from "mongoose";
import type { Bar, BarStore } from "../../src/core/moderation/barred.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredBar extends Bar {
  /** `<sanction>:<hash>`. */
  readonly _id: string;
}

const schema = new Schema<StoredBar>(
  {
    _id: { type: String, required: true },
    hash: { type: String, required: true },
    sanction: { type: String, required: true },
    account: { type: String, required: true },
    until: Date,
    at: { type: Date, required: true },
  },
  { collection: "barred", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ hash: 1 });
schema.index({ sanction: 1 });
schema.index({ account: 1 });

/** Who must not come again, in the collection `barred`, which names nobody. */
export function mongoBarred(connection: Connection): BarStore {
  const model = connection.model<StoredBar>("Bar", schema);
  return {
    async insert(bar) {
      try {
        await model.create({ _id: `${bar.sanction}:${bar.hash}`, ...bar });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async ofHash(hash) {
      const found = await model.find({ hash }).lean<StoredBar[]>();
      return found.map(({ _id, ...bar }) => ({ ...bar, until: bar.until ?? null }));
    },
    async removeOfSanction(sanction) {
      await model.deleteMany({ sanction });
    },
  };
}
