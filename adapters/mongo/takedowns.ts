import { type Connection, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { Takedown, TakedownStore } from "../../src/core/gallery/takedown.ts";
import { isDuplicateKey } from "./duplicate-key.ts";
import { keepsNewerFields } from "./newer-fields.ts";

interface StoredTakedown extends Omit<Takedown, "id"> {
  readonly _id: string;
  /** Derived, so that a small index holds only those. */
  readonly awaitsDecision: boolean;
}

const { Mixed } = Schema.Types;
const schema = new Schema<StoredTakedown>(
  {
    _id: { type: String, required: true },
    generation: { type: String, required: true },
    account: { type: String, required: true },
    ground: { type: String, required: true },
    note: String,
    by: { type: String, required: true },
    at: { type: Date, required: true },
    sealed: [Mixed],
    done: [String],
    covered: [String],
    lost: [String],
    nextStepAt: Date,
    objectUntil: { type: Date, required: true },
    objection: Mixed,
    objectionDecidedAt: Date,
    restoring: Mixed,
    restoredAt: Date,
    version: { type: Number, required: true },
    awaitsDecision: { type: Boolean, required: true },
  },
  { collection: "takedowns", strict: "throw", strictQuery: "throw", versionKey: false, minimize: false },
);
schema.index({ generation: 1, at: -1 });
schema.index({ account: 1, at: -1 });
schema.index({ nextStepAt: 1 });
schema.index({ at: -1 });
// What one of ours has decided, when they take a copy or are erased.
schema.index({ by: 1 });
schema.index({ "restoring.by": 1 }, { sparse: true });
schema.index({ awaitsDecision: 1, _id: 1 }, { partialFilterExpression: { awaitsDecision: true } });

/** Takedowns in the collection `takedowns`. Every write is one conditional update of one document. */
export function mongoTakedowns(connection: Connection): TakedownStore & AccountMoves {
  const model = connection.model<StoredTakedown>("Takedown", schema);

  async function find(id: string): Promise<Takedown | null> {
    const stored = await model.findById(id).lean<StoredTakedown>();
    return stored && takedownOf(stored);
  }

  return {
    find,
    async insert(takedown) {
      try {
        await model.create(storedOf(takedown));
        return takedown;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const known = await find(takedown.id);
        if (known === null) throw error;
        return known;
      }
    },
    async ofGeneration(generation) {
      const [stored] = await model.find({ generation }).sort({ at: -1 }).limit(1).lean<StoredTakedown[]>();
      return stored === undefined ? null : takedownOf(stored);
    },
    async update(takedown) {
      const { _id, ...set } = storedOf(takedown);
      const { matchedCount } = await model.updateOne(
        { _id, version: takedown.version - 1 },
        { $set: set },
        keepsNewerFields,
      );
      return matchedCount === 1;
    },
    async due(at, limit) {
      const found = await model
        .find({ nextStepAt: { $lte: at } })
        .sort({ nextStepAt: 1 })
        .limit(limit)
        .lean<StoredTakedown[]>();
      return found.map(takedownOf);
    },
    async latest(limit) {
      return (await model.find().sort({ at: -1 }).limit(limit).lean<StoredTakedown[]>()).map(takedownOf);
    },
    countStanding: (account, ground) => model.countDocuments({ account, ground, restoredAt: null }),
    countOf: (generation) => model.countDocuments({ generation }),
    async ofAccount(account, prefix, limit) {
      // Ids are of a-z and 2-7, and "{" comes right behind "z".
      const range = { $gte: prefix, $lt: `${prefix}{` };
      const found = await model
        .find({ account, $or: [{ _id: range }, { generation: range }] })
        .sort({ at: -1 })
        .limit(limit)
        .lean<StoredTakedown[]>();
      return found.map(takedownOf);
    },
    async objected(after, limit) {
      const found = await model
        .find({ awaitsDecision: true, ...(after === null ? {} : { _id: { $gt: after } }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<StoredTakedown[]>();
      return found.map(takedownOf);
    },
    async moveAccount(from, into) {
      // Whoever goes on with one meanwhile works on what is stored.
      await model.updateMany({ account: from }, { $set: { account: into }, $inc: { version: 1 } });
    },
  };
}

function storedOf({ id, ...takedown }: Takedown): StoredTakedown {
  const awaitsDecision = takedown.objection !== null && takedown.objectionDecidedAt === null;
  return { _id: id, ...takedown, awaitsDecision };
}

function takedownOf({ _id, awaitsDecision: _awaits, ...takedown }: StoredTakedown): Takedown {
  return { id: _id, ...takedown };
}
