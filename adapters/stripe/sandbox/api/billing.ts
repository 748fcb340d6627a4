import { z } from "zod";
import { type Context, newest } from "../context.ts";
import type { SandboxInvoices } from "../invoices.ts";
import { flag, listing, metadata, number, page, text } from "../params.ts";
import { declined, invalid } from "../refusal.ts";
import type { SandboxSchedules } from "../schedules.ts";
import { isEnded, type SandboxSubscriptions, subscriptionOf } from "../subscriptions.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";

const none = z.strictObject({});
const prorations = z.enum(["always_invoice", "create_prorations", "none"]);
const change = z
  .strictObject({
    items: z
      .array(z.strictObject({ id: text.optional(), price: text.optional(), quantity: z.literal("1").optional() }))
      .optional(),
    billing_cycle_anchor: z.strictObject({ type: z.enum(["now", "unchanged"]) }).optional(),
    proration_behavior: prorations.optional(),
    payment_behavior: z
      .enum(["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"])
      .optional(),
    cancel_at_period_end: flag.optional(),
    cancel_at: z.union([number, z.literal("")]).optional(),
    metadata: metadata.optional(),
  })
  .refine(
    ({ cancel_at, cancel_at_period_end }) => cancel_at === undefined || cancel_at_period_end === undefined,
    "You may only specify one of these parameters: cancel_at_period_end, cancel_at.",
  );
const phase = z.strictObject({
  items: z
    .array(z.strictObject({ price: text, quantity: z.literal("1").optional() }))
    .min(1)
    .max(1),
  start_date: number.optional(),
  end_date: number.optional(),
  duration: z
    .strictObject({
      interval: z.enum(["day", "week", "month", "year"]),
      interval_count: number.pipe(z.int().min(1)).optional(),
    })
    .optional(),
  proration_behavior: prorations.optional(),
});
const schedule = z.strictObject({
  phases: z.array(phase).min(1).max(10).optional(),
  end_behavior: z.enum(["release", "cancel"]).optional(),
  metadata: metadata.optional(),
  proration_behavior: prorations.optional(),
});

/** Subscriptions, what is planned for them, and their bills. */
export function billingEndpoints(
  context: Context,
  subscriptions: SandboxSubscriptions,
  schedules: SandboxSchedules,
  invoices: SandboxInvoices,
): Endpoint[] {
  const { books } = context;

  return [
    endpoint(
      "GET",
      "/v1/subscriptions",
      listing.extend({ customer: text.optional(), status: text.optional(), price: text.optional() }),
      (given) =>
        page(
          newest(books.subscriptions).filter((known) => {
            if ((given.customer ?? known.customer) !== known.customer) return false;
            if (given.status === "all") return true;
            if (given.status === "ended") return isEnded(known);
            return given.status === undefined ? known.status !== "canceled" : known.status === given.status;
          }),
          given,
          "/v1/subscriptions",
        ),
    ),
    endpoint("GET", "/v1/subscriptions/:id", none, (_, id) => subscriptions.find(id)),
    endpoint("POST", "/v1/subscriptions/:id", change, (given, id) => subscriptions.update(id, given)),
    endpoint(
      "DELETE",
      "/v1/subscriptions/:id",
      z.strictObject({ invoice_now: flag.optional(), prorate: flag.optional() }),
      (given, id) => {
        if (given.prorate === true)
          throw invalid("The sandbox does not prorate what is canceled.", { param: "prorate" });
        return subscriptions.end(subscriptions.find(id));
      },
    ),
    endpoint("POST", "/v1/subscriptions/:id/pause", z.strictObject({ type: text.optional() }), (_, id) =>
      subscriptions.pause(subscriptions.find(id)),
    ),
    endpoint(
      "POST",
      "/v1/subscriptions/:id/resume",
      z.strictObject({ billing_cycle_anchor: z.strictObject({ type: text }).optional() }),
      (_, id) => subscriptions.resume(subscriptions.find(id)),
    ),

    endpoint("POST", "/v1/subscription_schedules", z.strictObject({ from_subscription: text }), (given) =>
      schedules.fromSubscription(given.from_subscription),
    ),
    endpoint("GET", "/v1/subscription_schedules/:id", none, (_, id) => schedules.find(id)),
    endpoint("POST", "/v1/subscription_schedules/:id", schedule, (given, id) => schedules.update(id, given)),
    endpoint("POST", "/v1/subscription_schedules/:id/release", none, (_, id) => schedules.release(id)),

    endpoint(
      "GET",
      "/v1/invoices",
      listing.extend({ customer: text.optional(), subscription: text.optional(), status: text.optional() }),
      (given) =>
        page(
          newest(books.invoices).filter(
            (known) =>
              (given.customer ?? known.customer) === known.customer &&
              (given.subscription ?? subscriptionOf(known)) === subscriptionOf(known) &&
              (given.status ?? known.status) === known.status,
          ),
          given,
          "/v1/invoices",
        ),
    ),
    endpoint("GET", "/v1/invoices/:id", none, (_, id) => invoices.find(id)),
    endpoint("POST", "/v1/invoices/:id/pay", none, (_, id) => {
      const invoice = invoices.find(id);
      if (invoice.status === "paid") throw invalid("Invoice is already paid", { code: "invoice_already_paid" });
      if (!invoices.collect(invoice)) throw declined(null);
      return invoice;
    }),
    endpoint("POST", "/v1/invoices/:id/void", none, (_, id) => {
      const invoice = invoices.find(id);
      invoices.voidOne(invoice);
      return invoice;
    }),
    endpoint(
      "GET",
      "/v1/invoice_payments",
      listing.extend({
        invoice: text.optional(),
        status: text.optional(),
        payment: z.strictObject({ type: z.literal("payment_intent"), payment_intent: text }).optional(),
      }),
      (given) =>
        page(
          newest(books.invoicePayments).filter(
            (known) =>
              (given.invoice ?? known.invoice) === known.invoice &&
              (given.status ?? known.status) === known.status &&
              (given.payment?.payment_intent ?? known.payment.payment_intent) === known.payment.payment_intent,
          ),
          given,
          "/v1/invoice_payments",
        ),
    ),
  ];
}
