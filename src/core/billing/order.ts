import type { Money } from "./money.ts";
import type { Invoice, PaymentMethod, Period } from "./payments.ts";

/**
 * One thing that is paid once: a pack, the first period of a plan, or a later one. What it gave and what was taken back is
 * written here before the ledger hears of it, so that whoever finds it half done can finish it.
 */
export interface Order {
  /** From its cause: the click that asked for it, or the invoice. */
  readonly id: string;
  /** Who gets the credits. The ledger follows an account that was joined since to the one that it is now. */
  readonly account: string;
  readonly method: PaymentMethod;
  readonly kind: "pack" | "plan";
  /** Key of the offer. */
  readonly offer: string;
  /** What was agreed; of a later period what its invoice asks for a whole one, before deductions. */
  readonly price: Money;
  /** What was really paid; null: nothing yet. */
  readonly paid: Money | null;
  /** What the whole payment is worth, all months of a year together. */
  readonly credits: number;
  readonly state: OrderState;
  /** Present while it can be paid: an account has one such order for each choice. */
  readonly openChoice: string | null;
  readonly checkout: OrderCheckout | null;
  readonly customer: string | null;
  /** What refunds and disputes of the provider name. */
  readonly payment: string | null;
  readonly subscription: string | null;
  readonly invoice: string | null;
  /** Of a plan: what its invoice was for; absent: it has not been paid, or nobody noted it. */
  readonly invoiceReason?: Invoice["reason"];
  /** Of a plan: what was paid for. */
  readonly period: Period | null;
  readonly createdAt: Date;
  /** When anything of it was written last: the reconciliation looks at what has changed lately. */
  readonly changedAt: Date;
  readonly paidAt: Date | null;
  readonly grants: readonly Grant[];
  /** When something of it is to be given next, such as the next month of a year; null: nothing is to come. */
  readonly nextGrantAt: Date | null;
  /** Money that went back, by refund or by a lost dispute, in the order in which it did. */
  readonly returns: readonly MoneyReturn[];
  readonly disputes: readonly OrderDispute[];
  /** What a person of ours should look at. */
  readonly reviews: readonly Review[];
  /** Whether something that is written here has not reached the ledger, or was not told, yet. */
  readonly unsettled: boolean;
  /** Grows with every write; each is conditional on it. */
  readonly version: number;
}

/**
 * `created`: the provider has not opened a page yet · `open`: it can be paid · `paid`: credits are owed · `granted` ·
 * `expired`, `failed`: not paid, which a late payment can still change · `held`: paid, and something does not fit.
 */
export type OrderState = "created" | "open" | "paid" | "granted" | "expired" | "failed" | "held";

export interface OrderCheckout {
  readonly id: string;
  readonly url: string | null;
  readonly expiresAt: Date;
}

/** Credits that the order gives. */
export interface Grant {
  /** The ledger's cause. */
  readonly cause: string;
  readonly credits: number;
  readonly expiresAt: Date;
  readonly done: boolean;
}

export interface MoneyReturn {
  /** `refund:<id>` or `dispute:<id>` of the provider: also the ledger's cause. */
  readonly id: string;
  /** As the provider says it: several together may be more than was paid while one that did not go after all is not known as such. */
  readonly amount: number;
  /** How many credits go with it at most; null: all that are unspent, since all the money is back. */
  readonly credits: number | null;
  /** How many of these had not been given yet, and now never are. */
  readonly withheld: number;
  readonly at: Date;
  /** What the ledger took; null: it has not been asked yet. */
  readonly reclaimed: number | null;
  /** When the money came back to us after all; absent: it is gone. */
  readonly undoneAt?: Date;
  /** What the ledger is to give back then; absent: it has not been weighed against the other money that went. */
  readonly restoring?: number;
  /** What the ledger gave back; absent: it has not been asked yet. */
  readonly restored?: number;
}

export interface OrderDispute {
  readonly id: string;
  readonly state: "open" | "won" | "lost";
  /** Whether the ledger has frozen, or thawed, the order's credits as the state asks for. */
  readonly done: boolean;
}

export interface Review {
  readonly reason: ReviewReason;
  readonly at: Date;
  /** When a person of ours was done with it; absent: it waits. */
  readonly closedAt?: Date;
  /** The provider's payment that it is about, where that is another one than the order's own. */
  readonly payment?: string;
  /** When money of that payment went back. */
  readonly returnedAt?: Date;
}
export type ReviewReason =
  /** Another amount, or another currency, than agreed. */
  | "amount-differs"
  | "paid-twice"
  /** Two plans were paid side by side. */
  | "second-plan"
  | "unknown-offer"
  | "account-gone"
  /** Paid on a page that was open when the account was closed: nobody could spend what it buys. */
  | "account-closed"
  | "disputed"
  | "fraud-warning"
  /** Money went back in another currency than it came in. */
  | "return-differs"
  /** Money was reported as given back and is not. */
  | "refund-undone";

/** What a person calls it: "E-7KQ2-MXAB". */
export function orderNumber(id: string): string {
  return `E-${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase();
}

/** The beginning of an id out of what a person types; null when it cannot be one. */
export function readOrderNumber(text: string): string | null {
  const letters = text.trim().toLowerCase().replace(/^e-?/u, "").replaceAll("-", "");
  return /^[a-z2-7]{8}$/u.test(letters) ? letters : null;
}

/** One open order for each of these. */
export function choiceOf(account: string, offer: string, currency: string): string {
  return `${account}:${offer}:${currency}`;
}

/** Whether it is a later period that a plan has come to by itself. */
export function isRenewal({ invoiceReason }: Pick<Order, "invoiceReason">): boolean {
  return invoiceReason === "renewal";
}

/** Whether the money arrived. */
export function isPaid({ state }: Pick<Order, "state">): boolean {
  return state === "paid" || state === "granted" || state === "held";
}

/** What was paid; before that, what is to be paid. */
export function paidFor({ price, paid }: Pick<Order, "price" | "paid">): Money {
  return paid ?? price;
}

/** Money that went back and did not return to us since. */
export function standing({ returns }: Pick<Order, "returns">): readonly MoneyReturn[] {
  return returns.filter(({ undoneAt }) => undoneAt === undefined);
}

/** What of the money is still with us, in the smallest unit of the currency that was paid in. */
export function kept(order: Pick<Order, "price" | "paid" | "returns">): number {
  return Math.max(paidFor(order).amount - standing(order).reduce((total, { amount }) => total + amount, 0), 0);
}

/** Whether all of the money went back: then no credits are left, and none will come. */
export function isReturned(order: Pick<Order, "price" | "paid" | "returns">): boolean {
  return standing(order).length > 0 && kept(order) === 0;
}

export function given({ grants }: Pick<Order, "grants">): number {
  return grants.reduce((total, { credits }) => total + credits, 0);
}

export function withheld({ returns }: Pick<Order, "returns">): number {
  return returns.reduce((total, one) => total + one.withheld, 0);
}

/** What it could still give. */
export function toCome(order: Pick<Order, "credits" | "grants" | "returns">): number {
  return Math.max(order.credits - given(order) - withheld(order), 0);
}

/** Those that wait for a person of ours. */
export function openReviews({ reviews }: Pick<Order, "reviews">): readonly Review[] {
  return reviews.filter(({ closedAt }) => closedAt === undefined);
}

/** Puts an order before a person, unless it waits for that reason already. */
export function underReview(order: Order, reason: ReviewReason, at: Date): Order {
  if (openReviews(order).some((review) => review.reason === reason)) return order;
  return { ...order, reviews: [...order.reviews, { reason, at }] };
}

/** Puts a paid order on hold: nothing of it is given before a person of ours has looked at it. */
export function held(order: Order, reason: ReviewReason, at: Date): Order {
  return { ...underReview(order, reason, at), state: "held", nextGrantAt: null };
}

/** As `underReview`, for what is seen again and again: who was done with it is not asked once more. */
export function underReviewOnce(order: Order, reason: ReviewReason, at: Date): Order {
  return order.reviews.some((review) => review.reason === reason) ? order : underReview(order, reason, at);
}

/** The order with a review that says which other payment was made for it, once for each. */
export function withOtherPayment(order: Order, payment: string, at: Date): Order {
  if (order.reviews.some((review) => review.payment === payment)) return order;
  return { ...order, reviews: [...order.reviews, { reason: "paid-twice", at, payment }] };
}
