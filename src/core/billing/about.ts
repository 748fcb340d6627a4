import { invoiceSeen } from "./invoices.ts";
import type { Order } from "./order.ts";
import type { About, PaymentMethod } from "./payments.ts";
import { type BillingTools, providerOf } from "./tools.ts";

/**
 * The order that a refund or a dispute is about; null when it is none of ours. An invoice whose own event is still on its way is
 * taken in first, so that nothing is lost because it came early.
 */
export async function orderAbout(tools: BillingTools, method: PaymentMethod, about: About): Promise<Order | null> {
  const { orders } = tools;
  if (about.invoice !== null) {
    const known = await orders.findByInvoice(method, about.invoice);
    if (known !== null) return known;
    const invoice = await providerOf(tools, method).findInvoice(about.invoice);
    const order = invoice === null ? null : await invoiceSeen(tools, method, invoice);
    if (order !== null) return order;
  }
  const named = about.order === null ? null : await orders.find(about.order);
  if (named !== null && named.method === method) return named;
  return orders.findByPayment(method, about.payment);
}
