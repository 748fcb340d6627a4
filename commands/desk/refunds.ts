import { type Money, readMoney, shownMoney } from "../../src/core/billing/money.ts";
import { kept, type Order, openReviews, orderNumber, paidFor } from "../../src/core/billing/order.ts";
import type { RefundRequest } from "../../src/core/billing/refund-request.ts";
import type { Decision } from "../../src/core/billing/refunds.ts";
import { previewOfReturn } from "../../src/core/billing/returns.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import { type Incoming, identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { confirmWords } from "../../src/core/messages/desk/confirm.ts";
import { refundWords } from "../../src/core/messages/desk/refunds.ts";
import { plainWords } from "../../src/core/messages/plain-words.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { underWay, withUnderWay } from "../buttons/refunds-under-way.ts";
import { defineDesk } from "./desk.ts";
import { inTrail } from "./in-trail.ts";
import { expectNotOwn } from "./own.ts";

const REQUESTS_SHOWN = 1;
const REASON_SHOWN_MAX = 300;
const ANSWER_LENGTH_MAX = 500;

/** `/admin refunds`: what people ask back, and the decision about each. */
export const refundsDesk = defineDesk({
  name: "refunds",
  aliases: ["refund"],
  usage: ["/admin refunds"],
  run: ({ caller }, services) => nextRequest(caller, services),
  buttons: {
    way: underWay,
    all: {
      pressedBy: "owner",
      async run({ args: [id = ""], caller }, services) {
        const { order } = await requested(id, services);
        return asked(id, { amount: kept(order), currency: paidFor(order).currency }, caller, services);
      },
    },
    part: {
      pressedBy: "owner",
      opensForm: true,
      async run({ args: [id = ""], caller }, services) {
        const { billing: words } = caller.messages;
        const { order } = await requested(id, services);
        return {
          form: {
            title: words.adminPart,
            submit: words.adminSend,
            token: encodeButton("admin", "give", caller.account.id, id),
            fields: [
              {
                ...{ kind: "text", name: "amount", required: true, lengthMax: 12 },
                label: words.adminPartLabel(paidFor(order).currency),
              },
            ],
          },
        };
      },
    },
    give: {
      pressedBy: "owner",
      async run({ args: [id = ""], values, caller }, services) {
        const { billing: words } = caller.messages;
        const { order } = await requested(id, services);
        const { currency } = paidFor(order);
        const given = values["amount"] ?? "";
        const amount = readMoney(given, currency);
        if (amount === null) {
          const most = shownMoney({ amount: kept(order), currency });
          throw refuse("bad-option", { option: "amount", given, allowed: words.amountAllowed(most) });
        }
        return asked(id, amount, caller, services);
      },
    },
    "refund-yes": {
      pressedBy: "owner",
      async run({ args: [id = "", minor = "", version = ""], caller, incoming }, services) {
        const { request, order } = await requested(id, services);
        const amount = { amount: Number(minor), currency: paidFor(order).currency };
        // A provider may have refused what this same button sent: that is decided once more, not by a second press.
        if (isWaiting(request) && request.version !== Number(version)) throw refuse("button-stale", {});
        const decision: Decision = amount.amount === kept(order) ? { give: "all" } : { give: "part", amount };
        return decided(await decide(id, decision, { caller, incoming }, services), caller);
      },
    },
    no: {
      pressedBy: "owner",
      opensForm: true,
      async run({ args: [id = ""], caller }) {
        const { billing: words } = caller.messages;
        return {
          form: {
            title: words.adminDecline,
            submit: words.adminSend,
            token: encodeButton("admin", "decline", caller.account.id, id),
            fields: [
              {
                ...{ kind: "text", name: "answer", required: true, multiline: true, lengthMax: ANSWER_LENGTH_MAX },
                label: words.adminDeclineLabel,
              },
            ],
          },
        };
      },
    },
    decline: {
      pressedBy: "owner",
      async run({ args: [id = ""], values, caller, incoming }, services) {
        const { billing: words } = caller.messages;
        const answer = plainWords(values["answer"] ?? "", ANSWER_LENGTH_MAX);
        if (answer === "")
          throw refuse("bad-option", { option: "answer", given: "", allowed: words.refundReasonAllowed });
        return decided(await decide(id, { give: "nothing", answer }, { caller, incoming }, services), caller);
      },
    },
    next: {
      pressedBy: "owner",
      run: async ({ caller }, services) => ({ ...(await nextRequest(caller, services)), replacesOrigin: true }),
    },
  },
});

/** What would go back, and which credits with it: real money goes only after this was agreed to. */
async function asked(id: string, amount: Money, caller: Caller, services: Services): Promise<Reply> {
  const { request, order } = await requested(id, services);
  await expectNotOwn(request.account, caller, services);
  if (!isWaiting(request)) throw refuse("request-decided", {});
  const left: Money = { amount: kept(order), currency: paidFor(order).currency };
  if (left.amount === 0) throw refuse("order-refunded", { order: orderNumber(order.id) });
  if (amount.amount > left.amount || amount.amount < 1) throw refuse("refund-too-large", { left });
  const unspent = await services.billing.unspent(order);
  const reclaimed = previewOfReturn(order, amount.amount, unspent);
  const { id: owner } = caller.account;
  const token = encodeButton("admin", "refund-yes", owner, id, String(amount.amount), String(request.version));
  return {
    title: refundWords.title(orderNumber(order.id)),
    text: refundWords.asksFirst,
    fields: [
      { name: refundWords.back, value: refundWords.ofAll(shownMoney(amount), shownMoney(left)) },
      { name: refundWords.reclaimed, value: refundWords.ofUnspent(reclaimed, unspent) },
    ],
    buttons: [
      { label: confirmWords.doIt, style: "danger", token },
      { label: confirmWords.forget, style: "quiet", token: encodeButton("admin", "desk-forget", owner) },
    ],
  };
}

function isWaiting({ state }: RefundRequest): boolean {
  return state === "open" || state === "failed";
}

async function decide(
  id: string,
  decision: Decision,
  { caller, incoming }: { readonly caller: Caller; readonly incoming: Incoming },
  services: Services,
): Promise<RefundRequest> {
  const { billing, log } = services;
  const operator = identityKey(incoming.identity);
  const { request: before, order } = await requested(id, services);
  await expectNotOwn(before.account, caller, services);
  const entry = {
    ...{ cause: `refund:${id}:${before.version}:${operator}`, actor: operator, action: "refund-decided" },
    ...{ subject: before.account, reason: decision.give === "nothing" ? decision.answer : null },
    ...{ before: `${orderNumber(order.id)} ${before.state}`, after: inShort(decision) },
  };
  const isDecided = !isWaiting(before);
  const act = () => billing.decideRefund(id, decision, operator);
  const request = isDecided ? await act() : await inTrail(entry, services, act);
  log.info({ request: id, order: request.order, decision: decision.give, operator }, "a refund was decided");
  return request;
}

/** For the audit trail. */
function inShort(decision: Decision): string {
  return decision.give === "part" ? `gives ${shownMoney(decision.amount)}` : `gives ${decision.give}`;
}

async function requested(
  id: string,
  { billing }: Services,
): Promise<{ readonly request: RefundRequest; readonly order: Order }> {
  const request = await billing.refundRequest(id);
  const order = request === null ? null : await billing.order(request.order);
  if (request === null || order === null) throw refuse("request-unknown", {});
  return { request, order };
}

/** The request that waits longest, with what is needed to decide it. */
async function nextRequest(caller: Caller, services: Services): Promise<Reply> {
  const { billing: words } = caller.messages;
  const [request] = await services.billing.refundRequests(REQUESTS_SHOWN);
  if (request === undefined) {
    return withUnderWay({ title: words.adminRefunds, text: words.adminNoRefunds }, caller, services);
  }
  const order = await services.billing.order(request.order);
  if (order === null) throw refuse("order-unknown", {});
  const { currency } = paidFor(order);
  const money = shownMoney({ amount: kept(order), currency });
  const unspent = await services.billing.unspent(order);
  const line = words.adminRequestLine(
    ...([orderNumber(order.id), money, unspent, order.credits, request.createdAt] as const),
    shortened(request.reason, REASON_SHOWN_MAX),
  );
  const notes = [
    ...(request.failure === null ? [] : [words.adminFailed(request.failure)]),
    ...openReviews(order).map(({ reason }) => words.review[reason]),
  ];
  const token = (button: string) => encodeButton("admin", button, caller.account.id, request.id);
  const buttons: Button[] = [
    { label: words.adminAll, style: "primary", token: token("all") },
    { label: words.adminPart, token: token("part") },
    { label: words.adminDecline, style: "danger", token: token("no") },
  ];
  const reply = { title: words.adminRefunds, text: [line, ...notes].join("\n"), buttons };
  return withUnderWay(reply, caller, services);
}

function decided(request: RefundRequest, caller: Caller): Reply {
  const { billing: words } = caller.messages;
  const buttons: Button[] = [{ label: words.adminNext, token: encodeButton("admin", "next", caller.account.id) }];
  return {
    title: orderNumber(request.order),
    text: words.adminDecided[request.state === "declining" ? "declined" : request.state],
    ...{ buttons, replacesOrigin: true, tone: request.state === "failed" ? "refusal" : "good" },
  };
}
