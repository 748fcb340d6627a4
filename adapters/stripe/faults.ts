import Stripe from "stripe";
import { PaymentRefused, PaymentUnreachable } from "../../src/core/billing/payments.ts";

/**
 * What a failed call means, judged by type, status and code alone: Stripe's sentences repeat what was sent.
 * @see https://docs.stripe.com/error-handling?lang=node
 */
export function readFault(fault: unknown): PaymentRefused | PaymentUnreachable {
  if (fault instanceof PaymentRefused || fault instanceof PaymentUnreachable) return fault;
  // Only a reader of answers can have failed: what came is nothing that Stripe sends.
  if (!(fault instanceof Stripe.errors.StripeError)) return new PaymentUnreachable("malformed");
  const { statusCode: status = 0, code } = fault;
  if (fault instanceof Stripe.errors.StripeConnectionError) return new PaymentUnreachable("no_connection");
  // A key that is wrong now may be right after the next start: nothing is known about the request.
  if (status === 401) return new PaymentUnreachable("unauthorized");
  if (status === 403) return new PaymentUnreachable("forbidden");
  if (status === 429) return new PaymentUnreachable("rate_limited");
  // Another try with the same key is still under way.
  if (status === 409) return new PaymentUnreachable("in_progress");
  if (status >= 500 || status < 400) return new PaymentUnreachable(`http_${status}`);
  if (fault instanceof Stripe.errors.StripeIdempotencyError) return new PaymentRefused("idempotency_error");
  const isDeclined = fault instanceof Stripe.errors.StripeCardError;
  return new PaymentRefused(word(fault.decline_code ?? code ?? fault.rawType), { isDeclined });
}

/** Whether Stripe says that there is no such thing. */
export function isMissing(fault: unknown): boolean {
  return fault instanceof Stripe.errors.StripeInvalidRequestError && fault.code === "resource_missing";
}

/** The parameter that Stripe would not take, such as `line_items[0][price]`; null: it was something else. */
export function refusedParameter(fault: unknown): string | null {
  return fault instanceof Stripe.errors.StripeInvalidRequestError ? (fault.param ?? null) : null;
}

/** A vendor's word is a code only when it looks like one: anything else might be somebody's sentence. */
function word(given: string | undefined): string {
  return given !== undefined && /^[a-z][a-z0-9_.-]{0,63}$/i.test(given) ? given : "unknown";
}
