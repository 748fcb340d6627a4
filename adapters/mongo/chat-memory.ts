import { type Connection, Schema } from "mongoose";
import type { ChatMemory } from "../../src/core/chat/chat-memory.ts";

interface StoredMemory {
  readonly _id: string;
  readonly value: string;
  readonly keepUntil: Date;
}

const schema = new Schema<StoredMemory>(
  {
    _id: { type: String, required: true },
    value: { type: String, required: true },
    keepUntil: { type: Date, required: true },
  },
  { collection: "chatMemory", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** What chats' adapters remember, in the collection `chatMemory`; the database forgets what is past its day. */
export function mongoChatMemory(connection: Connection): ChatMemory {
  const model = connection.model<StoredMemory>("ChatMemory", schema);
  return {
    async put(key, value, keepUntil) {
      await model.updateOne({ _id: key }, { $set: { value, keepUntil } }, { upsert: true });
    },
    async find(key) {
      return (await model.findById(key).lean<StoredMemory>())?.value ?? null;
    },
  };
}
