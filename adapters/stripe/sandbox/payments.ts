import { type Context, change, newId } from "./context.ts";
import type { Charge, Metadata, PaymentIntent } from "./shapes.ts";

const DECLINED = "Your card was declined.";

/** Payments and the attempts at them. */
export function createPayments(context: Context) {
  const { books, time } = context;

  function open(order: {
    readonly amount: number;
    readonly currency: string;
    readonly customer: string | null;
    readonly metadata: Metadata;
    readonly description?: string;
  }): PaymentIntent {
    const payment = books.payments.add({
      id: newId(context, "pi"),
      object: "payment_intent",
      amount: order.amount,
      amount_capturable: 0,
      amount_received: 0,
      canceled_at: null,
      cancellation_reason: null,
      capture_method: "automatic",
      confirmation_method: "automatic",
      created: time.now(),
      currency: order.currency,
      customer: order.customer,
      description: order.description ?? null,
      last_payment_error: null,
      latest_charge: null,
      livemode: false,
      metadata: { ...order.metadata },
      next_action: null,
      payment_method_types: ["card"],
      status: "requires_payment_method",
    });
    context.emit("payment_intent.created", payment);
    return payment;
  }

  function charged(payment: PaymentIntent, status: "succeeded" | "pending" | "failed"): Charge {
    const waiting = payment.latest_charge === null ? undefined : books.charges.get(payment.latest_charge);
    const charge = waiting?.status === "pending" ? waiting : books.charges.add(newCharge(payment));
    const ok = status === "succeeded";
    Object.assign(charge, {
      status,
      paid: ok,
      captured: ok,
      amount_captured: ok ? charge.amount : 0,
      failure_code: status === "failed" ? "card_declined" : null,
      failure_message: status === "failed" ? DECLINED : null,
    });
    payment.latest_charge = charge.id;
    context.emit(`charge.${status}`, charge);
    return charge;
  }

  function newCharge(payment: PaymentIntent): Charge {
    return {
      id: newId(context, "ch"),
      object: "charge",
      amount: payment.amount,
      amount_captured: 0,
      amount_refunded: 0,
      captured: false,
      created: time.now(),
      currency: payment.currency,
      customer: payment.customer,
      disputed: false,
      failure_code: null,
      failure_message: null,
      livemode: false,
      metadata: { ...payment.metadata },
      paid: false,
      payment_intent: payment.id,
      refunded: false,
      status: "pending",
    };
  }

  return {
    open,
    succeed(payment: PaymentIntent): void {
      charged(payment, "succeeded");
      const fields = { status: "succeeded", amount_received: payment.amount, last_payment_error: null } as const;
      change(context, payment, fields, "payment_intent.succeeded");
    },
    pend(payment: PaymentIntent): void {
      charged(payment, "pending");
      change(context, payment, { status: "processing" }, "payment_intent.processing");
    },
    fail(payment: PaymentIntent): void {
      charged(payment, "failed");
      const fields = {
        status: "requires_payment_method",
        last_payment_error: {
          type: "card_error",
          code: "card_declined",
          decline_code: "generic_decline",
          message: DECLINED,
        },
      } as const;
      change(context, payment, fields, "payment_intent.payment_failed");
    },
    /** Whether the customer's card is declined from now on. */
    declines: (customer: string | null) => customer !== null && books.cards.get(customer)?.declines === true,
  };
}
export type SandboxPayments = ReturnType<typeof createPayments>;
