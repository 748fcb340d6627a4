import { z } from "zod";
import type { PaymentEvent } from "../../src/core/billing/payments.ts";
import { date, type Reader } from "./read.ts";

/** Of an event only what says where to look: its object may be older than the next event's. */
export const stripeEvent = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(200),
  created: z.number().int(),
  data: z.object({
    object: z.looseObject({
      id: z.string().min(1).max(255),
      payment_intent: z.string().nullish().catch(null),
      charge: z.string().nullish().catch(null),
    }),
  }),
});
export type StripeEvent = z.infer<typeof stripeEvent>;

/**
 * What each event is about. Refunds have two families of events; `refund.*` is the one that counts, because it names the
 * refund.
 * @see https://docs.stripe.com/api/events/types
 */
const KINDS: Readonly<Record<string, PaymentEvent["kind"]>> = {
  "checkout.session.completed": "checkout",
  "checkout.session.async_payment_succeeded": "checkout",
  "checkout.session.async_payment_failed": "checkout",
  "checkout.session.expired": "checkout",
  "invoice.paid": "invoice",
  "invoice.payment_failed": "invoice",
  "invoice.voided": "invoice",
  "invoice.marked_uncollectible": "invoice",
  "customer.subscription.created": "subscription",
  "customer.subscription.updated": "subscription",
  "customer.subscription.deleted": "subscription",
  "customer.subscription.paused": "subscription",
  "customer.subscription.resumed": "subscription",
  "refund.created": "refund",
  "refund.updated": "refund",
  "refund.failed": "refund",
  "charge.dispute.created": "dispute",
  "charge.dispute.updated": "dispute",
  "charge.dispute.closed": "dispute",
  "charge.dispute.funds_withdrawn": "dispute",
  "charge.dispute.funds_reinstated": "dispute",
  "radar.early_fraud_warning.created": "fraud-warning",
};

/** The events that an endpoint must be subscribed to. */
export const eventTypes: readonly string[] = Object.keys(KINDS);

/** Stripe's event in the core's words; null when it is about nothing of ours. */
export async function readEvent(reader: Pick<Reader, "about">, event: StripeEvent): Promise<PaymentEvent | null> {
  const kind = Object.hasOwn(KINDS, event.type) ? KINDS[event.type] : undefined;
  if (kind === undefined) return null;
  const { object } = event.data;
  const common = { id: event.id, method: "stripe" as const, at: date(event.created) };
  switch (kind) {
    case "checkout":
      return { ...common, kind, checkout: object.id };
    case "invoice":
      return { ...common, kind, invoice: object.id };
    case "subscription":
      return { ...common, kind, subscription: object.id };
    case "refund":
      return { ...common, kind, refund: object.id };
    case "dispute":
      return { ...common, kind, dispute: object.id };
    case "fraud-warning":
      return { ...common, kind, ...(await reader.about(object.payment_intent, object.charge ?? null)) };
  }
}
