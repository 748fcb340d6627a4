import { same } from "../credits/same.ts";
import { tellOperatorsOfReview } from "./notices.ts";
import { type Order, openReviews } from "./order.ts";
import type { BillingTools } from "./tools.ts";

/** How often a write is tried when other processes keep writing first. */
const ATTEMPTS_MAX = 20;
const JITTER_MS_MAX = 64;

/**
 * Writes an order as `change` makes it of what is stored, again and again until nobody was in between. `change` answers the
 * same order, or null, when there is nothing to write. Answers the order as it is stored then; null when there is none.
 */
export async function changeOrder(
  tools: BillingTools,
  id: string,
  change: (order: Order) => Order | null | Promise<Order | null>,
): Promise<Order | null> {
  const { orders, clock, ids, inOrder } = tools;
  let waits = false;
  const stored = await inOrder.run(`order:${id}`, async () => {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const before = await orders.find(id);
      if (before === null) return null;
      const changed = await change(before);
      if (changed === null || same(changed, before)) return before;
      const after = { ...changed, changedAt: clock.now(), version: before.version + 1 };
      if (await orders.write(before, after)) {
        waits = openReviews(after).length > openReviews(before).length;
        return after;
      }
      await clock.sleep(1 + ids.chance(Math.min(2 ** attempt, JITTER_MS_MAX)));
    }
    throw new Error(`order ${id} stayed contended over ${ATTEMPTS_MAX} attempts`);
  });
  // Behind the queue: a message to a person takes its time.
  if (waits && stored !== null) await tellOperatorsOfReview(tools, stored);
  return stored;
}
