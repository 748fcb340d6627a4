import { type Connection, Schema } from "mongoose";
import type { CaseDecision } from "../../src/core/moderation/case.ts";
import type { CaseOrder, CaseStore, StoredCase } from "../../src/core/moderation/case-store.ts";
import { isDuplicateKey } from "./duplicate-key.ts";
import { replaceKeepingNewerFields } from "./newer-fields.ts";

type StoredDocument = Omit<StoredCase, "id"> & {
  readonly _id: string;
  readonly isOpen: boolean;
  /** Decided, and not all of it done. */
  readonly isUndone: boolean;
};

const part = { _id: false, strict: "throw" } as const;
const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const number = { type: Number, required: true } as const;
const texts = { type: [String], required: true } as const;
const yes = { type: Boolean, required: true } as const;
const schema = new Schema<StoredDocument>(
  {
    ...{ _id: text, kind: text, account: String, generation: String, violations: texts, sanction: String },
    ...{ report: String, statement: String, evidence: texts, count: number, openedAt: date, dueAt: Date },
    decision: new Schema<CaseDecision>({ outcome: text, by: text, note: String, at: date }, part),
    ...{ version: number, revision: number, voices: texts, rank: number, orderAt: date },
    order: new Schema<CaseOrder>({ suspend_hours: Number }, part),
    ...{ carriedOutAt: Date, isOpen: yes, isUndone: yes },
  },
  { collection: "cases", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ isOpen: 1, rank: 1, orderAt: 1, _id: 1 });
schema.index({ account: 1, openedAt: -1 });
schema.index({ isUndone: 1, orderAt: 1 });
schema.index({ isOpen: 1, kind: 1, openedAt: 1 });
schema.index({ kind: 1, openedAt: 1 });
schema.index({ evidence: 1 });
schema.index({ "decision.by": 1 }, { sparse: true });

/** The review queue in the collection `cases`. */
export function mongoCases(connection: Connection): CaseStore {
  const model = connection.model<StoredDocument>("Case", schema);
  return {
    async insert(one) {
      try {
        await model.create(documentOf(one));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(id) {
      const stored = await model.findById(id).lean<StoredDocument>();
      return stored && caseOf(stored);
    },
    write: ({ id, revision }, after) => replaceKeepingNewerFields(model, { _id: id, revision }, documentOf(after)),
    async waiting(limit, skipped) {
      const found = await model
        .find({ isOpen: true })
        .sort({ rank: 1, orderAt: 1, _id: 1 })
        .skip(skipped)
        .limit(limit)
        .lean<StoredDocument[]>();
      return found.map(caseOf);
    },
    async ofAccount(account, limit) {
      const found = await model.find({ account }).sort({ openedAt: -1, _id: 1 }).limit(limit).lean<StoredDocument[]>();
      return found.map(caseOf);
    },
    async opened(account, kind, after) {
      const found = await model
        .find({ account, kind, openedAt: { $gt: after } })
        .sort({ openedAt: -1, _id: 1 })
        .lean<StoredDocument[]>();
      return found.map(caseOf);
    },
    async undone(limit) {
      const found = await model.find({ isUndone: true }).sort({ orderAt: 1 }).limit(limit).lean<StoredDocument[]>();
      return found.map(caseOf);
    },
    async countOpen(kind, opened) {
      return model.countDocuments({
        ...{ isOpen: true, kind },
        ...(opened === undefined ? {} : { openedAt: { $gte: opened.from, $lt: opened.before } }),
      });
    },
    async countOpened(kind, { from, before }) {
      return model.countDocuments({ kind, openedAt: { $gte: from, $lt: before } });
    },
    async evidenceInUse(keys) {
      const found = await model
        .find({ isOpen: true, evidence: { $in: [...keys] } }, { evidence: 1 })
        .lean<StoredDocument[]>();
      const used = new Set(found.flatMap(({ evidence }) => evidence));
      return keys.filter((key) => used.has(key));
    },
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into }, $inc: { revision: 1 } });
    },
  };
}

function documentOf({ id, ...one }: StoredCase): StoredDocument {
  const isOpen = one.decision === null;
  return { _id: id, ...one, isOpen, isUndone: !isOpen && one.carriedOutAt === null };
}

function caseOf({ _id, isOpen: _open, isUndone: _undone, ...stored }: StoredDocument): StoredCase {
  const { decision, order } = stored;
  return {
    ...stored,
    id: _id,
    account: stored.account ?? null,
    generation: stored.generation ?? null,
    sanction: stored.sanction ?? null,
    report: stored.report ?? null,
    statement: stored.statement ?? null,
    dueAt: stored.dueAt ?? null,
    decision: decision ? { ...decision, note: decision.note ?? "" } : null,
    order: order ? { suspend_hours: order.suspend_hours ?? null } : null,
    carriedOutAt: stored.carriedOutAt ?? null,
  };
}
