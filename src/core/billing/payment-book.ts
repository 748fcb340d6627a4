import type { Money } from "./money.ts";

/** A page as it was opened, and what became of it, where the provider tells of things once and cannot be asked again. */
export interface BookedPage {
  /** The order's id. */
  readonly id: string;
  readonly account: string;
  readonly total: Money;
  readonly url: string;
  readonly expiresAt: Date;
  /** When it was closed before anybody paid; null: it was not. */
  readonly closedAt: Date | null;
  readonly payment: BookedPayment | null;
}

export interface BookedPayment {
  /** The provider's id of it. */
  readonly id: string;
  /** Who has paid, by their id there: money goes back to them, whoever got the credits. */
  readonly payer: string;
  readonly amount: Money;
  readonly at: Date;
  readonly refund: BookedRefund | null;
}

export interface BookedRefund {
  /** Our request that asked for it; null: it was made elsewhere. */
  readonly request: string | null;
  readonly at: Date;
}

/** Where such pages are kept. Implemented in `adapters/mongo/payment-book.ts`. */
export interface PaymentBook {
  /** Safe to repeat: the page that was opened first stands. Answers that one. */
  open(page: BookedPage): Promise<BookedPage>;
  find(id: string): Promise<BookedPage | null>;
  findByPayment(payment: string): Promise<BookedPage | null>;
  /** Nobody is to pay there any more. Changes nothing once it is closed. */
  close(id: string, at: Date): Promise<void>;
  /** Writes the payment down unless there is one; answers the page as it is then, null when there is none. */
  pay(id: string, payment: BookedPayment): Promise<BookedPage | null>;
  /**
   * Writes down that a payment went back, once, and our request once it is known: the news may be faster than the answer. Answers
   * the page, null when there is no such payment.
   */
  giveBack(payment: string, refund: BookedRefund): Promise<BookedPage | null>;
}
