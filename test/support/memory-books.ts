import type { Money } from "../../src/core/billing/money.ts";
import {
  type About,
  type Checkout,
  type Dispute,
  type Invoice,
  type PaymentEvent,
  PaymentRefused,
  PaymentUnreachable,
  type ProviderSubscription,
  type Refund,
} from "../../src/core/billing/payments.ts";
import type { Clock } from "../../src/core/services.ts";

/** What the provider itself may change. */
export type Open<T> = { -readonly [Key in keyof T]: T[Key] };
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

const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/** What a payment provider in memory knows, and how it answers. */
export class MemoryBooks {
  readonly method = "stripe";
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
  protected readonly clock: Clock;
  readonly #done = new Map<string, { readonly made: unknown; readonly at: Date }>();
  #count = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  protected happened(event: NewEvent): void {
    this.events.push({ ...event, id: this.id("evt"), method: this.method, at: this.clock.now() } as PaymentEvent);
  }
  protected answer(): void {
    if (this.unreachable === 0) return;
    this.unreachable -= 1;
    throw new PaymentUnreachable("connection_error");
  }
  protected once<T>(key: string, make: () => T): T {
    const now = this.clock.now();
    let known = this.#done.get(key);
    // A provider forgets a key after a day.
    if (known === undefined || now.getTime() - known.at.getTime() >= KEY_LIFE_MS) {
      known = { made: make(), at: now };
      this.#done.set(key, known);
    }
    return structuredClone(known.made) as T;
  }
  protected known<T>(all: ReadonlyMap<string, T>, id: string): T {
    const one = all.get(id);
    if (one === undefined) throw new PaymentRefused("resource_missing");
    return one;
  }
  protected copy<T extends object>(one: T | undefined): T | null {
    return one === undefined ? null : structuredClone(one);
  }
  protected id(kind: string): string {
    return `${kind}_${++this.#count}`;
  }
}
