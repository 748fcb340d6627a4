import type { PaymentEvents } from "../../src/core/billing/payments.ts";
import type { Clock, HttpRoute, Log } from "../../src/core/services.ts";
import { readEvent, stripeEvent } from "./events.ts";
import type { StripeConnection, StripeMetrics } from "./payments.ts";

/** How old a signature may be. @see https://docs.stripe.com/webhooks#replay-attacks */
const TOLERANCE_SECONDS = 300;
/** Events carry whole objects; an invoice with its lines stays far below. */
const BODY_BYTES_MAX = 1024 * 1024;

/**
 * The route on which Stripe tells that something has happened. Nothing is looked at before its signature is verified; 2xx
 * only once what follows is stored. Anything else makes Stripe send it again, for up to 3 days.
 *
 * @see https://docs.stripe.com/webhooks
 */
export function stripeWebhook(options: {
  readonly path: string;
  /** While a secret is changed there are two, and either signs. */
  readonly secrets: readonly string[];
  readonly connection: Pick<StripeConnection, "stripe" | "reader">;
  readonly events: PaymentEvents;
  readonly clock: Clock;
  readonly metrics: Pick<StripeMetrics, "paymentEvent">;
  readonly log: Log;
}): HttpRoute {
  const { path, secrets, events, clock, metrics, log } = options;
  const { stripe, reader } = options.connection;

  function isSigned(body: Uint8Array, header: string): boolean {
    return secrets.some((secret) => {
      try {
        const now_ms = clock.now().getTime();
        stripe.webhooks.signature?.verifyHeader(body, header, secret, TOLERANCE_SECONDS, undefined, now_ms);
        return stripe.webhooks.signature !== null;
      } catch {
        // The error would carry the body and the header.
        return false;
      }
    });
  }

  function refuses(headers: Headers): Response | null {
    // Once a secret is set, what waits meanwhile is sent again.
    if (secrets.length === 0) return answer(503, "No signing secret is set: see STRIPE_WEBHOOK_SECRET.");
    const header = headers.get("stripe-signature") ?? "";
    return header === "" ? answer(400, "The Stripe-Signature header is missing.") : null;
  }

  return {
    method: "POST",
    path,
    bodyBytesMax: BODY_BYTES_MAX,
    refuses,
    async handle(request) {
      const refused = refuses(request.headers);
      if (refused !== null) return refused;
      const body = new Uint8Array(await request.arrayBuffer());
      if (!isSigned(body, request.headers.get("stripe-signature") ?? "")) {
        return answer(400, "The signature does not fit the body and the signing secret, or is older than 5 minutes.");
      }
      const read = stripeEvent.safeParse(parsed(body));
      if (!read.success) return answer(400, "This is signed, but no snapshot event: subscribe to those.");
      const { type } = read.data;
      try {
        const event = await readEvent(reader, read.data);
        const outcome = event === null ? "unknown" : await events.received(event);
        metrics.paymentEvent(type, outcome);
        return answer(200, outcome);
      } catch (error) {
        metrics.paymentEvent(type, "failed");
        log.error({ error, event: read.data.id, type }, "a payment event could not be taken");
        return answer(500, "This could not be stored. Send it again.");
      }
    },
  };
}

function answer(status: number, sentence: string): Response {
  return new Response(sentence, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return null;
  }
}
