import { type Connection, Schema } from "mongoose";
import type { CarriedSanction, Sanction } from "../../src/core/moderation/sanction.ts";
import type { SanctionStore } from "../../src/core/moderation/sanctions-store.ts";
import { accountModels, type StoredAccount } from "./account-models.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredSanction extends Omit<Sanction, "id"> {
  readonly _id: string;
  /** When somebody has to go on with it; null: never. */
  readonly nextAt: Date | null;
}

const schema = new Schema<StoredSanction>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    kind: { type: String, required: true },
    reason: { type: String, required: true },
    note: String,
    by: { type: String, required: true },
    decidedAt: { type: Date, required: true },
    effectiveAt: { type: Date, required: true },
    until: Date,
    freezes: { type: Boolean, required: true },
    forfeits: { type: Boolean, required: true },
    violations: [String],
    liftedAt: Date,
    liftedBy: String,
    carriedOutAt: Date,
    nextAt: Date,
  },
  { collection: "sanctions", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ account: 1, decidedAt: -1 });
// For the statistics of a time.
schema.index({ decidedAt: 1 });
// What one of ours has decided, when they take a copy or are erased.
schema.index({ by: 1 });
schema.index({ liftedBy: 1 });
// Once nothing is left to do the field is gone, so that what is looked through every few seconds stays small.
schema.index({ nextAt: 1 }, { sparse: true });

/** Sanctions in the collection `sanctions`, and those that are carried in the documents of `accounts`. */
export function mongoSanctions(connection: Connection): SanctionStore {
  const model = connection.model<StoredSanction>("Sanction", schema);
  const { accounts } = accountModels(connection);

  async function find(id: string): Promise<Sanction | null> {
    const stored = await model.findById(id).lean<StoredSanction>();
    return stored && sanctionOf(stored);
  }

  /** The account that stands for this one now. */
  async function current(id: string): Promise<string> {
    const stored = await accounts.findById(id).lean<StoredAccount>();
    const into = stored?.joinedInto ?? null;
    return into === null ? id : current(into);
  }

  async function carry(account: string, { id, kind, reason, effectiveAt, until }: CarriedSanction): Promise<void> {
    const carried = { id, kind, reason, effectiveAt, until };
    const mine = { _id: await current(account), "sanctions.id": { $ne: id } };
    await accounts.updateOne(mine, { $push: { sanctions: carried } });
  }

  return {
    find,
    carry,
    async insert({ id, ...sanction }, nextAt) {
      try {
        await model.create({ _id: id, ...sanction, nextAt });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const stands = await find(id);
      if (stands === null) throw new Error("a sanction that was just written is not there");
      return stands;
    },
    async latest(account, limit) {
      const found = await model.find({ account }).sort({ decidedAt: -1, _id: 1 }).limit(limit).lean<StoredSanction[]>();
      return found.map(sanctionOf);
    },
    async lift(id, by, at) {
      const change = { $set: { liftedAt: at, liftedBy: by, nextAt: at } };
      return (await model.updateOne({ _id: id, liftedAt: null }, change)).matchedCount === 1;
    },
    async due(at, limit) {
      const found = await model
        .find({ nextAt: { $lte: at } })
        .sort({ nextAt: 1 })
        .limit(limit)
        .lean<StoredSanction[]>();
      return found.map(sanctionOf);
    },
    async goOnAt({ id, liftedAt }, nextAt) {
      const change = nextAt === null ? { $unset: { nextAt: 1 as const } } : { $set: { nextAt } };
      await model.updateOne({ _id: id, liftedAt }, change);
    },
    async carriedOut({ id, liftedAt }, at) {
      await model.updateOne({ _id: id, liftedAt }, { $set: { carriedOutAt: at }, $unset: { nextAt: 1 } });
    },
    async close(account, carried) {
      // Whichever comes first, this or the carrying: after both it has ended.
      await carry(account, carried);
      const mine = { _id: await current(account), sanctions: { $elemMatch: { id: carried.id } } };
      await accounts.updateOne(mine, { $set: { "sanctions.$.until": carried.until } });
    },
    async drop(account, sanction) {
      await accounts.updateOne({ _id: await current(account) }, { $pull: { sanctions: { id: sanction } } });
    },
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into } });
      const stored = await accounts.findById(from).lean<StoredAccount>();
      for (const carried of stored?.sanctions ?? []) {
        await carry(into, { ...carried, until: carried.until ?? null });
        // Joins are swept once more later: what was lifted by then must not come back.
        await accounts.updateOne({ _id: from }, { $pull: { sanctions: { id: carried.id } } });
      }
    },
  };
}

function sanctionOf({ _id, nextAt: _nextAt, ...stored }: StoredSanction): Sanction {
  return {
    id: _id,
    ...stored,
    note: stored.note ?? null,
    until: stored.until ?? null,
    liftedAt: stored.liftedAt ?? null,
    liftedBy: stored.liftedBy ?? null,
    carriedOutAt: stored.carriedOutAt ?? null,
  };
}
