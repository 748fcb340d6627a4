import { offerPrice } from "../pricing/edition.ts";
import { eachSubscription } from "./each-subscription.ts";
import { type Money, sameMoney } from "./money.ts";
import { RENEWAL_SETTLED_MS } from "./renewal.ts";
import type { Subscription } from "./subscription.ts";
import { subscriptionChanged } from "./subscriptions.ts";
import { type BillingTools, providerOf } from "./tools.ts";

/**
 * A subscription moves to another price so long before its renewal. Not earlier, because what is left of a period is worth what
 * was paid for it when the plan is changed; and not so late that an outage of a few hours would let a renewal pass.
 */
const BEFORE_RENEWAL_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * Lets each subscription that renews soon renew at what its plan costs its owner by then: a rise only when their 30 days are over
 * at the renewal, a cut always (T16). Safe to repeat, to stop anywhere and to run beside others.
 */
export async function applyPlanPrices(
  tools: BillingTools,
): Promise<{ readonly moved: number; readonly failed: number }> {
  const { done, failed } = await eachSubscription(
    tools,
    (subscription) => apply(tools, subscription),
    "a subscription could not be moved to its new price",
  );
  return { moved: done, failed };
}

async function apply(tools: BillingTools, subscription: Subscription): Promise<boolean> {
  const { id, method, offer, price, period, state, cancelAtPeriodEnd, next } = subscription;
  const left_ms = period.end.getTime() - tools.clock.now().getTime();
  const isDue = left_ms > 0 && left_ms <= BEFORE_RENEWAL_MS;
  // What ends, or becomes another plan, renews at no price of this one.
  if (!isDue || state !== "active" || cancelAtPeriodEnd || next !== null || offer === null) return false;
  const due = await priceDue(tools, subscription, offer);
  if (due === null || sameMoney(due, price)) return false;
  await providerOf(tools, method).changePrice({ subscription: id, offer, price: due });
  await subscriptionChanged(tools, method, id);
  tools.log.info(
    { subscription: id, offer, from: price.amount, to: due.amount },
    "a subscription renews at a new price",
  );
  return true;
}

/** A rise of the last hour is for the renewal after this one; a cut counts to the last. */
async function priceDue(
  { pricing }: BillingTools,
  { account, period, price }: Subscription,
  offer: string,
): Promise<Money | null> {
  const by = new Date(period.end.getTime() - RENEWAL_SETTLED_MS);
  const named = offerPrice(await pricing.settled(account, period.end, by), offer, price.currency);
  const latest = offerPrice(await pricing.settled(account, period.end), offer, price.currency);
  return named !== null && latest !== null && latest.amount < named.amount ? latest : named;
}
