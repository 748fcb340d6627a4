import { type Connection, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { ButtonMemoryStore } from "../../src/core/chat/button-memory.ts";

interface StoredValue {
  /** `account:key`. */
  readonly _id: string;
  readonly value: string;
  readonly keepUntil: Date;
}

const schema = new Schema<StoredValue>(
  {
    _id: { type: String, required: true },
    value: { type: String, required: true },
    keepUntil: { type: Date, required: true },
  },
  { collection: "buttons", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** What buttons carry beside their tokens, in the collection `buttons`; the database forgets what is past its day. */
export function mongoButtonMemory(connection: Connection): ButtonMemoryStore & AccountMoves {
  const model = connection.model<StoredValue>("Button", schema);
  return {
    async put(key, value, keepUntil) {
      await model.updateOne({ _id: key }, { $set: { value, keepUntil } }, { upsert: true });
    },
    async moveAccount(from, into) {
      // ";" comes right behind ":".
      const kept = await model.find({ _id: { $gte: `${from}:`, $lt: `${from};` } }).lean<StoredValue[]>();
      for (const { _id, value, keepUntil } of kept) {
        const moved = `${into}${_id.slice(from.length)}`;
        await model.updateOne({ _id: moved }, { $set: { value, keepUntil } }, { upsert: true });
        await model.deleteOne({ _id });
      }
    },
    async find(key) {
      return (await model.findById(key).lean<StoredValue>())?.value ?? null;
    },
  };
}
