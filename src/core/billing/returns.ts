import type { Money } from "./money.ts";
import {
  isPaid,
  kept,
  type MoneyReturn,
  type Order,
  paidFor,
  toCome,
  underReviewOnce,
  withOtherPayment,
} from "./order.ts";
import type { About, Period } from "./payments.ts";

/** Some of an order's money went back. `id` is `refund:<id>` or `dispute:<id>`: the same one counts once. */
export interface MoneyBack {
  readonly id: string;
  readonly amount: number;
  readonly at: Date;
}

/**
 * The order with that money gone, and with it the same share of its credits (T21): first of what has not been given yet, then
 * of what is unspent. With the last of the money goes everything that is unspent. Shares are rounded down, for the person;
 * over several refunds they add up to what one refund of the same amount takes.
 */
export function withMoneyReturned(order: Order, back: MoneyBack): Order {
  if (order.returns.some(({ id }) => id === back.id)) return order;
  const { credits } = order;
  const paid = paidFor(order).amount;
  const left = kept(order);
  const before = paid - left;
  const amount = Math.min(back.amount, left);
  if (amount === 0) return order;
  const all = amount === left;
  const shareOf = (returned: number) => Math.floor((credits * returned) / paid);
  const share = shareOf(before + amount) - shareOf(before);
  const withheld = all ? toCome(order) : Math.min(share, toCome(order));
  const entry: MoneyReturn = {
    ...{ id: back.id, amount, at: back.at, withheld },
    credits: all ? null : share - withheld,
    reclaimed: null,
  };
  const nextGrantAt = all ? null : order.nextGrantAt;
  return { ...order, returns: [...order.returns, entry], nextGrantAt, unsettled: true };
}

/**
 * As `withMoneyReturned`, for what a provider says went back. Money of another payment for the same order takes no credits, since
 * those stand for the one that counts; money of another currency is for a person of ours to weigh.
 */
export function withReturnOf(
  order: Order,
  { payment }: Pick<About, "payment">,
  { id, amount: { amount, currency }, at }: { readonly id: string; readonly amount: Money; readonly at: Date },
): Order {
  if (order.payment !== null && payment !== "" && payment !== order.payment) {
    const known = withOtherPayment(order, payment, at);
    const reviews = known.reviews.map((review) =>
      review.payment === payment && review.returnedAt === undefined ? { ...review, returnedAt: at } : review,
    );
    return { ...known, reviews };
  }
  if (currency !== paidFor(order).currency) return underReviewOnce(order, "return-differs", at);
  return withMoneyReturned(order, { id, amount, at });
}

/**
 * The order with that money back at us: what it took is given back, and what it withheld is given after all, with the months to come
 * or else at once.
 */
export function withReturnUndone(order: Order, id: string, at: Date): Order {
  const back = order.returns.find((one) => one.id === id);
  if (back === undefined || back.undoneAt !== undefined) return order;
  const hasTime = order.grants.length < (order.period === null ? 1 : monthsIn(order.period));
  const undone: MoneyReturn = { ...back, undoneAt: at, withheld: hasTime ? 0 : back.withheld };
  return {
    ...order,
    returns: order.returns.map((one) => (one.id === id ? undone : one)),
    nextGrantAt: isPaid(order) && order.state !== "held" ? at : order.nextGrantAt,
    unsettled: true,
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;

function monthsIn({ start, end }: Period): number {
  return end.getTime() - start.getTime() > 100 * DAY_MS ? 12 : 1;
}

/** What a return of this amount would take of the credits that are unspent now: for whoever is about to ask for it. */
export function previewOfReturn(order: Order, amount: number, unspent: number): number {
  const [last] = withMoneyReturned(order, { id: "preview", amount, at: order.createdAt })
    .returns.slice(-1)
    .filter(({ id }) => id === "preview");
  if (last === undefined) return 0;
  return last.withheld + (last.credits === null ? unspent : Math.min(last.credits, unspent));
}
