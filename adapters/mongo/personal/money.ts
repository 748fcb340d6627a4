import type { Subject } from "../../../src/core/privacy/subject.ts";
import { type Filter, type Kind, partsOf } from "./kind.ts";

// The bookkeeping stays (terms, T15): credits, orders and payments, by the account's id, without a person's name or words.

const byAccount = ({ accounts }: Subject): Filter => ({ account: { $in: [...accounts] } });
const byId = ({ accounts }: Subject): Filter => ({ _id: { $in: [...accounts] } });

export const orders: Kind = {
  name: "orders",
  collection: "orders",
  filter: byAccount,
  without: ["version", "dueAt", "hasReviews", "unsettled"],
  // Whoever has the link sees a page with the payer's address, and the provider's customer says who that is.
  async erase(documents, subject) {
    const withCustomer = { ...byAccount(subject), customer: { $ne: null } };
    await documents.updateMany(withCustomer, { $set: { customer: null }, $inc: { version: 1 } } as never);
    const withPage = { ...byAccount(subject), "checkout.url": { $ne: null } };
    await documents.updateMany({ ...withPage, checkout: { $ne: null } }, {
      $set: { "checkout.url": null },
      $inc: { version: 1 },
    } as never);
  },
};

export const subscriptions: Kind = {
  name: "subscriptions",
  collection: "subscriptions",
  filter: byAccount,
  without: ["version"],
  async erase(documents, subject) {
    const withCustomer = { ...byAccount(subject), customer: { $ne: "" } };
    await documents.updateMany(withCustomer, { $set: { customer: "" }, $inc: { version: 1 } } as never);
  },
};

/** Requests for money back. */
export const refunds: Kind = {
  name: "refunds",
  collection: "refunds",
  filter: byAccount,
  without: ["version", "decidedBy", "failure"],
  async erase(documents, subject) {
    const words = { $set: { reason: "", answer: null }, $inc: { version: 1 } };
    await documents.updateMany(byAccount(subject), words as never);
  },
};

/** Payments of providers that cannot be asked. Without the payer, who is somebody of that chat, they cannot be given back any more. */
export const paymentBook: Kind = {
  name: "payments",
  collection: "payment_book",
  filter: ({ accounts, identities }) => ({
    $or: [
      { account: { $in: [...accounts] } },
      { "payment.payer": { $in: identities.map((key) => partsOf(key).user) } },
    ],
  }),
  async erase(documents, subject, database) {
    const theirs = await paymentBook.filter(subject, database);
    await documents.updateMany(theirs, { $set: { url: "" } } as never);
    await documents.updateMany({ $and: [theirs, { payment: { $ne: null } }] }, {
      $set: { "payment.payer": "" },
    } as never);
  },
};

export const wallets: Kind = {
  name: "credits",
  collection: "wallets",
  filter: byId,
  without: ["seq", "archivedSeq", "archivedUntil", "expiresNext", "archiveDue", "dueNext"],
  erase: "keep",
};

export const ledger: Kind = {
  name: "credits-of-old",
  collection: "ledger",
  filter: byAccount,
  erase: "keep",
};

/** Who has had the welcome gift: a keyed hash of an identity, which stays so that it is given once. */
export const welcomed: Kind = {
  name: "welcome-gift",
  collection: "welcomed",
  filter: byAccount,
  erase: "keep",
};
