/** An error of the API, before it is written to a connection. @see https://docs.stripe.com/api/errors */
export class Refused extends Error {
  readonly status: number;
  readonly error: Readonly<Record<string, unknown>>;

  constructor(status: number, error: Readonly<Record<string, unknown>> & { readonly type: string }) {
    super(error.type);
    this.status = status;
    this.error = error;
  }
}

/** What was asked for makes no sense, or not now. */
export function invalid(message: string, facts: { readonly code?: string; readonly param?: string } = {}): Refused {
  return new Refused(400, { type: "invalid_request_error", message, ...facts });
}

export function missing(what: string, id: string): Refused {
  const message = `No such ${what.replaceAll("_", " ")}: '${id}'`;
  return new Refused(404, { type: "invalid_request_error", code: "resource_missing", message, param: "id" });
}

/** The bank says no. */
export function declined(payment: Readonly<Record<string, unknown>> | null): Refused {
  return new Refused(402, {
    type: "card_error",
    code: "card_declined",
    decline_code: "generic_decline",
    message: "Your card was declined.",
    ...(payment === null ? {} : { payment_intent: payment }),
  });
}
