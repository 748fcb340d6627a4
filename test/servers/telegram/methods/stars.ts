import { z } from "zod";
import type { Method } from "../context.ts";
import { badRequest, violation } from "../errors.ts";
import { INVOICE_DESCRIPTION_LENGTH, INVOICE_PAYLOAD_BYTES, INVOICE_TITLE_LENGTH } from "../limits.ts";
import { check, flag, integer, json, readInlineKeyboard, sending, text } from "../parameters.ts";
import type { Invoice } from "../payments.ts";
import { say } from "../speech.ts";

const invoice = {
  title: text,
  description: text,
  payload: text,
  provider_token: text.optional(),
  currency: text,
  prices: json(z.array(z.strictObject({ label: z.string().min(1), amount: z.number().int() }))),
  photo_url: text.optional(),
  start_parameter: text.optional(),
};
const invoiceSchema = z.object(invoice);

/** @throws ApiError for what Telegram takes for no invoice in Stars */
function readInvoice(given: z.output<typeof invoiceSchema>): Invoice {
  const isOut = (length: number, { min, max }: { min: number; max: number }) => length < min || length > max;
  if (isOut(given.title.length, INVOICE_TITLE_LENGTH)) throw violation("INVOICE_TITLE_INVALID");
  if (isOut(given.description.length, INVOICE_DESCRIPTION_LENGTH)) throw violation("INVOICE_DESCRIPTION_INVALID");
  if (isOut(Buffer.byteLength(given.payload), INVOICE_PAYLOAD_BYTES)) throw violation("INVOICE_PAYLOAD_INVALID");
  if (given.currency !== "XTR") throw violation("CURRENCY_INVALID");
  if ((given.provider_token ?? "") !== "") throw violation("PAYMENT_PROVIDER_INVALID");
  const [price, ...others] = given.prices;
  if (price === undefined || others.length > 0 || price.amount < 1) throw violation("CURRENCY_TOTAL_AMOUNT_INVALID");
  return {
    title: given.title,
    description: given.description,
    payload: given.payload,
    currency: "XTR",
    total: price.amount,
  };
}

export const starMethods: Readonly<Record<string, Method>> = {
  sendInvoice(call, { world, throttle, payments }) {
    const given = check({ ...sending, ...invoice }, call.parameters, call.onUnknown);
    const read = readInvoice(given);
    const keyboard = readInlineKeyboard(given.reply_markup);
    if (keyboard !== undefined && keyboard.inline_keyboard[0]?.[0]?.pay !== true)
      throw violation("first button must be a pay button");
    const place = world.writable(given.chat_id, given.message_thread_id, "text");
    throttle.pass(place.room.chat.id, place.room.chat.type !== "private", 1);
    const shown = {
      title: read.title,
      description: read.description,
      start_parameter: given.start_parameter ?? "",
      currency: read.currency,
      total_amount: read.total,
    };
    const message = world.add(
      place,
      world.bot,
      { invoice: shown },
      { reply_markup: keyboard ?? { inline_keyboard: [[{ text: `Pay ${read.total} ⭐`, pay: true }]] } },
    );
    payments.invoices.set(`${place.room.chat.id}:${message.message_id}`, read);
    return message;
  },
  createInvoiceLink(call, { payments }) {
    const shape = { ...invoice, subscription_period: integer.optional() };
    const given = check(shape, call.parameters, call.onUnknown);
    return payments.link(readInvoice(given));
  },
  answerPreCheckoutQuery(call, { payments }) {
    const shape = { pre_checkout_query_id: text, ok: flag, error_message: text.optional() };
    const given = check(shape, call.parameters, call.onUnknown);
    if (!given.ok && (given.error_message ?? "") === "") throw violation("error_message must be non-empty");
    payments.answer(given.pre_checkout_query_id, { ok: given.ok, error: given.error_message ?? null });
    return true;
  },
  refundStarPayment(call, { world, payments }) {
    const shape = { user_id: integer, telegram_payment_charge_id: text };
    const given = check(shape, call.parameters, call.onUnknown);
    if (!world.users.has(given.user_id)) throw badRequest("USER_ID_INVALID");
    const { id, amount, payload } = payments.refund(given.user_id, given.telegram_payment_charge_id, world.now_s());
    const back = { currency: "XTR", total_amount: amount, invoice_payload: payload, telegram_payment_charge_id: id };
    const user = world.users.get(given.user_id);
    const room = world.rooms.get(given.user_id);
    if (user !== undefined && room !== undefined)
      say(world, { room, thread: undefined }, user, { refunded_payment: back }, undefined);
    return true;
  },
  getStarTransactions(call, { payments, world }) {
    const given = check({ offset: integer.optional(), limit: integer.optional() }, call.parameters, call.onUnknown);
    const from = given.offset ?? 0;
    const transactions = payments.transactions.slice(from, from + Math.min(given.limit ?? 100, 100));
    return {
      transactions: transactions.map(({ id, amount, date, user, payload, isRefund }) => ({
        id,
        amount,
        date,
        [isRefund ? "receiver" : "source"]: {
          type: "user",
          transaction_type: "invoice_payment",
          user: world.users.get(user),
          invoice_payload: payload,
        },
      })),
    };
  },
};
