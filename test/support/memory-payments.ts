import type { Money } from "../../src/core/billing/money.ts";
import type {
  Checkout,
  CheckoutRequest,
  Dispute,
  Invoice,
  Listed,
  PaymentEvent,
  Payments,
  ProviderSubscription,
  Refund,
} from "../../src/core/billing/payments.ts";
import type { Open } from "./memory-books.ts";
import { MemoryPlans } from "./memory-plans.ts";

/**
 * A payment provider in memory that speaks the core's port: pages, subscriptions that renew by the clock, invoices, refunds and
 * disputes. What happens is put into `events`, which the test delivers as it likes. It knows nothing of orders but the metadata.
 */
export class MemoryPayments extends MemoryPlans implements Payments {
  readonly sellsPlans = true;

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

  /** Lets happen what the clock brings: pages run out, periods end, failed payments are tried again. */
  tick(): void {
    const now = this.clock.now();
    for (const checkout of this.checkouts.values()) {
      if (checkout.state === "open" && checkout.expiresAt <= now) this.#expire(checkout);
    }
    this.renewDue();
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
    const { order, total } = checkout;
    if (checkout.kind === "pack") {
      const id = this.id("pi");
      this.payments.set(id, { id, amount: total, about: { payment: id, order, invoice: null } });
      checkout.paymentId = id;
      return;
    }
    checkout.subscription = this.begin(checkout);
  }
  #expire(checkout: Open<Checkout>): void {
    Object.assign(checkout, { state: "expired", url: null });
    this.happened({ kind: "checkout", checkout: checkout.id });
  }
}
