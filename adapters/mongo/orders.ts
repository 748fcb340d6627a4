import { type Connection, type QueryFilter, Schema } from "mongoose";
import { type Order, openReviews } from "../../src/core/billing/order.ts";
import type { OrderStore } from "../../src/core/billing/order-store.ts";
import { isDuplicateKey } from "./duplicate-key.ts";
import { replaceKeepingNewerFields } from "./newer-fields.ts";

type Dues = {
  /** When something is to be done with it: at once, or with its next month; absent: nothing. */
  readonly dueAt?: Date;
  readonly hasReviews: boolean;
};
type StoredOrder = Omit<Order, "id" | "openChoice"> & {
  readonly _id: string;
  /** Absent when it is not open, so that the index of open choices holds none of these. */
  readonly openChoice?: string;
} & Dues;

const part = { _id: false, strict: "throw" } as const;
const money = { amount: Number, currency: String };
const schema = new Schema<StoredOrder>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    method: { type: String, required: true },
    kind: { type: String, required: true },
    offer: { type: String, required: true },
    price: new Schema(money, part),
    paid: new Schema(money, part),
    credits: { type: Number, required: true },
    state: { type: String, required: true },
    openChoice: String,
    checkout: new Schema({ id: String, url: String, expiresAt: Date }, part),
    ...{ customer: String, payment: String, subscription: String, invoice: String },
    invoiceReason: String,
    period: new Schema({ start: Date, end: Date }, part),
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    paidAt: Date,
    grants: [new Schema({ cause: String, credits: Number, expiresAt: Date, done: Boolean }, part)],
    nextGrantAt: Date,
    returns: [
      new Schema(
        {
          id: String,
          amount: Number,
          credits: Number,
          withheld: Number,
          at: Date,
          reclaimed: Number,
          undoneAt: Date,
          restoring: Number,
          restored: Number,
        },
        part,
      ),
    ],
    disputes: [new Schema({ id: String, state: String, done: Boolean }, part)],
    reviews: [new Schema({ reason: String, at: Date, closedAt: Date, payment: String, returnedAt: Date }, part)],
    unsettled: { type: Boolean, required: true },
    version: { type: Number, required: true },
    dueAt: Date,
    hasReviews: { type: Boolean, required: true },
  },
  { collection: "orders", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ openChoice: 1 }, { unique: true, partialFilterExpression: { openChoice: { $exists: true } } });
schema.index({ account: 1, createdAt: -1 });
// For what goes through a time by id: a month's statement, and what has changed lately.
schema.index({ createdAt: 1, _id: 1 });
schema.index({ changedAt: 1, _id: 1 });
schema.index({ payment: 1 }, { sparse: true });
schema.index({ invoice: 1 }, { sparse: true });
schema.index({ subscription: 1 }, { sparse: true });
schema.index({ dueAt: 1 }, { sparse: true });
schema.index({ hasReviews: 1 }, { partialFilterExpression: { hasReviews: true } });

/** Longer ago than any clock: what is due at once comes first. */
const AT_ONCE = new Date(0);

/** Orders in the collection `orders`. An open one holds its choice's place in an index, so that there is one of each. */
export function mongoOrders(connection: Connection): OrderStore {
  const model = connection.model<StoredOrder>("Order", schema);
  const one = async (filter: QueryFilter<StoredOrder>) => {
    const stored = await model.findOne(filter).lean<StoredOrder>();
    return stored && orderOf(stored);
  };
  const page = async (filter: QueryFilter<StoredOrder>, limit: number, after: string | null) => {
    const behind = after === null ? {} : { _id: { $gt: after } };
    const all = model.find({ ...behind, ...filter }).sort({ _id: 1 });
    return (await all.limit(limit).lean<StoredOrder[]>()).map(orderOf);
  };
  return {
    async insert(order) {
      try {
        await model.create(storedOf(order));
        return "inserted";
      } catch (error) {
        if (isDuplicateKey(error)) return "taken";
        throw error;
      }
    },
    find: (id) => one({ _id: id }),
    findByNumber: (account, idStart) => one({ account, _id: { $gte: idStart, $lt: `${idStart}~` } }),
    findOpen: (choice) => one({ openChoice: choice }),
    findByPayment: (method, payment) => one({ method, payment }),
    findByInvoice: (method, invoice) => one({ method, invoice }),
    async write(before, after) {
      try {
        const read = { _id: before.id, version: before.version };
        return await replaceKeepingNewerFields(model, read, storedOf(after));
      } catch (error) {
        // Opened anew while another one was: the next read finds that.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async ofAccount(account, limit) {
      const found = await model.find({ account }).sort({ createdAt: -1, _id: 1 }).limit(limit).lean<StoredOrder[]>();
      return found.map(orderOf);
    },
    async ofSubscription(subscription) {
      const found = await model.find({ subscription }).sort({ createdAt: 1, _id: 1 }).lean<StoredOrder[]>();
      return found
        .map(orderOf)
        .filter(({ period }) => period !== null)
        .toSorted((a, b) => Number(a.period?.start) - Number(b.period?.start));
    },
    async due(at, limit, after) {
      const behind = after === null ? {} : { _id: { $gt: after } };
      const found = await model
        .find({ ...behind, dueAt: { $lte: at } }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<StoredOrder, "_id">[]>();
      return found.map(({ _id }) => _id);
    },
    createdBetween: (from, to, limit, after) => page({ createdAt: { $gte: from, $lt: to } }, limit, after),
    changedBetween: (from, to, limit, after) => page({ changedAt: { $gte: from, $lte: to } }, limit, after),
    async underReview(limit) {
      const found = await model.find({ hasReviews: true }).sort({ createdAt: 1 }).limit(limit).lean<StoredOrder[]>();
      return found.map(orderOf);
    },
    async moveAccount(from, into) {
      for (const { _id, openChoice } of await model.find({ account: from }).lean<StoredOrder[]>()) {
        // An open order's choice names the account: it moves along, unless the other one has such an order too.
        const moved = openChoice === undefined ? {} : { openChoice: `${into}${openChoice.slice(from.length)}` };
        try {
          await model.updateOne({ _id, account: from }, { $set: { account: into, ...moved }, $inc: { version: 1 } });
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          const closed = { $set: { account: into }, $unset: { openChoice: 1 }, $inc: { version: 1 } } as const;
          await model.updateOne({ _id, account: from }, closed);
        }
      }
    },
  };
}

function storedOf({ id, openChoice, ...order }: Order): StoredOrder {
  const dueAt = order.unsettled ? AT_ONCE : order.nextGrantAt;
  return {
    _id: id,
    ...order,
    ...(openChoice === null ? {} : { openChoice }),
    ...(dueAt === null ? {} : { dueAt }),
    hasReviews: openReviews(order).length > 0,
  };
}

function orderOf({ _id, dueAt: _dueAt, hasReviews: _hasReviews, openChoice, ...order }: StoredOrder): Order {
  return {
    id: _id,
    ...order,
    openChoice: openChoice ?? null,
    checkout: order.checkout ?? null,
    customer: order.customer ?? null,
    payment: order.payment ?? null,
    subscription: order.subscription ?? null,
    invoice: order.invoice ?? null,
    period: order.period ?? null,
    paid: order.paid ?? null,
    paidAt: order.paidAt ?? null,
    nextGrantAt: order.nextGrantAt ?? null,
  };
}
