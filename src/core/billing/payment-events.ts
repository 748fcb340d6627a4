import { checkoutSeen } from "./checkouts.ts";
import { disputeSeen, fraudWarned } from "./disputes.ts";
import { invoiceSeen } from "./invoices.ts";
import type { PaymentEvent, PaymentEvents } from "./payments.ts";
import { refundSeen } from "./refunds.ts";
import { subscriptionChanged } from "./subscriptions.ts";
import { type BillingTools, providerOf } from "./tools.ts";

/** Which events have been taken in, for a while. */
export interface PaymentEventStore {
  /** false when it was handled before. */
  isNew(id: string): Promise<boolean>;
  /** Safe to repeat. */
  markHandled(id: string, kind: string, at: Date): Promise<void>;
}

/**
 * The one door for a provider's news. An event says what to look at; how that is now is asked, so events may come in any order
 * and any number of times. It is marked only after everything it brought about was stored: who dies in between does it again.
 */
export function createPaymentEvents(tools: BillingTools, store: PaymentEventStore): PaymentEvents {
  return {
    async received(event) {
      const key = `${event.method}:${event.id}`;
      if (!(await store.isNew(key))) return "repeated";
      await takeIn(tools, event);
      await store.markHandled(key, event.kind, tools.clock.now());
      return "handled";
    },
  };
}

async function takeIn(tools: BillingTools, event: PaymentEvent): Promise<void> {
  const { method } = event;
  const provider = providerOf(tools, method);
  switch (event.kind) {
    case "checkout": {
      const checkout = event.now ?? (await provider.findCheckout(event.checkout));
      if (checkout !== null) await checkoutSeen(tools, method, checkout);
      return;
    }
    case "invoice": {
      const invoice = await provider.findInvoice(event.invoice);
      if (invoice !== null) await invoiceSeen(tools, method, invoice);
      return;
    }
    case "subscription":
      await subscriptionChanged(tools, method, event.subscription);
      return;
    case "refund": {
      const refund = event.now ?? (await provider.findRefund(event.refund));
      if (refund !== null) await refundSeen(tools, method, refund);
      return;
    }
    case "dispute": {
      const dispute = await provider.findDispute(event.dispute);
      if (dispute !== null) await disputeSeen(tools, method, dispute);
      return;
    }
    case "fraud-warning":
      await fraudWarned(tools, method, event);
      return;
  }
}
