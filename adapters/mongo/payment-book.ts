import { type Connection, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import type { BookedPage, PaymentBook } from "../../src/core/billing/payment-book.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredPage = Omit<BookedPage, "id"> & { readonly _id: string };

const part = { _id: false, strict: "throw" } as const;
const money = new Schema({ amount: Number, currency: String }, part);
const schema = new Schema<StoredPage>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    total: money,
    url: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    closedAt: Date,
    payment: new Schema(
      {
        ...{ id: String, payer: String, amount: money, at: Date },
        refund: new Schema({ request: String, at: Date }, part),
      },
      part,
    ),
  },
  { collection: "payment_book", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ "payment.id": 1 }, { sparse: true });
schema.index({ account: 1 });
schema.index({ "payment.payer": 1 }, { sparse: true });

/** Pages and payments of providers that cannot be asked, in the collection `payment_book`. */
export function mongoPaymentBook(connection: Connection): PaymentBook & AccountMoves {
  const model = connection.model<StoredPage>("BookedPage", schema);

  async function find(id: string): Promise<BookedPage | null> {
    const stored = await model.findById(id).lean<StoredPage>();
    return stored && pageOf(stored);
  }
  async function findByPayment(payment: string): Promise<BookedPage | null> {
    const stored = await model.findOne({ "payment.id": payment }).lean<StoredPage>();
    return stored && pageOf(stored);
  }

  return {
    find,
    findByPayment,
    async open(page) {
      const { id, ...rest } = page;
      await model.create({ _id: id, ...rest }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
      return (await find(id)) ?? page;
    },
    async close(id, at) {
      await model.updateOne({ _id: id, closedAt: null, payment: null }, { $set: { closedAt: at } });
    },
    async pay(id, payment) {
      await model.updateOne({ _id: id, payment: null }, { $set: { payment } });
      return find(id);
    },
    async giveBack(payment, refund) {
      await model.updateOne({ "payment.id": payment, "payment.refund": null }, { $set: { "payment.refund": refund } });
      if (refund.request !== null) {
        await model.updateOne(
          { "payment.id": payment, "payment.refund.request": null },
          { $set: { "payment.refund.request": refund.request } },
        );
      }
      return findByPayment(payment);
    },
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into } });
    },
  };
}

function pageOf({ _id, payment, ...page }: StoredPage): BookedPage {
  return {
    id: _id,
    ...page,
    closedAt: page.closedAt ?? null,
    payment: payment
      ? { ...payment, refund: payment.refund ? { ...payment.refund, request: payment.refund.request ?? null } : null }
      : null,
  };
}
