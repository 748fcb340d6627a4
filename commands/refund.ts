import { isAccount } from "../src/core/accounts/account.ts";
import { shownMoney } from "../src/core/billing/money.ts";
import { isPaid, kept, type Order, orderNumber, paidFor, readOrderNumber } from "../src/core/billing/order.ts";
import { orderLine, refundableReply } from "../src/core/billing/replies.ts";
import { previewOfReturn } from "../src/core/billing/returns.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Reply } from "../src/core/chat/reply.ts";
import { plainWords } from "../src/core/messages/plain-words.ts";
import { refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";

const ORDERS_READ = 50;
const REFUND_REASON_LENGTH_MAX = 500;

export const refund = defineCommand({
  name: "refund",
  summary: "Ask for the money of an order back; a person of ours decides",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  options: {
    order: { kind: "text", summary: "The order’s number, such as E-7KQ2-MXAB", lengthMax: 20 },
  },
  example: "/refund E-7KQ2-MXAB",
  async run({ options, caller }, services) {
    if (options.order === undefined) return list(caller, services);
    const idStart = readOrderNumber(options.order);
    const order = idStart === null ? null : await services.billing.findOrder(caller.account.id, idStart);
    return preview(order, caller, services);
  },
  buttons: {
    order: {
      pressedBy: "owner",
      run: async ({ args: [id = ""], caller }, services) => preview(await services.billing.order(id), caller, services),
    },
    ask: {
      pressedBy: "owner",
      opensForm: true,
      async run({ args: [id = ""], caller }) {
        const { billing: words } = caller.messages;
        return {
          form: {
            title: words.refundTitle(orderNumber(id)),
            submit: words.refundSubmit,
            token: encodeButton("refund", "send", caller.account.id, id),
            fields: [
              {
                ...{ kind: "text", name: "reason", label: words.refundReason },
                ...{ required: true, multiline: true, lengthMax: REFUND_REASON_LENGTH_MAX },
              },
            ],
          },
        };
      },
    },
    send: {
      pressedBy: "owner",
      async run({ args: [id = ""], values, caller }, { billing }) {
        const { billing: words } = caller.messages;
        const reason = plainWords(values["reason"] ?? "", REFUND_REASON_LENGTH_MAX);
        if (reason === "")
          throw refuse("bad-option", { option: "reason", given: "", allowed: words.refundReasonAllowed });
        const { outcome } = await billing.requestRefund({ account: caller.account.id, order: id, reason });
        const number = orderNumber(id);
        if (outcome === "repeated") return { text: words.refundRepeated(number) };
        return { tone: "good", title: words.refundRequestedTitle, text: words.refundRequested(number) };
      },
    },
  },
});

async function list(caller: Caller, { billing }: Services): Promise<Reply> {
  return refundableReply(await billing.ordersOf(caller.account.id, ORDERS_READ), caller, billing.offers);
}

/** What would come back and what would go, before anything is asked for. */
async function preview(order: Order | null, caller: Caller, services: Services): Promise<Reply> {
  const { billing: words } = caller.messages;
  if (order === null || !isAccount(caller.account, order.account) || !isPaid(order)) throw refuse("order-unknown", {});
  const left = kept(order);
  const number = orderNumber(order.id);
  if (left === 0) throw refuse("order-refunded", { order: number });
  const taken = previewOfReturn(order, left, await services.billing.unspent(order));
  const money = shownMoney({ amount: left, currency: paidFor(order).currency });
  return {
    title: words.refundTitle(number),
    text: words.refundPreview(money, taken),
    fields: [{ name: words.yourOrder, value: orderLine(order, caller, services.billing.offers) }],
    buttons: [
      { label: words.refundAsk, style: "primary", token: encodeButton("refund", "ask", caller.account.id, order.id) },
    ],
  };
}
