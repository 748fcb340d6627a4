import type { Offers, PlanOffer } from "../catalogue/offers.ts";
import { isUpgrade, type PlanId } from "../catalogue/plans.ts";
import type { Money } from "./money.ts";
import type { PaymentMethod, Period, ProviderSubscription } from "./payments.ts";

/** A subscription as we saw it last. The provider's own is the truth; this one answers at once, and by account. */
export interface Subscription {
  readonly id: string;
  readonly method: PaymentMethod;
  /** Whose it is; an account that was joined since is followed to the one it is now. */
  readonly account: string;
  readonly customer: string;
  readonly state: ProviderSubscription["state"];
  /** Key of the offer; null: a price that we do not know. */
  readonly offer: string | null;
  readonly price: Money;
  readonly period: Period;
  readonly cancelAtPeriodEnd: boolean;
  readonly next: ProviderSubscription["next"];
  /** When it began; what is announced before that is no news to its owner (T16). */
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** Since when it is past due; null while nothing is. */
  readonly pastDueSince: Date | null;
  readonly version: number;
}

export interface SubscriptionStore {
  find(method: PaymentMethod, id: string): Promise<Subscription | null>;
  /** Stores it if the stored one still has the version `before` (null: there is none); resolves false when it has not. */
  write(before: number | null, subscription: Subscription): Promise<boolean>;
  /** Those that have not ended first, then newest first. */
  ofAccount(account: string): Promise<Subscription[]>;
  /** Those that have not ended, of all accounts, by `method:id`, from behind `after`. */
  current(limit: number, after: string | null): Promise<Subscription[]>;
  /** Those that became past due in this time, the first of it excluded and the last included; oldest first. */
  pastDueBetween(from: Date, to: Date, limit: number): Promise<Subscription[]>;
  /** All of one account's now belong to another. Safe to repeat. */
  moveAccount(from: string, into: string): Promise<void>;
}

/** How long a plan goes on after a payment failed, while the provider tries again. */
export const GRACE_MS = 7 * 24 * 60 * 60 * 1000;

/** Whether somebody has this subscription: then a second one is not sold. */
export function isCurrent({ state }: Pick<Subscription, "state">): boolean {
  return state !== "ended" && state !== "incomplete";
}

/** Whether its plan holds now: paid for, or within the days of grace. */
export function isInForce({ state, pastDueSince }: Subscription, now: Date): boolean {
  if (state === "active") return true;
  return state === "past-due" && (pastDueSince === null || now.getTime() < pastDueSince.getTime() + GRACE_MS);
}

/** The plan that these subscriptions of one account pay for; the best of several. */
export function planOf(subscriptions: readonly Subscription[], offers: Offers, now: Date): PlanId {
  const plans = subscriptions
    .filter((subscription) => isInForce(subscription, now))
    .flatMap((subscription) => offerOf(subscription, offers) ?? []);
  const best = plans.toSorted((a, b) => offers.plans.indexOf(b.plan) - offers.plans.indexOf(a.plan))[0];
  return best?.plan.id ?? "free";
}

export function offerOf({ offer }: Pick<Subscription, "offer">, offers: Offers): PlanOffer | null {
  const found = offer === null ? null : offers.find(offer);
  return found?.kind === "plan" ? found : null;
}

/** When a change from one offer to the other takes effect. */
export function changeTakesEffect(from: PlanOffer, to: PlanOffer): "now" | "period-end" {
  const step = ({ plan, interval }: PlanOffer) => ({ plan: plan.id, interval });
  return isUpgrade(step(from), step(to)) ? "now" : "period-end";
}

/** What is stored of what the provider says, beside what was stored before. */
export function subscriptionSeen(
  seen: ProviderSubscription,
  before: Subscription | null,
  {
    method,
    account,
    now,
    orderedAt,
  }: {
    readonly method: PaymentMethod;
    readonly account: string;
    readonly now: Date;
    /** When the order that began it was placed; null: nobody knows. */
    readonly orderedAt: Date | null;
  },
): Subscription {
  const { id, customer, state, offer, price, period, cancelAtPeriodEnd, next, endedAt } = seen;
  return {
    ...{ id, method, account, customer, state, offer, price, period, next },
    cancelAtPeriodEnd: cancelAtPeriodEnd && state !== "ended",
    startedAt: before?.startedAt ?? beginning(period, orderedAt),
    endedAt: state === "ended" ? (endedAt ?? before?.endedAt ?? now) : null,
    pastDueSince: state === "past-due" || state === "unpaid" ? (before?.pastDueSince ?? now) : null,
    version: (before?.version ?? 0) + 1,
  };
}

/** A page is paid within the day that it was opened on; a subscription that is first seen in a later period began with its order. */
const ORDER_TO_START_MS = 24 * 60 * 60 * 1000;

function beginning({ start }: Period, orderedAt: Date | null): Date {
  if (orderedAt === null || start.getTime() - orderedAt.getTime() <= ORDER_TO_START_MS) return start;
  return orderedAt;
}
