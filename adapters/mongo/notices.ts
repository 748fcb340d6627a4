import { type Connection, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { Notice, NoticeStore } from "../../src/core/notices/notices.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredNotice = Omit<Notice, "key"> & {
  readonly _id: string;
  /** When the database forgets it; absent: not by itself. */
  readonly keepUntil?: Date;
};

const schema = new Schema<StoredNotice>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    kind: { type: String, required: true },
    to: String,
    platforms: { type: [String], required: true },
    reply: { type: Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    toldAt: Date,
    reachedAt: Date,
    attempts: { type: Number, required: true },
    nextAttemptAt: Date,
    keepUntil: Date,
  },
  { collection: "notices", strict: "throw", strictQuery: "throw", versionKey: false, minimize: false },
);
schema.index({ account: 1, toldAt: 1, createdAt: 1 });
schema.index({ to: 1 }, { sparse: true });
// Each process asks for its own platforms, so that what nobody serves is in nobody's way.
schema.index({ platforms: 1, nextAttemptAt: 1 });
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** Notices in the collection `notices`; their key makes each one told once. */
export function mongoNotices(connection: Connection): NoticeStore & AccountMoves {
  const model = connection.model<StoredNotice>("Notice", schema);
  return {
    async insert({ key, ...notice }) {
      try {
        await model.create({ _id: key, ...notice });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(key) {
      const stored = await model.findById(key).lean<StoredNotice>();
      return stored && noticeOf(stored);
    },
    async waiting(account, limit) {
      const found = await model
        .find({ account, toldAt: null })
        .sort({ createdAt: 1 })
        .limit(limit)
        .lean<StoredNotice[]>();
      return found.map(noticeOf);
    },
    async due(at, platforms, limit) {
      const found = await model
        .find({ nextAttemptAt: { $lte: at }, platforms: { $in: platforms } })
        .sort({ nextAttemptAt: 1 })
        .limit(limit)
        .lean<StoredNotice[]>();
      return found.map(noticeOf);
    },
    async claim({ key, attempts }, until) {
      const { matchedCount } = await model.updateOne(
        { _id: key, attempts, toldAt: null },
        { $set: { nextAttemptAt: until }, $inc: { attempts: 1 } },
      );
      return matchedCount === 1;
    },
    async postpone(key, { reachedAt, nextAttemptAt }) {
      await model.updateOne({ _id: key, toldAt: null }, { $set: { nextAttemptAt } });
      if (reachedAt !== null) await model.updateOne({ _id: key, reachedAt: null }, { $set: { reachedAt } });
    },
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into } });
    },
    async markTold(key, at, keepUntil) {
      const forgotten = keepUntil === null ? {} : { keepUntil };
      await model.updateOne({ _id: key }, { $set: { toldAt: at, nextAttemptAt: null, ...forgotten } });
      await model.updateOne({ _id: key, reachedAt: null }, { $set: { reachedAt: at } });
    },
    async drop(key) {
      await model.deleteOne({ _id: key });
    },
  };
}

function noticeOf({ _id, keepUntil: _keepUntil, ...notice }: StoredNotice): Notice {
  return { key: _id, ...notice };
}
