import { type Connection, Schema } from "mongoose";
import type { RefundRequest, RefundRequestStore } from "../../src/core/billing/refund-request.ts";
import { isDuplicateKey } from "./duplicate-key.ts";
import { replaceKeepingNewerFields } from "./newer-fields.ts";

type StoredRequest = Omit<RefundRequest, "id"> & { readonly _id: string };

const part = { _id: false, strict: "throw" } as const;
const schema = new Schema<StoredRequest>(
  {
    _id: { type: String, required: true },
    order: { type: String, required: true },
    account: { type: String, required: true },
    reason: { type: String, required: true },
    state: { type: String, required: true },
    amount: new Schema({ amount: Number, currency: String }, part),
    answer: String,
    decidedBy: String,
    decidedAt: Date,
    refund: String,
    failures: { type: Number, required: true },
    failure: String,
    createdAt: { type: Date, required: true },
    version: { type: Number, required: true },
  },
  { collection: "refunds", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ order: 1, createdAt: -1 });
schema.index({ state: 1, createdAt: 1 });
schema.index({ account: 1 });
schema.index({ decidedBy: 1 }, { sparse: true });

/** Requests for money back, in the collection `refunds`. */
export function mongoRefunds(connection: Connection): RefundRequestStore {
  const model = connection.model<StoredRequest>("Refund", schema);
  return {
    async insert({ id, ...request }) {
      try {
        await model.create({ _id: id, ...request });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(id) {
      const stored = await model.findById(id).lean<StoredRequest>();
      return stored && requestOf(stored);
    },
    write: (before, { id, ...after }) =>
      replaceKeepingNewerFields(model, { _id: id, version: before.version }, { _id: id, ...after }),
    async ofOrder(order) {
      const found = await model.find({ order }).sort({ createdAt: -1, _id: 1 }).lean<StoredRequest[]>();
      return found.map(requestOf);
    },
    async inState(state, limit) {
      const found = await model.find({ state }).sort({ createdAt: 1 }).limit(limit).lean<StoredRequest[]>();
      return found.map(requestOf);
    },
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into }, $inc: { version: 1 } });
    },
  };
}

function requestOf({ _id, ...stored }: StoredRequest): RefundRequest {
  return {
    id: _id,
    ...stored,
    amount: stored.amount ?? null,
    answer: stored.answer ?? null,
    decidedBy: stored.decidedBy ?? null,
    decidedAt: stored.decidedAt ?? null,
    refund: stored.refund ?? null,
    failure: stored.failure ?? null,
  };
}
