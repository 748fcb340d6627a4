import type { Ledger } from "../credits/ledger.ts";
import { isPaid, type Order, paidFor } from "./order.ts";
import type { OrderStore } from "./order-store.ts";
import type { Period } from "./payments.ts";
import { between, type Statement, statementOf } from "./statement.ts";

/** What happened to one order between two instants. */
export interface OrderStatement {
  readonly order: Order;
  /** In the smallest unit of the currency that was paid in. */
  readonly moneyIn: number;
  readonly moneyBack: number;
  /** Credits, by the ledger alone; `left` is what was left at the end. */
  readonly credits: Statement;
}

const PAGE_SIZE = 100;

/**
 * Every order to which something happened in a time, or of which something was left, in the order of their ids. The journals of one
 * account are in memory at a time.
 */
export async function* statementsOf(
  {
    orders,
    ledger,
  }: { readonly orders: Pick<OrderStore, "createdBetween">; readonly ledger: Pick<Ledger, "journals"> },
  { start, end }: Period,
): AsyncGenerator<OrderStatement> {
  const before = new Date(start.getTime() - 1);
  const last = new Date(end.getTime() - 1);
  const isWithin = (at: Date | null) => at !== null && at >= start && at < end;
  let after: string | null = null;
  for (;;) {
    const page: Order[] = await orders.createdBetween(new Date(0), end, PAGE_SIZE, after);
    for (const order of page.filter(isPaid)) {
      const journals = await ledger.journals(order.account);
      const credits = between(statementOf(order.id, journals, before), statementOf(order.id, journals, last));
      const moneyIn = isWithin(order.paidAt) ? paidFor(order).amount : 0;
      // What came back to us later is taken off in the month in which it did.
      const moneyBack = order.returns.reduce(
        (total, { amount, at, undoneAt = null }) =>
          total + (isWithin(at) ? amount : 0) - (isWithin(undoneAt) ? amount : 0),
        0,
      );
      const happened = [moneyIn, moneyBack, ...Object.values(credits)];
      if (happened.some((amount) => amount !== 0)) yield { order, moneyIn, moneyBack, credits };
    }
    if (page.length < PAGE_SIZE) return;
    after = page.at(-1)?.id ?? null;
  }
}
