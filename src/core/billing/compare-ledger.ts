import type { Entry } from "../credits/wallet.ts";
import { sum } from "../credits/wallet.ts";
import { given, type Order } from "./order.ts";
import type { BillingTools } from "./tools.ts";

const PAGE_SIZE = 100;
/** What was taken back by mistake is given once more by such causes; the order does not count it as given. */
const GIVEN_BACK = "undo:";

/**
 * The orders written since then that say something else than the ledger of what they gave or of what was taken back. Nothing is
 * repaired: somebody has to find out which of the two is wrong.
 * @param failed hears of each order that could not be compared
 */
export async function disagreements(
  { orders, ledger, clock, log }: Pick<BillingTools, "orders" | "ledger" | "clock" | "log">,
  since: Date,
  failed: (order: string, error: unknown) => void,
): Promise<string[]> {
  const found: string[] = [];
  const now = clock.now();
  let after: string | null = null;
  for (;;) {
    const page: Order[] = await orders.changedBetween(since, now, PAGE_SIZE, after);
    for (const order of page.filter(({ grants, unsettled }) => grants.length > 0 && !unsettled)) {
      try {
        const journals = await ledger.journals(order.account);
        const difference = differenceOf(
          order,
          journals.flatMap(({ entries }) => entries),
        );
        if (difference === null) continue;
        found.push(order.id);
        log.error({ error: new Error(difference), order: order.id }, "an order and the ledger disagree");
      } catch (error) {
        failed(order.id, error);
      }
    }
    if (page.length < PAGE_SIZE) return found;
    after = page.at(-1)?.id ?? null;
  }
}

/** What the two say, where it differs; null: they agree. */
function differenceOf(order: Order, entries: readonly Entry[]): string | null {
  const granted = entries.flatMap((entry) =>
    entry.kind === "grant" && entry.order === order.id && !entry.cause.startsWith(GIVEN_BACK) ? [entry.amount] : [],
  );
  if (sum(granted) !== given(order)) {
    return `order ${order.id} gave ${given(order)} credits, and the ledger says ${sum(granted)}`;
  }
  for (const { id, reclaimed } of order.returns) {
    const taken = sum(
      entries.flatMap((entry) => (entry.kind === "reclaim" && entry.cause === id ? [entry.amount] : [])),
    );
    if (taken !== (reclaimed ?? 0)) {
      return `${id} took ${reclaimed ?? 0} credits from order ${order.id}, and the ledger says ${taken}`;
    }
  }
  return null;
}
