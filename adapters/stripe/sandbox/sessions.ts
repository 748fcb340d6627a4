import { type Context, change, newId } from "./context.ts";
import type { SandboxInvoices } from "./invoices.ts";
import { amountFault } from "./money.ts";
import type { SandboxPayments } from "./payments.ts";
import { invalid, missing } from "./refusal.ts";
import type { LineItem, Metadata, Session } from "./shapes.ts";
import type { SandboxSubscriptions } from "./subscriptions.ts";

export interface SessionOrder {
  readonly mode: "payment" | "subscription";
  readonly items: readonly { readonly price: string; readonly quantity: number }[];
  readonly customer: string | undefined;
  readonly client_reference_id: string | undefined;
  readonly metadata: Metadata;
  /** For the payment or the subscription that will be made. */
  readonly innerMetadata: Metadata;
  readonly success_url: string;
  readonly cancel_url: string | undefined;
  readonly expires_at: number | undefined;
  readonly locale: string | undefined;
  readonly adaptive_pricing: boolean;
  /** null: all that there are. */
  readonly allowed_payment_method_types: string[] | null;
}

/** What a person does on the checkout page. */
export type Press = "pay" | "decline" | "pay-later" | "pay-later-in-vain";

const OPEN_SECONDS_MIN = 30 * 60;
const OPEN_SECONDS_MAX = 24 * 60 * 60;

/** Checkout Sessions: pages where something is bought once. */
export function createSessions(parts: {
  readonly context: Context;
  readonly payments: SandboxPayments;
  readonly invoices: SandboxInvoices;
  readonly subscriptions: SandboxSubscriptions;
}) {
  const { context, payments, invoices, subscriptions } = parts;
  const { books, time, behaviour } = context;

  function find(id: string): Session {
    const session = books.sessions.get(id);
    if (session === undefined) throw missing("checkout.session", id);
    return session;
  }

  function detailsOf(session: Session) {
    const details = books.sessionDetails.get(session.id);
    if (details === undefined) throw missing("checkout.session", session.id);
    return details;
  }

  function create(order: SessionOrder): Session {
    const now = time.now();
    const expires_at = order.expires_at ?? now + OPEN_SECONDS_MAX;
    // A minute of grace, as clocks differ.
    if (expires_at < now + OPEN_SECONDS_MIN - 60 || expires_at > now + OPEN_SECONDS_MAX + 60) {
      throw invalid(
        "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
        {
          param: "expires_at",
        },
      );
    }
    if (order.customer !== undefined && books.customers.get(order.customer) === undefined) {
      throw invalid(`No such customer: '${order.customer}'`, { code: "resource_missing", param: "customer" });
    }
    const items = order.items.map((item) => lineItem(item, order.mode));
    const currency = items[0]?.currency ?? "";
    if (items.some((item) => item.currency !== currency)) throw invalid("All prices must use the same currency.");
    const total = items.reduce((sum, { amount_total }) => sum + amount_total, 0);
    const fault = amountFault(total, currency);
    if (fault !== null) throw invalid(fault, { code: "amount_too_small" });
    const session = books.sessions.add({
      id: newId(context, "cs_test"),
      object: "checkout.session",
      adaptive_pricing: { enabled: order.adaptive_pricing },
      allowed_payment_method_types: order.allowed_payment_method_types,
      amount_subtotal: total,
      amount_total: total,
      cancel_url: order.cancel_url ?? null,
      client_reference_id: order.client_reference_id ?? null,
      created: now,
      currency,
      customer: order.customer ?? null,
      customer_email: null,
      expires_at,
      invoice: null,
      livemode: false,
      locale: order.locale ?? null,
      metadata: { ...order.metadata },
      mode: order.mode,
      payment_intent: null,
      payment_method_types: ["card"],
      payment_status: "unpaid",
      setup_intent: null,
      status: "open",
      subscription: null,
      success_url: order.success_url,
      ui_mode: "hosted_page",
      url: null,
    });
    books.sessionDetails.add({ id: session.id, items, metadata: { ...order.innerMetadata }, settles: null });
    return session;
  }

  function lineItem(item: SessionOrder["items"][number], mode: SessionOrder["mode"]): LineItem {
    const price = books.prices.get(item.price);
    if (price === undefined) throw missing("price", item.price);
    if (!price.active) throw invalid("The price specified is inactive.", { param: "line_items" });
    if ((price.recurring !== null) !== (mode === "subscription")) {
      throw invalid(`You must provide ${mode === "payment" ? "one-time" : "recurring"} prices in \`${mode}\` mode.`);
    }
    const amount = (price.unit_amount ?? 0) * item.quantity;
    return {
      id: newId(context, "li"),
      object: "item",
      amount_discount: 0,
      amount_subtotal: amount,
      amount_tax: 0,
      amount_total: amount,
      currency: price.currency,
      description: books.products.get(price.product)?.name ?? null,
      price: structuredClone(price),
      quantity: item.quantity,
    };
  }

  function expire(session: Session): Session {
    if (session.status !== "open") {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      );
    }
    change(context, session, { status: "expired" }, "checkout.session.expired");
    return session;
  }

  /** What the page's buttons do, shown or not. Pressed again, nothing: a paid page is paid. */
  function press(id: string, how: Press): void {
    const session = find(id);
    if (session.status !== "open" || session.expires_at <= time.now()) return;
    if (session.mode === "subscription") subscribe(session, how);
    else payOnce(session, how);
  }

  function payOnce(session: Session, how: Press): void {
    const known = books.payments.get(session.payment_intent ?? "");
    const payment =
      known ??
      payments.open({
        amount: session.amount_total ?? 0,
        currency: session.currency ?? "",
        customer: session.customer,
        metadata: detailsOf(session).metadata,
      });
    if (how === "decline") {
      session.payment_intent = payment.id;
      payments.fail(payment);
      return;
    }
    if (how === "pay") payments.succeed(payment);
    else payments.pend(payment);
    complete(session, how, { payment_intent: payment.id });
  }

  function subscribe(session: Session, how: Press): void {
    // A declined card begins no subscription.
    if (how === "decline") return;
    const price = books.prices.get(detailsOf(session).items[0]?.price.id ?? "");
    if (price === undefined) throw missing("price", session.id);
    const customer = session.customer ?? newCustomer();
    const { subscription, invoice } = subscriptions.begin({ customer, price, metadata: detailsOf(session).metadata });
    if (how === "pay") {
      invoice.attempt_count = 1;
      invoices.end(invoice, true);
    } else {
      invoices.begin(invoice);
    }
    complete(session, how, { customer, subscription: subscription.id, invoice: invoice.id });
  }

  function newCustomer(): string {
    const customer = books.customers.add({
      id: newId(context, "cus"),
      object: "customer",
      balance: 0,
      created: time.now(),
      currency: null,
      delinquent: false,
      description: null,
      email: null,
      livemode: false,
      metadata: {},
      name: null,
    });
    context.emit("customer.created", customer);
    return customer.id;
  }

  function complete(session: Session, how: Press, made: Partial<Session>): void {
    const payment_status = how === "pay" ? "paid" : "unpaid";
    if (how !== "pay") {
      const at = time.now() + Math.round(behaviour.slowPayment_ms / 1000);
      detailsOf(session).settles = { at, ok: how === "pay-later" };
    }
    change(context, session, { ...made, status: "complete", payment_status }, "checkout.session.completed");
  }

  /** Ends a slow payment. */
  function settle(id: string, ok: boolean): void {
    const session = find(id);
    const details = detailsOf(session);
    if (details.settles === null) return;
    details.settles = null;
    const invoice = books.invoices.get(session.invoice ?? "");
    const payment = books.payments.get(session.payment_intent ?? "");
    if (invoice !== undefined) invoices.end(invoice, ok);
    else if (payment !== undefined && ok) payments.succeed(payment);
    else if (payment !== undefined) payments.fail(payment);
    if (ok) change(context, session, { payment_status: "paid" }, "checkout.session.async_payment_succeeded");
    else context.emit("checkout.session.async_payment_failed", session);
  }

  return { find, create, expire, press, settle };
}
export type SandboxSessions = ReturnType<typeof createSessions>;
