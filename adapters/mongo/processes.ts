import { type Connection, Schema } from "mongoose";
import type { ProcessStore } from "../../src/core/generation/generation-store.ts";
import { newestMigration } from "./migrations/list.ts";

interface StoredProcess {
  readonly _id: string;
  readonly beat: number;
  readonly seenAt: Date;
  /** Absent: written by an older version, all of whose processes counted. */
  readonly drives?: boolean;
  /** The newest migration that it knows; absent: it is older than migrations are. */
  readonly knows?: string;
}

const schema = new Schema<StoredProcess>(
  {
    _id: { type: String, required: true },
    beat: { type: Number, required: true },
    seenAt: { type: Date, required: true },
    drives: Boolean,
    knows: String,
  },
  { collection: "processes", strict: "throw", strictQuery: "throw", versionKey: false },
);
// Only the count tells whether a process lives; the time is for sweeping away those that died long ago.
schema.index({ seenAt: 1 }, { expireAfterSeconds: 24 * 60 * 60 });

/** The hearts of all processes in the small collection `processes`. */
export function mongoProcesses(connection: Connection): ProcessStore {
  const model = connection.model<StoredProcess>("Process", schema);
  return {
    async beat(process, at, { drives }) {
      const set = { seenAt: at, drives, knows: newestMigration };
      await model.updateOne({ _id: process }, { $inc: { beat: 1 }, $set: set }, { upsert: true });
      const all = await model.find().lean<StoredProcess[]>();
      return all.map(({ _id, beat, drives: takesTurns = true }) => ({ process: _id, beat, drives: takesTurns }));
    },
    async leave(process) {
      await model.deleteOne({ _id: process });
    },
  };
}
