import { type Connection, Schema } from "mongoose";
import { isCurrent, type Subscription, type SubscriptionStore } from "../../src/core/billing/subscription.ts";
import { isDuplicateKey } from "./duplicate-key.ts";
import { replaceKeepingNewerFields } from "./newer-fields.ts";

/** Ids of different providers could be the same, so the method is part of the key. */
type StoredSubscription = Omit<Subscription, "id"> & { readonly _id: string; readonly subscription: string };

const part = { _id: false, strict: "throw" } as const;
const schema = new Schema<StoredSubscription>(
  {
    _id: { type: String, required: true },
    subscription: { type: String, required: true },
    method: { type: String, required: true },
    account: { type: String, required: true },
    customer: { type: String, required: true },
    state: { type: String, required: true },
    offer: String,
    price: new Schema({ amount: Number, currency: String }, part),
    period: new Schema({ start: Date, end: Date }, part),
    cancelAtPeriodEnd: { type: Boolean, required: true },
    next: new Schema({ offer: String, price: new Schema({ amount: Number, currency: String }, part), at: Date }, part),
    startedAt: { type: Date, required: true },
    endedAt: Date,
    pastDueSince: Date,
    version: { type: Number, required: true },
  },
  { collection: "subscriptions", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ account: 1 });
schema.index({ state: 1, _id: 1 });
schema.index({ pastDueSince: 1 }, { sparse: true });

const CURRENT: Subscription["state"][] = ["active", "past-due", "unpaid", "paused"];

/** What was seen last of each subscription, in the collection `subscriptions`. */
export function mongoSubscriptions(connection: Connection): SubscriptionStore {
  const model = connection.model<StoredSubscription>("Subscription", schema);
  return {
    async find(method, id) {
      const stored = await model.findById(`${method}:${id}`).lean<StoredSubscription>();
      return stored && subscriptionOf(stored);
    },
    async write(before, { id, ...subscription }) {
      const stored = { _id: `${subscription.method}:${id}`, subscription: id, ...subscription };
      if (before !== null) {
        return replaceKeepingNewerFields(model, { _id: stored._id, version: before }, stored);
      }
      try {
        await model.create(stored);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async ofAccount(account) {
      const found = (await model.find({ account }).lean<StoredSubscription[]>()).map(subscriptionOf);
      return found.toSorted(
        (a, b) => Number(isCurrent(b)) - Number(isCurrent(a)) || b.period.start.getTime() - a.period.start.getTime(),
      );
    },
    async current(limit, after) {
      const behind = after === null ? {} : { _id: { $gt: after } };
      const found = await model
        .find({ ...behind, state: { $in: CURRENT } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<StoredSubscription[]>();
      return found.map(subscriptionOf);
    },
    async pastDueBetween(from, to, limit) {
      const found = await model
        .find({ pastDueSince: { $gt: from, $lte: to } })
        .sort({ pastDueSince: 1 })
        .limit(limit)
        .lean<StoredSubscription[]>();
      return found.map(subscriptionOf);
    },
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into }, $inc: { version: 1 } });
    },
  };
}

function subscriptionOf({ _id, subscription, ...stored }: StoredSubscription): Subscription {
  return {
    id: subscription,
    ...stored,
    offer: stored.offer ?? null,
    next: stored.next
      ? { offer: stored.next.offer ?? null, price: stored.next.price ?? null, at: stored.next.at }
      : null,
    endedAt: stored.endedAt ?? null,
    pastDueSince: stored.pastDueSince ?? null,
  };
}
