import type { Money } from "../../src/core/billing/money.ts";
import { type Dispute, PaymentRefused, type Refund } from "../../src/core/billing/payments.ts";
import { MemoryBooks, type Open } from "./memory-books.ts";

/** Money that goes back at a payment provider in memory: by refunds, and by disputes. */
export class MemoryReturns extends MemoryBooks {
  /** Refunds stay pending until `confirm`. */
  refundsArePending = false;

  async refund(refund: { request: string; payment: string; amount: Money }): Promise<Refund> {
    this.answer();
    const made = [...this.refunds.values()].find((one) => one.request === refund.request);
    if (made !== undefined) return { ...made };
    return this.once(`refund:${refund.request}`, () => ({
      ...this.refundInDashboard(refund.payment, refund.amount.amount, refund.request),
    }));
  }
  /** As somebody at the provider's own page would. */
  refundInDashboard(payment: string, amount: number, request: string | null = null): Refund {
    const { about, amount: paid } = this.known(this.payments, payment);
    const back = [...this.refunds.values()].filter((one) => one.payment === payment && one.state !== "failed");
    const left = paid.amount - back.reduce((total, one) => total + one.amount.amount, 0);
    if (amount > left || amount < 1) throw new PaymentRefused("charge_already_refunded");
    if ([...this.disputes.values()].some((one) => one.payment === payment && one.state !== "won")) {
      throw new PaymentRefused("charge_disputed");
    }
    const refund: Open<Refund> = {
      ...about,
      id: this.id("re"),
      request,
      amount: { amount, currency: paid.currency },
      state: this.refundsArePending ? "pending" : "succeeded",
    };
    this.refunds.set(refund.id, refund);
    this.happened({ kind: "refund", refund: refund.id });
    return refund;
  }
  confirmRefund(id: string, succeeded: boolean): void {
    const refund = this.known(this.refunds, id);
    refund.state = succeeded ? "succeeded" : "failed";
    this.happened({ kind: "refund", refund: id });
  }
  async findRefund(id: string): Promise<Refund | null> {
    this.answer();
    return this.copy(this.refunds.get(id));
  }

  /** The payer's bank takes back what is left of a payment; null when nothing is. */
  dispute(payment: string): Dispute | null {
    const { about, amount } = this.known(this.payments, payment);
    if ([...this.disputes.values()].some((one) => one.payment === payment)) return null;
    const back = [...this.refunds.values()].filter((one) => one.payment === payment && one.state !== "failed");
    const left = amount.amount - back.reduce((total, one) => total + one.amount.amount, 0);
    if (left === 0) return null;
    const dispute: Open<Dispute> = {
      ...about,
      id: this.id("dp"),
      amount: { ...amount, amount: left },
      state: "open",
    };
    this.disputes.set(dispute.id, dispute);
    this.happened({ kind: "dispute", dispute: dispute.id });
    return dispute;
  }
  closeDispute(id: string, won: boolean): void {
    const dispute = this.known(this.disputes, id);
    if (dispute.state !== "open") return;
    dispute.state = won ? "won" : "lost";
    this.happened({ kind: "dispute", dispute: id });
  }
  warnOfFraud(payment: string): void {
    this.happened({ kind: "fraud-warning", ...this.known(this.payments, payment).about });
  }
  async findDispute(id: string): Promise<Dispute | null> {
    this.answer();
    return this.copy(this.disputes.get(id));
  }
}
