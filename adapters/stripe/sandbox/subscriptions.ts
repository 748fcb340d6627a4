import { type Context, change, merged, newId } from "./context.ts";
import type { SandboxInvoices } from "./invoices.ts";
import { createLines } from "./lines.ts";
import type { SandboxPayments } from "./payments.ts";
import { declined, invalid, missing } from "./refusal.ts";
import type { SandboxSchedules } from "./schedules.ts";
import type { Invoice, Metadata, Price, Subscription, SubscriptionItem } from "./shapes.ts";
import { boundaryAfter } from "./time.ts";

export interface SubscriptionChange {
  readonly items?: readonly { readonly id?: string | undefined; readonly price?: string | undefined }[] | undefined;
  readonly billing_cycle_anchor?: { readonly type: "now" | "unchanged" } | undefined;
  readonly proration_behavior?: "always_invoice" | "create_prorations" | "none" | undefined;
  readonly payment_behavior?: string | undefined;
  readonly cancel_at_period_end?: boolean | undefined;
  readonly cancel_at?: number | "" | undefined;
  readonly metadata?: "" | Metadata | undefined;
}

const UPDATED = "customer.subscription.updated";

/** Subscriptions with one item each, as Easel sells them. */
export function createSubscriptions(parts: {
  readonly context: Context;
  readonly payments: SandboxPayments;
  readonly invoices: SandboxInvoices;
  readonly schedules: SandboxSchedules;
}) {
  const { context, payments, invoices, schedules } = parts;
  const { books, time, behaviour } = context;
  const { periodLine, prorationLine } = createLines(context, invoices);

  function find(id: string): Subscription {
    const subscription = books.subscriptions.get(id);
    if (subscription === undefined) throw missing("subscription", id);
    return subscription;
  }

  /** Begins a subscription with an open bill, which is not collected yet. */
  function begin(order: { readonly customer: string; readonly price: Price; readonly metadata: Metadata }) {
    const { price, customer } = order;
    const now = time.now();
    if (price.recurring === null) throw invalid("The price specified is set to `type=one_time`.");
    const id = newId(context, "sub");
    const item: SubscriptionItem = {
      id: newId(context, "si"),
      object: "subscription_item",
      created: now,
      current_period_end: boundaryAfter(now, price.recurring, now),
      current_period_start: now,
      metadata: {},
      price,
      quantity: 1,
      subscription: id,
    };
    const subscription = books.subscriptions.add({
      id,
      object: "subscription",
      billing_cycle_anchor: now,
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      collection_method: "charge_automatically",
      created: now,
      currency: price.currency,
      customer,
      default_payment_method: null,
      description: null,
      ended_at: null,
      items: { object: "list", data: [item], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
      latest_invoice: null,
      livemode: false,
      metadata: { ...order.metadata },
      pause_collection: null,
      schedule: null,
      start_date: now,
      status: "active",
      trial_end: null,
      trial_start: null,
    });
    context.emit("customer.subscription.created", subscription);
    const invoice = invoices.draft(subscription, "subscription_create", [periodLine(subscription, item)]);
    invoices.finalize(invoice);
    return { subscription, invoice };
  }

  function update(id: string, given: SubscriptionChange): Subscription {
    const subscription = find(id);
    if (isEnded(subscription))
      throw invalid("A canceled subscription can only update its cancellation_details and metadata.");
    const ends = given.cancel_at_period_end !== undefined || given.cancel_at !== undefined;
    if (ends && subscription.schedule !== null) {
      throw invalid(
        `The subscription is managed by the subscription schedule \`${subscription.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
      );
    }
    const item = itemOf(subscription);
    const price = priceOf(given, item, subscription);
    const isAnew =
      given.billing_cycle_anchor?.type === "now" || price.recurring?.interval !== item.price.recurring?.interval;
    if (price.id !== item.price.id || given.billing_cycle_anchor?.type === "now") {
      reprice(subscription, item, price, isAnew, given);
    }
    const fields: Partial<Subscription> = { metadata: merged(subscription.metadata, given.metadata) };
    if (given.cancel_at_period_end !== undefined) {
      const cancel = given.cancel_at_period_end;
      fields.cancel_at_period_end = cancel;
      fields.cancel_at = cancel ? item.current_period_end : null;
      fields.canceled_at = cancel ? time.now() : null;
    } else if (given.cancel_at !== undefined) {
      fields.cancel_at = given.cancel_at === "" ? null : given.cancel_at;
      fields.cancel_at_period_end = false;
      fields.canceled_at = given.cancel_at === "" ? null : time.now();
    }
    change(context, subscription, fields, UPDATED);
    return subscription;
  }

  function priceOf(given: SubscriptionChange, item: SubscriptionItem, subscription: Subscription): Price {
    const [wanted, ...others] = given.items ?? [];
    if (others.length > 0) throw invalid("The sandbox keeps one item for each subscription.", { param: "items" });
    if (wanted === undefined) return item.price;
    if (wanted.id !== item.id)
      throw invalid("The sandbox keeps one item for each subscription: give its id.", { param: "items" });
    const price = books.prices.get(wanted.price ?? item.price.id);
    if (price === undefined) throw missing("price", wanted.price ?? "");
    if (price.currency !== subscription.currency) {
      throw invalid("The price specified uses another currency than the subscription.", { param: "items" });
    }
    return price;
  }

  /** Another price at once: what is left of the old period is deducted, on a bill of its own or on the next one. */
  function reprice(
    subscription: Subscription,
    item: SubscriptionItem,
    price: Price,
    isAnew: boolean,
    { proration_behavior: proration = "create_prorations", payment_behavior }: SubscriptionChange,
  ): void {
    const { current_period_start: start, current_period_end: end } = item;
    const share = Math.max(0, Math.min(1, (end - time.now()) / (end - start)));
    const lines = proration === "none" ? [] : [prorationLine(subscription, item, item.price, -1, share)];
    if (proration !== "none" && !isAnew) lines.push(prorationLine(subscription, item, price, 1, share));
    const due = lines.reduce((sum, { amount }) => sum + amount, isAnew ? (price.unit_amount ?? 0) : 0);
    const isBilledNow = isAnew || proration === "always_invoice";
    if (
      isBilledNow &&
      due > 0 &&
      payment_behavior === "error_if_incomplete" &&
      payments.declines(subscription.customer)
    ) {
      throw declined(null);
    }
    item.price = price;
    if (isAnew && price.recurring !== null) {
      subscription.billing_cycle_anchor = time.now();
      item.current_period_start = time.now();
      item.current_period_end = boundaryAfter(time.now(), price.recurring, time.now());
      lines.push(periodLine(subscription, item));
    }
    if (!isBilledNow) {
      const waiting = books.pendingLines.get(subscription.id)?.lines ?? [];
      books.pendingLines.add({ id: subscription.id, lines: [...waiting, ...lines] });
    } else if (lines.length > 0) {
      const invoice = invoices.draft(subscription, "subscription_update", lines);
      invoices.finalize(invoice);
      invoices.collect(invoice);
    }
  }

  function end(subscription: Subscription): Subscription {
    if (isEnded(subscription)) throw missing("subscription", subscription.id);
    schedules.drop(subscription);
    const now = time.now();
    const fields = { status: "canceled", ended_at: now, canceled_at: subscription.canceled_at ?? now } as const;
    change(context, subscription, fields, "customer.subscription.deleted");
    const invoice = books.invoices.get(subscription.latest_invoice ?? "");
    if (invoice?.status === "open") invoice.next_payment_attempt = null;
    return subscription;
  }

  /** What happens at the end of a period: an end, or the next period with its bill. */
  function turn(subscription: Subscription): void {
    if (subscription.cancel_at !== null && subscription.cancel_at <= time.now()) {
      end(subscription);
      return;
    }
    const item = itemOf(subscription);
    const before = item.current_period_end;
    const price = schedules.priceAt(subscription, before) ?? item.price;
    if (price.recurring === null) return;
    if (price.recurring.interval !== item.price.recurring?.interval) subscription.billing_cycle_anchor = before;
    item.price = price;
    item.current_period_start = before;
    item.current_period_end = boundaryAfter(subscription.billing_cycle_anchor, price.recurring, before);
    const waiting = books.pendingLines.get(subscription.id)?.lines ?? [];
    books.pendingLines.add({ id: subscription.id, lines: [] });
    const invoice = invoices.draft(subscription, "subscription_cycle", [...waiting, periodLine(subscription, item)]);
    context.emit(UPDATED, subscription, { latest_invoice: null });
    if (behaviour.invoiceDraft_ms === 0) collectDraft(invoice);
  }

  function collectDraft(invoice: Invoice): void {
    invoices.finalize(invoice);
    if (invoice.status === "open") invoices.collect(invoice);
  }

  return {
    find,
    begin,
    update,
    end,
    /** What the portal's buttons do: an end takes back what was planned. */
    setCancelAtPeriodEnd(id: string, cancel: boolean): void {
      const subscription = find(id);
      if (isEnded(subscription)) return;
      if (cancel) schedules.drop(subscription);
      update(id, { cancel_at_period_end: cancel });
    },
    turn,
    collectDraft,
    pause(subscription: Subscription): Subscription {
      if (subscription.status !== "active") throw invalid("Only active subscriptions can be paused.");
      change(context, subscription, { status: "paused" }, "customer.subscription.paused");
      context.emit(UPDATED, subscription, { status: "active" });
      return subscription;
    },
    resume(subscription: Subscription): Subscription {
      if (subscription.status !== "paused") throw invalid("Only paused subscriptions can be resumed.");
      change(context, subscription, { status: "active" }, "customer.subscription.resumed");
      context.emit(UPDATED, subscription, { status: "paused" });
      return subscription;
    },
    /** A bill was paid: what was behind is no longer. */
    paid(invoice: Invoice): void {
      const subscription = books.subscriptions.get(subscriptionOf(invoice));
      if (subscription === undefined || !["past_due", "unpaid"].includes(subscription.status)) return;
      if (subscription.latest_invoice === invoice.id) change(context, subscription, { status: "active" }, UPDATED);
    },
    failed(invoice: Invoice, isLast: boolean): void {
      const subscription = books.subscriptions.get(subscriptionOf(invoice));
      if (subscription === undefined || isEnded(subscription)) return;
      if (subscription.status === "active") change(context, subscription, { status: "past_due" }, UPDATED);
      if (isLast) end(subscription);
    },
  };
}
export type SandboxSubscriptions = ReturnType<typeof createSubscriptions>;

export function isEnded({ status }: Subscription): boolean {
  return status === "canceled" || status === "incomplete_expired";
}

export function itemOf(subscription: Subscription): SubscriptionItem {
  const item = subscription.items.data[0];
  if (item === undefined) throw new Error("a subscription without an item");
  return item;
}

export function subscriptionOf(invoice: Invoice): string {
  const link = invoice.parent?.subscription_details?.subscription;
  return typeof link === "string" ? link : "";
}
