import { monthsLater } from "../../src/core/billing/grants.ts";
import type { Money } from "../../src/core/billing/money.ts";
import {
  type Checkout,
  type Invoice,
  PaymentRefused,
  type Period,
  type ProviderSubscription,
} from "../../src/core/billing/payments.ts";
import type { Offers, PlanOffer } from "../../src/core/catalogue/offers.ts";
import type { Clock } from "../../src/core/services.ts";
import type { Open } from "./memory-books.ts";
import { MemoryReturns } from "./memory-returns.ts";

const RETRY_MS = 3 * 24 * 60 * 60 * 1000;
const FAILURES_MAX = 4;

type Begun = Pick<Checkout, "order" | "account" | "customer" | "total"> & { readonly offer: string };

/** Subscriptions at a payment provider in memory: they renew by the clock, and their invoices are paid or fail. */
export class MemoryPlans extends MemoryReturns {
  readonly #offers: Offers;

  constructor(clock: Clock, offers: Offers) {
    super(clock);
    this.#offers = offers;
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
      if (when === "period-end") {
        subscription.next = key === subscription.offer ? null : { offer: key, price, at: subscription.period.end };
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

  /** A plan that was paid for on a page. */
  protected begin({ order, account, customer, total, offer: key }: Begun): string {
    const offer = this.#plan(key);
    const subscription: Open<ProviderSubscription> = {
      ...{ id: this.id("sub"), customer: customer ?? "none", order, account, state: "active", offer: offer.key },
      ...{ price: total, period: periodFrom(this.clock.now(), offer), cancelAtPeriodEnd: false, next: null },
      endedAt: null,
    };
    this.subscriptions.set(subscription.id, subscription);
    this.#bill(subscription, "first", total);
    this.happened({ kind: "subscription", subscription: subscription.id });
    return subscription.id;
  }
  /** Lets periods end, and failed payments be tried again. */
  protected renewDue(): void {
    const now = this.clock.now();
    for (const invoice of this.invoices.values()) {
      if (invoice.state === "open" && invoice.nextAttemptAt !== null && invoice.nextAttemptAt <= now)
        this.collect(invoice.id);
    }
    for (const subscription of this.subscriptions.values()) {
      while (subscription.state === "active" && subscription.period.end <= now) this.#renew(subscription);
    }
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
    const price = subscription.next?.price ?? subscription.price;
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
  #plan(key: string): PlanOffer {
    const offer = this.#offers.find(key);
    if (offer?.kind !== "plan") throw new PaymentRefused("resource_missing");
    return offer;
  }
}

function periodFrom(start: Date, { interval }: PlanOffer): Period {
  return { start, end: monthsLater(start, interval === "year" ? 12 : 1) };
}
