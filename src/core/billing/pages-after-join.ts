import { checkoutSeen } from "./checkouts.ts";
import type { Order } from "./order.ts";
import { isCurrent } from "./subscription.ts";
import { type BillingTools, providerOf } from "./tools.ts";

/** Pages that can still be paid are among so many orders. */
const ORDERS_LOOKED_AT = 50;

/**
 * Closes what two accounts could each have paid and one must not pay: pages of plans, once either is subscribed, and the second
 * page of a choice that both had open. Safe to repeat; a page that the provider does not close now is closed by the next run.
 */
export async function closePagesAfterJoin(tools: BillingTools, account: string): Promise<void> {
  const { orders, subscriptions, log } = tools;
  const isSubscribed = (await subscriptions.ofAccount(account)).some(isCurrent);
  const isOneTooMany = ({ kind, openChoice }: Order) => openChoice === null || (isSubscribed && kind === "plan");
  for (const order of await orders.ofAccount(account, ORDERS_LOOKED_AT)) {
    const { id, state, checkout, method } = order;
    if (state !== "open" || checkout === null || checkout.url === null || !isOneTooMany(order)) continue;
    try {
      await checkoutSeen(tools, method, await providerOf(tools, method).expireCheckout(checkout.id));
    } catch (error) {
      log.warn({ error, order: id }, "a payment page could not be closed after two accounts became one");
    }
  }
}
