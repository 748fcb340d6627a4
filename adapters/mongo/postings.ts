import { type Connection, type QueryFilter, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { Posting, PostingPosition, PostingStore } from "../../src/core/gallery/posting.ts";

interface StoredPosting extends Omit<Posting, "place"> {
  /** The place. */
  readonly _id: string;
}

const schema = new Schema<StoredPosting>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    language: { type: String, required: true },
    generations: [String],
    at: { type: Date, required: true },
    keepUntil: { type: Date, required: true },
  },
  { collection: "postings", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ generations: 1, at: 1, _id: 1 });
schema.index({ account: 1 });
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** Which places show which pictures, in the collection `postings`; the database forgets what is past its day. */
export function mongoPostings(connection: Connection): PostingStore & AccountMoves {
  const model = connection.model<StoredPosting>("Posting", schema);
  return {
    async put({ place, account, language, generations, at, keepUntil }) {
      const set = { account, language, generations: [...generations], at, keepUntil };
      await model.updateOne({ _id: place }, { $set: set }, { upsert: true });
    },
    async showing(generation, limit, behind) {
      const found = await model
        .find({ generations: generation, ...(behind === null ? {} : after(behind)) })
        .sort({ at: 1, _id: 1 })
        .limit(limit)
        .lean<StoredPosting[]>();
      return found.map(({ _id: place, ...posting }) => ({ place, ...posting }));
    },
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into } });
    },
  };
}

/** The first condition bounds the index; the second decides among those of the same millisecond. */
function after({ at, place }: PostingPosition): QueryFilter<StoredPosting> {
  return { at: { $gte: at }, $or: [{ at: { $gt: at } }, { _id: { $gt: place } }] };
}
