import type { Account } from "../accounts/account.ts";
import { creditsOf, type Offer } from "../catalogue/offers.ts";
import { isFrozen } from "../credits/wallet.ts";
import { isInGoodStanding } from "../moderation/sanction.ts";
import { offerPrice } from "../pricing/edition.ts";
import { refuse } from "../refusal.ts";
import { expectPlan, expectPurchases } from "../switches/guards.ts";
import { changeOrder } from "./change-order.ts";
import { checkoutSeen } from "./checkouts.ts";
import type { Money } from "./money.ts";
import { choiceOf, isPaid, type Order } from "./order.ts";
import { type Checkout, type PaymentMethod, PaymentRefused, PaymentUnreachable } from "./payments.ts";
import { isCurrent } from "./subscription.ts";
import { type BillingTools, providerOf } from "./tools.ts";

/** How long a page can be paid. Stripe takes from half an hour to a day. */
export const CHECKOUT_LIFE_MS = 60 * 60_000;
/** A page is handed out again only while there is time to pay. */
const CHECKOUT_LEFT_MIN_MS = 10 * 60_000;
/** An order without a page that is older can no longer get one with the time that was planned for it. */
const CREATED_LIFE_MS = 20 * 60_000;
const ATTEMPTS_MAX = 5;
const ORDERS_LOOKED_AT = 50;

export interface Purchase {
  readonly account: Account;
  readonly offer: Offer;
  readonly currency: string;
  /** What the person was told it costs, in this currency; absent: what it costs them now. */
  readonly price?: Money;
  readonly method: PaymentMethod;
  /** What asked for it: the same click means the same order. */
  readonly cause: string;
  readonly language: string;
}

type PricedPurchase = Purchase & { readonly price: Money };

export type Placed =
  /** To be paid there. */
  | { readonly outcome: "open"; readonly order: Order; readonly url: string; readonly expiresAt: Date }
  /** A slow payment is under way. */
  | { readonly outcome: "under-way"; readonly order: Order }
  /** It was paid already. */
  | { readonly outcome: "paid"; readonly order: Order };

/**
 * The page where a choice is paid. An account has one open order for each choice, so a second click, here or in another
 * process, is given the same page.
 */
export async function placeOrder(tools: BillingTools, given: Purchase): Promise<Placed> {
  const { account, offer, currency } = given;
  const price = given.price ?? offerPrice(await tools.pricing.for(account.id), offer.key, currency);
  if (price === null || price.currency !== currency) throw refuse("offer-gone", {});
  const purchase = { ...given, price };
  await refuseIfClosed(tools, purchase);
  const underWay = offer.kind === "plan" ? await planUnderWay(tools, account.id) : undefined;
  if (underWay !== undefined) return { outcome: "under-way", order: underWay };
  const choice = choiceOf(account.id, offer.key, currency);
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const order = (await tools.orders.findOpen(choice)) ?? (await insert(tools, purchase));
    const placed = order === null ? null : await offered(tools, order, purchase);
    if (placed !== null) return placed;
  }
  throw new Error(`no order for ${offer.key} came about in ${ATTEMPTS_MAX} attempts`);
}

async function refuseIfClosed(tools: BillingTools, { account, offer, method }: Purchase): Promise<void> {
  if (!tools.methods.has(method)) throw refuse("payments-off", {});
  expectPurchases(tools.switches);
  expectPlan(tools.switches, offer);
  // Nobody is sold what they could not use.
  if (!isInGoodStanding(account.sanctions, tools.clock.now())) throw refuse("purchase-closed", {});
  if (isFrozen(await tools.ledger.wallet(account.id))) throw refuse("purchase-closed", {});
  if (offer.kind !== "plan") return;
  const subscriptions = await tools.subscriptions.ofAccount(account.id);
  if (subscriptions.some(isCurrent)) throw refuse("already-subscribed", {});
}

/** A plan that was ordered and whose slow payment is on its way: a second one is not sold meanwhile. */
async function planUnderWay({ orders }: BillingTools, account: string): Promise<Order | undefined> {
  const all = await orders.ofAccount(account, ORDERS_LOOKED_AT);
  return all.find(({ kind, state, checkout }) => kind === "plan" && state === "open" && checkout?.url === null);
}

/**
 * The order that this click means: a new one, or the one that it made when it came first. Only one that can no longer be paid is
 * followed by another. null when another click was there first, which the next attempt finds.
 */
async function insert(tools: BillingTools, purchase: PricedPurchase): Promise<Order | null> {
  const { account, offer, currency, price, method, cause } = purchase;
  for (let life = 1; life <= ATTEMPTS_MAX; life++) {
    const order: Order = {
      id: tools.ids.derived(`order:${cause}:${offer.key}:${currency}${life === 1 ? "" : `:${life}`}`),
      ...{ account: account.id, method, kind: offer.kind, offer: offer.key, price, credits: creditsOf(offer) },
      state: "created",
      openChoice: choiceOf(account.id, offer.key, currency),
      ...{ checkout: null, customer: null, payment: null, subscription: null, invoice: null, period: null },
      ...{ createdAt: tools.clock.now(), changedAt: tools.clock.now() },
      ...{ paid: null, paidAt: null, grants: [], nextGrantAt: null, returns: [], disputes: [], reviews: [] },
      unsettled: false,
      version: 1,
    };
    if ((await tools.orders.insert(order)) === "inserted") return order;
    const known = await tools.orders.find(order.id);
    if (known === null) return null;
    if (isPaid(known) || known.openChoice !== null) return known;
  }
  return null;
}

/** What the person gets for this order; null when it can no longer be paid, so that another is needed. */
async function offered(
  tools: BillingTools,
  order: Order,
  { price, language }: Pick<PricedPurchase, "price" | "language">,
): Promise<Placed | null> {
  if (isPaid(order)) return { outcome: "paid", order };
  const now_ms = tools.clock.now().getTime();
  // Opened when it cost more: nobody is sent to that page once it costs less.
  const isDearer = order.price.amount > price.amount;
  if (order.state === "created") {
    const isYoung = now_ms - order.createdAt.getTime() <= CREATED_LIFE_MS;
    if (isYoung && !isDearer) return opened(tools, order, language);
    await changeOrder(tools, order.id, (current) =>
      current.state === "created" ? { ...current, state: "failed", openChoice: null } : null,
    );
    return null;
  }
  const { checkout } = order;
  if (checkout === null) return null;
  const hasTime = checkout.expiresAt.getTime() - now_ms >= CHECKOUT_LEFT_MIN_MS;
  if (checkout.url !== null && hasTime && !isDearer) {
    return { outcome: "open", order, url: checkout.url, expiresAt: checkout.expiresAt };
  }
  const closed = await ask(tools, order, () => providerOf(tools, order.method).expireCheckout(checkout.id));
  const after = await checkoutSeen(tools, order.method, closed);
  if (after !== null && isPaid(after)) return { outcome: "paid", order: after };
  return closed.state === "complete" && closed.payment === "unpaid" ? { outcome: "under-way", order } : null;
}

async function opened(tools: BillingTools, order: Order, language: string): Promise<Placed | null> {
  const provider = providerOf(tools, order.method);
  const customer = await customerOf(tools, order);
  const checkout = await ask(tools, order, () =>
    provider.checkout({
      ...{ order: order.id, account: order.account, customer, kind: order.kind, offer: order.offer },
      ...{ price: order.price, language },
      expiresAt: new Date(order.createdAt.getTime() + CHECKOUT_LIFE_MS),
    }),
  );
  const after = await checkoutSeen(tools, order.method, checkout);
  if (after === null || isPaid(after)) return after === null ? null : { outcome: "paid", order: after };
  if (after.state !== "open" || checkout.url === null) return null;
  return { outcome: "open", order: after, url: checkout.url, expiresAt: checkout.expiresAt };
}

/** Who the account is at the provider, from what it bought before. */
async function customerOf({ orders }: BillingTools, { account, method }: Order): Promise<string | null> {
  const earlier = await orders.ofAccount(account, ORDERS_LOOKED_AT);
  return earlier.find((one) => one.method === method && one.customer !== null)?.customer ?? null;
}

/** Asks the provider; what it cannot do becomes a sentence for the person. */
async function ask(tools: BillingTools, order: Order, call: () => Promise<Checkout>): Promise<Checkout> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof PaymentUnreachable) {
      tools.log.warn({ error, order: order.id }, "the payment provider could not be reached");
      throw refuse("payment-unreachable", {});
    }
    if (!(error instanceof PaymentRefused)) throw error;
    tools.log.error({ error, order: order.id, code: error.code }, "the payment provider refused an order");
    await changeOrder(tools, order.id, (current) =>
      isPaid(current) ? null : { ...current, state: "failed", openChoice: null },
    );
    throw refuse("payment-refused", {});
  }
}
