import type { StarTransaction } from "grammy/types";
import { type Money, STARS } from "../../src/core/billing/money.ts";
import type { BookedPage, BookedPayment, PaymentBook } from "../../src/core/billing/payment-book.ts";
import {
  type Checkout,
  type CheckoutRequest,
  PaymentRefused,
  type Payments,
  PaymentUnreachable,
  type Refund,
} from "../../src/core/billing/payments.ts";
import type { Offers } from "../../src/core/catalogue/offers.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import { languageOf, messagesFor } from "../../src/core/messages.ts";
import type { Clock, Metrics } from "../../src/core/services.ts";
import { createClient } from "./client.ts";
import { refusedFor, TelegramRefused, TelegramUnreachable } from "./refusals.ts";
import { checkoutOf, refundOf } from "./star-pages.ts";

/** @see https://core.telegram.org/bots/api#createinvoicelink */
const TITLE_LENGTH_MAX = 32;
const DESCRIPTION_LENGTH_MAX = 255;
/** @see https://core.telegram.org/bots/api#getstartransactions */
const TRANSACTIONS_AT_ONCE = 100;

export interface StarsOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly book: PaymentBook;
  readonly offers: Pick<Offers, "find">;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, "paymentCall">;
}

export interface Stars extends Payments {
  /** Writes a payment down; what is paid for a second time goes back at once. null: it is for no page of ours. */
  paid(order: string, payment: BookedPayment): Promise<Checkout | null>;
  /** Writes down that a payment went back, wherever that was asked for. null: it is none of ours. */
  gaveBack(payment: string): Promise<Refund | null>;
}

/**
 * Telegram Stars as the core's `Payments`, also in a process that does not serve the chat: packs only, each for an invoice by link. Telegram tells of a payment once and cannot be
 * asked about one, so what it told is kept in the payment book; its list of transactions repairs what was never told.
 * @see https://core.telegram.org/bots/payments-stars
 */
export function connectStars({ book, offers, clock, metrics, ...bot }: StarsOptions): Stars {
  const api = createClient({ ...bot, clock });
  /** Transactions never change and come oldest first: what was looked at need not be fetched again. */
  let looked = 0;

  async function call<T>(name: string, run: () => Promise<T>): Promise<T> {
    const start_ms = performance.now();
    const count = (outcome: "ok" | "refused" | "unreachable") =>
      metrics.paymentCall(name, outcome, performance.now() - start_ms);
    try {
      const value = await run();
      count("ok");
      return value;
    } catch (error) {
      if (error instanceof TelegramUnreachable || refusedFor(error, "too-many")) {
        count("unreachable");
        throw new PaymentUnreachable(error instanceof TelegramUnreachable ? error.code : "too_many_requests");
      }
      count("refused");
      throw error instanceof TelegramRefused ? new PaymentRefused(codeOf(error)) : error;
    }
  }

  async function checkout(request: CheckoutRequest): Promise<Checkout> {
    const { order, account, price, expiresAt } = request;
    const known = await book.find(order);
    if (known !== null) return checkoutOf(known, clock.now());
    const { title, description } = wordsOf(request, offers);
    const url = await call("checkout", () =>
      api.createInvoiceLink({
        ...{ title, description, payload: order, provider_token: "", currency: STARS.toUpperCase() },
        prices: [{ label: title, amount: price.amount }],
      }),
    );
    const page = { id: order, account, total: price, url, expiresAt, closedAt: null, payment: null };
    return checkoutOf(await book.open(page), clock.now());
  }

  async function found(id: string): Promise<BookedPage> {
    const page = await book.find(id);
    if (page === null) throw new PaymentRefused("page-missing");
    return page;
  }

  /** Safe to repeat: Stars that went back already stay there. */
  async function sendBack({ id, payer }: Pick<BookedPayment, "id" | "payer">): Promise<void> {
    await call("refund", () => api.refundStarPayment({ user_id: Number(payer), telegram_payment_charge_id: id })).catch(
      (error: unknown) => {
        if (!(error instanceof PaymentRefused && error.code === "already-refunded")) throw error;
      },
    );
  }

  async function paid(order: string, payment: BookedPayment): Promise<Checkout | null> {
    const page = await book.pay(order, payment);
    if (page === null) return null;
    // Two people have paid one link in the same moment: the second gets nothing for it, so it costs them nothing.
    if (page.payment !== null && page.payment.id !== payment.id) await sendBack(payment);
    return checkoutOf(page, clock.now());
  }

  async function refund({ request, payment, amount }: Parameters<Payments["refund"]>[0]): Promise<Refund> {
    const page = await book.findByPayment(payment);
    if (page === null || page.payment === null) throw new PaymentRefused("payment-missing");
    if (page.payment.refund === null) {
      if (page.payment.amount.amount !== amount.amount) throw new PaymentRefused("stars-go-back-whole");
      await sendBack(page.payment);
    }
    const after = await book.giveBack(payment, { request, at: clock.now() });
    const refunded = after && refundOf(after);
    if (!refunded) throw new Error("a refund of Stars is not in the book");
    return refunded;
  }

  /** What happened since then, oldest first. */
  async function* transactionsSince(since: Date): AsyncIterable<StarTransaction> {
    for (let offset = looked; ; offset += TRANSACTIONS_AT_ONCE) {
      const from = offset;
      const { transactions } = await call("transactions", () =>
        api.getStarTransactions({ offset: from, limit: TRANSACTIONS_AT_ONCE }),
      );
      const recent = transactions.filter(({ date }) => date * 1000 >= since.getTime());
      if (recent.length === 0 && transactions.length === TRANSACTIONS_AT_ONCE) looked = from + TRANSACTIONS_AT_ONCE;
      yield* recent;
      if (transactions.length < TRANSACTIONS_AT_ONCE) return;
    }
  }

  return {
    method: "stars",
    sellsPlans: false,
    checkout,
    paid,
    async gaveBack(payment) {
      const page = await book.giveBack(payment, { request: null, at: clock.now() });
      return page && refundOf(page);
    },
    async findCheckout(id) {
      const page = await book.find(id);
      return page && checkoutOf(page, clock.now());
    },
    async expireCheckout(id) {
      await book.close(id, clock.now());
      return checkoutOf(await found(id), clock.now());
    },
    refund,
    async findRefund(id) {
      const page = await book.findByPayment(id);
      return page && refundOf(page);
    },
    async *checkoutsSince(since) {
      for await (const transaction of transactionsSince(since)) {
        const order = orderOf(transaction);
        if (order !== null) yield { id: transaction.id, read: () => paid(order, paymentOf(transaction)) };
      }
    },
    async *refundsSince(since) {
      for await (const { id, receiver } of transactionsSince(since)) {
        if (receiver?.type !== "user") continue;
        const read = async () => {
          const page = await book.giveBack(id, { request: null, at: clock.now() });
          return page && refundOf(page);
        };
        yield { id, read };
      }
    },
    ...withoutPlans,
  };
}

/** What has no counterpart in Stars: nothing of it can exist, and nothing asks for it. */
const withoutPlans = {
  findSubscription: async () => null,
  setCancelAtPeriodEnd: noPlans,
  cancelNow: noPlans,
  changeOffer: noPlans,
  changePrice: noPlans,
  portal: noPlans,
  findInvoice: async () => null,
  invoicesOf: async () => [],
  findDispute: async () => null,
  undelivered: nothing,
  invoicesSince: nothing,
  disputesSince: nothing,
  subscriptionsSince: nothing,
} satisfies Partial<Payments>;

async function noPlans(): Promise<never> {
  throw new PaymentRefused("stars-buy-packs-only");
}
async function* nothing(): AsyncIterable<never> {}

/** What the invoice says, in the person's language. @throws PaymentRefused for what Stars cannot buy. */
function wordsOf({ offer: key, price, language }: CheckoutRequest, offers: Pick<Offers, "find">) {
  const offer = offers.find(key);
  if (offer?.kind !== "pack" || price.currency !== STARS) throw new PaymentRefused("stars-buy-packs-only");
  const { prices: words } = messagesFor(languageOf(language));
  const { name, credits, lifetime_days } = offer.pack;
  return {
    title: shortened(name, TITLE_LENGTH_MAX),
    description: shortened(words.starsWhat(credits, lifetime_days), DESCRIPTION_LENGTH_MAX),
  };
}

/** null: it is no payment of an invoice. */
function orderOf({ source }: StarTransaction): string | null {
  return source?.type === "user" ? (source.invoice_payload ?? null) : null;
}

function paymentOf({ id, amount, date, source }: StarTransaction): BookedPayment {
  const payer = source?.type === "user" ? String(source.user.id) : "";
  return { id, payer, amount: starsOf(amount), at: new Date(date * 1000), refund: null };
}

export function starsOf(amount: number): Money {
  return { amount, currency: STARS };
}

/** Telegram's words are told nobody; what they mean is. */
function codeOf({ reason, error_code }: TelegramRefused): string {
  return reason === "other" ? `telegram-${error_code}` : reason;
}
