import { z } from "zod";
import { type Context, merged, newest } from "../context.ts";
import { flag, listing, metadata, number, page, text } from "../params.ts";
import type { SandboxRefunds } from "../refunds.ts";
import { invalid } from "../refusal.ts";
import type { SandboxSessions } from "../sessions.ts";
import { gone } from "./catalogue.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";

const none = z.strictObject({});
const link = z.string().regex(/^https?:\/\//, "Not a valid URL");
const session = z.strictObject({
  mode: z.enum(["payment", "subscription"]),
  line_items: z
    .array(z.strictObject({ price: text, quantity: number.pipe(z.int().min(1)).default(1) }))
    .min(1)
    .max(20),
  customer: text.optional(),
  client_reference_id: z.string().max(200).optional(),
  metadata: metadata.optional(),
  payment_intent_data: z.strictObject({ metadata: metadata.optional(), description: text.optional() }).optional(),
  subscription_data: z.strictObject({ metadata: metadata.optional(), description: text.optional() }).optional(),
  success_url: link,
  cancel_url: link.optional(),
  expires_at: number.optional(),
  locale: text.optional(),
  adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
  allowed_payment_method_types: z.array(text).min(1).optional(),
});

/** Everything about payments that are made once, and what comes back of them. */
export function paymentEndpoints(context: Context, sessions: SandboxSessions, refunds: SandboxRefunds): Endpoint[] {
  const { books } = context;
  const byPayment = listing.extend({ payment_intent: text.optional(), charge: text.optional() });

  function ofPayment<Item extends { readonly payment_intent: string | null; readonly charge: string | null }>(
    items: readonly Item[],
    given: z.infer<typeof byPayment>,
  ): Item[] {
    return items.filter(
      (item) =>
        (given.payment_intent ?? item.payment_intent) === item.payment_intent &&
        (given.charge ?? item.charge) === item.charge,
    );
  }

  return [
    endpoint("POST", "/v1/checkout/sessions", session, (given) => {
      const foreign = given.mode === "payment" ? "subscription_data" : "payment_intent_data";
      if (given[foreign] !== undefined) {
        throw invalid(`You can not pass \`${foreign}\` in \`${given.mode}\` mode.`, { param: foreign });
      }
      const inner = given.mode === "payment" ? given.payment_intent_data : given.subscription_data;
      return sessions.create({
        mode: given.mode,
        items: given.line_items,
        customer: given.customer,
        client_reference_id: given.client_reference_id,
        metadata: merged({}, given.metadata),
        innerMetadata: merged({}, inner?.metadata),
        success_url: given.success_url,
        cancel_url: given.cancel_url,
        expires_at: given.expires_at,
        locale: given.locale,
        adaptive_pricing: given.adaptive_pricing?.enabled ?? false,
        allowed_payment_method_types: given.allowed_payment_method_types ?? null,
      });
    }),
    endpoint(
      "GET",
      "/v1/checkout/sessions",
      listing.extend({
        customer: text.optional(),
        payment_intent: text.optional(),
        subscription: text.optional(),
        status: z.enum(["open", "complete", "expired"]).optional(),
      }),
      (given) =>
        page(
          newest(books.sessions).filter(
            (known) =>
              (given.customer ?? known.customer) === known.customer &&
              (given.payment_intent ?? known.payment_intent) === known.payment_intent &&
              (given.subscription ?? known.subscription) === known.subscription &&
              (given.status ?? known.status) === known.status,
          ),
          given,
          "/v1/checkout/sessions",
        ),
    ),
    endpoint("GET", "/v1/checkout/sessions/:id", none, (_, id) => sessions.find(id)),
    endpoint("POST", "/v1/checkout/sessions/:id/expire", none, (_, id) => sessions.expire(sessions.find(id))),
    endpoint("GET", "/v1/checkout/sessions/:id/line_items", listing, (given, id) =>
      page(
        books.sessionDetails.get(sessions.find(id).id)?.items ?? [],
        given,
        `/v1/checkout/sessions/${id}/line_items`,
      ),
    ),

    endpoint("GET", "/v1/payment_intents", listing.extend({ customer: text.optional() }), (given) =>
      page(
        newest(books.payments).filter(({ customer }) => (given.customer ?? customer) === customer),
        given,
        "/v1/payment_intents",
      ),
    ),
    endpoint("GET", "/v1/payment_intents/:id", none, (_, id) => books.payments.get(id) ?? gone("payment_intent", id)),
    endpoint(
      "GET",
      "/v1/charges",
      listing.extend({ customer: text.optional(), payment_intent: text.optional() }),
      (given) =>
        page(
          newest(books.charges).filter(
            (known) =>
              (given.customer ?? known.customer) === known.customer &&
              (given.payment_intent ?? known.payment_intent) === known.payment_intent,
          ),
          given,
          "/v1/charges",
        ),
    ),
    endpoint("GET", "/v1/charges/:id", none, (_, id) => books.charges.get(id) ?? gone("charge", id)),

    endpoint(
      "POST",
      "/v1/refunds",
      z.strictObject({
        payment_intent: text.optional(),
        charge: text.optional(),
        amount: number.optional(),
        metadata: metadata.optional(),
        reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
      }),
      (given) => {
        const payment = given.payment_intent ?? given.charge;
        if (payment === undefined) {
          throw invalid("One of the following params should be provided for this request: payment_intent or charge.");
        }
        const { amount, reason } = given;
        return refunds.refund({ payment, amount, reason, metadata: merged({}, given.metadata) });
      },
    ),
    endpoint("GET", "/v1/refunds", byPayment, (given) =>
      page(ofPayment(newest(books.refunds), given), given, "/v1/refunds"),
    ),
    endpoint("GET", "/v1/refunds/:id", none, (_, id) => books.refunds.get(id) ?? gone("refund", id)),

    endpoint("GET", "/v1/disputes", byPayment, (given) =>
      page(ofPayment(newest(books.disputes), given), given, "/v1/disputes"),
    ),
    endpoint("GET", "/v1/disputes/:id", none, (_, id) => books.disputes.get(id) ?? gone("dispute", id)),
    endpoint("POST", "/v1/disputes/:id/close", none, (_, id) => refunds.closeDispute(id, "lost")),
    endpoint(
      "GET",
      "/v1/radar/early_fraud_warnings/:id",
      none,
      (_, id) => books.warnings.get(id) ?? gone("warning", id),
    ),

    endpoint(
      "GET",
      "/v1/events",
      listing.extend({
        delivery_success: flag.optional(),
        type: text.optional(),
        types: z.array(text).max(20).optional(),
      }),
      (given) =>
        page(
          newest(books.events).filter(({ id, type }) => {
            const state = books.deliveries.get(id)?.state;
            if (given.delivery_success === true && state !== "delivered") return false;
            if (given.delivery_success === false && (state === undefined || state === "delivered")) return false;
            return (given.type ?? type) === type && (given.types?.includes(type) ?? true);
          }),
          given,
          "/v1/events",
        ),
    ),
    endpoint("GET", "/v1/events/:id", none, (_, id) => books.events.get(id) ?? gone("event", id)),
  ];
}
