import { type Connection, Schema } from "mongoose";
import { intentSchema } from "../../src/core/desk/act.ts";
import type { Approval, ApprovalStore } from "../../src/core/desk/approval.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredApproval extends Omit<Approval, "id" | "intent"> {
  readonly _id: string;
  /** Who asked, as an identity’s key: apart, so that it can be taken away. */
  readonly by: string;
  /** The account that it is about; null: none in particular. */
  readonly subject: string | null;
  /** The rest as JSON: nothing is searched by it, and it is read by the core’s own schema. */
  readonly intent: string;
  /** When somebody has to go on with it: at the latest when it expires; null: never. */
  readonly dueAt: Date | null;
}

const schema = new Schema<StoredApproval>(
  {
    _id: { type: String, required: true },
    by: { type: String, required: true },
    subject: String,
    askers: [String],
    intent: { type: String, required: true },
    summary: { type: String, required: true },
    before: { type: String, required: true },
    after: { type: String, required: true },
    askedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    state: { type: String, required: true },
    decidedBy: String,
    decidedAt: Date,
    outcome: String,
    settledAt: Date,
    dueAt: Date,
  },
  { collection: "approvals", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ state: 1, askedAt: 1 });
schema.index({ dueAt: 1 }, { sparse: true });
schema.index({ subject: 1 }, { sparse: true });
// What one of ours has asked for or decided, when they take a copy or are erased.
schema.index({ by: 1 });
schema.index({ decidedBy: 1 });

/** What waits for a second person, in the collection `approvals`. */
export function mongoApprovals(connection: Connection): ApprovalStore {
  const model = connection.model<StoredApproval>("Approval", schema);

  async function find(id: string): Promise<Approval | null> {
    const stored = await model.findById(id).lean<StoredApproval>();
    return stored && approvalOf(stored);
  }

  return {
    find,
    async insert(approval) {
      try {
        const { id, intent, ...rest } = approval;
        const { by, ...wanted } = intent;
        const subject = "account" in wanted.act ? wanted.act.account : null;
        const apart = { by, subject, intent: JSON.stringify(wanted), dueAt: approval.expiresAt };
        await model.create({ _id: id, ...rest, ...apart });
        return approval;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const there = await find(approval.id);
        if (there === null) throw error;
        return there;
      }
    },
    async waiting(at, limit) {
      const open = { state: "waiting", expiresAt: { $gt: at } } as const;
      const found = await model.find(open).sort({ askedAt: 1 }).limit(limit).lean<StoredApproval[]>();
      return found.flatMap((stored) => (isReadable(stored) ? [approvalOf(stored)] : []));
    },
    async decide(id, { state, decidedBy, decidedAt }) {
      const open = { _id: id, state: "waiting", expiresAt: { $gt: decidedAt } } as const;
      // Due at once: whoever finds it unsettled goes on.
      const decided = { $set: { state, decidedBy, decidedAt, dueAt: decidedAt } };
      return (await model.updateOne(open, decided)).matchedCount === 1;
    },
    async due(at, limit) {
      const found = await model
        .find({ dueAt: { $lte: at } }, { _id: 1 })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<Pick<StoredApproval, "_id">[]>();
      return found.map(({ _id }) => _id);
    },
    async postpone(id, until) {
      await model.updateOne({ _id: id, settledAt: null }, { $set: { dueAt: until } });
    },
    async settle(id, { state, outcome, settledAt }) {
      await model.updateOne({ _id: id }, { $set: { state, outcome, settledAt, askers: [] }, $unset: { dueAt: 1 } });
    },
  };
}

function approvalOf({ _id, by, subject: _subject, intent, dueAt: _dueAt, ...stored }: StoredApproval): Approval {
  return {
    id: _id,
    ...stored,
    askers: stored.askers ?? [],
    intent: intentSchema.parse({ ...JSON.parse(intent), by }),
    decidedBy: stored.decidedBy ?? null,
    decidedAt: stored.decidedAt ?? null,
    outcome: stored.outcome ?? null,
    settledAt: stored.settledAt ?? null,
  };
}

/** One that an older version of the acts has written may be none any more. */
function isReadable({ intent, by }: StoredApproval): boolean {
  try {
    return intentSchema.safeParse({ ...JSON.parse(intent), by }).success;
  } catch {
    return false;
  }
}
