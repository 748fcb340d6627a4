import { termsInForce } from "../src/core/accounts/terms.ts";
import { isPaid } from "../src/core/billing/order.ts";
import { orderLine, refundableReply } from "../src/core/billing/replies.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { defineCommand } from "../src/core/chat/command.ts";

const ORDERS_SHOWN = 5;
const ORDERS_READ = 50;

export const paysupport = defineCommand({
  name: "paysupport",
  summary: "Help with payments: credits that did not come, money back, whom to write to",
  audience: "caller",
  needsConsent: false,
  whileSuspended: true,
  duringMaintenance: true,
  options: {},
  example: "/paysupport",
  async run({ caller }, { billing }) {
    const { billing: words } = caller.messages;
    const all = await billing.ordersOf(caller.account.id, ORDERS_READ);
    const orders = all.filter(isPaid).slice(0, ORDERS_SHOWN);
    const text = words.paysupport(termsInForce.contact);
    const { support } = caller.messages;
    const write = { label: support.writeToUs, token: encodeButton("support", "pay", caller.account.id) };
    if (orders.length === 0) return { title: words.paysupportTitle, text, buttons: [write] };
    return {
      ...{ title: words.paysupportTitle, text },
      fields: [
        { name: words.yourOrders, value: orders.map((order) => orderLine(order, caller, billing.offers)).join("\n") },
      ],
      buttons: [{ label: words.refundAsk, token: encodeButton("paysupport", "refund", caller.account.id) }, write],
    };
  },
  buttons: {
    refund: {
      pressedBy: "owner",
      run: async ({ caller }, { billing }) =>
        refundableReply(await billing.ordersOf(caller.account.id, ORDERS_READ), caller, billing.offers),
    },
  },
});
