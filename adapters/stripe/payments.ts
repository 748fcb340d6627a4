import type Stripe from "stripe";
import { type Listed, type Payments, PaymentUnreachable } from "../../src/core/billing/payments.ts";
import type { Clock, Log, Metrics } from "../../src/core/services.ts";
import { createCheckouts, type ReturnAddresses } from "./checkouts.ts";
import { createStripeClient } from "./client.ts";
import { readFault } from "./faults.ts";
import { createPriceBook } from "./prices.ts";
import { createReader, type Reader } from "./read.ts";
import { createReconciliation } from "./reconciliation.ts";
import { createRefunds } from "./refunds.ts";
import { createSubscriptions } from "./subscriptions.ts";

/** What an operator watches of the traffic with Stripe. */
export type StripeMetrics = Pick<Metrics, "paymentCall" | "paymentEvent">;

export interface StripeOptions {
  readonly secretKey: string;
  /** Takes the place of https://api.stripe.com in every call: a proxy, or a sandbox. */
  readonly apiUrl: string | null;
  readonly addresses: ReturnAddresses;
  readonly clock: Clock;
  readonly metrics: StripeMetrics;
  readonly log: Log;
  readonly timeout_ms?: number;
}

export interface StripeConnection {
  readonly payments: Payments;
  /** For `stripeWebhook`. */
  readonly stripe: Stripe;
  readonly reader: Reader;
}

/** Stripe as the core's `Payments`, over Stripe's own client. */
export function connectStripe(options: StripeOptions): StripeConnection {
  const { clock, metrics, log, addresses } = options;
  const stripe = createStripeClient(options);
  const prices = createPriceBook({ stripe, clock });
  const reader = createReader({ stripe, prices });
  const calls = {
    ...createCheckouts({ stripe, prices, reader, addresses }),
    ...createSubscriptions({ stripe, prices, reader, portalReturn: addresses.portal }),
    ...createRefunds({ stripe, reader }),
  };
  const lists = createReconciliation({ stripe, reader });

  function judged(call: string, start_ms: number, fault: unknown): Error {
    const read = readFault(fault);
    const isUnreachable = read instanceof PaymentUnreachable;
    metrics.paymentCall(call, isUnreachable ? "unreachable" : "refused", performance.now() - start_ms);
    if (isUnreachable) log.warn({ call, code: read.code }, "the payment provider did not answer");
    return read;
  }

  function watched<Given extends unknown[], T>(call: string, run: (...given: Given) => Promise<T>) {
    return async (...given: Given): Promise<T> => {
      const start_ms = performance.now();
      try {
        const value = await run(...given);
        metrics.paymentCall(call, "ok", performance.now() - start_ms);
        return value;
      } catch (fault) {
        throw judged(call, start_ms, fault);
      }
    };
  }

  function listed<Given extends unknown[], T>(call: string, run: (...given: Given) => AsyncIterable<Listed<T>>) {
    return async function* (...given: Given): AsyncIterable<Listed<T>> {
      const start_ms = performance.now();
      try {
        for await (const { id, read } of run(...given)) yield { id, read: watched(call, read) };
      } catch (fault) {
        throw judged(call, start_ms, fault);
      }
      metrics.paymentCall(call, "ok", performance.now() - start_ms);
    };
  }

  return {
    stripe,
    reader,
    payments: {
      method: "stripe",
      sellsPlans: true,
      checkout: watched("checkout", calls.checkout),
      findCheckout: watched("findCheckout", calls.findCheckout),
      expireCheckout: watched("expireCheckout", calls.expireCheckout),
      findSubscription: watched("findSubscription", calls.findSubscription),
      setCancelAtPeriodEnd: watched("setCancelAtPeriodEnd", calls.setCancelAtPeriodEnd),
      cancelNow: watched("cancelNow", calls.cancelNow),
      changeOffer: watched("changeOffer", calls.changeOffer),
      changePrice: watched("changePrice", calls.changePrice),
      portal: watched("portal", calls.portal),
      findInvoice: watched("findInvoice", calls.findInvoice),
      invoicesOf: watched("invoicesOf", calls.invoicesOf),
      refund: watched("refund", calls.refund),
      findRefund: watched("findRefund", calls.findRefund),
      findDispute: watched("findDispute", calls.findDispute),
      undelivered: listed("undelivered", lists.undelivered),
      checkoutsSince: listed("checkoutsSince", lists.checkoutsSince),
      invoicesSince: listed("invoicesSince", lists.invoicesSince),
      refundsSince: listed("refundsSince", lists.refundsSince),
      disputesSince: listed("disputesSince", lists.disputesSince),
      subscriptionsSince: listed("subscriptionsSince", lists.subscriptionsSince),
    },
  };
}
