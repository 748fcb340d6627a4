import type { PreCheckoutQuery, Update } from "grammy/types";
import type { PaymentQuestion } from "../../src/core/billing/may-pay.ts";
import { STARS } from "../../src/core/billing/money.ts";
import type { PaymentEvent, PaymentEvents } from "../../src/core/billing/payments.ts";
import { languageOf, messagesFor } from "../../src/core/messages.ts";
import type { Clock, Log, Metrics } from "../../src/core/services.ts";
import type { TelegramApi } from "./client.ts";
import { refusedFor } from "./refusals.ts";
import { type Stars, starsOf } from "./stars.ts";

/** Telegram waits for ten seconds. @see https://core.telegram.org/bots/api#precheckoutquery */
const ANSWER_WITHIN_MS = 7_000;

/** Who decides what may be paid, and hears what was. */
export interface StarListener extends PaymentEvents {
  mayPay(question: PaymentQuestion): Promise<boolean>;
}

export interface StarDesk {
  /** Answers Telegram's question before a payment, without waiting for anything else; true: it was one. */
  asked(update: Update): boolean;
  /** Resolves true once what an update says of a payment is stored; false: it says nothing of one. */
  told(update: Update): Promise<boolean>;
}

/** What Telegram asks and tells about payments in Stars. */
export function createStarDesk({
  api,
  payments: stars,
  listener,
  clock,
  log,
  metrics,
}: {
  readonly api: Pick<TelegramApi, "answerPreCheckoutQuery">;
  readonly payments: Stars;
  /** null: nothing can be paid by Stars here. */
  readonly listener: () => StarListener | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, "paymentEvent">;
}): StarDesk {
  async function answer(query: PreCheckoutQuery): Promise<void> {
    const { prices: words } = messagesFor(languageOf(query.from.language_code));
    const patience = new AbortController();
    // Who gets no answer in time is told by Telegram that the bot is broken; ours says what to do.
    const late = clock.sleep(ANSWER_WITHIN_MS, patience.signal).then(() => "late" as const);
    late.catch(() => undefined);
    const decided = decide(query).catch((error: unknown) => {
      log.error(
        { error },
        "whether an order may be paid by Stars could not be decided; the payer was asked to try again",
      );
      return "late" as const;
    });
    const verdict = await Promise.race([decided, late]);
    patience.abort();
    const error_message = verdict === "late" ? words.starsLater : words.starsClosed;
    await api
      .answerPreCheckoutQuery({
        pre_checkout_query_id: query.id,
        ...(verdict === "yes" ? { ok: true } : { ok: false, error_message }),
      })
      .catch((error: unknown) => {
        // It came twice and was answered, or the payer has gone.
        if (!refusedFor(error, "query-too-old")) throw error;
      });
  }

  async function decide({ invoice_payload, currency, total_amount }: PreCheckoutQuery): Promise<"yes" | "no"> {
    const to = listener();
    if (to === null || currency.toLowerCase() !== STARS) return "no";
    const page = await stars.findCheckout(invoice_payload);
    if (page === null || page.state !== "open") return "no";
    const question = { method: "stars", order: invoice_payload, total: starsOf(total_amount) } as const;
    return (await to.mayPay(question)) ? "yes" : "no";
  }

  async function hand(event: PaymentEvent): Promise<void> {
    const to = listener();
    // Kept by whoever calls, and told again: the money is here.
    if (to === null) throw new Error("a payment by Stars came before anybody was there to hear of it");
    metrics.paymentEvent(event.kind, await to.received(event));
  }

  async function paid(update: Update): Promise<void> {
    const { successful_payment: payment, from, date } = update.message ?? {};
    if (payment === undefined || from === undefined || date === undefined) return;
    const { telegram_payment_charge_id: id, invoice_payload: order, total_amount } = payment;
    const at = new Date(date * 1000);
    const booked = { id, payer: String(from.id), amount: starsOf(total_amount), at, refund: null };
    const checkout = await stars.paid(order, booked);
    if (checkout === null) return log.warn({ payment: id }, "a payment by Stars is for no order of ours");
    await hand({ id: `paid:${id}`, method: "stars", at, kind: "checkout", checkout: order, now: checkout });
  }

  async function gaveBack(update: Update): Promise<void> {
    const { refunded_payment: payment, date } = update.message ?? {};
    if (payment === undefined || date === undefined) return;
    const refund = await stars.gaveBack(payment.telegram_payment_charge_id);
    // Of what was paid twice there is nothing to take back.
    if (refund === null) return;
    const at = new Date(date * 1000);
    await hand({ id: `refunded:${refund.id}`, method: "stars", at, kind: "refund", refund: refund.id, now: refund });
  }

  return {
    asked({ pre_checkout_query: query }) {
      if (query === undefined) return false;
      answer(query).catch((error: unknown) => log.warn({ error }, "a question before a payment stayed without answer"));
      return true;
    },
    async told(update) {
      if (!isPaymentNews(update)) return false;
      await paid(update);
      await gaveBack(update);
      return true;
    },
  };
}

/** Whether an update says that something was paid, or went back. */
export function isPaymentNews({ message }: Update): boolean {
  return message?.successful_payment !== undefined || message?.refunded_payment !== undefined;
}
