import { standingOf } from "../moderation/sanction.ts";
import { changeOrder } from "./change-order.ts";
import { monthsLater, withDueGrants } from "./grants.ts";
import { held, type Order, toCome } from "./order.ts";
import { settleOrder } from "./settle-order.ts";
import { subscriptionChanged } from "./subscriptions.ts";
import { type BillingTools, currentAccount } from "./tools.ts";

/**
 * Writes down what a paid order owes by now and brings the ledger in line: called whenever something was learnt of the order,
 * and by the clock for the months of a year. Safe to repeat. Answers the order as it is then.
 */
export async function grantDue(tools: BillingTools, id: string): Promise<Order | null> {
  // What went back so far is taken before more is given, so that each return takes what it was about.
  const known = await settleOrder(tools, id);
  await lookBeforeNextMonth(tools, known);
  await changeOrder(tools, id, async (order) => {
    if (order.state !== "paid" && order.state !== "granted") return null;
    const offer = tools.offers.find(order.offer);
    const now = tools.clock.now();
    if (offer === null) return held(order, "unknown-offer", now);
    const account = await currentAccount(tools, order.account);
    if (account === null) return held(order, "account-gone", now);
    const isClosed = standingOf(account.sanctions, now).state === "terminated";
    if (isClosed && order.grants.length === 0) return held(order, "account-closed", now);
    return withDueGrants(order, { offer, now, endsAt: await endOf(tools, order) });
  });
  return settleOrder(tools, id);
}

/** A month later the plan may be another one, or have ended, and the news of it be on its way: so the provider is asked. */
async function lookBeforeNextMonth(tools: BillingTools, order: Order | null): Promise<void> {
  if (order === null || order.subscription === null || order.period === null || toCome(order) === 0) return;
  const next = monthsLater(order.period.start, Math.max(order.grants.length, 1));
  if (next > tools.clock.now() || next >= order.period.end) return;
  await subscriptionChanged(tools, order.method, order.subscription);
}

/** When the order's period was left for another one, or its subscription ended. */
async function endOf({ orders, subscriptions }: BillingTools, order: Order): Promise<Date | null> {
  const { subscription, period, method } = order;
  if (subscription === null || period === null) return null;
  const later = (await orders.ofSubscription(subscription)).flatMap((other) =>
    other.id !== order.id && other.period !== null && other.period.start > period.start ? [other.period.start] : [],
  );
  const seen = await subscriptions.find(method, subscription);
  // Its invoice may be on its way as well.
  if (seen !== null && seen.period.start > period.start) later.push(seen.period.start);
  if (seen?.endedAt) later.push(seen.endedAt);
  const ends = later.map((date) => date.getTime());
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}
