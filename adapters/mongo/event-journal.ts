import { type Connection, Schema } from "mongoose";
import type { EventBatches } from "../../src/core/chat/event-batches.ts";
import type { EventJournal, ReceivedEvent, TakenEvent } from "../../src/core/chat/event-journal.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredEvent {
  readonly _id: string;
  readonly platform: string;
  /** null once it was handled. */
  readonly body: string | null;
  /** Of an open event only. */
  readonly who?: string;
  readonly place?: string;
  /** Absent where it stands alone. */
  readonly group?: string;
  /** Whether somebody still has to handle it: one small index holds only those. */
  readonly open: boolean;
  readonly at: Date;
  readonly touchedAt: Date;
  readonly takeovers: number;
  readonly keepUntil: Date;
}

const schema = new Schema<StoredEvent>(
  {
    _id: { type: String, required: true },
    platform: { type: String, required: true },
    body: String,
    who: String,
    place: String,
    group: String,
    open: { type: Boolean, required: true },
    at: { type: Date, required: true },
    touchedAt: { type: Date, required: true },
    takeovers: { type: Number, required: true },
    keepUntil: { type: Date, required: true },
  },
  { collection: "chatEvents", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ platform: 1, at: 1 }, { partialFilterExpression: { open: true } });
schema.index({ group: 1 }, { sparse: true });
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** Events of chats in the collection `chatEvents`; one that was handled is a mark without words. */
export function mongoEventJournal(connection: Connection): EventJournal & EventBatches {
  const model = connection.model<StoredEvent>("ChatEvent", schema);
  return {
    async accept(event, keepUntil) {
      try {
        await model.create(documentOf(event, keepUntil));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async close(key) {
      await model.updateOne({ _id: key }, closing);
    },
    async stateOf(key) {
      const stored = await model.findById(key).lean<StoredEvent>();
      return stored === null ? null : stored.open ? "open" : "closed";
    },
    async ofGroup(group) {
      const found = await model.find({ group, open: true }).sort({ _id: 1 }).lean<StoredEvent[]>();
      return found.map(received);
    },
    async touch(keys, at) {
      if (keys.length > 0) await model.updateMany({ _id: { $in: keys }, open: true }, { $set: { touchedAt: at } });
    },
    async takeOver(platform, quietSince, at, limit) {
      const found = await model
        .find({ platform, open: true, touchedAt: { $lt: quietSince } })
        .sort({ at: 1, _id: 1 })
        .limit(limit)
        .lean<StoredEvent[]>();
      const taken: TakenEvent[] = [];
      for (const stored of found) {
        const { _id, takeovers } = stored;
        // Written on the count that was read, so that of two who look at once one gets it.
        const { matchedCount } = await model.updateOne(
          { _id, open: true, takeovers },
          { $set: { touchedAt: at, takeovers: takeovers + 1 } },
        );
        if (matchedCount === 1) {
          taken.push({ ...received(stored), takeovers: takeovers + 1 });
        }
      }
      return taken;
    },
    async keep(events, keepUntil) {
      const documents = events.map((event) => documentOf(event, keepUntil));
      try {
        await model.collection.insertMany(documents as never, { ordered: false });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async forget(keys) {
      await model.deleteMany({ _id: { $in: [...keys] } });
    },
    async opened(platform, after, limit) {
      // Keys begin with the platform's name, and ";" comes right behind ":": neither its marks nor others' events are walked over.
      const keys = { $gt: after ?? platform, $lt: `${platform};` };
      const found = await model
        .find({ _id: keys, platform, open: true }, { touchedAt: 1, takeovers: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<StoredEvent, "_id" | "touchedAt" | "takeovers">[]>();
      return found.map(({ _id, touchedAt, takeovers }) => ({ key: _id, touchedAt, takeovers }));
    },
    async claim({ key, touchedAt, takeovers }, at) {
      const { matchedCount } = await model.updateOne(
        { _id: key, open: true, touchedAt, takeovers },
        { $set: { touchedAt: at, takeovers: takeovers + 1 } },
      );
      if (matchedCount === 0) return null;
      const stored = await model.findById(key).lean<StoredEvent>();
      if (stored === null || stored.body === null) return null;
      const { body, place } = stored;
      return { body, ...(place === undefined ? {} : { place }) };
    },
  };
}

/** Makes a mark of an event: that it came, and nothing of whom or what. */
export const closing = { $set: { open: false, body: null }, $unset: { who: "", place: "" } } as const;

function documentOf({ key, at, ...event }: ReceivedEvent, keepUntil: Date): StoredEvent {
  return { _id: key, ...event, open: true, at, touchedAt: at, takeovers: 0, keepUntil };
}

function received({ _id, platform, body, who, place, group, at }: StoredEvent): ReceivedEvent {
  return {
    ...{ key: _id, platform, body: body ?? "", at },
    ...(who === undefined ? {} : { who }),
    ...(place === undefined ? {} : { place }),
    ...(group === undefined ? {} : { group }),
  };
}
