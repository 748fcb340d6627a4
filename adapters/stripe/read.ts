import type Stripe from "stripe";
import type {
  About,
  Checkout,
  Dispute,
  Invoice,
  ProviderSubscription,
  Refund,
} from "../../src/core/billing/payments.ts";
import type { PriceBook } from "./prices.ts";

/** What must be expanded so that one answer tells all; the same with `data.` in front for lists. */
export const EXPAND_CHECKOUT = ["payment_intent", "invoice.payments", "subscription"];
export const EXPAND_SUBSCRIPTION = ["schedule", "latest_invoice"];
export const EXPAND_INVOICE = ["payments"];
export const EXPAND_ABOUT = ["payment_intent"];
export const inLists = (paths: readonly string[]) => paths.map((path) => `data.${path}`);

/** Stripe's objects as the core knows them, at the field paths of the pinned API version. */
export function createReader({ stripe, prices }: { readonly stripe: Stripe; readonly prices: PriceBook }) {
  return {
    checkout(session: Stripe.Checkout.Session): Checkout {
      const metadata = session.metadata ?? {};
      const payment = typeof session.payment_intent === "object" ? session.payment_intent : null;
      const invoice = typeof session.invoice === "object" ? session.invoice : null;
      const begun = typeof session.subscription === "object" ? session.subscription : null;
      const state = CHECKOUTS.get(session.status ?? "") ?? "expired";
      const failed = FAILED.has(payment?.status) || (invoice?.status === "open" && FAILED.has(begun?.status));
      const paid = session.payment_status === "paid" || session.payment_status === "no_payment_required";
      return {
        id: session.id,
        order: metadata.order ?? null,
        account: metadata.account ?? null,
        state,
        payment: paid ? "paid" : state === "complete" && failed ? "failed" : "unpaid",
        url: session.url,
        total: { amount: session.amount_total ?? 0, currency: session.currency ?? "" },
        customer: idOf(session.customer),
        paymentId: idOf(session.payment_intent) ?? (invoice === null ? null : paymentOf(invoice)),
        subscription: idOf(session.subscription),
        expiresAt: date(session.expires_at),
      };
    },

    async subscription(subscription: Stripe.Subscription): Promise<ProviderSubscription> {
      const item = subscription.items.data[0];
      if (item === undefined) throw new Error("a subscription without an item");
      const schedule = typeof subscription.schedule === "object" ? subscription.schedule : null;
      return {
        id: subscription.id,
        customer: idOf(subscription.customer) ?? "",
        order: subscription.metadata.order ?? null,
        account: subscription.metadata.account ?? null,
        state: stateOf(subscription),
        offer: await prices.offerOf(item.price),
        price: { amount: (item.price.unit_amount ?? 0) * (item.quantity ?? 1), currency: item.price.currency },
        period: { start: date(item.current_period_start), end: date(item.current_period_end) },
        // The portal may write the date instead of the flag.
        cancelAtPeriodEnd: subscription.cancel_at_period_end || subscription.cancel_at !== null,
        next: await nextOf(schedule, item),
        endedAt: subscription.ended_at === null ? null : date(subscription.ended_at),
      };
    },

    async invoice(invoice: Stripe.Invoice): Promise<Invoice> {
      const details = invoice.parent?.subscription_details ?? null;
      const paid = invoice.status === "paid";
      return {
        id: invoice.id,
        number: invoice.number,
        subscription: details === null ? null : idOf(details.subscription),
        customer: idOf(invoice.customer),
        order: details?.metadata?.order ?? null,
        account: details?.metadata?.account ?? null,
        reason: REASONS.get(invoice.billing_reason ?? "") ?? "other",
        state: paid ? "paid" : (INVOICE_STATES.get(invoice.status ?? "") ?? "draft"),
        total: { amount: invoice.amount_due, currency: invoice.currency },
        buys: await wholePeriod(invoice),
        paymentId: paymentOf(invoice),
        failures: Math.max(0, invoice.attempt_count - (paid ? 1 : 0)),
        nextAttemptAt: invoice.next_payment_attempt === null ? null : date(invoice.next_payment_attempt),
        url: invoice.hosted_invoice_url ?? null,
        createdAt: date(invoice.created),
      };
    },

    async refund(refund: Stripe.Refund): Promise<Refund> {
      return {
        ...(await about(refund.payment_intent, refund.charge)),
        id: refund.id,
        request: refund.metadata?.request ?? null,
        amount: { amount: refund.amount, currency: refund.currency },
        state: refund.status === "succeeded" ? "succeeded" : ENDED_REFUNDS.has(refund.status) ? "failed" : "pending",
      };
    },

    async dispute(dispute: Stripe.Dispute): Promise<Dispute> {
      return {
        ...(await about(dispute.payment_intent, dispute.charge)),
        id: dispute.id,
        amount: { amount: dispute.amount, currency: dispute.currency },
        state: DISPUTES.get(dispute.status) ?? "open",
      };
    },

    about,
  };

  /** Finds what a payment was for: the metadata of a pack's payment says it, a plan's is the payment of an invoice. */
  async function about(
    given: string | Stripe.PaymentIntent | null | undefined,
    charge: string | Stripe.Charge | null,
  ): Promise<About> {
    const id = idOf(given);
    if (id === null) return { payment: idOf(charge) ?? "", order: null, invoice: null };
    const payment = typeof given === "object" && given !== null ? given : await stripe.paymentIntents.retrieve(id);
    const order = payment.metadata.order ?? null;
    if (order !== null) return { payment: id, order, invoice: null };
    const paid = await stripe.invoicePayments.list({
      payment: { type: "payment_intent", payment_intent: id },
      limit: 1,
    });
    return { payment: id, order, invoice: idOf(paid.data[0]?.invoice) };
  }

  async function wholePeriod(invoice: Stripe.Invoice): Promise<Invoice["buys"]> {
    const line = invoice.lines.data.find(
      ({ amount, parent }) => amount >= 0 && parent?.subscription_item_details?.proration === false,
    );
    const price = line?.pricing?.price_details?.price;
    if (line === undefined || price === undefined) return null;
    return {
      offer: await prices.offerOf(price),
      price: { amount: line.amount, currency: line.currency },
      period: { start: date(line.period.start), end: date(line.period.end) },
    };
  }

  async function nextOf(
    schedule: Stripe.SubscriptionSchedule | null,
    item: Stripe.SubscriptionItem,
  ): Promise<ProviderSubscription["next"]> {
    const phase = schedule?.phases.find(({ start_date }) => start_date >= item.current_period_end);
    const price = idOf(phase?.items[0]?.price);
    if (phase === undefined || price === null || price === item.price.id) return null;
    return { offer: await prices.offerOf(price), price: await prices.moneyOf(price), at: date(phase.start_date) };
  }
}

export type Reader = ReturnType<typeof createReader>;

/** Links are ids, or whole objects once they are expanded. */
export function idOf(given: string | { readonly id: string } | null | undefined): string | null {
  return typeof given === "string" ? given : (given?.id ?? null);
}

/** Stripe's times are whole seconds. */
export function date(seconds: number): Date {
  return new Date(seconds * 1000);
}

/**
 * Stripe calls a subscription active while its very first payment is still on its way, and past due once that has failed. For
 * us it has not begun before it was paid for.
 */
function stateOf({ status, latest_invoice }: Stripe.Subscription): ProviderSubscription["state"] {
  const state = STATES.get(status) ?? "unpaid";
  const first = typeof latest_invoice === "object" && latest_invoice?.billing_reason === "subscription_create";
  const isBegun = !first || latest_invoice.status === "paid";
  return isBegun || state === "ended" ? state : "incomplete";
}

function paymentOf(invoice: Stripe.Invoice): string | null {
  const payments = invoice.payments?.data ?? [];
  const chosen = payments.find(({ status }) => status === "paid") ?? payments.find(({ is_default }) => is_default);
  return idOf(chosen?.payment.payment_intent);
}

/** How a payment, or the subscription that waits for it, looks once a slow payment has failed. */
const FAILED = new Set<string | undefined>([
  ...["requires_payment_method", "canceled"],
  ...["past_due", "unpaid", "incomplete_expired"],
]);
const CHECKOUTS = new Map<string, Checkout["state"]>([
  ["open", "open"],
  ["complete", "complete"],
]);
const STATES = new Map<string, ProviderSubscription["state"]>([
  ["incomplete", "incomplete"],
  ["incomplete_expired", "ended"],
  ["trialing", "active"],
  ["active", "active"],
  ["past_due", "past-due"],
  ["unpaid", "unpaid"],
  ["paused", "paused"],
  ["canceled", "ended"],
]);
const REASONS = new Map<string, Invoice["reason"]>([
  ["subscription_create", "first"],
  ["subscription_cycle", "renewal"],
  ["subscription_update", "change"],
]);
const INVOICE_STATES = new Map<string, Invoice["state"]>([
  ["open", "open"],
  ["void", "void"],
  ["uncollectible", "uncollectible"],
]);
const ENDED_REFUNDS = new Set<string | null>(["failed", "canceled"]);
/** An inquiry that is closed, or a dispute that was kept from becoming one, takes no money back by itself. */
const DISPUTES = new Map<string, Dispute["state"]>([
  ["won", "won"],
  ["warning_closed", "won"],
  ["prevented", "won"],
  ["lost", "lost"],
]);
