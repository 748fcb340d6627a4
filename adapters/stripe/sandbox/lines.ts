import type { Context } from "./context.ts";
import type { SandboxInvoices } from "./invoices.ts";
import type { InvoiceLine, Price, Subscription, SubscriptionItem } from "./shapes.ts";

/** What subscriptions are billed for: a whole period, or a share of one when the price changes within it. */
export function createLines({ books, time }: Context, invoices: SandboxInvoices) {
  function periodLine(subscription: Subscription, item: SubscriptionItem): InvoiceLine {
    return invoices.line(subscription, item, {
      price: item.price,
      amount: item.price.unit_amount ?? 0,
      period: { start: item.current_period_start, end: item.current_period_end },
      isProration: false,
      description: `1 × ${books.products.get(item.price.product)?.name ?? "subscription"}`,
    });
  }

  function prorationLine(
    subscription: Subscription,
    item: SubscriptionItem,
    price: Price,
    sign: 1 | -1,
    share: number,
  ): InvoiceLine {
    const name = books.products.get(price.product)?.name ?? "subscription";
    return invoices.line(subscription, item, {
      price,
      amount: sign * Math.round((price.unit_amount ?? 0) * share),
      period: { start: time.now(), end: item.current_period_end },
      isProration: true,
      description: `${sign < 0 ? "Unused time" : "Remaining time"} on ${name}`,
    });
  }

  return { periodLine, prorationLine };
}
