import { type Connection, Schema } from "mongoose";
import type { WelcomeStore } from "../../src/core/accounts/welcome.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredWelcome {
  /** Keyed hash of an identity. */
  readonly _id: string;
  readonly account: string;
}

const schema = new Schema<StoredWelcome>(
  { _id: { type: String, required: true }, account: { type: String, required: true } },
  { collection: "welcomed", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ account: 1 });

/** Who has had the welcome gift, in the collection `welcomed`, which names nobody. */
export function mongoWelcomed(connection: Connection): WelcomeStore {
  const model = connection.model<StoredWelcome>("Welcomed", schema);
  return {
    async claim(hash, account) {
      try {
        await model.create({ _id: hash, account });
        return account;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      return (await model.findById(hash).lean<StoredWelcome>())?.account ?? account;
    },
  };
}
