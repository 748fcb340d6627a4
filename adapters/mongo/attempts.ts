import { type Connection, Schema } from "mongoose";
import type { AttemptStore } from "../../src/core/accounts/attempts.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredAttempts {
  readonly _id: string;
  /** The account or identity, by which its counts are found. */
  readonly who: string;
  readonly count: number;
  readonly keepUntil: Date;
}

const schema = new Schema<StoredAttempts>(
  {
    _id: { type: String, required: true },
    who: { type: String, required: true },
    count: { type: Number, required: true },
    keepUntil: { type: Date, required: true },
  },
  { collection: "attempts", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ who: 1 });
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** Counts of attempts in the collection `attempts`; the database forgets those whose time is over. */
export function mongoAttempts(connection: Connection): AttemptStore {
  const model = connection.model<StoredAttempts>("Attempts", schema);
  return {
    async count(key, who, keepUntil) {
      const once = () =>
        model
          .findOneAndUpdate(
            { _id: key },
            { $inc: { count: 1 }, $set: { who, keepUntil } },
            { upsert: true, returnDocument: "after" },
          )
          .lean<StoredAttempts>();
      const counted = await once().catch((error: unknown) => {
        // Two first attempts at the same moment: now there is something to count.
        if (!isDuplicateKey(error)) throw error;
        return once();
      });
      return counted?.count ?? 1;
    },
  };
}
