import type Stripe from "stripe";
import type { Payments } from "../../src/core/billing/payments.ts";
import { eventTypes, readEvent, stripeEvent } from "./events.ts";
import { EXPAND_ABOUT, EXPAND_CHECKOUT, EXPAND_INVOICE, EXPAND_SUBSCRIPTION, inLists, type Reader } from "./read.ts";

const PAGE_SIZE = 100;
/** The longest that a page can stay open: what was completed since a moment may have been opened that much earlier. */
const CHECKOUT_SECONDS_MAX = 24 * 60 * 60;

/** What is there now, for whoever compares it with what we know. Pages are fetched as they are read. */
export function createReconciliation({
  stripe,
  reader,
}: {
  readonly stripe: Stripe;
  readonly reader: Reader;
}): Pick<
  Payments,
  "undelivered" | "checkoutsSince" | "invoicesSince" | "refundsSince" | "disputesSince" | "subscriptionsSince"
> {
  const created = (since: Date, earlier_seconds = 0) => ({
    created: { gte: Math.floor(since.getTime() / 1000) - earlier_seconds },
    limit: PAGE_SIZE,
  });

  return {
    async *undelivered() {
      // Stripe filters by at most 20 types, and keeps events for 30 days.
      for await (const event of stripe.events.list({ delivery_success: false, limit: PAGE_SIZE })) {
        const read = stripeEvent.safeParse(event);
        if (!read.success || !eventTypes.includes(event.type)) continue;
        yield { id: event.id, read: () => readEvent(reader, read.data) };
      }
    },
    async *checkoutsSince(since) {
      for await (const session of stripe.checkout.sessions.list({
        ...created(since, CHECKOUT_SECONDS_MAX),
        status: "complete",
        expand: inLists(EXPAND_CHECKOUT),
      })) {
        yield { id: session.id, read: async () => reader.checkout(session) };
      }
    },
    async *invoicesSince(since) {
      for await (const invoice of stripe.invoices.list({ ...created(since), expand: inLists(EXPAND_INVOICE) })) {
        yield { id: invoice.id, read: () => reader.invoice(invoice) };
      }
    },
    async *refundsSince(since) {
      for await (const refund of stripe.refunds.list({ ...created(since), expand: inLists(EXPAND_ABOUT) })) {
        yield { id: refund.id, read: () => reader.refund(refund) };
      }
    },
    async *disputesSince(since) {
      for await (const dispute of stripe.disputes.list({ ...created(since), expand: inLists(EXPAND_ABOUT) })) {
        yield { id: dispute.id, read: () => reader.dispute(dispute) };
      }
    },
    async *subscriptionsSince(since) {
      for await (const subscription of stripe.subscriptions.list({
        limit: PAGE_SIZE,
        expand: inLists(EXPAND_SUBSCRIPTION),
      })) {
        yield { id: subscription.id, read: () => reader.subscription(subscription) };
      }
      // Lists cannot be asked for the date of an end; the events of the ends can.
      for await (const { data } of stripe.events.list({ ...created(since), type: "customer.subscription.deleted" })) {
        const { id } = data.object as Stripe.Subscription;
        const read = async () =>
          reader.subscription(await stripe.subscriptions.retrieve(id, { expand: EXPAND_SUBSCRIPTION }));
        yield { id, read };
      }
    },
  };
}
