import type { Money } from "./money.ts";

/** How people pay. Which ones a platform offers is configuration. */
export type PaymentMethod = "stripe" | "stars";

/** The methods that are there; empty: nothing can be bought. */
export type PaymentMethods = ReadonlyMap<PaymentMethod, Payments>;

/**
 * What the core needs of a payment provider. Implemented by `adapters/stripe`, and for Stars by `adapters/telegram`. Every method may throw the two errors below,
 * and no others. What makes something carries a key and is safe to repeat with it; what reads tells how things are now, which
 * is why no order of events matters: an event only says what to look at.
 */
export interface Payments {
  readonly method: PaymentMethod;
  /** Whether plans can be bought this way, or only packs. */
  readonly sellsPlans: boolean;

  /** Opens a page where the order is paid. The same order again gives the same page. */
  checkout(request: CheckoutRequest): Promise<Checkout>;
  /** null: the provider does not know it. */
  findCheckout(id: string): Promise<Checkout | null>;
  /** Closes the page, unless it was paid meanwhile; answers how it is then. */
  expireCheckout(id: string): Promise<Checkout>;

  findSubscription(id: string): Promise<ProviderSubscription | null>;
  /** Ends it with the period that is paid (T17), or takes that back. Safe to repeat; answers how it is then. */
  setCancelAtPeriodEnd(id: string, cancel: boolean): Promise<ProviderSubscription>;
  /** Ends it at once, without money back: for a termination (T19). Safe to repeat. */
  cancelNow(id: string): Promise<ProviderSubscription>;
  /**
   * Another plan. `now`: a new period begins, whole, and what is left of the old one is deducted by the provider; the invoice
   * has the reason `change`. `period-end`: nothing changes until then (`ProviderSubscription.next`). Asking for the offer that
   * the subscription has takes a planned change back. `key` makes it once.
   */
  changeOffer(change: {
    readonly subscription: string;
    readonly offer: string;
    /** What the person was told it costs, in the currency of the subscription. */
    readonly price: Money;
    readonly when: "now" | "period-end";
    readonly key: string;
  }): Promise<ProviderSubscription>;
  /**
   * From the next period on, the offer that the subscription has costs this (T16): nothing is charged or given back for the
   * present one. Leaves alone a subscription that has another offer by now, or another one planned. Safe to repeat.
   */
  changePrice(change: {
    readonly subscription: string;
    readonly offer: string;
    readonly price: Money;
  }): Promise<ProviderSubscription>;
  /** A page of the provider where the customer sees invoices, changes the card, cancels and resumes. */
  portal(customer: string): Promise<{ readonly url: string }>;

  findInvoice(id: string): Promise<Invoice | null>;
  /** Newest first. */
  invoicesOf(subscription: string, limit: number): Promise<readonly Invoice[]>;

  /** Gives money back. `request` is our request's id and the idempotency key, and comes back as `Refund.request`. */
  refund(refund: { readonly request: string; readonly payment: string; readonly amount: Money }): Promise<Refund>;
  findRefund(id: string): Promise<Refund | null>;
  findDispute(id: string): Promise<Dispute | null>;

  // For the daily reconciliation: what is there, so that nothing depends on an event alone. Newest or oldest first.
  /** Events of the last days that did not reach us. */
  undelivered(): AsyncIterable<Listed<PaymentEvent>>;
  /** Pages that were completed since then. */
  checkoutsSince(since: Date): AsyncIterable<Listed<Checkout>>;
  invoicesSince(since: Date): AsyncIterable<Listed<Invoice>>;
  refundsSince(since: Date): AsyncIterable<Listed<Refund>>;
  disputesSince(since: Date): AsyncIterable<Listed<Dispute>>;
  /** All that have not ended, and those that ended since then. */
  subscriptionsSince(since: Date): AsyncIterable<Listed<ProviderSubscription>>;
}

/** One of a list. Reading it is apart from listing it, so that one that cannot be read hides none of the others. */
export interface Listed<T> {
  readonly id: string;
  /** null: it is none of ours. Throws as all calls do. */
  readonly read: () => Promise<T | null>;
}

export interface CheckoutRequest {
  /** Our order: the idempotency key, and in the metadata of the page, the payment and the subscription. */
  readonly order: string;
  /** Whose it is: in the same metadata, and the page's reference. */
  readonly account: string;
  /** Who this account is at the provider; null: unknown yet, so make a customer, one for each account. */
  readonly customer: string | null;
  readonly kind: "pack" | "plan";
  /** Key of the offer; with the currency it names the provider's price: see `lookupKey` in `catalogue/offers.ts`. */
  readonly offer: string;
  /** What the person was told it costs: the page asks for just this, whatever others pay. */
  readonly price: Money;
  /** The person's language, as BCP 47. */
  readonly language: string;
  readonly expiresAt: Date;
}

/** A page where one order is paid, as it is now. */
export interface Checkout {
  readonly id: string;
  /** From the metadata: null when somebody else's program made it. */
  readonly order: string | null;
  readonly account: string | null;
  readonly state: "open" | "complete" | "expired";
  /** `unpaid` also while a slow payment is under way (`complete`); `failed` once such a payment has failed. */
  readonly payment: "unpaid" | "paid" | "failed";
  /** null once nobody can pay there any more. */
  readonly url: string | null;
  readonly total: Money;
  readonly customer: string | null;
  /** The provider's id of the payment, which refunds and disputes name; of a plan it is the first invoice's. */
  readonly paymentId: string | null;
  /** Of a plan, once it is complete. */
  readonly subscription: string | null;
  readonly expiresAt: Date;
}

export interface Period {
  readonly start: Date;
  readonly end: Date;
}

/** A subscription as the provider has it now. */
export interface ProviderSubscription {
  readonly id: string;
  readonly customer: string;
  /** From the metadata: the order that began it, and its account. */
  readonly order: string | null;
  readonly account: string | null;
  /** `past-due`: the last payment failed and is tried again. `unpaid`: given up, yet not ended. */
  readonly state: "incomplete" | "active" | "past-due" | "unpaid" | "paused" | "ended";
  /** Key of the offer, from the price's metadata `offer` (its lookup key moves on to newer prices); null: unknown to us. */
  readonly offer: string | null;
  readonly price: Money;
  readonly period: Period;
  readonly cancelAtPeriodEnd: boolean;
  /** A change that is planned for the end of the period. */
  readonly next: PlannedChange | null;
  readonly endedAt: Date | null;
}

export interface PlannedChange {
  readonly offer: string | null;
  /** What it will cost, as was agreed when it was planned; null: nobody noted it. */
  readonly price: Money | null;
  readonly at: Date;
}

/** A subscription's bill as it is now. */
export interface Invoice {
  readonly id: string;
  /** What the provider prints on it. */
  readonly number: string | null;
  readonly subscription: string | null;
  readonly customer: string | null;
  /** From the subscription's metadata: the order that began it, and its account. */
  readonly order: string | null;
  readonly account: string | null;
  readonly reason: "first" | "renewal" | "change" | "other";
  readonly state: "draft" | "open" | "paid" | "void" | "uncollectible";
  /** What is to be paid, after deductions. */
  readonly total: Money;
  /** The line that buys a whole period; null when there are only parts of one. */
  readonly buys: { readonly offer: string | null; readonly price: Money; readonly period: Period } | null;
  /** The payment that refunds and disputes name; null when nothing was to be paid. */
  readonly paymentId: string | null;
  /** How often collecting has failed, and when it is tried again. */
  readonly failures: number;
  readonly nextAttemptAt: Date | null;
  /** The provider's page of it. */
  readonly url: string | null;
  readonly createdAt: Date;
}

/** What a refund or a dispute is about, as far as the provider can tell: an order by the payment's metadata, or an invoice. */
export interface About {
  readonly payment: string;
  readonly order: string | null;
  readonly invoice: string | null;
}

export interface Refund extends About {
  readonly id: string;
  /** Our request that asked for it; null: it was made in the provider's own dashboard. */
  readonly request: string | null;
  readonly amount: Money;
  readonly state: "pending" | "succeeded" | "failed";
}

/** A payment that the payer's bank takes back. An inquiry that is closed without one counts as `won`. */
export interface Dispute extends About {
  readonly id: string;
  readonly amount: Money;
  readonly state: "open" | "won" | "lost";
}

/**
 * Something has happened: what to look at. A provider that cannot be asked how things are now says it with the event
 * (`now`); all others leave that out, and the core asks.
 */
export type PaymentEvent = {
  /** The provider's own id of the event: one that comes again has the same. */
  readonly id: string;
  readonly method: PaymentMethod;
  readonly at: Date;
} & (
  | { readonly kind: "checkout"; readonly checkout: string; readonly now?: Checkout }
  | { readonly kind: "invoice"; readonly invoice: string }
  | { readonly kind: "subscription"; readonly subscription: string }
  | { readonly kind: "refund"; readonly refund: string; readonly now?: Refund }
  | { readonly kind: "dispute"; readonly dispute: string }
  /** The payer's bank suspects a fraud; nobody has taken anything back yet. */
  | ({ readonly kind: "fraud-warning" } & About)
);

/** What a provider's webhook calls. */
export interface PaymentEvents {
  /**
   * Resolves once everything that follows from the event is stored, so that the provider may forget it; rejects when it should
   * send it again.
   */
  received(event: PaymentEvent): Promise<"handled" | "repeated">;
}

/** The provider said no: the same request will be refused again. */
export class PaymentRefused extends Error {
  override readonly name = "PaymentRefused";
  /** The provider's own word, such as `charge_already_refunded`. */
  readonly code: string;
  /** Whether it was the payer's card or bank that said no, which only the payer can change. */
  readonly isDeclined: boolean;

  constructor(code: string, { isDeclined = false }: { readonly isDeclined?: boolean } = {}) {
    super(`the payment provider refused: ${code}`);
    this.code = code;
    this.isDeclined = isDeclined;
  }
}

/** We got no answer, or none that says anything about the request: it may work later. */
export class PaymentUnreachable extends Error {
  override readonly name = "PaymentUnreachable";
  readonly code: string;

  constructor(code: string) {
    super(`the payment provider did not answer: ${code}`);
    this.code = code;
  }
}
