import { type Connection, Schema } from "mongoose";
import type { Link, LinkStore } from "../../src/core/accounts/link.ts";

type StoredLink = Omit<Link, "id"> & { readonly _id: string };

const part = { _id: false, strict: "throw" } as const;
const identity = { type: new Schema({ platform: String, user: String, name: String }, part), required: true };
const side = new Schema({ account: { type: String, required: true }, identity }, part);
const schema = new Schema<StoredLink>(
  {
    _id: { type: String, required: true },
    code: { type: String, required: true },
    state: { type: String, required: true },
    issuer: { type: side, required: true },
    redeemer: side,
    issuedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    survivor: String,
    gone: String,
    welcomedAgain: [String],
    refusedFor: String,
    sweepAt: Date,
    keepUntil: Date,
  },
  { collection: "links", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ code: 1 });
schema.index({ "issuer.account": 1, state: 1 });
schema.index({ "redeemer.account": 1, state: 1 });
schema.index({ state: 1, issuedAt: 1 }, { partialFilterExpression: { state: "joining" } });
schema.index({ sweepAt: 1 }, { partialFilterExpression: { state: "joined" } });
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });

/** Links in the collection `links`; every step is one write on the state that it leaves. */
export function mongoLinks(connection: Connection): LinkStore {
  const model = connection.model<StoredLink>("Link", schema);
  return {
    async insert({ id, ...link }) {
      await model.create({ _id: id, ...link });
    },
    async find(id) {
      const stored = await model.findById(id).lean<StoredLink>();
      return stored && linkOf(stored);
    },
    async findByCode(code) {
      const stored = await model.findOne({ code }).lean<StoredLink>();
      return stored && linkOf(stored);
    },
    async advance(id, from, changes, only) {
      const { matchedCount } = await model.updateOne({ _id: id, state: from, ...only }, { $set: changes });
      return matchedCount === 1;
    },
    async waiting(account, states) {
      const found = await model
        .find({
          $or: [
            { "issuer.account": account, state: { $in: [...states] } },
            { "redeemer.account": account, state: { $in: [...states] } },
          ],
        })
        .sort({ issuedAt: -1 })
        .lean<StoredLink[]>();
      return found.map(linkOf);
    },
    async joining(limit) {
      const found = await model.find({ state: "joining" }).sort({ issuedAt: 1 }).limit(limit).lean<StoredLink[]>();
      return found.map(linkOf);
    },
    async toSweep(at, limit) {
      const found = await model
        .find({ state: "joined", sweepAt: { $lte: at } })
        .sort({ sweepAt: 1 })
        .limit(limit)
        .lean<StoredLink[]>();
      return found.map(linkOf);
    },
  };
}

function linkOf({ _id, ...link }: StoredLink): Link {
  return {
    id: _id,
    ...link,
    redeemer: link.redeemer ?? null,
    survivor: link.survivor ?? null,
    gone: link.gone ?? null,
    welcomedAgain: link.welcomedAgain ?? [],
    refusedFor: link.refusedFor ?? null,
    sweepAt: link.sweepAt ?? null,
    keepUntil: link.keepUntil ?? null,
  };
}
