import { createHmac, randomBytes } from "node:crypto";
import { type Connection, Schema } from "mongoose";
import type { KeyedHash } from "../../src/core/keyed-hash.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredSecret {
  readonly _id: string;
  readonly value: string;
}

const KEY_BYTES = 32;
const NAME = "hash-key";

const schema = new Schema<StoredSecret>(
  { _id: { type: String, required: true }, value: { type: String, required: true } },
  { collection: "secrets", strict: "throw", strictQuery: "throw", versionKey: false },
);

/**
 * HMAC-SHA-256 with a key that all processes share: the one that is given, or else one that the first of them makes and keeps
 * in the collection `secrets`. A given key, which is not in the database, protects also against whoever has read that.
 */
export function mongoKeyedHash(connection: Connection, given: string | null = null): KeyedHash {
  const model = connection.model<StoredSecret>("Secret", schema);
  let key: Promise<string> | null = given === null ? null : Promise.resolve(given);

  async function sharedKey(): Promise<string> {
    try {
      await model.create({ _id: NAME, value: randomBytes(KEY_BYTES).toString("base64url") });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const stored = await model.findById(NAME).lean<StoredSecret>();
    if (stored === null) throw new Error("the key of hashes is not there");
    return stored.value;
  }

  return {
    async of(text) {
      key ??= sharedKey();
      const value = await key.catch((error: unknown) => {
        // The database was away; the next one asks again.
        key = null;
        throw error;
      });
      return createHmac("sha256", value).update(text).digest("base64url");
    },
  };
}
