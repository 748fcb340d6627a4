import { randomBytes } from "node:crypto";
import { badRequest } from "./errors.ts";
import { PRE_CHECKOUT_ANSWER_MS } from "./limits.ts";

export interface Invoice {
  readonly title: string;
  readonly description: string;
  readonly payload: string;
  readonly currency: string;
  readonly total: number;
}
export interface StarTransaction {
  readonly id: string;
  readonly amount: number;
  readonly date: number;
  readonly user: number;
  readonly payload: string;
  readonly isRefund: boolean;
}
interface Question {
  readonly askedAt_ms: number;
  readonly resolve: (answer: { ok: boolean; error: string | null }) => void;
}

/** Stars: invoices by link, questions before a checkout, and the row of transactions. @see https://core.telegram.org/bots/payments-stars */
export function createPayments() {
  const invoices = new Map<string, Invoice>();
  const questions = new Map<string, Question>();
  const transactions: StarTransaction[] = [];
  return {
    invoices,
    transactions,
    link(invoice: Invoice): string {
      const slug = `$${randomBytes(12).toString("base64url")}`;
      invoices.set(slug, invoice);
      return `https://t.me/${slug}`;
    },
    /** Asks the bot whether a payment may go on; without an answer in time it may not. */
    ask(id: string): Promise<{ ok: boolean; error: string | null }> {
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve({ ok: false, error: "timeout" }), PRE_CHECKOUT_ANSWER_MS);
        questions.set(id, {
          askedAt_ms: performance.now(),
          resolve: (answer) => {
            clearTimeout(timer);
            resolve(answer);
          },
        });
      });
    },
    answer(id: string, answer: { ok: boolean; error: string | null }): void {
      const question = questions.get(id);
      if (question === undefined || performance.now() - question.askedAt_ms > PRE_CHECKOUT_ANSWER_MS) {
        throw badRequest("query is too old and response timeout expired or query ID is invalid");
      }
      questions.delete(id);
      question.resolve(answer);
    },
    refund(user: number, charge: string, date: number): StarTransaction {
      const paid = transactions.find((one) => one.id === charge && one.user === user && !one.isRefund);
      if (paid === undefined) throw badRequest("CHARGE_NOT_FOUND");
      if (transactions.some((one) => one.id === charge && one.isRefund)) throw badRequest("CHARGE_ALREADY_REFUNDED");
      const refund = { ...paid, date, isRefund: true };
      transactions.push(refund);
      return refund;
    },
  };
}
export type Payments = ReturnType<typeof createPayments>;
