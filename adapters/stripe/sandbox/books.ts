import type * as Shapes from "./shapes.ts";

/** Things of one kind by id, oldest first. */
export class Table<Item extends { readonly id: string }> {
  readonly #items = new Map<string, Item>();

  add(item: Item): Item {
    this.#items.set(item.id, item);
    return item;
  }
  get(id: string): Item | undefined {
    return this.#items.get(id);
  }
  get size(): number {
    return this.#items.size;
  }
  values(): IterableIterator<Item> {
    return this.#items.values();
  }
  all(): Item[] {
    return [...this.#items.values()];
  }
}

/** What a session holds that the API does not show, or only when asked. */
export interface SessionDetails {
  readonly id: string;
  readonly items: Shapes.LineItem[];
  /** For the payment or the subscription that the session makes. */
  readonly metadata: Shapes.Metadata;
  /** A slow payment that is under way, in seconds since 1970. */
  settles: { at: number; ok: boolean } | null;
}

/** What Stripe knows of a customer's card. */
export interface Card {
  /** The customer's id. */
  readonly id: string;
  declines: boolean;
}

/** How far the news of an event has come. */
export interface Delivery {
  /** The event's id. */
  readonly id: string;
  attempts: number;
  state: "waiting" | "delivered" | "given-up";
  /** The endpoint's last answer; null: none came. */
  status: number | null;
}

/** An answer that a request with the same key gets again. */
export interface KeptAnswer {
  /** The idempotency key. */
  readonly id: string;
  readonly request: string;
  readonly status: number;
  readonly body: string;
  /** In seconds since 1970. */
  readonly created: number;
}

/** Everything that the sandbox remembers. */
export function createBooks() {
  return {
    products: new Table<Shapes.Product>(),
    prices: new Table<Shapes.Price>(),
    customers: new Table<Shapes.Customer>(),
    sessions: new Table<Shapes.Session>(),
    payments: new Table<Shapes.PaymentIntent>(),
    charges: new Table<Shapes.Charge>(),
    refunds: new Table<Shapes.Refund>(),
    disputes: new Table<Shapes.Dispute>(),
    warnings: new Table<Shapes.FraudWarning>(),
    subscriptions: new Table<Shapes.Subscription>(),
    schedules: new Table<Shapes.Schedule>(),
    invoices: new Table<Shapes.Invoice>(),
    invoicePayments: new Table<Shapes.InvoicePayment>(),
    configurations: new Table<Shapes.PortalConfiguration>(),
    portals: new Table<Shapes.PortalSession>(),
    events: new Table<Shapes.Event>(),
    sessionDetails: new Table<SessionDetails>(),
    /** Deductions that wait for the next invoice, by subscription. */
    pendingLines: new Table<{ readonly id: string; lines: Shapes.InvoiceLine[] }>(),
    cards: new Table<Card>(),
    deliveries: new Table<Delivery>(),
    answers: new Table<KeptAnswer>(),
  };
}
export type Books = ReturnType<typeof createBooks>;

/** Finds one of the API's objects by its id alone, as expanding a link needs it. */
export function findObject(books: Books, id: string): (object & { readonly id: string; object: string }) | undefined {
  for (const table of Object.values(books)) {
    const found = table.get(id);
    if (found !== undefined && "object" in found) return found;
  }
  return undefined;
}
