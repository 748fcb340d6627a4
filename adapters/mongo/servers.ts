import { type Connection, Schema } from "mongoose";
import type { ServerState, ServerStore } from "../../src/core/servers/server.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredServer = Partial<ServerState> & {
  /** `platform:id`. */
  readonly _id: string;
};

const schema = new Schema<StoredServer>(
  {
    _id: { type: String, required: true },
    // null is not the same as an empty list, and without a default mongoose would write one.
    channels: { type: [String], default: undefined },
    models: { type: [String], default: undefined },
    isPrivate: Boolean,
    dailyCap_credits: Number,
    bannedAt: Date,
    banReason: String,
    banDecidedBy: String,
  },
  { collection: "servers", strict: "throw", strictQuery: "throw", versionKey: false },
);

/** What is set in servers and groups, in the collection `servers`. A server that nobody has set up has no document. */
export function mongoServers(connection: Connection): ServerStore {
  const model = connection.model<StoredServer>("Server", schema);

  async function set(key: string, changes: Partial<ServerState>): Promise<void> {
    const write = () => model.updateOne({ _id: key }, { $set: changes }, { upsert: true });
    await write().catch((error: unknown) => {
      // Another process made the document at the same moment; now it is there to be changed.
      if (!isDuplicateKey(error)) throw error;
      return write();
    });
  }

  return {
    async find(key) {
      const stored = await model.findById(key).lean<StoredServer>();
      if (stored === null) return null;
      const { _id, ...settings } = stored;
      return settings;
    },
    change: set,
    decide: set,
    async move(from, to, renamed) {
      const left = await model.findById(from).lean<StoredServer>();
      if (left === null) return;
      const { _id, channels, ...others } = left;
      const settings = channels === undefined ? others : { ...others, channels: channels?.map(renamed) ?? null };
      try {
        const { upsertedCount } = await model.updateOne({ _id: to }, { $setOnInsert: settings }, { upsert: true });
        if (upsertedCount === 1) return;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      // One by one, so that what is set or decided there at this moment stands.
      for (const [name, value] of Object.entries(settings)) {
        await model.updateOne({ _id: to, [name]: { $exists: false } }, { $set: { [name]: value } });
      }
    },
  };
}
