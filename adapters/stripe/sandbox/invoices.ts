import { type Context, change, newId } from "./context.ts";
import type { SandboxPayments } from "./payments.ts";
import { invalid, missing } from "./refusal.ts";
import type { Invoice, InvoiceLine, Price, Subscription, SubscriptionItem } from "./shapes.ts";

/** Part of a bill, before it has an id. */
export interface LineOrder {
  readonly price: Price;
  readonly amount: number;
  readonly period: { readonly start: number; readonly end: number };
  readonly isProration: boolean;
  readonly description: string;
}

/** What happens to a subscription when one of its bills is paid, or cannot be. */
export interface InvoiceListener {
  paid(invoice: Invoice): void;
  failed(invoice: Invoice, isLast: boolean): void;
}

/** Bills of subscriptions. */
export function createInvoices(context: Context, payments: SandboxPayments, listener: () => InvoiceListener) {
  const { books, time, behaviour } = context;

  function line(subscription: Subscription, item: SubscriptionItem, order: LineOrder): InvoiceLine {
    return {
      id: newId(context, "il"),
      object: "line_item",
      amount: order.amount,
      currency: subscription.currency,
      description: order.description,
      invoice: null,
      livemode: false,
      metadata: { ...subscription.metadata },
      parent: {
        type: "subscription_item_details",
        invoice_item_details: null,
        subscription_item_details: {
          invoice_item: null,
          proration: order.isProration,
          proration_details: order.isProration ? { credited_items: null } : null,
          subscription: subscription.id,
          subscription_item: item.id,
        },
      },
      period: { ...order.period },
      pricing: {
        type: "price_details",
        price_details: { price: order.price.id, product: order.price.product },
        unit_amount_decimal: order.price.unit_amount_decimal,
      },
      quantity: 1,
      subtotal: order.amount,
    };
  }

  function draft(subscription: Subscription, reason: Invoice["billing_reason"], lines: InvoiceLine[]): Invoice {
    const id = newId(context, "in");
    const total = lines.reduce((sum, { amount }) => sum + amount, 0);
    const start = Math.min(...lines.map(({ period }) => period.start));
    for (const each of lines) each.invoice = id;
    const invoice = books.invoices.add({
      id,
      object: "invoice",
      amount_due: Math.max(0, total),
      amount_paid: 0,
      amount_remaining: Math.max(0, total),
      attempt_count: 0,
      attempted: false,
      auto_advance: true,
      billing_reason: reason,
      collection_method: "charge_automatically",
      created: time.now(),
      currency: subscription.currency,
      customer: subscription.customer,
      ending_balance: null,
      hosted_invoice_url: null,
      invoice_pdf: null,
      lines: { object: "list", data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
      livemode: false,
      metadata: {},
      next_payment_attempt: null,
      number: null,
      parent: {
        type: "subscription_details",
        quote_details: null,
        subscription_details: { subscription: subscription.id, metadata: { ...subscription.metadata } },
      },
      period_end: time.now(),
      period_start: start,
      starting_balance: 0,
      status: "draft",
      status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
      subtotal: total,
      total,
    });
    subscription.latest_invoice = id;
    context.emit("invoice.created", invoice);
    return invoice;
  }

  /** Fixes what is to be paid: what the customer has in balance counts first. */
  function finalize(invoice: Invoice): void {
    if (invoice.status !== "draft") throw invalid("This invoice is already finalized, you can't re-finalize it.");
    const customer = books.customers.get(invoice.customer ?? "");
    const balance = customer?.balance ?? 0;
    const due = Math.max(0, invoice.total + Math.min(0, balance));
    const rest = Math.min(0, invoice.total + Math.min(0, balance));
    if (customer !== undefined) customer.balance = rest;
    const number = `EASEL-${String(books.invoices.all().indexOf(invoice) + 1).padStart(4, "0")}`;
    const fields = {
      status: "open",
      number,
      starting_balance: balance,
      ending_balance: rest,
      amount_due: due,
      amount_remaining: due,
      status_transitions: { ...invoice.status_transitions, finalized_at: time.now() },
    } as const;
    change(context, invoice, fields, "invoice.finalized");
    if (due === 0) {
      settle(invoice);
      return;
    }
    // The payment carries nothing of the subscription's metadata: only the invoice does.
    const order = { amount: due, currency: invoice.currency, customer: invoice.customer, metadata: {} };
    const payment = payments.open({ ...order, description: `Subscription ${number}` });
    books.invoicePayments.add({
      id: newId(context, "inpay"),
      object: "invoice_payment",
      amount_paid: null,
      amount_requested: due,
      created: time.now(),
      currency: invoice.currency,
      invoice: invoice.id,
      is_default: true,
      livemode: false,
      payment: { type: "payment_intent", payment_intent: payment.id },
      status: "open",
      status_transitions: { canceled_at: null, paid_at: null },
    });
  }

  function paymentOf(invoice: Invoice) {
    const link = books.invoicePayments.all().find((one) => one.invoice === invoice.id);
    const payment = link === undefined ? undefined : books.payments.get(link.payment.payment_intent);
    return link === undefined || payment === undefined ? null : { link, payment };
  }

  function settle(invoice: Invoice): void {
    const paid = paymentOf(invoice);
    if (paid !== null) {
      Object.assign(paid.link, { status: "paid", amount_paid: invoice.amount_due });
      paid.link.status_transitions = { canceled_at: null, paid_at: time.now() };
    }
    const fields = {
      status: "paid",
      attempted: true,
      amount_paid: invoice.amount_due,
      amount_remaining: 0,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, paid_at: time.now() },
    } as const;
    change(context, invoice, fields, "invoice.paid");
    context.emit("invoice.payment_succeeded", invoice);
    listener().paid(invoice);
  }

  function refuse(invoice: Invoice): void {
    const pause_ms = behaviour.renewalPauses_ms[invoice.attempt_count - 1];
    const next = pause_ms === undefined ? null : time.now() + Math.round(pause_ms / 1000);
    change(context, invoice, { attempted: true, next_payment_attempt: next }, "invoice.payment_failed");
    listener().failed(invoice, next === null);
  }

  /** Collects an open bill from the customer's card. */
  function collect(invoice: Invoice): boolean {
    if (invoice.status === "paid") return true;
    if (invoice.status !== "open") throw invalid(`You cannot pay an invoice that is ${invoice.status}.`);
    const asked = paymentOf(invoice);
    if (asked === null) return false;
    invoice.attempt_count += 1;
    if (payments.declines(invoice.customer)) {
      payments.fail(asked.payment);
      refuse(invoice);
      return false;
    }
    payments.succeed(asked.payment);
    settle(invoice);
    return true;
  }

  return {
    line,
    draft,
    finalize,
    collect,
    /** A payment that takes days has begun. */
    begin(invoice: Invoice): void {
      const asked = paymentOf(invoice);
      if (asked === null) return;
      invoice.attempt_count += 1;
      payments.pend(asked.payment);
    },
    /** Such a payment has ended. */
    end(invoice: Invoice, ok: boolean): void {
      const asked = paymentOf(invoice);
      if (asked === null || invoice.status !== "open") return;
      if (ok) {
        payments.succeed(asked.payment);
        settle(invoice);
      } else {
        payments.fail(asked.payment);
        refuse(invoice);
      }
    },
    voidOne(invoice: Invoice): void {
      if (invoice.status !== "open") throw invalid("You can only void an open invoice.");
      const transitions = { ...invoice.status_transitions, voided_at: time.now() };
      const fields = { status: "void", next_payment_attempt: null, status_transitions: transitions } as const;
      change(context, invoice, fields, "invoice.voided");
    },
    find(id: string): Invoice {
      const invoice = books.invoices.get(id);
      if (invoice === undefined) throw missing("invoice", id);
      return invoice;
    },
  };
}
export type SandboxInvoices = ReturnType<typeof createInvoices>;
