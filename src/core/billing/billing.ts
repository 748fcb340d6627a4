import type { Offers, PlanOffer } from "../catalogue/offers.ts";
import { KeyedQueue } from "../keyed-queue.ts";
import { eachSubscription } from "./each-subscription.ts";
import { mayPay, type PaymentQuestion } from "./may-pay.ts";
import type { Money } from "./money.ts";
import { isPaid, type Order } from "./order.ts";
import { closePagesAfterJoin } from "./pages-after-join.ts";
import { createPaymentEvents, type PaymentEventStore } from "./payment-events.ts";
import type { Invoice, PaymentEvents, PaymentMethod } from "./payments.ts";
import { type Placed, type Purchase, placeOrder } from "./place-order.ts";
import { applyPlanPrices } from "./plan-prices.ts";
import { carryOutDue, type Reconciliation, reconcile } from "./reconcile.ts";
import type { RefundRequest } from "./refund-request.ts";
import { type Decision, decideRefund, requestRefund } from "./refunds.ts";
import { type Renewal, renewalOf, tellOfRenewal } from "./renewal.ts";
import { createReviews, type Reviews } from "./reviews.ts";
import { type Statement, statementOf, unspentOf } from "./statement.ts";
import { isCurrent, type Subscription } from "./subscription.ts";
import { changeOffer, endSubscriptions, portalOf, setCancel } from "./subscriptions.ts";
import { type BillingTools, providerOf } from "./tools.ts";

/** Everything about money: buying, subscriptions, refunds, and what payment providers tell. */
export interface Billing {
  readonly offers: Offers;
  /** How people of a platform can pay now, the method that is offered first in front; empty: nothing can be bought there. */
  methodsOf(platform: string): readonly PaymentMethod[];
  /** Whether plans can be bought by this method, or only packs. */
  sellsPlans(method: PaymentMethod): boolean;

  /** The page where a choice is paid. Refuses what cannot be bought now. */
  buy(purchase: Purchase): Promise<Placed>;
  /** Newest first; those that were paid, or can be. */
  ordersOf(account: string, limit: number): Promise<readonly Order[]>;
  /** An order of this account by the beginning of its id. */
  findOrder(account: string, idStart: string): Promise<Order | null>;
  order(id: string): Promise<Order | null>;
  /** What of an order's credits is unspent, held included. */
  unspent(order: Order): Promise<number>;
  /** Orders that a person of ours should look at, oldest first. */
  reviews(limit: number): Promise<readonly Order[]>;
  closeReviews: Reviews["closeReviews"];
  releaseHeld: Reviews["releaseHeld"];

  /** The one that the account has now; null when there is none. */
  subscriptionOf(account: string): Promise<Subscription | null>;
  /** All that it has now: more than one when two were paid side by side. */
  subscriptionsOf(account: string): Promise<readonly Subscription[]>;
  invoicesOf(subscription: Subscription, limit: number): Promise<readonly Invoice[]>;
  /** The next payment of a subscription; null when nothing more is charged. */
  renewalOf(subscription: Subscription): Promise<Renewal | null>;
  /** Ends it with the period, or takes that back (T17). `subscription`: which one, where there are several. */
  setCancel(account: string, cancel: boolean, subscription?: string): Promise<Subscription>;
  changeOffer(
    account: string,
    to: PlanOffer,
    cause: string,
    agreed?: Money,
  ): Promise<{ readonly subscription: Subscription; readonly when: "now" | "period-end" }>;
  portal(account: string): Promise<string>;
  /** Ends whatever the account is subscribed to, at once: for a termination (T19). */
  endSubscriptions(account: string): Promise<void>;

  requestRefund(request: {
    readonly account: string;
    readonly order: string;
    readonly reason: string;
  }): Promise<{ readonly outcome: "requested" | "repeated"; readonly request: RefundRequest }>;
  /** Those that wait for an operator: open ones, and those that the provider could not carry out. Oldest first. */
  refundRequests(limit: number): Promise<readonly RefundRequest[]>;
  /** Those that are approved and whose money has not arrived, oldest first. */
  refundsUnderWay(limit: number): Promise<readonly RefundRequest[]>;
  refundRequest(id: string): Promise<RefundRequest | null>;
  decideRefund(id: string, decision: Decision, operator: string): Promise<RefundRequest>;

  /** What a provider's webhook calls. */
  readonly events: PaymentEvents;
  /** For a provider that asks before it takes money: whether this may be paid now. */
  mayPay(question: PaymentQuestion): Promise<boolean>;
  /** Gives what is due by the clock, and finishes what was left half done. */
  carryOutDue(): Promise<{ readonly orders: number; readonly failed: number }>;
  /** Compares the last days with the providers, repairs what is safe, and tells the people who run Easel of the rest. */
  reconcile(): Promise<Reconciliation>;
  /** Moves subscriptions to what their plan costs their owners at the coming renewal (T16). Safe to repeat; answers how many. */
  applyPlanPrices(): Promise<{ readonly moved: number; readonly failed: number }>;
  /** Tells those whose year is charged soon, each renewal once. Safe to repeat; answers how many are due, and how many failed. */
  tellRenewals(): Promise<{ readonly due: number; readonly failed: number }>;
  /** What became of an order's credits until an instant, by the ledger alone. */
  statement(order: Order, until: Date): Promise<Statement>;

  /** Everything of one account's belongs to another from now on. Safe to repeat; a step of joining accounts. */
  moveAccount(from: string, into: string): Promise<void>;
}

export interface BillingOptions extends Omit<BillingTools, "inOrder"> {
  readonly eventStore: PaymentEventStore;
  /** How people of each platform pay, as configured. */
  readonly payments: Readonly<Record<string, readonly PaymentMethod[]>>;
}

const ORDERS_READ = 100;

export function createBilling({ eventStore, payments, ...options }: BillingOptions): Billing {
  const tools: BillingTools = { ...options, inOrder: new KeyedQueue() };
  const { orders, subscriptions, refunds, ledger } = options;
  const events = createPaymentEvents(tools, eventStore);

  return {
    offers: tools.offers,
    methodsOf: (platform) => (payments[platform] ?? []).filter((method) => tools.methods.has(method)),
    sellsPlans: (method) => tools.methods.get(method)?.sellsPlans ?? false,

    buy: (purchase) => placeOrder(tools, purchase),
    async ordersOf(account, limit) {
      const all = await orders.ofAccount(account, ORDERS_READ);
      return all.filter((order) => isPaid(order) || order.state === "open").slice(0, limit);
    },
    findOrder: (account, idStart) => orders.findByNumber(account, idStart),
    order: (id) => orders.find(id),
    unspent: async (order) => unspentOf(order.id, await ledger.wallet(order.account)),
    reviews: (limit) => orders.underReview(limit),
    ...createReviews(tools),

    async subscriptionOf(account) {
      return (await subscriptions.ofAccount(account)).find(isCurrent) ?? null;
    },
    async subscriptionsOf(account) {
      return (await subscriptions.ofAccount(account)).filter(isCurrent);
    },
    invoicesOf: (subscription, limit) => providerOf(tools, subscription.method).invoicesOf(subscription.id, limit),
    renewalOf: (subscription) => renewalOf(tools, subscription),
    setCancel: (account, cancel, subscription) => setCancel(tools, account, cancel, subscription),
    changeOffer: (account, to, cause, agreed) => changeOffer(tools, account, to, cause, agreed),
    portal: (account) => portalOf(tools, account),
    endSubscriptions: (account) => endSubscriptions(tools, account),

    requestRefund: (request) => requestRefund(tools, request),
    async refundRequests(limit) {
      const [open, failed] = await Promise.all([refunds.inState("open", limit), refunds.inState("failed", limit)]);
      return [...failed, ...open].slice(0, limit);
    },
    refundsUnderWay: (limit) => refunds.inState("approved", limit),
    refundRequest: (id) => refunds.find(id),
    decideRefund: (id, decision, operator) => decideRefund(tools, id, decision, operator),

    events,
    mayPay: (question) => mayPay(tools, question),
    carryOutDue: () => carryOutDue(tools),
    reconcile: () => reconcile(tools, events),
    applyPlanPrices: () => applyPlanPrices(tools),
    async tellRenewals() {
      const tell = (subscription: Subscription) => tellOfRenewal(tools, subscription);
      const { done, failed } = await eachSubscription(tools, tell, "a renewal could not be told");
      return { due: done, failed };
    },
    statement: async (order, until) => statementOf(order.id, await ledger.journals(order.account), until),

    async moveAccount(from, into) {
      await orders.moveAccount(from, into);
      await subscriptions.moveAccount(from, into);
      await refunds.moveAccount(from, into);
      await closePagesAfterJoin(tools, into);
    },
  };
}
