import { type Connection, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { Report, ReportStore } from "../../src/core/reports/report.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredReport = Omit<Report, "id"> & { readonly _id: string };

const schema = new Schema<StoredReport>(
  {
    _id: { type: String, required: true },
    generation: { type: String, required: true },
    owner: { type: String, required: true },
    reporter: { type: String, required: true },
    reason: { type: String, required: true },
    note: String,
    createdAt: { type: Date, required: true },
  },
  { collection: "reports", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ generation: 1, createdAt: 1 });
schema.index({ owner: 1, createdAt: 1 });
schema.index({ reporter: 1 });

/** Reports in the collection `reports`; their id makes each person's report of a picture one. */
export function mongoReports(connection: Connection): ReportStore & AccountMoves {
  const model = connection.model<StoredReport>("Report", schema);
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
      if (stored === null) return null;
      const { _id, ...report } = stored;
      return { id: _id, ...report };
    },
  };
}
