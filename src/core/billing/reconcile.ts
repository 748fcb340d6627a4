import { orderAbout } from "./about.ts";
import { checkoutSeen } from "./checkouts.ts";
import { disputeSeen } from "./disputes.ts";
import { grantDue } from "./grant-due.ts";
import { invoiceSeen } from "./invoices.ts";
import { tellOperatorsOfReview } from "./notices.ts";
import { given, isPaid, isReturned, type Order, openReviews } from "./order.ts";
import type { PaymentEvents, PaymentMethod, Payments } from "./payments.ts";
import { refundSeen, sendRefund } from "./refunds.ts";
import { settleOrder } from "./settle-order.ts";
import { statementOf } from "./statement.ts";
import { GRACE_MS } from "./subscription.ts";
import { setPlan, subscriptionChanged } from "./subscriptions.ts";
import type { BillingTools } from "./tools.ts";

/** What a reconciliation has looked at, repaired and could not repair. */
export interface Reconciliation {
  readonly looked: number;
  /** Orders that had not followed what the provider says. */
  readonly repaired: readonly string[];
  /** Whether everything could be looked at: else it is looked at again tomorrow. */
  readonly failed: number;
  /** Orders that a person of ours has to look at. */
  readonly reviews: number;
}

/** Events are sent again for three days, and a day may be missed. */
const LOOKS_BACK_MS = 5 * 24 * 60 * 60 * 1000;
const PAGE_SIZE = 100;
const GRACE_LOOKED_AT_MS = 24 * 60 * 60 * 1000;
const LAPSES_MAX = 1_000;

/**
 * Compares what the provider says of the last days with what we know, and lets everything take its usual way once more: that is
 * safe to repeat, and repairs whatever an event that never came has left undone.
 */
export async function reconcile(tools: BillingTools, events: PaymentEvents): Promise<Reconciliation> {
  const report = { looked: 0, repaired: [] as string[], failed: 0 };
  const since = new Date(tools.clock.now().getTime() - LOOKS_BACK_MS);
  for (const [method, provider] of tools.methods) {
    await step(tools, report, () => compare(tools, method, provider, since, events, report));
  }
  for (const request of await tools.refunds.inState("approved", PAGE_SIZE)) {
    await step(tools, report, () => sendRefund(tools, request));
  }
  await carryOutDue(tools);
  await step(tools, report, () => compareWithLedger(tools, since));
  const reviews = await tools.orders.underReview(PAGE_SIZE);
  for (const order of reviews) {
    const reasons = openReviews(order).map(({ reason }) => reason);
    tools.log.warn({ order: order.id, reasons }, "an order waits for a person's look");
    // Whoever had it put under review may have died before anybody was told.
    await step(tools, report, () => tellOperatorsOfReview(tools, order));
  }
  return { ...report, reviews: reviews.length };
}

interface Report {
  looked: number;
  readonly repaired: string[];
  failed: number;
}

async function compare(
  tools: BillingTools,
  method: PaymentMethod,
  provider: Payments,
  since: Date,
  events: PaymentEvents,
  report: Report,
): Promise<void> {
  const each = async <T>(all: AsyncIterable<T>, look: (one: T) => Promise<unknown>) => {
    for await (const one of all) {
      report.looked++;
      await step(tools, report, () => look(one));
    }
  };
  await each(provider.undelivered(), (event) => events.received(event));
  await each(provider.checkoutsSince(since), async (checkout) => {
    const before = checkout.order === null ? null : await tools.orders.find(checkout.order);
    if (before === null) return;
    const after = await checkoutSeen(tools, method, checkout);
    if (after !== null && isPaid(after) && !isPaid(before)) report.repaired.push(after.id);
    if (after?.state === "paid" && !isReturned(after)) {
      tools.log.warn({ order: after.id }, "an order is paid and has given nothing yet");
    }
  });
  await each(provider.invoicesSince(since), async (invoice) => {
    const before = await tools.orders.findByInvoice(method, invoice.id);
    const after = await invoiceSeen(tools, method, invoice);
    if (before === null && after !== null) report.repaired.push(after.id);
  });
  await each(provider.refundsSince(since), async (refund) => {
    const before = await orderAbout(tools, method, refund);
    const after = await refundSeen(tools, method, refund);
    if (before && after && after.returns.length > before.returns.length) report.repaired.push(after.id);
  });
  await each(provider.disputesSince(since), (dispute) => disputeSeen(tools, method, dispute));
  await each(provider.subscriptionsSince(since), ({ id }) => subscriptionChanged(tools, method, id));
}

/** What an order says that it gave must be what the ledger says that it was given. */
async function compareWithLedger(tools: BillingTools, since: Date): Promise<void> {
  const now = tools.clock.now();
  let after: string | null = null;
  for (;;) {
    const page: Order[] = await tools.orders.createdBetween(since, now, PAGE_SIZE, after);
    for (const order of page.filter(({ grants, unsettled }) => grants.length > 0 && !unsettled)) {
      const { granted } = statementOf(order.id, await tools.ledger.journals(order.account), now);
      if (granted === given(order)) continue;
      const error = new Error(`order ${order.id} gave ${given(order)} credits, and the ledger says ${granted}`);
      tools.log.error({ error, order: order.id }, "an order and the ledger disagree");
    }
    if (page.length < PAGE_SIZE) return;
    after = page.at(-1)?.id ?? null;
  }
}

/** One thing that cannot be looked at must not keep the others waiting. */
async function step(tools: BillingTools, report: Report, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    report.failed++;
    tools.log.error({ error }, "a part of the reconciliation failed; it is tried again with the next one");
  }
}

/** Gives the months of a year that have begun, finishes what a crash has left half done, and ends days of grace. */
export async function carryOutDue(tools: BillingTools): Promise<{ readonly orders: number; readonly failed: number }> {
  const { clock, orders, subscriptions, log } = tools;
  const result = { orders: 0, failed: 0 };
  const now = clock.now();
  let after: string | null = null;
  for (;;) {
    const page: string[] = await orders.due(now, PAGE_SIZE, after);
    for (const id of page) {
      try {
        await settleOrder(tools, id);
        await grantDue(tools, id);
        result.orders++;
      } catch (error) {
        result.failed++;
        log.error({ error, order: id }, "an order that was due could not be worked on");
      }
    }
    if (page.length < PAGE_SIZE) break;
    after = page.at(-1) ?? null;
  }
  // Whose grace has just ended; who is missed here is found by the reconciliation.
  const graceEnds = new Date(now.getTime() - GRACE_MS);
  const lately = new Date(graceEnds.getTime() - GRACE_LOOKED_AT_MS);
  for (const { account } of await subscriptions.pastDueBetween(lately, graceEnds, LAPSES_MAX)) {
    await setPlan(tools, account);
  }
  return result;
}
