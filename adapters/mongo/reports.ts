import { type Connection, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { Report, ReportStore } from "../../src/core/reports/report.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredReport = Omit<Report, "id"> & { readonly _id: string };

const { Mixed } = Schema.Types;
const schema = new Schema<StoredReport>(
  {
    _id: { type: String, required: true },
    generation: { type: String, required: true },
    owner: { type: String, required: true },
    reporter: { type: String, required: true },
    reason: { type: String, required: true },
    note: String,
    // What is inside, the core's types say; nothing is searched by it.
    notice: Mixed,
    createdAt: { type: Date, required: true },
    case: String,
    toldAt: Date,
  },
  { collection: "reports", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ generation: 1, case: 1 });
schema.index({ owner: 1, createdAt: 1 });
schema.index({ reporter: 1, createdAt: 1 });
schema.index({ toldAt: 1, case: 1 });

/** Reports in the collection `reports`; their id makes each person's report of a picture one. */
export function mongoReports(connection: Connection): ReportStore & AccountMoves {
  const model = connection.model<StoredReport>("Report", schema);

  async function distinctCases(filter: Record<string, unknown>, limit: number): Promise<string[]> {
    const found = await model.aggregate<{ readonly _id: string }>([
      { $match: filter },
      { $group: { _id: "$case" } },
      { $sort: { _id: 1 } },
      { $limit: limit },
    ]);
    return found.map(({ _id }) => _id);
  }

  return {
    async insert({ id, ...report }) {
      try {
        await model.create({ _id: id, ...report });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async moveAccount(from, into) {
      await model.updateMany({ owner: from }, { $set: { owner: into } });
      await model.updateMany({ reporter: from }, { $set: { reporter: into } });
    },
    async find(id) {
      const stored = await model.findById(id).lean<StoredReport>();
      return stored && reportOf(stored);
    },
    async startingWith(prefix, limit) {
      // Ids are of a-z and 2-7, and "{" comes right behind "z".
      const found = await model
        .find({ _id: { $gte: prefix, $lt: `${prefix}{` } })
        .limit(limit)
        .lean<StoredReport[]>();
      return found.map(reportOf);
    },
    async setCase(id, caseId) {
      await model.updateOne({ _id: id }, { $set: { case: caseId } });
    },
    async withoutCase(before, limit) {
      const found = await model
        .find({ toldAt: null, case: null, createdAt: { $lt: before } })
        .limit(limit)
        .lean<StoredReport[]>();
      return found.map(reportOf);
    },
    countSince: (reporter, since) => model.countDocuments({ reporter, createdAt: { $gte: since } }),
    casesOf: (generation) => distinctCases({ generation, case: { $ne: null } }, CASES_OF_ONE_MAX),
    untoldCases: (after, limit) =>
      distinctCases({ toldAt: null, case: after === null ? { $ne: null } : { $gt: after } }, limit),
    async untold(caseId, limit) {
      const found = await model.find({ toldAt: null, case: caseId }).limit(limit).lean<StoredReport[]>();
      return found.map(reportOf);
    },
    async markTold(ids, at) {
      await model.updateMany({ _id: { $in: [...ids] } }, { $set: { toldAt: at } });
    },
  };
}

/** A picture that was reported, decided and reported again, over and over. */
const CASES_OF_ONE_MAX = 100;

function reportOf({ _id, notice = null, case: decidedIn = null, toldAt = null, ...report }: StoredReport): Report {
  return { id: _id, ...report, note: report.note ?? "", notice, case: decidedIn, toldAt };
}
