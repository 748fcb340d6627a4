import type Stripe from "stripe";
import type { Payments, ProviderSubscription } from "../../src/core/billing/payments.ts";
import { PaymentRefused } from "../../src/core/billing/payments.ts";
import { isMissing } from "./faults.ts";
import { createPortal } from "./portal.ts";
import type { PriceBook } from "./prices.ts";
import { EXPAND_SUBSCRIPTION, idOf, type Reader } from "./read.ts";

interface Parts {
  readonly stripe: Stripe;
  readonly prices: PriceBook;
  readonly reader: Reader;
  /** Where the portal leads back to. */
  readonly portalReturn: string;
}

type Subscriptions = Pick<
  Payments,
  "findSubscription" | "setCancelAtPeriodEnd" | "cancelNow" | "changeOffer" | "changePrice" | "portal"
>;

/** @see https://docs.stripe.com/billing/subscriptions/overview */
export function createSubscriptions({ stripe, prices, reader, portalReturn }: Parts): Subscriptions {
  const retrieve = (id: string): Promise<Stripe.Subscription> =>
    stripe.subscriptions.retrieve(id, { expand: EXPAND_SUBSCRIPTION });
  const current = async (id: string): Promise<ProviderSubscription> => reader.subscription(await retrieve(id));
  const hasEnded = ({ status }: Stripe.Subscription) => status === "canceled" || status === "incomplete_expired";

  /** Takes a planned change back: while it stands, Stripe takes no other one. */
  async function dropPlan(subscription: Stripe.Subscription): Promise<void> {
    const { schedule } = subscription;
    const status = typeof schedule === "object" ? schedule?.status : null;
    const id = idOf(schedule);
    if (id !== null && status !== "released") await stripe.subscriptionSchedules.release(id);
  }

  async function changeNow(subscription: Stripe.Subscription, price: string, key: string): Promise<void> {
    const planned = plannedPrice(subscription);
    await dropPlan(subscription);
    const change: Stripe.SubscriptionUpdateParams = {
      items: [{ id: itemOf(subscription).id, price }],
      billing_cycle_anchor: { type: "now" },
      proration_behavior: "always_invoice",
      // Nobody gets a plan whose payment failed, and nobody loses the one they have.
      payment_behavior: "error_if_incomplete",
      // Whoever takes a better plan wants to go on.
      cancel_at_period_end: false,
    };
    try {
      await stripe.subscriptions.update(subscription.id, change, { idempotencyKey: `change:${key}` });
    } catch (fault) {
      // Whoever could not pay for more still wants less next time.
      if (planned !== null) await changeAtPeriodEnd(await retrieve(subscription.id), planned, `${key}:restored`);
      throw fault;
    }
  }

  async function changeAtPeriodEnd(subscription: Stripe.Subscription, price: string, key: string): Promise<void> {
    if (subscription.cancel_at_period_end) {
      // A plan for after the end means that there is to be no end.
      await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    }
    const item = itemOf(subscription);
    const known = idOf(subscription.schedule);
    const schedule =
      known ??
      (
        await stripe.subscriptionSchedules.create(
          { from_subscription: subscription.id },
          { idempotencyKey: `schedule:${key}` },
        )
      ).id;
    const { interval = "month", interval_count = 1 } = await recurring(price);
    await stripe.subscriptionSchedules.update(schedule, {
      end_behavior: "release",
      proration_behavior: "none",
      phases: [
        {
          items: [{ price: item.price.id, quantity: 1 }],
          start_date: item.current_period_start,
          end_date: item.current_period_end,
          proration_behavior: "none",
        },
        { items: [{ price, quantity: 1 }], duration: { interval, interval_count }, proration_behavior: "none" },
      ],
    });
  }

  async function recurring(
    price: string,
  ): Promise<{ interval?: Stripe.Price.Recurring.Interval; interval_count?: number }> {
    return (await stripe.prices.retrieve(price)).recurring ?? {};
  }

  return {
    async findSubscription(id) {
      try {
        return await current(id);
      } catch (fault) {
        if (isMissing(fault)) return null;
        throw fault;
      }
    },

    async setCancelAtPeriodEnd(id, cancel) {
      const now = await retrieve(id);
      if (hasEnded(now)) return reader.subscription(now);
      if (cancel && !now.cancel_at_period_end) {
        await dropPlan(now);
        await stripe.subscriptions.update(id, { cancel_at_period_end: true });
      } else if (!cancel && now.cancel_at_period_end) {
        await stripe.subscriptions.update(id, { cancel_at_period_end: false });
      } else if (!cancel && now.cancel_at !== null) {
        await stripe.subscriptions.update(id, { cancel_at: "" });
      }
      return current(id);
    },

    async cancelNow(id) {
      const now = await retrieve(id);
      if (hasEnded(now)) return reader.subscription(now);
      try {
        await stripe.subscriptions.cancel(id, { prorate: false, invoice_now: false });
      } catch (fault) {
        if (!hasEnded(await retrieve(id))) throw fault;
      }
      return current(id);
    },

    async changeOffer({ subscription: id, offer, price: cost, when, key }) {
      const now = await retrieve(id);
      if (hasEnded(now)) throw new PaymentRefused("subscription-ended");
      if ((await prices.offerOf(itemOf(now).price)) === offer) {
        await dropPlan(now);
        return current(id);
      }
      const price = (await prices.costing(offer, cost)).id;
      await (when === "now" ? changeNow : changeAtPeriodEnd)(now, price, key);
      return current(id);
    },

    async changePrice({ subscription: id, offer, price: cost }) {
      const now = await retrieve(id);
      const item = itemOf(now);
      const isOther = (await prices.offerOf(item.price)) !== offer || plannedPrice(now) !== null;
      if (!hasEnded(now) && !isOther && item.price.unit_amount !== cost.amount) {
        const price = (await prices.costing(offer, cost)).id;
        await stripe.subscriptions.update(id, { items: [{ id: item.id, price }], proration_behavior: "none" });
      }
      return current(id);
    },

    portal: createPortal({ stripe, returnUrl: portalReturn }),
  };
}

/** What holds from the next period on, when that is something else. */
function plannedPrice({ schedule, items }: Stripe.Subscription): string | null {
  if (typeof schedule !== "object") return null;
  const end = items.data[0]?.current_period_end ?? 0;
  return idOf(schedule?.phases.find(({ start_date }) => start_date >= end)?.items[0]?.price);
}

/** Easel sells one thing with each subscription. */
function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const item = subscription.items.data[0];
  if (item === undefined) throw new Error("a subscription without an item");
  return item;
}
