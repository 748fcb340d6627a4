import type { BookedPage } from "../../src/core/billing/payment-book.ts";
import type { Checkout, Refund } from "../../src/core/billing/payments.ts";

/** A page as the core knows pages: an invoice is open until it is paid, closed or too old. */
export function checkoutOf(page: BookedPage, now: Date): Checkout {
  const { id, account, total, url, expiresAt, closedAt, payment } = page;
  const isOpen = payment === null && closedAt === null && expiresAt > now;
  return {
    ...{ id, order: id, account, expiresAt },
    state: payment !== null ? "complete" : isOpen ? "open" : "expired",
    payment: payment === null ? "unpaid" : "paid",
    url: isOpen ? url : null,
    // What was paid, not what was asked for: whether they agree is for the core to see.
    total: payment?.amount ?? total,
    customer: null,
    paymentId: payment?.id ?? null,
    subscription: null,
  };
}

/** Stars go back whole, and at once. null: they have not. */
export function refundOf({ id: order, payment }: BookedPage): Refund | null {
  if (payment === null || payment.refund === null) return null;
  const { id, amount, refund } = payment;
  return { id, payment: id, order, invoice: null, request: refund.request, amount, state: "succeeded" };
}
