import { type Connection, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { ProviderSaid, Violation, ViolationStore } from "../../src/core/moderation/violation.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredViolation extends Omit<Violation, "id"> {
  readonly _id: string;
  /** Counts an account's violations from 1: two that are written at once cannot both be the next. */
  readonly number: number;
}

const schema = new Schema<StoredViolation>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    number: { type: Number, required: true },
    stage: { type: String, required: true },
    category: { type: String, required: true },
    confidence: { type: Number, required: true },
    generation: String,
    model: String,
    strikes: { type: Number, required: true },
    rule: { type: String, required: true },
    refusals: Number,
    termsVersion: { type: String, required: true },
    at: { type: Date, required: true },
    evidence: String,
    reversedAt: Date,
  },
  { collection: "violations", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ account: 1, number: 1 }, { unique: true });
schema.index({ at: 1 });
// For the gravest kinds, which are few among the violations of a day.
schema.index({ category: 1, at: 1 });
schema.index({ generation: 1 });

/** Whoever looks for a wave reads many of them. */
const SAID = { account: 1, model: 1, generation: 1, rule: 1, strikes: 1, reversedAt: 1 } as const;

/** Violations in the collection `violations`. */
export function mongoViolations(connection: Connection): ViolationStore & AccountMoves {
  const model = connection.model<StoredViolation>("Violation", schema);

  async function find(id: string): Promise<Violation | null> {
    const stored = await model.findById(id).lean<StoredViolation>();
    return stored && violationOf(stored);
  }

  async function lastNumber(account: string): Promise<number> {
    const [last] = await model.find({ account }).sort({ number: -1 }).limit(1).lean<StoredViolation[]>();
    return last?.number ?? 0;
  }

  async function since(account: string, at: Date): Promise<Violation[]> {
    const found = await model
      .find({ account, at: { $gt: at }, reversedAt: null })
      .sort({ number: 1 })
      .lean<StoredViolation[]>();
    return found.map(violationOf);
  }

  return {
    find,
    async add(key, make) {
      for (;;) {
        const known = await find(key.id);
        if (known !== null) return known;
        // The number first: whoever comes between it and the reading of the others takes it.
        const number = (await lastNumber(key.account)) + 1;
        const { id, ...violation } = make(await since(key.account, key.since));
        try {
          await model.create({ _id: id, number, ...violation });
          return { id, ...violation };
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },
    async ofGeneration(generation) {
      const found = await model.find({ generation }).sort({ number: 1 }).lean<StoredViolation[]>();
      return found.map(violationOf);
    },
    async latest(account, limit) {
      const found = await model.find({ account }).sort({ number: -1 }).limit(limit).lean<StoredViolation[]>();
      return found.map(violationOf);
    },
    since: async (account, at) => (await since(account, at)).filter(({ strikes }) => strikes > 0),
    async ofProvider(at, limit) {
      const found = await model
        .find({ at: { $gte: at }, stage: { $in: ["provider-input", "provider-output"] } }, SAID)
        .sort({ at: -1 })
        .limit(limit)
        .lean<StoredViolation[]>();
      return found.map(saidOf);
    },
    async foundOf(categories, at, limit) {
      const found = await model
        .find({
          ...{ category: { $in: [...categories] }, at: { $gte: at } },
          ...{ stage: { $in: ["prompt", "upload"] }, reversedAt: null },
        })
        .sort({ at: -1 })
        .limit(limit)
        .lean<StoredViolation[]>();
      return found.map(violationOf);
    },
    async reverse(id, at) {
      const { modifiedCount } = await model.updateOne({ _id: id, reversedAt: null }, { $set: { reversedAt: at } });
      return modifiedCount === 1;
    },
    async lighten(ids, rule) {
      await model.updateMany({ _id: { $in: [...ids] } }, { $set: { strikes: 0, rule } });
    },
    async moveAccount(from, into) {
      for (;;) {
        const [next] = await model.find({ account: from }).sort({ number: 1 }).limit(1).lean<StoredViolation[]>();
        if (next === undefined) return;
        const number = (await lastNumber(into)) + 1;
        try {
          await model.updateOne({ _id: next._id, account: from }, { $set: { account: into, number } });
        } catch (error) {
          // Somebody took the number meanwhile.
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },
  };
}

function violationOf({ _id, number: _number, ...violation }: StoredViolation): Violation {
  return { id: _id, ...violation };
}

function saidOf({ _id, account, model, generation, rule, strikes, reversedAt }: StoredViolation): ProviderSaid {
  return { id: _id, account, model, generation, rule, strikes, reversedAt };
}
