import { type Context, change, newId } from "./context.ts";
import { invalid, missing } from "./refusal.ts";
import type { Charge, Dispute, FraudWarning, Metadata, Refund } from "./shapes.ts";

/** Money that goes back: by us, and by the payer's bank. */
export function createRefunds(context: Context) {
  const { books, time } = context;

  function chargeOf(id: string): Charge {
    const payment = books.payments.get(id);
    const charge = books.charges.get(payment === undefined ? id : (payment.latest_charge ?? ""));
    if (charge === undefined) {
      if (payment === undefined) throw missing(id.startsWith("ch_") ? "charge" : "payment_intent", id);
      throw invalid("This PaymentIntent does not have a successful charge to refund.");
    }
    return charge;
  }

  function refund(order: {
    readonly payment: string;
    readonly amount?: number | undefined;
    readonly metadata?: Metadata;
    readonly reason?: Refund["reason"] | undefined;
  }): Refund {
    const charge = chargeOf(order.payment);
    if (charge.status !== "succeeded")
      throw invalid(`Charge ${charge.id} has not been paid, so it cannot be refunded.`);
    if (charge.refunded) {
      throw invalid(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
    }
    if (charge.disputed) throw invalid(`Charge ${charge.id} has been charged back.`, { code: "charge_disputed" });
    const left = charge.amount - charge.amount_refunded;
    const amount = order.amount ?? left;
    if (amount < 1) throw invalid("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
    if (amount > left) {
      throw invalid("Refund amount is greater than unrefunded amount on charge", {
        code: "amount_too_large",
        param: "amount",
      });
    }
    const made = books.refunds.add({
      id: newId(context, "re"),
      object: "refund",
      amount,
      charge: charge.id,
      created: time.now(),
      currency: charge.currency,
      metadata: { ...order.metadata },
      payment_intent: charge.payment_intent,
      reason: order.reason ?? null,
      status: context.refundsPend ? "pending" : "succeeded",
    });
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded === charge.amount;
    context.emit("refund.created", made);
    context.emit("charge.refunded", charge);
    if (made.status === "succeeded") context.emit("refund.updated", made);
    return made;
  }

  /** Ends a refund that was pending. */
  function settle(id: string, ok: boolean): void {
    const made = books.refunds.get(id);
    if (made === undefined) throw missing("refund", id);
    if (made.status !== "pending" && !(made.status === "succeeded" && !ok)) return;
    if (!ok) made.failure_reason = "lost_or_stolen_card";
    change(context, made, { status: ok ? "succeeded" : "failed" }, "refund.updated");
    context.emit("charge.refund.updated", made);
    if (ok) return;
    const charge = chargeOf(made.charge ?? "");
    charge.amount_refunded -= made.amount;
    charge.refunded = false;
    context.emit("refund.failed", made);
  }

  function dispute(payment: string, given: { readonly amount?: number; readonly isInquiry?: boolean } = {}): Dispute {
    const charge = chargeOf(payment);
    const isInquiry = given.isInquiry ?? false;
    // A second press is no second dispute; one that was closed may be followed by another.
    const open = books.disputes.all().find((one) => one.charge === charge.id && !hasEnded(one));
    if (open !== undefined) throw invalid(`Charge ${charge.id} is disputed already, by ${open.id}.`);
    const made = books.disputes.add({
      id: newId(context, "du"),
      object: "dispute",
      amount: given.amount ?? (charge.amount - charge.amount_refunded || charge.amount),
      charge: charge.id,
      created: time.now(),
      currency: charge.currency,
      is_charge_refundable: isInquiry,
      livemode: false,
      metadata: {},
      payment_intent: charge.payment_intent,
      reason: "fraudulent",
      status: isInquiry ? "warning_needs_response" : "needs_response",
    });
    charge.disputed = !isInquiry;
    context.emit("charge.dispute.created", made);
    if (!isInquiry) context.emit("charge.dispute.funds_withdrawn", made);
    return made;
  }

  function closeDispute(id: string, end: "won" | "lost"): Dispute {
    const made = books.disputes.get(id);
    if (made === undefined) throw missing("dispute", id);
    if (hasEnded(made)) throw invalid("This dispute is already closed.");
    const isInquiry = made.status.startsWith("warning_");
    const charge = books.charges.get(made.charge);
    if (charge !== undefined && end === "won") charge.disputed = false;
    change(context, made, { status: isInquiry ? "warning_closed" : end }, "charge.dispute.closed");
    if (end === "won" && !isInquiry) context.emit("charge.dispute.funds_reinstated", made);
    return made;
  }

  function warnOfFraud(payment: string): FraudWarning {
    const charge = chargeOf(payment);
    const warning = books.warnings.add({
      id: newId(context, "issfr"),
      object: "radar.early_fraud_warning",
      actionable: true,
      charge: charge.id,
      created: time.now(),
      fraud_type: "unauthorized_use_of_card",
      livemode: false,
      payment_intent: charge.payment_intent ?? "",
    });
    context.emit("radar.early_fraud_warning.created", warning);
    return warning;
  }

  return { refund, settle, dispute, closeDispute, warnOfFraud };
}
export type SandboxRefunds = ReturnType<typeof createRefunds>;

function hasEnded({ status }: Pick<Dispute, "status">): boolean {
  return ["won", "lost", "warning_closed"].includes(status);
}
