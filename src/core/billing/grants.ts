import type { Offer } from "../catalogue/offers.ts";
import { type Grant, isReturned, type Order, toCome } from "./order.ts";
import type { Period } from "./payments.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Credits that come late still live so long: time to use them, as what is released late (L7). */
export const LIFE_MIN_MS = 3 * DAY_MS;

/**
 * The same day and time some months later, in UTC; the month's last day where it has no such day. Counted from the first
 * day each time, so that the 31st stays the 31st.
 */
export function monthsLater(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return moved;
}

export interface GrantSituation {
  readonly offer: Offer;
  readonly now: Date;
  /** When the period was left for another one, or the subscription ended: no month begins from then on. null: it goes on. */
  readonly endsAt: Date | null;
}

/**
 * The order with every grant that is due by now written into it, and the time of the next. A pack is due at once; a plan has
 * one lot for each month, so a year gives twelve, one after the other. What was refunded before it was given is not given.
 */
export function withDueGrants(order: Order, situation: GrantSituation): Order {
  let planned = order;
  for (;;) {
    const next = nextGrant(planned, situation);
    if (next === null) break;
    planned = next.grant === null ? { ...planned, nextGrantAt: next.at } : added(planned, next.grant);
    if (next.grant === null) return planned;
  }
  return planned.nextGrantAt === null ? planned : { ...planned, nextGrantAt: null };
}

function added(order: Order, grant: Grant): Order {
  return { ...order, grants: [...order.grants, grant], unsettled: true };
}

/** What comes next, and when if not yet; null: nothing will. */
function nextGrant(
  order: Order,
  { offer, now, endsAt }: GrantSituation,
): { readonly at: Date; readonly grant: Grant | null } | null {
  const left = isReturned(order) ? 0 : toCome(order);
  if (left === 0) return null;
  if (offer.kind === "pack") {
    const expiresAt = new Date(now.getTime() + offer.pack.lifetime_days * DAY_MS);
    return { at: now, grant: { cause: `order:${order.id}`, credits: left, expiresAt, done: false } };
  }
  if (order.period === null || order.invoice === null) return null;
  const month = order.grants.length;
  const months = offer.interval === "year" ? 12 : 1;
  if (month >= months) return null;
  const { start, end } = monthOf(order.period, month, months);
  if (month > 0 && endsAt !== null && start >= endsAt) return null;
  if (month > 0 && start > now) return { at: start, grant: null };
  const expiresAt = new Date(Math.max(end.getTime() + offer.plan.rollover_days * DAY_MS, now.getTime() + LIFE_MIN_MS));
  const cause = months === 1 ? `${order.method}:${order.invoice}` : `${order.method}:${order.invoice}:${month + 1}`;
  // What was withheld is taken from the end of the year.
  const monthly = Math.ceil(order.credits / months);
  return { at: start, grant: { cause, credits: Math.min(monthly, left), expiresAt, done: false } };
}

function monthOf(period: Period, month: number, months: number): Period {
  return {
    start: monthsLater(period.start, month),
    // The last month ends with what was paid for.
    end: month + 1 === months ? period.end : monthsLater(period.start, month + 1),
  };
}
