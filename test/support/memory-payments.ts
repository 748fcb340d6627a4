import { monthsLater } from "../../src/core/billing/grants.ts";
import type { Money } from "../../src/core/billing/money.ts";
import {
  type About,
  type Checkout,
  type CheckoutRequest,
  type Dispute,
  type Invoice,
  type PaymentEvent,
  PaymentRefused,
  type Payments,
  PaymentUnreachable,
  type Period,
  type ProviderSubscription,
  type Refund,
} from "../../src/core/billing/payments.ts";
import { type Offers, type PlanOffer, priceOf } from "../../src/core/catalogue/offers.ts";
import type { Clock } from "../../src/core/services.ts";

type Open<T> = { -readonly [Key in keyof T]: T[Key] };
interface Payment {
  readonly id: string;
  readonly amount: Money;
  readonly about: About;
}
type NewEvent = PaymentEvent extends infer Event
  ? Event extends PaymentEvent
    ? Omit<Event, "id" | "method" | "at">
    : never
  : never;

const RETRY_MS = 3 * 24 * 60 * 60 * 1000;
const FAILURES_MAX = 4;

/**
 * A payment provider in memory that speaks the core's port: pages, subscriptions that renew by the clock, invoices, refunds and
 * disputes. What happens is put into `events`, which the test delivers as it likes. It knows nothing of orders but the metadata.
 */
export class MemoryPayments implements Payments {
  readonly method = "stripe";
  readonly sellsPlans = true;
  /** Every event that ever was, oldest first. */
  readonly events: PaymentEvent[] = [];
  readonly checkouts = new Map<string, Open<Checkout> & { readonly kind: "pack" | "plan"; readonly offer: string }>();
  readonly subscriptions = new Map<string, Open<ProviderSubscription>>();
  readonly invoices = new Map<string, Open<Invoice>>();
  readonly refunds = new Map<string, Open<Refund>>();
  readonly disputes = new Map<string, Open<Dispute>>();
  readonly payments = new Map<string, Payment>();
  /** So many of the next calls get no answer. */
  unreachable = 0;
  /** The cards of these customers are declined. */
  readonly declined = new Set<string>();
  /** Refunds stay pending until `confirm`. */
  refundsArePending = false;
  readonly #clock: Clock;
  readonly #offers: Offers;
  readonly #done = new Map<string, unknown>();
  #count = 0;

  constructor(clock: Clock, offers: Offers) {
    this.#clock = clock;
    this.#offers = offers;
  }

  async checkout(request: CheckoutRequest): Promise<Checkout> {
    this.#answer();
    return this.#once(`order:${request.order}`, () => {
      const { order, account, kind, offer, price, expiresAt } = request;
      const id = this.#id("cs");
      const checkout = {
        ...{ id, order, account, kind, offer, total: price, expiresAt },
        ...{ state: "open" as const, payment: "unpaid" as const, url: `https://pay.test/${id}` },
        customer: request.customer ?? `cus_${account}`,
        ...{ paymentId: null, subscription: null },
      };
      this.checkouts.set(id, checkout);
      return checkout;
    });
  }
  async findCheckout(id: string): Promise<Checkout | null> {
    this.#answer();
    return this.#copy(this.checkouts.get(id));
  }
  async expireCheckout(id: string): Promise<Checkout> {
    this.#answer();
    const checkout = this.#known(this.checkouts, id);
    if (checkout.state === "open") this.#expire(checkout);
    return { ...checkout };
  }

  /** The person pays on the page. `later`: by a slow method, which `arrive` ends. */
  pay(id: string, { later = false, total }: { later?: boolean; total?: Money } = {}): void {
    const checkout = this.#known(this.checkouts, id);
    if (checkout.state !== "open" || this.declined.has(checkout.customer ?? "")) return;
    Object.assign(checkout, { state: "complete", url: null, total: total ?? checkout.total });
    if (!later) this.#paid(checkout);
    this.#happened({ kind: "checkout", checkout: id });
  }
  arrive(id: string, succeeded: boolean): void {
    const checkout = this.#known(this.checkouts, id);
    if (checkout.state !== "complete" || checkout.payment !== "unpaid") return;
    if (succeeded) this.#paid(checkout);
    else checkout.payment = "failed";
    this.#happened({ kind: "checkout", checkout: id });
  }

  async findSubscription(id: string): Promise<ProviderSubscription | null> {
    this.#answer();
    return this.#copy(this.subscriptions.get(id));
  }
  async setCancelAtPeriodEnd(id: string, cancel: boolean): Promise<ProviderSubscription> {
    this.#answer();
    return { ...this.cancelInPortal(id, cancel) };
  }
  /** What the person does on the provider's own page. */
  cancelInPortal(id: string, cancel: boolean): ProviderSubscription {
    const subscription = this.#known(this.subscriptions, id);
    if (subscription.state === "ended") throw new PaymentRefused("subscription_ended");
    if (subscription.cancelAtPeriodEnd !== cancel) {
      subscription.cancelAtPeriodEnd = cancel;
      if (cancel) subscription.next = null;
      this.#happened({ kind: "subscription", subscription: id });
    }
    return subscription;
  }
  async cancelNow(id: string): Promise<ProviderSubscription> {
    this.#answer();
    const subscription = this.#known(this.subscriptions, id);
    if (subscription.state !== "ended") this.#end(subscription, this.#clock.now());
    return { ...subscription };
  }
  async changeOffer({
    subscription: id,
    offer: key,
    currency,
    when,
    key: idempotency,
  }: {
    subscription: string;
    offer: string;
    currency: string;
    when: "now" | "period-end";
    key: string;
  }): Promise<ProviderSubscription> {
    this.#answer();
    return this.#once(idempotency, () => {
      const subscription = this.#known(this.subscriptions, id);
      const offer = this.#plan(key);
      const price = priceOf(offer, currency);
      if (price === null || subscription.state !== "active") throw new PaymentRefused("resource_missing");
      if (when === "period-end") {
        subscription.next = key === subscription.offer ? null : { offer: key, at: subscription.period.end };
      } else {
        const now = this.#clock.now();
        const { start, end } = subscription.period;
        const unused = (end.getTime() - now.getTime()) / (end.getTime() - start.getTime());
        const credit = Math.round(subscription.price.amount * Math.min(Math.max(unused, 0), 1));
        Object.assign(subscription, { offer: key, price, period: periodFrom(now, offer), next: null });
        this.#bill(subscription, "change", { amount: Math.max(price.amount - credit, 0), currency });
      }
      this.#happened({ kind: "subscription", subscription: id });
      return { ...subscription };
    });
  }
  async portal(customer: string): Promise<{ url: string }> {
    this.#answer();
    return { url: `https://portal.test/${customer}` };
  }

  async findInvoice(id: string): Promise<Invoice | null> {
    this.#answer();
    return this.#copy(this.invoices.get(id));
  }
  async invoicesOf(subscription: string, limit: number): Promise<Invoice[]> {
    this.#answer();
    return [...this.invoices.values()]
      .filter((invoice) => invoice.subscription === subscription)
      .toReversed()
      .slice(0, limit);
  }

  async refund(refund: { request: string; payment: string; amount: Money }): Promise<Refund> {
    this.#answer();
    return this.#once(`refund:${refund.request}`, () => ({
      ...this.refundInDashboard(refund.payment, refund.amount.amount, refund.request),
    }));
  }
  /** As somebody at the provider's own page would. */
  refundInDashboard(payment: string, amount: number, request: string | null = null): Refund {
    const { about, amount: paid } = this.#known(this.payments, payment);
    const back = [...this.refunds.values()].filter((one) => one.payment === payment && one.state !== "failed");
    const left = paid.amount - back.reduce((total, one) => total + one.amount.amount, 0);
    if (amount > left || amount < 1) throw new PaymentRefused("charge_already_refunded");
    if ([...this.disputes.values()].some((one) => one.payment === payment && one.state !== "won")) {
      throw new PaymentRefused("charge_disputed");
    }
    const refund: Open<Refund> = {
      ...about,
      id: this.#id("re"),
      request,
      amount: { amount, currency: paid.currency },
      state: this.refundsArePending ? "pending" : "succeeded",
    };
    this.refunds.set(refund.id, refund);
    this.#happened({ kind: "refund", refund: refund.id });
    return refund;
  }
  confirmRefund(id: string, succeeded: boolean): void {
    const refund = this.#known(this.refunds, id);
    refund.state = succeeded ? "succeeded" : "failed";
    this.#happened({ kind: "refund", refund: id });
  }
  async findRefund(id: string): Promise<Refund | null> {
    this.#answer();
    return this.#copy(this.refunds.get(id));
  }

  /** The payer's bank takes back what is left of a payment; null when nothing is. */
  dispute(payment: string): Dispute | null {
    const { about, amount } = this.#known(this.payments, payment);
    if ([...this.disputes.values()].some((one) => one.payment === payment)) return null;
    const back = [...this.refunds.values()].filter((one) => one.payment === payment && one.state !== "failed");
    const left = amount.amount - back.reduce((total, one) => total + one.amount.amount, 0);
    if (left === 0) return null;
    const dispute: Open<Dispute> = {
      ...about,
      id: this.#id("dp"),
      amount: { ...amount, amount: left },
      state: "open",
    };
    this.disputes.set(dispute.id, dispute);
    this.#happened({ kind: "dispute", dispute: dispute.id });
    return dispute;
  }
  closeDispute(id: string, won: boolean): void {
    const dispute = this.#known(this.disputes, id);
    if (dispute.state !== "open") return;
    dispute.state = won ? "won" : "lost";
    this.#happened({ kind: "dispute", dispute: id });
  }
  warnOfFraud(payment: string): void {
    this.#happened({ kind: "fraud-warning", ...this.#known(this.payments, payment).about });
  }
  async findDispute(id: string): Promise<Dispute | null> {
    this.#answer();
    return this.#copy(this.disputes.get(id));
  }

  /** Lets happen what the clock brings: pages run out, periods end, failed payments are tried again. */
  tick(): void {
    const now = this.#clock.now();
    for (const checkout of this.checkouts.values()) {
      if (checkout.state === "open" && checkout.expiresAt <= now) this.#expire(checkout);
    }
    for (const invoice of this.invoices.values()) {
      if (invoice.state === "open" && invoice.nextAttemptAt !== null && invoice.nextAttemptAt <= now)
        this.collect(invoice.id);
    }
    for (const subscription of this.subscriptions.values()) {
      while (subscription.state === "active" && subscription.period.end <= now) this.#renew(subscription);
    }
  }
  /** Tries to collect an open invoice. */
  collect(id: string): void {
    const invoice = this.#known(this.invoices, id);
    if (invoice.state !== "open" || invoice.subscription === null) return;
    const subscription = this.#known(this.subscriptions, invoice.subscription);
    // The first one is paid on the page, by whatever the person chose there.
    if (this.declined.has(subscription.customer) && invoice.reason !== "first") {
      invoice.failures += 1;
      const isLast = invoice.failures >= FAILURES_MAX;
      invoice.nextAttemptAt = isLast ? null : new Date(this.#clock.now().getTime() + RETRY_MS);
      subscription.state = "past-due";
      if (isLast) {
        invoice.state = "uncollectible";
        this.#end(subscription, this.#clock.now());
      }
    } else {
      Object.assign(invoice, { state: "paid", nextAttemptAt: null, paymentId: this.#charge(invoice) });
      subscription.state = "active";
    }
    this.#happened({ kind: "invoice", invoice: id });
    this.#happened({ kind: "subscription", subscription: subscription.id });
  }

  async *undelivered(): AsyncIterable<PaymentEvent> {}
  async *checkoutsSince(): AsyncIterable<Checkout> {
    for (const checkout of this.checkouts.values()) if (checkout.state === "complete") yield { ...checkout };
  }
  async *invoicesSince(): AsyncIterable<Invoice> {
    for (const invoice of this.invoices.values()) yield { ...invoice };
  }
  async *refundsSince(): AsyncIterable<Refund> {
    for (const refund of this.refunds.values()) yield { ...refund };
  }
  async *disputesSince(): AsyncIterable<Dispute> {
    for (const dispute of this.disputes.values()) yield { ...dispute };
  }
  async *subscriptionsSince(): AsyncIterable<ProviderSubscription> {
    for (const subscription of this.subscriptions.values()) yield { ...subscription };
  }

  #paid(checkout: Open<Checkout> & { readonly kind: "pack" | "plan"; readonly offer: string }): void {
    checkout.payment = "paid";
    const { order, account, customer, total } = checkout;
    if (checkout.kind === "pack") {
      const id = this.#id("pi");
      this.payments.set(id, { id, amount: total, about: { payment: id, order, invoice: null } });
      checkout.paymentId = id;
      return;
    }
    const offer = this.#plan(checkout.offer);
    const subscription: Open<ProviderSubscription> = {
      ...{ id: this.#id("sub"), customer: customer ?? "none", order, account, state: "active", offer: offer.key },
      ...{ price: total, period: periodFrom(this.#clock.now(), offer), cancelAtPeriodEnd: false, next: null },
      endedAt: null,
    };
    this.subscriptions.set(subscription.id, subscription);
    checkout.subscription = subscription.id;
    this.#bill(subscription, "first", total);
    this.#happened({ kind: "subscription", subscription: subscription.id });
  }
  #renew(subscription: Open<ProviderSubscription>): void {
    const at = subscription.period.end;
    if (subscription.cancelAtPeriodEnd) {
      this.#end(subscription, at);
      return;
    }
    const key = subscription.next?.offer ?? subscription.offer ?? "";
    const offer = this.#plan(key);
    const price = priceOf(offer, subscription.price.currency) ?? subscription.price;
    Object.assign(subscription, { offer: key, price, period: periodFrom(at, offer), next: null });
    this.#bill(subscription, "renewal", price);
    this.#happened({ kind: "subscription", subscription: subscription.id });
  }
  #bill(subscription: Open<ProviderSubscription>, reason: Invoice["reason"], total: Money): void {
    const { id: subscription_, customer, order, account, offer, price, period } = subscription;
    const invoice: Open<Invoice> = {
      ...{ id: this.#id("in"), number: null, subscription: subscription_, customer, order, account, reason },
      ...{ state: "open", total, buys: { offer, price, period }, paymentId: null, failures: 0 },
      ...{ nextAttemptAt: null, url: null, createdAt: this.#clock.now() },
    };
    this.invoices.set(invoice.id, invoice);
    this.collect(invoice.id);
  }
  #charge(invoice: Invoice): string | null {
    if (invoice.total.amount === 0) return null;
    const id = this.#id("pi");
    this.payments.set(id, { id, amount: invoice.total, about: { payment: id, order: null, invoice: invoice.id } });
    return id;
  }
  #end(subscription: Open<ProviderSubscription>, at: Date): void {
    Object.assign(subscription, { state: "ended", endedAt: at, next: null, cancelAtPeriodEnd: false });
    this.#happened({ kind: "subscription", subscription: subscription.id });
  }
  #expire(checkout: Open<Checkout>): void {
    Object.assign(checkout, { state: "expired", url: null });
    this.#happened({ kind: "checkout", checkout: checkout.id });
  }
  #plan(key: string): PlanOffer {
    const offer = this.#offers.find(key);
    if (offer?.kind !== "plan") throw new PaymentRefused("resource_missing");
    return offer;
  }
  #happened(event: NewEvent): void {
    this.events.push({ ...event, id: this.#id("evt"), method: this.method, at: this.#clock.now() } as PaymentEvent);
  }
  #answer(): void {
    if (this.unreachable === 0) return;
    this.unreachable -= 1;
    throw new PaymentUnreachable("connection_error");
  }
  #once<T>(key: string, make: () => T): T {
    if (!this.#done.has(key)) this.#done.set(key, make());
    return structuredClone(this.#done.get(key)) as T;
  }
  #known<T>(all: ReadonlyMap<string, T>, id: string): T {
    const one = all.get(id);
    if (one === undefined) throw new PaymentRefused("resource_missing");
    return one;
  }
  #copy<T extends object>(one: T | undefined): T | null {
    return one === undefined ? null : structuredClone(one);
  }
  #id(kind: string): string {
    return `${kind}_${++this.#count}`;
  }
}

function periodFrom(start: Date, { interval }: PlanOffer): Period {
  return { start, end: monthsLater(start, interval === "year" ? 12 : 1) };
}
