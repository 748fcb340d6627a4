import type { Money } from "./money.ts";
import {
  isPaid,
  isReturned,
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
  if (back.amount === 0 || order.returns.some(({ id }) => id === back.id)) return order;
  const left = kept(order);
  const before = paidFor(order).amount - left;
  // More than is left means that we have not heard yet that other money did not go: then it is counted, and takes nothing more.
  const counted = Math.min(back.amount, left);
  const all = left > 0 && counted === left;
  const share = shareOf(order, before + counted) - shareOf(order, before);
  const withheld = all ? toCome(order) : Math.min(share, toCome(order));
  const entry: MoneyReturn = {
    ...{ id: back.id, amount: back.amount, at: back.at, withheld },
    credits: all ? null : share - withheld,
    reclaimed: null,
  };
  const nextGrantAt = all ? null : order.nextGrantAt;
  return { ...order, returns: [...order.returns, entry], nextGrantAt, unsettled: true };
}

/** How many of an order's credits stand for so much of its money. */
function shareOf(order: Pick<Order, "credits" | "price" | "paid">, amount: number): number {
  return Math.floor((order.credits * amount) / paidFor(order).amount);
}

/** How many credits all the money that is gone may have taken; everything where all of it is gone. */
function mayBeGone(order: Order): number {
  return isReturned(order) ? Number.POSITIVE_INFINITY : shareOf(order, paidFor(order).amount - kept(order));
}

/**
 * The order with what is to be given back for each return that was undone, once all of them have taken theirs: written before the
 * ledger is asked, since what comes later would change it.
 */
export function withRestorings(order: Order): Order {
  if (order.returns.some(({ reclaimed }) => reclaimed === null)) return order;
  let weighed = order;
  for (const { id, undoneAt, restoring } of order.returns) {
    if (undoneAt === undefined || restoring !== undefined) continue;
    const amount = toRestore(weighed);
    weighed = {
      ...weighed,
      returns: weighed.returns.map((one) => (one.id === id ? { ...one, restoring: amount } : one)),
    };
  }
  return weighed;
}

/**
 * How many credits are to be given back for money that did not go after all: so many that the order is as if only the other money
 * had gone, which may have found nothing because of this one.
 */
function toRestore(order: Order): number {
  const gone = order.returns.reduce(
    (total, { withheld, reclaimed, restoring }) => total + withheld + (reclaimed ?? 0) - (restoring ?? 0),
    0,
  );
  return Math.max(gone - mayBeGone(order), 0);
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
 * The order with that money back at us: what it withheld is given after all, with the months to come or else at once; what it took is
 * given back when the order is settled (`toRestore`).
 */
export function withReturnUndone(order: Order, id: string, at: Date): Order {
  const back = order.returns.find((one) => one.id === id);
  if (back === undefined || back.undoneAt !== undefined) return order;
  const hasTime = order.grants.length < (order.period === null ? 1 : monthsIn(order.period));
  const undone = { ...order, returns: order.returns.map((one) => (one.id === id ? { ...one, undoneAt: at } : one)) };
  return {
    ...(hasTime ? withLessWithheld(undone) : undone),
    nextGrantAt: isPaid(order) && order.state !== "held" ? at : order.nextGrantAt,
    unsettled: true,
  };
}

/** What the money that is still gone does not withhold is to come again. */
function withLessWithheld(order: Order): Order {
  let tooMuch = order.returns.reduce((total, one) => total + one.withheld, 0) - mayBeGone(order);
  const returns = order.returns.map((one) => {
    const freed = one.undoneAt === undefined ? 0 : Math.max(Math.min(one.withheld, tooMuch), 0);
    tooMuch -= freed;
    return { ...one, withheld: one.withheld - freed };
  });
  return { ...order, returns };
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
