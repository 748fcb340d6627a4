import { type Connection, Schema } from "mongoose";
import type { ProcessStore } from "../../src/core/generation/generation-store.ts";

interface StoredProcess {
  readonly _id: string;
  readonly beat: number;
  readonly seenAt: Date;
}

const schema = new Schema<StoredProcess>(
  {
    _id: { type: String, required: true },
    beat: { type: Number, required: true },
    seenAt: { type: Date, required: true },
  },
  { collection: "processes", strict: "throw", strictQuery: "throw", versionKey: false },
);
// Only the count tells whether a process lives; the time is for sweeping away those that died long ago.
schema.index({ seenAt: 1 }, { expireAfterSeconds: 24 * 60 * 60 });

/** The hearts of all processes in the small collection `processes`. */
export function mongoProcesses(connection: Connection): ProcessStore {
  const model = connection.model<StoredProcess>("Process", schema);
  return {
    async beat(process, at) {
      await model.updateOne({ _id: process }, { $inc: { beat: 1 }, $set: { seenAt: at } }, { upsert: true });
      const all = await model.find().lean<StoredProcess[]>();
      return all.map(({ _id, beat }) => ({ process: _id, beat }));
    },
    async leave(process) {
      await model.deleteOne({ _id: process });
    },
  };
}
