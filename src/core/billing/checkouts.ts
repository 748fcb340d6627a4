import { changeOrder } from "./change-order.ts";
import { grantDue } from "./grant-due.ts";
import { invoiceSeen } from "./invoices.ts";
import { sameMoney } from "./money.ts";
import { tellNotPaid } from "./notices.ts";
import { held, isPaid, type Order, underReviewOnce, withOtherPayment } from "./order.ts";
import type { Checkout, PaymentMethod } from "./payments.ts";
import { isCurrent } from "./subscription.ts";
import { subscriptionChanged } from "./subscriptions.ts";
import { type BillingTools, currentAccount, providerOf } from "./tools.ts";

/** Pages of plans that somebody opened lately are among so many orders. */
const ORDERS_LOOKED_AT = 20;

/**
 * Takes in how a page is now, whatever was known before: opened, paid, failed or expired. The credits go to the account that
 * the order names, whoever has paid. Answers the order as it is then; null when the page is of no order of ours.
 */
export async function checkoutSeen(
  tools: BillingTools,
  method: PaymentMethod,
  checkout: Checkout,
): Promise<Order | null> {
  const known = checkout.order === null ? null : await tools.orders.find(checkout.order);
  if (known === null || known.method !== method) {
    tools.log.warn({ method, checkout: checkout.id }, "a payment page names no order of ours");
    return null;
  }
  const isThere = (await currentAccount(tools, known.account)) !== null;
  await changeOrder(tools, known.id, (order) => withCheckout(order, checkout, isThere, tools.clock.now()));
  const { subscription } = checkout;
  if (checkout.payment === "failed") {
    if (subscription !== null) await endUnpaid(tools, method, subscription);
    await tellNotPaid(tools, known);
  } else if (subscription !== null) await subscriptionBegan(tools, method, subscription, known);
  return grantDue(tools, known.id);
}

/** A plan whose first payment never arrived must not be tried again by the provider, days after its person gave it up. */
async function endUnpaid(tools: BillingTools, method: PaymentMethod, subscription: string): Promise<void> {
  await providerOf(tools, method).cancelNow(subscription);
  await subscriptionChanged(tools, method, subscription);
}

/** A plan's first period is paid by an invoice, whose own event may still be on its way, or lost. */
async function subscriptionBegan(
  tools: BillingTools,
  method: PaymentMethod,
  subscription: string,
  order: Order,
): Promise<void> {
  await subscriptionChanged(tools, method, subscription);
  await keepToOnePlan(tools, order, subscription);
  const [invoice] = await providerOf(tools, method).invoicesOf(subscription, 1);
  if (invoice !== undefined) await invoiceSeen(tools, method, invoice);
}

/** Whoever has opened the pages of several plans shall not pay a second one; who has done so all the same is looked at. */
async function keepToOnePlan(tools: BillingTools, order: Order, subscription: string): Promise<void> {
  const { orders, subscriptions, clock, log } = tools;
  const owner = await currentAccount(tools, order.account);
  if (owner === null) return;
  for (const other of await orders.ofAccount(owner.id, ORDERS_LOOKED_AT)) {
    const page = other.id !== order.id && other.kind === "plan" && other.state === "open" ? other.checkout : null;
    if (page === null || page.url === null) continue;
    try {
      const closed = await providerOf(tools, other.method).expireCheckout(page.id);
      await changeOrder(tools, other.id, (now) => withCheckout(now, closed, true, clock.now()));
    } catch (error) {
      log.warn({ error, order: other.id }, "the page of another plan could not be closed");
    }
  }
  const current = (await subscriptions.ofAccount(owner.id)).filter(isCurrent);
  if (current.length < 2) return;
  for (const { id } of current) {
    const first = id === subscription ? order : (await orders.ofSubscription(id))[0];
    if (first) await changeOrder(tools, first.id, (now) => underReviewOnce(now, "second-plan", clock.now()));
  }
}

/** Pure: the order with what its page says now. What was paid stays paid. */
export function withCheckout(order: Order, checkout: Checkout, accountIsThere: boolean, now: Date): Order {
  const { id, url, expiresAt, customer, paymentId, subscription } = checkout;
  const isOwn = order.checkout === null || order.checkout.id === id;
  const known: Order = isOwn
    ? {
        ...order,
        checkout: { id, url, expiresAt },
        // Whoever was erased is not to be named again by what is seen of them later.
        customer: order.customer ?? (accountIsThere ? customer : null),
        payment: order.payment ?? paymentId,
        subscription: order.subscription ?? subscription,
      }
    : order;
  if (checkout.payment === "paid") return paid(known, checkout, accountIsThere, now);
  if (isPaid(order)) return known;
  if (checkout.payment === "failed") return { ...known, state: "failed", openChoice: null };
  if (checkout.state === "expired") return { ...known, state: "expired", openChoice: null };
  return { ...known, state: order.state === "created" ? "open" : order.state };
}

function paid(order: Order, checkout: Checkout, accountIsThere: boolean, now: Date): Order {
  if (isPaid(order)) {
    // The same money once; another page's money for the same order is not ours to keep in silence.
    const again = checkout.paymentId !== null && order.payment !== null && checkout.paymentId !== order.payment;
    return again && checkout.paymentId !== null ? withOtherPayment(order, checkout.paymentId, now) : order;
  }
  // Due at once: who dies before it is given leaves it to the job, and not to the provider's next attempt hours later.
  const settled: Order = {
    ...{ ...order, state: "paid", openChoice: null, paid: checkout.total, paidAt: now, nextGrantAt: now },
    payment: checkout.paymentId ?? order.payment,
  };
  // Of a plan its invoice says what was bought, before which nothing of it is given.
  if (order.kind === "pack" && !sameMoney(checkout.total, order.price)) return held(settled, "amount-differs", now);
  if (!accountIsThere) return held(settled, "account-gone", now);
  return settled;
}
