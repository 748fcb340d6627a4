import { shownMoney } from "../../src/core/billing/money.ts";
import { orderNumber } from "../../src/core/billing/order.ts";
import type { RefundRequest } from "../../src/core/billing/refund-request.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import type { Services } from "../../src/core/services.ts";

const REQUESTS_SHOWN = 5;

/** Below the request that waits: those that are approved and whose money has not arrived, oldest first. */
export async function withUnderWay(reply: Reply, caller: Caller, services: Services): Promise<Reply> {
  const { lines, buttons } = await pageOf(0, caller, services);
  if (lines === "") return reply;
  const { adminUnderWay } = caller.messages.billing;
  return {
    ...reply,
    fields: [...(reply.fields ?? []), { name: adminUnderWay, value: lines }],
    buttons: [...(reply.buttons ?? []), ...buttons],
  };
}

/** Further ones, a page at a time. */
export const underWay: ButtonHandler = {
  pressedBy: "owner",
  async run({ args: [from = "0"], caller }, services) {
    const { billing: words } = caller.messages;
    const { lines, buttons } = await pageOf(Number(from), caller, services);
    const back: Button = {
      ...{ label: words.adminRefunds, style: "quiet" },
      token: encodeButton("admin", "next", caller.account.id),
    };
    // Meanwhile they may have arrived.
    const text = lines === "" ? words.adminNoRefunds : lines;
    return { title: words.adminUnderWay, text, buttons: [...buttons, back], replacesOrigin: true };
  },
};

async function pageOf(
  from: number,
  { account, messages: { billing: words } }: Caller,
  { billing }: Services,
): Promise<{ readonly lines: string; readonly buttons: readonly Button[] }> {
  const to = from + REQUESTS_SHOWN;
  const all = await billing.refundsUnderWay(to + 1);
  const line = ({ order, amount, refund }: RefundRequest): string => {
    const money = amount === null ? "" : shownMoney(amount);
    return (refund === null ? words.adminBeingSent : words.adminWithProvider)(orderNumber(order), money);
  };
  return {
    lines: all.slice(from, to).map(line).join("\n"),
    buttons:
      all.length > to ? [{ label: words.adminMore, token: encodeButton("admin", "way", account.id, String(to)) }] : [],
  };
}
