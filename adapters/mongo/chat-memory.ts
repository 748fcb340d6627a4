import { type Connection, Schema } from "mongoose";
import type { ChatMemory } from "../../src/core/chat/chat-memory.ts";

interface StoredMemory {
  readonly _id: string;
  readonly value: string;
  /** What stands for the person whom it is about, as the value says; absent: it is about nobody. */
  readonly person?: string;
  readonly keepUntil: Date;
}

const schema = new Schema<StoredMemory>(
  {
    _id: { type: String, required: true },
    value: { type: String, required: true },
    person: String,
    keepUntil: { type: Date, required: true },
  },
  { collection: "chatMemory", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ person: 1 }, { sparse: true });
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** What chats' adapters remember, in the collection `chatMemory`; the database forgets what is past its day. */
export function mongoChatMemory(connection: Connection): ChatMemory {
  const model = connection.model<StoredMemory>("ChatMemory", schema);
  return {
    async put(key, value, keepUntil) {
      const person = /"person":"([^"\\]+)"/u.exec(value)?.[1];
      const change = person === undefined ? { $unset: { person: 1 } } : { $set: { person } };
      const set = { ...change.$set, value, keepUntil };
      await model.updateOne({ _id: key }, { ...change, $set: set } as never, { upsert: true });
    },
    async find(key) {
      return (await model.findById(key).lean<StoredMemory>())?.value ?? null;
    },
  };
}
