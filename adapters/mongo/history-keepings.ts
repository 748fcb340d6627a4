import { type Connection, Schema } from "mongoose";
import type { Keeping, KeepingStore } from "../../src/core/history/keeping.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredKeeping = Omit<Keeping, "account"> & { readonly _id: string };

const schema = new Schema<StoredKeeping>(
  {
    _id: { type: String, required: true },
    days: { type: Number, required: true },
    from: { type: Date, required: true },
    toldAt: Date,
  },
  { collection: "history_keepings", strict: "throw", strictQuery: "throw", versionKey: false },
);

/** By which rule each account's old pictures go, in the collection `history_keepings`. */
export function mongoHistoryKeepings(connection: Connection): KeepingStore {
  const model = connection.model<StoredKeeping>("HistoryKeeping", schema);
  return {
    async find(account) {
      const stored = await model.findById(account).lean<StoredKeeping>();
      return stored && { account, days: stored.days, from: stored.from, toldAt: stored.toldAt ?? null };
    },
    async replace(before, { account, ...after }) {
      if (before !== null) {
        const { days, from } = before;
        const { matchedCount } = await model.updateOne({ _id: account, days, from }, { $set: after });
        return matchedCount === 1;
      }
      try {
        await model.create({ _id: account, ...after });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async markTold({ account, days, from }, at) {
      await model.updateOne({ _id: account, days, from }, { $set: { toldAt: at } });
    },
    async forget(account) {
      await model.deleteOne({ _id: account });
    },
    async moveAccount(from, into) {
      // Whose pictures have become one history is told anew, and nothing of either goes before that.
      await model.deleteMany({ _id: { $in: [from, into] } });
    },
  };
}
