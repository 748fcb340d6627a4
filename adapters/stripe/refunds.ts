import type Stripe from "stripe";
import type { Payments } from "../../src/core/billing/payments.ts";
import { PaymentRefused } from "../../src/core/billing/payments.ts";
import { isMissing } from "./faults.ts";
import { EXPAND_ABOUT, EXPAND_INVOICE, inLists, type Reader } from "./read.ts";
import { isReplay } from "./replay.ts";

/** @see https://docs.stripe.com/api/refunds/list */
const REFUNDS_AT_ONCE = 100;

/** Money back, what banks take back, and the bills of a subscription. @see https://docs.stripe.com/refunds */
export function createRefunds({
  stripe,
  reader,
}: {
  readonly stripe: Stripe;
  readonly reader: Reader;
}): Pick<Payments, "refund" | "findRefund" | "findDispute" | "findInvoice" | "invoicesOf"> {
  const retrieve = (id: string): Promise<Stripe.Refund> => stripe.refunds.retrieve(id, { expand: EXPAND_ABOUT });

  async function madeFor(request: string, payment: string): Promise<Stripe.Refund | null> {
    const page = { payment_intent: payment, limit: REFUNDS_AT_ONCE, expand: inLists(EXPAND_ABOUT) };
    for await (const refund of stripe.refunds.list(page)) if (refund.metadata?.request === request) return refund;
    return null;
  }

  return {
    async refund({ request, payment, amount }) {
      const paid = await stripe.paymentIntents.retrieve(payment);
      // Stripe takes the amount in the payment's currency, whatever we mean.
      if (paid.currency !== amount.currency) throw new PaymentRefused("currency-differs");
      // Stripe forgets a key after a day; what was made with it is still there.
      const made = await madeFor(request, payment);
      if (made !== null) return reader.refund(made);
      const refund = await stripe.refunds.create(
        { payment_intent: payment, amount: amount.amount, metadata: { request }, expand: EXPAND_ABOUT },
        { idempotencyKey: `refund:${request}` },
      );
      return reader.refund(isReplay(refund) ? await retrieve(refund.id) : refund);
    },
    findRefund: (id) => found(async () => reader.refund(await retrieve(id))),
    findDispute: (id) =>
      found(async () => reader.dispute(await stripe.disputes.retrieve(id, { expand: EXPAND_ABOUT }))),
    findInvoice: (id) =>
      found(async () => reader.invoice(await stripe.invoices.retrieve(id, { expand: EXPAND_INVOICE }))),
    async invoicesOf(subscription, limit) {
      const invoices = await stripe.invoices.list({ subscription, limit, expand: inLists(EXPAND_INVOICE) });
      return Promise.all(invoices.data.map(reader.invoice));
    },
  };
}

async function found<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (fault) {
    if (isMissing(fault)) return null;
    throw fault;
  }
}
