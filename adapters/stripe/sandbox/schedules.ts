import { type Context, change, merged, newId } from "./context.ts";
import { invalid, missing } from "./refusal.ts";
import type { Metadata, Phase, Price, Schedule, Subscription } from "./shapes.ts";
import { type Interval, later } from "./time.ts";

export interface PhaseOrder {
  readonly items: readonly { readonly price: string }[];
  readonly start_date?: number | undefined;
  readonly end_date?: number | undefined;
  readonly duration?: { readonly interval: string; readonly interval_count?: number | undefined } | undefined;
  readonly proration_behavior?: Phase["proration_behavior"] | undefined;
}

/** What is planned for subscriptions. */
export function createSchedules(context: Context) {
  const { books, time } = context;

  function find(id: string): Schedule {
    const schedule = books.schedules.get(id);
    if (schedule === undefined) throw missing("subscription_schedule", id);
    return schedule;
  }

  function fromSubscription(id: string): Schedule {
    const subscription = books.subscriptions.get(id);
    const item = subscription?.items.data[0];
    if (subscription === undefined || item === undefined) throw missing("subscription", id);
    if (subscription.schedule !== null) {
      throw invalid("You cannot migrate a subscription that is already attached to a schedule.");
    }
    if (subscription.ended_at !== null) throw invalid("You cannot migrate a subscription that is canceled.");
    const { current_period_start: start_date, current_period_end: end_date } = item;
    const schedule = books.schedules.add({
      id: newId(context, "sub_sched"),
      object: "subscription_schedule",
      canceled_at: null,
      completed_at: null,
      created: time.now(),
      current_phase: { start_date, end_date },
      customer: subscription.customer,
      end_behavior: subscription.cancel_at === null ? "release" : "cancel",
      livemode: false,
      metadata: {},
      phases: [
        {
          currency: subscription.currency,
          start_date,
          end_date,
          items: [{ price: item.price.id, quantity: 1 }],
          proration_behavior: "create_prorations",
        },
      ],
      released_at: null,
      released_subscription: null,
      status: "active",
      subscription: id,
    });
    subscription.schedule = schedule.id;
    context.emit("subscription_schedule.created", schedule);
    context.emit("customer.subscription.updated", subscription, { schedule: null });
    return schedule;
  }

  function update(
    id: string,
    given: {
      readonly phases?: readonly PhaseOrder[] | undefined;
      readonly end_behavior?: Schedule["end_behavior"] | undefined;
      readonly metadata?: "" | Metadata | undefined;
    },
  ): Schedule {
    const schedule = find(id);
    if (schedule.status !== "active") {
      throw invalid(
        `You cannot update a subscription schedule that is currently in the \`${schedule.status}\` status.`,
      );
    }
    const fields: Partial<Schedule> = { metadata: merged(schedule.metadata, given.metadata) };
    if (given.end_behavior !== undefined) fields.end_behavior = given.end_behavior;
    if (given.phases !== undefined) fields.phases = phasesOf(given.phases, schedule);
    change(context, schedule, fields, "subscription_schedule.updated");
    return schedule;
  }

  function phasesOf(orders: readonly PhaseOrder[], schedule: Schedule): Phase[] {
    const currency = schedule.phases[0]?.currency ?? "";
    const phases: Phase[] = [];
    for (const order of orders) {
      const price = priceOf(order.items[0]?.price ?? "");
      const start_date = order.start_date ?? phases.at(-1)?.end_date;
      if (start_date === undefined) throw invalid("The first phase needs a `start_date`.", { param: "phases" });
      if (price.currency !== currency)
        throw invalid("All prices must use the subscription's currency.", { param: "phases" });
      const interval: Interval | null =
        order.duration === undefined ? price.recurring : { interval_count: 1, ...withoutUndefined(order.duration) };
      if (interval === null) throw invalid("A phase needs a recurring price.", { param: "phases" });
      phases.push({
        currency,
        start_date,
        end_date: order.end_date ?? later(start_date, interval),
        items: [{ price: price.id, quantity: 1 }],
        proration_behavior: order.proration_behavior ?? "create_prorations",
      });
    }
    if (phases[0]?.start_date !== schedule.current_phase?.start_date) {
      throw invalid("You can not modify the start date of the current phase.", { param: "phases" });
    }
    return phases;
  }

  function priceOf(id: string): Price {
    const price = books.prices.get(id);
    if (price === undefined) throw missing("price", id);
    return price;
  }

  function release(id: string): Schedule {
    const schedule = find(id);
    if (schedule.status !== "active") {
      throw invalid(
        `You cannot release a subscription schedule that is currently in the \`${schedule.status}\` status. It must be in the \`not_started\` or \`active\` status to be released.`,
      );
    }
    const { subscription: link } = schedule;
    const subscription = books.subscriptions.get(link ?? "");
    const fields = {
      status: "released",
      released_at: time.now(),
      released_subscription: link,
      subscription: null,
    } as const;
    change(context, schedule, { ...fields, current_phase: null }, "subscription_schedule.released");
    if (subscription !== undefined) change(context, subscription, { schedule: null }, "customer.subscription.updated");
    return schedule;
  }

  return {
    find,
    fromSubscription,
    update,
    release,
    /** A subscription has ended: so has what was planned for it. */
    drop(subscription: Subscription): void {
      if (subscription.schedule !== null) release(subscription.schedule);
    },
    /** The price that holds from a moment on by what is planned; null: as before. */
    priceAt(subscription: Subscription, moment_s: number): Price | null {
      const schedule = books.schedules.get(subscription.schedule ?? "");
      if (schedule === undefined) return null;
      const phase = schedule.phases.find(({ start_date, end_date }) => start_date <= moment_s && moment_s < end_date);
      if (phase === undefined) {
        release(schedule.id);
        return null;
      }
      schedule.current_phase = { start_date: phase.start_date, end_date: phase.end_date };
      context.emit("subscription_schedule.updated", schedule);
      return priceOf(phase.items[0]?.price ?? "");
    },
  };
}
export type SandboxSchedules = ReturnType<typeof createSchedules>;

function withoutUndefined(given: { readonly interval: string; readonly interval_count?: number | undefined }): {
  interval: string;
  interval_count?: number;
} {
  const { interval, interval_count } = given;
  return interval_count === undefined ? { interval } : { interval, interval_count };
}
