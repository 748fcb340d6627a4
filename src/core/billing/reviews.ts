import { changeOrder } from "./change-order.ts";
import { grantDue } from "./grant-due.ts";
import { isReturned, type Order } from "./order.ts";
import type { BillingTools } from "./tools.ts";

/** What a person of ours does with an order that waits for one. `seen`: the version that they looked at. */
export interface ReviewDecision {
  readonly order: string;
  readonly seen: number;
  /** Identity of the operator. */
  readonly by: string;
}

export interface Reviews {
  /** Somebody is done with it. What is held stays held. `changed`: it is no longer as they have seen it, and nothing was done. */
  closeReviews(decision: ReviewDecision): Promise<"closed" | "changed">;
  /**
   * Lets an order go that was held: its credits are given, and its reviews are closed. `still-held`: what it needs for that is
   * not there, such as its account.
   */
  releaseHeld(decision: ReviewDecision): Promise<"released" | "still-held" | "changed">;
}

export function createReviews(tools: BillingTools): Reviews {
  const { clock, log } = tools;

  /** Whether `decide` had its way: only with the order that the operator has seen. */
  async function decided(
    { order: id, seen, by }: ReviewDecision,
    decide: (order: Order) => Order | null,
    did: string,
  ): Promise<boolean> {
    let isDone = false;
    const after = await changeOrder(tools, id, (order) => {
      const next = order.version === seen ? decide(order) : null;
      isDone = next !== null;
      return next;
    });
    if (isDone) log.info({ order: id, operator: by, state: after?.state }, did);
    return isDone;
  }

  return {
    async closeReviews(decision) {
      const isClosed = await decided(
        decision,
        (order) => closed(order, clock.now()),
        "the reviews of an order were closed",
      );
      return isClosed ? "closed" : "changed";
    },
    async releaseHeld(decision) {
      const release = (order: Order): Order | null =>
        order.state === "held" && !isReturned(order)
          ? { ...closed(order, clock.now()), state: "paid", nextGrantAt: clock.now() }
          : null;
      if (!(await decided(decision, release, "an order that was held was released"))) return "changed";
      const order = await grantDue(tools, decision.order);
      return order?.state === "held" ? "still-held" : "released";
    },
  };
}

function closed(order: Order, at: Date): Order {
  return {
    ...order,
    reviews: order.reviews.map((review) => (review.closedAt === undefined ? { ...review, closedAt: at } : review)),
  };
}
