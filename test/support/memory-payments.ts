import { monthsLater } from "../../src/core/billing/grants.ts";
import type { Money } from "../../src/core/billing/money.ts";
import {
  type Checkout,
  type CheckoutRequest,
  type Dispute,
  type Invoice,
  type Listed,
  type PaymentEvent,
  PaymentRefused,
  type Payments,
  type Period,
  type ProviderSubscription,
  type Refund,
} from "../../src/core/billing/payments.ts";
import type { Offers, PlanOffer } from "../../src/core/catalogue/offers.ts";
import type { Clock } from "../../src/core/services.ts";
import type { Open } from "./memory-books.ts";
import { MemoryReturns } from "./memory-returns.ts";

const RETRY_MS = 3 * 24 * 60 * 60 * 1000;
const FAILURES_MAX = 4;

/**
 * A payment provider in memory that speaks the core's port: pages, subscriptions that renew by the clock, invoices, refunds and
 * disputes. What happens is put into `events`, which the test delivers as it likes. It knows nothing of orders but the metadata.
 */
export class MemoryPayments extends MemoryReturns implements Payments {
  readonly sellsPlans = true;
  readonly #offers: Offers;
  /** By subscription, what the planned offer costs. */
  readonly #planned = new Map<string, Money>();

  constructor(clock: Clock, offers: Offers) {
    super(clock);
    this.#offers = offers;
  }

  async checkout(request: CheckoutRequest): Promise<Checkout> {
    this.answer();
    return this.once(`order:${request.order}`, () => {
      const { order, account, kind, offer, price, expiresAt } = request;
      const id = this.id("cs");
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
    this.answer();
    return this.copy(this.checkouts.get(id));
  }
  async expireCheckout(id: string): Promise<Checkout> {
    this.answer();
    const checkout = this.known(this.checkouts, id);
    if (checkout.state === "open") this.#expire(checkout);
    return { ...checkout };
  }

  /** The person pays on the page. `later`: by a slow method, which `arrive` ends. */
  pay(id: string, { later = false, total }: { later?: boolean; total?: Money } = {}): void {
    const checkout = this.known(this.checkouts, id);
    if (checkout.state !== "open" || this.declined.has(checkout.customer ?? "")) return;
    Object.assign(checkout, { state: "complete", url: null, total: total ?? checkout.total });
    if (!later) this.#paid(checkout);
    this.happened({ kind: "checkout", checkout: id });
  }
  arrive(id: string, succeeded: boolean): void {
    const checkout = this.known(this.checkouts, id);
    if (checkout.state !== "complete" || checkout.payment !== "unpaid") return;
    if (succeeded) this.#paid(checkout);
    else checkout.payment = "failed";
    this.happened({ kind: "checkout", checkout: id });
  }

  async findSubscription(id: string): Promise<ProviderSubscription | null> {
    this.answer();
    return this.copy(this.subscriptions.get(id));
  }
  async setCancelAtPeriodEnd(id: string, cancel: boolean): Promise<ProviderSubscription> {
    this.answer();
    return { ...this.cancelInPortal(id, cancel) };
  }
  /** What the person does on the provider's own page. */
  cancelInPortal(id: string, cancel: boolean): ProviderSubscription {
    const subscription = this.known(this.subscriptions, id);
    if (subscription.state === "ended") throw new PaymentRefused("subscription_ended");
    if (subscription.cancelAtPeriodEnd !== cancel) {
      subscription.cancelAtPeriodEnd = cancel;
      if (cancel) subscription.next = null;
      this.happened({ kind: "subscription", subscription: id });
    }
    return subscription;
  }
  async cancelNow(id: string): Promise<ProviderSubscription> {
    this.answer();
    const subscription = this.known(this.subscriptions, id);
    if (subscription.state !== "ended") this.#end(subscription, this.clock.now());
    return { ...subscription };
  }
  async changeOffer({
    subscription: id,
    offer: key,
    price,
    when,
    key: idempotency,
  }: {
    subscription: string;
    offer: string;
    price: Money;
    when: "now" | "period-end";
    key: string;
  }): Promise<ProviderSubscription> {
    this.answer();
    return this.once(idempotency, () => {
      const subscription = this.known(this.subscriptions, id);
      const offer = this.#plan(key);
      const { currency } = price;
      if (subscription.state !== "active") throw new PaymentRefused("resource_missing");
      if (when === "now" && this.declined.has(subscription.customer)) {
        throw new PaymentRefused("card_declined", { isDeclined: true });
      }
      this.#planned.set(id, price);
      if (when === "period-end") {
        subscription.next = key === subscription.offer ? null : { offer: key, at: subscription.period.end };
      } else {
        const now = this.clock.now();
        const { start, end } = subscription.period;
        const unused = (end.getTime() - now.getTime()) / (end.getTime() - start.getTime());
        const credit = Math.round(subscription.price.amount * Math.min(Math.max(unused, 0), 1));
        Object.assign(subscription, { offer: key, price, period: periodFrom(now, offer), next: null });
        this.#bill(subscription, "change", { amount: Math.max(price.amount - credit, 0), currency });
      }
      this.happened({ kind: "subscription", subscription: id });
      return { ...subscription };
    });
  }
  async changePrice({
    subscription: id,
    offer,
    price,
  }: {
    subscription: string;
    offer: string;
    price: Money;
  }): Promise<ProviderSubscription> {
    this.answer();
    const subscription = this.known(this.subscriptions, id);
    const isSame = subscription.offer === offer && subscription.next === null && subscription.state !== "ended";
    if (isSame && subscription.price.amount !== price.amount) {
      subscription.price = price;
      this.happened({ kind: "subscription", subscription: id });
    }
    return { ...subscription };
  }
  async portal(customer: string): Promise<{ url: string }> {
    this.answer();
    return { url: `https://portal.test/${customer}` };
  }

  async findInvoice(id: string): Promise<Invoice | null> {
    this.answer();
    return this.copy(this.invoices.get(id));
  }
  async invoicesOf(subscription: string, limit: number): Promise<Invoice[]> {
    this.answer();
    return [...this.invoices.values()]
      .filter((invoice) => invoice.subscription === subscription)
      .toReversed()
      .slice(0, limit);
  }

  /** Lets happen what the clock brings: pages run out, periods end, failed payments are tried again. */
  tick(): void {
    const now = this.clock.now();
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
    const invoice = this.known(this.invoices, id);
    if (invoice.state !== "open" || invoice.subscription === null) return;
    const subscription = this.known(this.subscriptions, invoice.subscription);
    // The first one is paid on the page, by whatever the person chose there.
    if (this.declined.has(subscription.customer) && invoice.reason !== "first") {
      invoice.failures += 1;
      const isLast = invoice.failures >= FAILURES_MAX;
      invoice.nextAttemptAt = isLast ? null : new Date(this.clock.now().getTime() + RETRY_MS);
      subscription.state = "past-due";
      if (isLast) {
        invoice.state = "uncollectible";
        this.#end(subscription, this.clock.now());
      }
    } else {
      Object.assign(invoice, { state: "paid", nextAttemptAt: null, paymentId: this.#charge(invoice) });
      subscription.state = "active";
    }
    this.happened({ kind: "invoice", invoice: id });
    this.happened({ kind: "subscription", subscription: subscription.id });
  }

  async *undelivered(): AsyncIterable<Listed<PaymentEvent>> {}
  async *checkoutsSince(): AsyncIterable<Listed<Checkout>> {
    for (const one of this.checkouts.values()) if (one.state === "complete") yield this.#listed(one);
  }
  async *invoicesSince(): AsyncIterable<Listed<Invoice>> {
    for (const one of this.invoices.values()) yield this.#listed(one);
  }
  async *refundsSince(): AsyncIterable<Listed<Refund>> {
    for (const one of this.refunds.values()) yield this.#listed(one);
  }
  async *disputesSince(): AsyncIterable<Listed<Dispute>> {
    for (const one of this.disputes.values()) yield this.#listed(one);
  }
  async *subscriptionsSince(): AsyncIterable<Listed<ProviderSubscription>> {
    for (const one of this.subscriptions.values()) yield this.#listed(one);
  }

  /** Ids of what is there and cannot be read. */
  readonly unreadable = new Set<string>();
  #listed<T extends { readonly id: string }>(one: T): Listed<T> {
    const read = async () => {
      if (this.unreadable.has(one.id)) throw new Error(`${one.id} has a shape that nobody knows`);
      return { ...one };
    };
    return { id: one.id, read };
  }

  #paid(checkout: Open<Checkout> & { readonly kind: "pack" | "plan"; readonly offer: string }): void {
    checkout.payment = "paid";
    const { order, account, customer, total } = checkout;
    if (checkout.kind === "pack") {
      const id = this.id("pi");
      this.payments.set(id, { id, amount: total, about: { payment: id, order, invoice: null } });
      checkout.paymentId = id;
      return;
    }
    const offer = this.#plan(checkout.offer);
    const subscription: Open<ProviderSubscription> = {
      ...{ id: this.id("sub"), customer: customer ?? "none", order, account, state: "active", offer: offer.key },
      ...{ price: total, period: periodFrom(this.clock.now(), offer), cancelAtPeriodEnd: false, next: null },
      endedAt: null,
    };
    this.subscriptions.set(subscription.id, subscription);
    checkout.subscription = subscription.id;
    this.#bill(subscription, "first", total);
    this.happened({ kind: "subscription", subscription: subscription.id });
  }
  #renew(subscription: Open<ProviderSubscription>): void {
    const at = subscription.period.end;
    if (subscription.cancelAtPeriodEnd) {
      this.#end(subscription, at);
      return;
    }
    const key = subscription.next?.offer ?? subscription.offer ?? "";
    const offer = this.#plan(key);
    // Whoever has a plan keeps its price until somebody changes it.
    const price =
      subscription.next === null ? subscription.price : (this.#planned.get(subscription.id) ?? subscription.price);
    Object.assign(subscription, { offer: key, price, period: periodFrom(at, offer), next: null });
    this.#bill(subscription, "renewal", price);
    this.happened({ kind: "subscription", subscription: subscription.id });
  }
  #bill(subscription: Open<ProviderSubscription>, reason: Invoice["reason"], total: Money): void {
    const { id: subscription_, customer, order, account, offer, price, period } = subscription;
    const invoice: Open<Invoice> = {
      ...{ id: this.id("in"), number: null, subscription: subscription_, customer, order, account, reason },
      ...{ state: "open", total, buys: { offer, price, period }, paymentId: null, failures: 0 },
      ...{ nextAttemptAt: null, url: null, createdAt: this.clock.now() },
    };
    this.invoices.set(invoice.id, invoice);
    this.collect(invoice.id);
  }
  #charge(invoice: Invoice): string | null {
    if (invoice.total.amount === 0) return null;
    const id = this.id("pi");
    this.payments.set(id, { id, amount: invoice.total, about: { payment: id, order: null, invoice: invoice.id } });
    return id;
  }
  #end(subscription: Open<ProviderSubscription>, at: Date): void {
    Object.assign(subscription, { state: "ended", endedAt: at, next: null, cancelAtPeriodEnd: false });
    this.happened({ kind: "subscription", subscription: subscription.id });
  }
  #expire(checkout: Open<Checkout>): void {
    Object.assign(checkout, { state: "expired", url: null });
    this.happened({ kind: "checkout", checkout: checkout.id });
  }
  #plan(key: string): PlanOffer {
    const offer = this.#offers.find(key);
    if (offer?.kind !== "plan") throw new PaymentRefused("resource_missing");
    return offer;
  }
}

function periodFrom(start: Date, { interval }: PlanOffer): Period {
  return { start, end: monthsLater(start, interval === "year" ? 12 : 1) };
}
