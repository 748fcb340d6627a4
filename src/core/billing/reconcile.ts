import { orderAbout } from "./about.ts";
import { checkoutSeen } from "./checkouts.ts";
import { disagreements } from "./compare-ledger.ts";
import { disputeSeen } from "./disputes.ts";
import { grantDue } from "./grant-due.ts";
import { invoiceSeen } from "./invoices.ts";
import { tellOperatorsOfReconciliation, tellOperatorsOfReview } from "./notices.ts";
import { isPaid, isReturned, openReviews } from "./order.ts";
import type { Listed, PaymentEvents, PaymentMethod, Payments } from "./payments.ts";
import { carryOutDecisions, refundSeen, sendRefund } from "./refunds.ts";
import { settleOrder } from "./settle-order.ts";
import { GRACE_MS } from "./subscription.ts";
import { setPlan, subscriptionChanged } from "./subscriptions.ts";
import type { BillingTools } from "./tools.ts";

/** What a reconciliation has looked at, repaired and could not repair. */
export interface Reconciliation {
  readonly looked: number;
  /** Orders that had not followed what the provider says. */
  readonly repaired: readonly string[];
  /** Orders that are paid and have given nothing. */
  readonly ungranted: readonly string[];
  /** Orders that say something else than the ledger. */
  readonly disagreeing: readonly string[];
  /** Paid pages of ours whose order is not there. */
  readonly orderless: readonly string[];
  /** How much could not be looked at: that is tried again tomorrow. */
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
  const { clock, orders, refunds, log } = tools;
  const report: Report = { looked: 0, repaired: [], ungranted: [], disagreeing: [], orderless: [], failed: 0 };
  const since = new Date(clock.now().getTime() - LOOKS_BACK_MS);
  for (const [method, provider] of tools.methods) await compare(tools, method, provider, since, events, report);
  await step(tools, report, async () => {
    for (const request of await refunds.inState("approved", PAGE_SIZE)) {
      await step(tools, report, () => sendRefund(tools, request));
    }
  });
  await step(tools, report, () => carryOutDue(tools));
  await step(tools, report, async () => {
    const failed = (order: string, error: unknown) => {
      report.failed++;
      log.error({ error, order }, "an order could not be compared with the ledger");
    };
    report.disagreeing.push(...(await disagreements(tools, since, failed)));
  });
  let reviews = 0;
  await step(tools, report, async () => {
    for (const order of await orders.underReview(PAGE_SIZE)) {
      reviews++;
      const reasons = openReviews(order).map(({ reason }) => reason);
      log.warn({ order: order.id, reasons }, "an order waits for a person's look");
      // Whoever had it put under review may have died before anybody was told.
      await step(tools, report, () => tellOperatorsOfReview(tools, order));
    }
  });
  const done = { ...report, reviews };
  await tellOperatorsOfReconciliation(tools, done, clock.now());
  return done;
}

interface Report {
  looked: number;
  readonly repaired: string[];
  readonly ungranted: string[];
  readonly disagreeing: string[];
  readonly orderless: string[];
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
  // A list that breaks off keeps none of the others from being looked at, and an object none of its list.
  const each = <T>(all: () => AsyncIterable<Listed<T>>, look: (one: T) => Promise<unknown>) =>
    step(tools, report, async () => {
      for await (const { read } of all()) {
        report.looked++;
        await step(tools, report, async () => {
          const one = await read();
          if (one !== null) await look(one);
        });
      }
    });
  await each(
    () => provider.undelivered(),
    (event) => events.received(event),
  );
  await each(
    () => provider.checkoutsSince(since),
    async (checkout) => {
      const before = checkout.order === null ? null : await tools.orders.find(checkout.order);
      if (before === null) {
        // A page without a name is of somebody else's program.
        if (checkout.order === null || checkout.payment !== "paid") return;
        report.orderless.push(checkout.id);
        tools.log.error({ error: new Error(`no order ${checkout.order}`) }, "a page was paid whose order is not there");
        return;
      }
      const after = await checkoutSeen(tools, method, checkout);
      if (after !== null && isPaid(after) && !isPaid(before)) report.repaired.push(after.id);
      if (after?.state === "paid" && !isReturned(after)) {
        report.ungranted.push(after.id);
        tools.log.warn({ order: after.id }, "an order is paid and has given nothing yet");
      }
    },
  );
  await each(
    () => provider.invoicesSince(since),
    async (invoice) => {
      const before = await tools.orders.findByInvoice(method, invoice.id);
      const after = await invoiceSeen(tools, method, invoice);
      if (before === null && after !== null) report.repaired.push(after.id);
    },
  );
  await each(
    () => provider.refundsSince(since),
    async (refund) => {
      const before = await orderAbout(tools, method, refund);
      const after = await refundSeen(tools, method, refund);
      if (before && after && after.returns.length > before.returns.length) report.repaired.push(after.id);
    },
  );
  await each(
    () => provider.disputesSince(since),
    (dispute) => disputeSeen(tools, method, dispute),
  );
  await each(
    () => provider.subscriptionsSince(since),
    ({ id }) => subscriptionChanged(tools, method, id),
  );
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
  result.failed += await carryOutDecisions(tools);
  // Whose grace has just ended; who is missed here is found by the reconciliation.
  const graceEnds = new Date(now.getTime() - GRACE_MS);
  const lately = new Date(graceEnds.getTime() - GRACE_LOOKED_AT_MS);
  for (const { account } of await subscriptions.pastDueBetween(lately, graceEnds, LAPSES_MAX)) {
    await setPlan(tools, account);
  }
  return result;
}
