import { offerPrice } from "../pricing/edition.ts";
import { sameMoney } from "./money.ts";
import type { Subscription } from "./subscription.ts";
import { subscriptionChanged } from "./subscriptions.ts";
import { type BillingTools, providerOf } from "./tools.ts";

const PAGE_SIZE = 100;
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
  const result = { moved: 0, failed: 0 };
  let after: string | null = null;
  for (;;) {
    const page: Subscription[] = await tools.subscriptions.current(PAGE_SIZE, after);
    for (const subscription of page) {
      try {
        if (await apply(tools, subscription)) result.moved += 1;
      } catch (error) {
        result.failed += 1;
        tools.log.error({ error, subscription: subscription.id }, "a subscription could not be moved to its new price");
      }
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_SIZE) return result;
    after = `${last.method}:${last.id}`;
  }
}

async function apply(tools: BillingTools, subscription: Subscription): Promise<boolean> {
  const { id, method, account, offer, price, period, state, cancelAtPeriodEnd, next } = subscription;
  const left_ms = period.end.getTime() - tools.clock.now().getTime();
  const isDue = left_ms > 0 && left_ms <= BEFORE_RENEWAL_MS;
  // What ends, or becomes another plan, renews at no price of this one.
  if (!isDue || state !== "active" || cancelAtPeriodEnd || next !== null || offer === null) return false;
  const due = offerPrice(await tools.pricing.settled(account, period.end), offer, price.currency);
  if (due === null || sameMoney(due, price)) return false;
  await providerOf(tools, method).changePrice({ subscription: id, offer, price: due });
  await subscriptionChanged(tools, method, id);
  tools.log.info(
    { subscription: id, offer, from: price.amount, to: due.amount },
    "a subscription renews at a new price",
  );
  return true;
}
