import { kept, type MoneyReturn, type Order, toCome } from "./order.ts";

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
  const { price, credits } = order;
  const left = kept(order);
  const before = price.amount - left;
  const amount = Math.min(back.amount, left);
  if (amount === 0) return order;
  const all = amount === left;
  const shareOf = (returned: number) => Math.floor((credits * returned) / price.amount);
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

/** What a return of this amount would take of the credits that are unspent now: for whoever is about to ask for it. */
export function previewOfReturn(order: Order, amount: number, unspent: number): number {
  const [last] = withMoneyReturned(order, { id: "preview", amount, at: order.createdAt })
    .returns.slice(-1)
    .filter(({ id }) => id === "preview");
  if (last === undefined) return 0;
  return last.withheld + (last.credits === null ? unspent : Math.min(last.credits, unspent));
}
