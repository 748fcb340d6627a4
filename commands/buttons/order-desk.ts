import { shownMoney } from "../../src/core/billing/money.ts";
import { isReturned, type Order, openReviews, orderNumber, paidFor, toCome } from "../../src/core/billing/order.ts";
import { offerName } from "../../src/core/billing/replies.ts";
import type { ReviewDecision } from "../../src/core/billing/reviews.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, ButtonInput, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Field, Reply } from "../../src/core/chat/reply.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { inTrail } from "../desk/in-trail.ts";

const ORDERS_SHOWN = 5;

/** `/admin orders`: what waits for a person of ours, with why, oldest first. */
export async function orderDesk(caller: Caller, { billing }: Services): Promise<Reply> {
  const { billing: said, billingDesk: words } = caller.messages;
  const waiting = await billing.reviews(ORDERS_SHOWN + 1);
  if (waiting.length === 0) return { title: words.listTitle, text: words.none };
  const shown = waiting.slice(0, ORDERS_SHOWN);
  return {
    title: words.listTitle,
    text: words.listText(shown.length, shown.length === waiting.length),
    fields: shown.map((order) => ({
      name: orderNumber(order.id),
      value: [
        whatIs(order, caller, billing.offers),
        ...openReviews(order).map(({ reason }) => said.review[reason]),
      ].join("\n"),
    })),
    buttons: shown.map(({ id }) => ({
      label: words.look(orderNumber(id)),
      token: encodeButton("admin", "look", caller.account.id, id),
    })),
  };
}

function whatIs(order: Order, { messages }: Caller, offers: Services["billing"]["offers"]): string {
  const offer = offers.find(order.offer);
  // An offer that is no longer there left its key behind.
  const name = offer === null ? order.offer : offerName(offer, messages);
  return `${name} · ${shownMoney(paidFor(order))}`;
}

/** One order with all that is needed to decide, and what can be decided. */
async function detail(order: Order, caller: Caller, { billing }: Services): Promise<Reply> {
  const { billing: said, billingDesk: words } = caller.messages;
  const open = openReviews(order);
  const isHeld = order.state === "held";
  const state = isHeld
    ? isReturned(order)
      ? words.heldReturned
      : words.held
    : open.length > 0
      ? words.notHeld
      : words.none;
  const reasons = open.map(({ reason, at }) => words.reasonLine(said.review[reason], at));
  // The order's own first, then others that were made for it.
  const payments = [
    ...(order.payment === null ? [] : [order.payment]),
    ...order.reviews.flatMap(({ payment, returnedAt }) =>
      payment === undefined ? [] : [returnedAt === undefined ? payment : words.paymentReturned(payment, returnedAt)],
    ),
  ];
  const fields: Field[] = [
    ...(reasons.length === 0 ? [] : [{ name: words.why, value: reasons.join("\n") }]),
    { name: words.left, value: words.unspent(await billing.unspent(order), order.credits) },
    { name: words.account, value: order.account },
    ...(payments.length === 0 ? [] : [{ name: words.payment, value: payments.join("\n") }]),
  ];
  const to = (label: string, button: string, style: "primary" | "secondary"): Button => ({
    ...{ label, style },
    token: encodeButton("admin", button, caller.account.id, order.id, String(order.version)),
  });
  return {
    title: orderNumber(order.id),
    text: [whatIs(order, caller, billing.offers), state, words.howToRefund].join("\n"),
    fields,
    buttons: [
      ...(isHeld && !isReturned(order) ? [to(words.release, "release", "primary")] : []),
      ...(open.length === 0 ? [] : [to(words.close, "close", "secondary")]),
      backButton(caller),
    ],
  };
}

function backButton(caller: Caller): Button {
  const { billingDesk: words } = caller.messages;
  return { label: words.back, style: "quiet", token: encodeButton("admin", "orders", caller.account.id) };
}

async function found(id: string, { billing }: Services): Promise<Order> {
  const order = await billing.order(id);
  if (order === null) throw refuse("order-unknown", {});
  return order;
}

/** Asks before anything is done; the version that was looked at goes along, so that nothing newer is decided unseen. */
function asking(button: "release" | "close"): ButtonHandler {
  return {
    pressedBy: "owner",
    async run({ args: [id = "", seen = ""], caller }, services) {
      const { billingDesk: words } = caller.messages;
      const order = await found(id, services);
      const number = orderNumber(id);
      const offer = services.billing.offers.find(order.offer);
      const ask = offer?.kind === "plan" && offer.interval === "year" ? words.releaseYearAsk : words.releaseAsk;
      const [text, yes, decision] =
        button === "release"
          ? [ask(toCome(order), number), words.releaseYes, "released"]
          : [words.closeAsk(number), words.closeYes, "closed"];
      return {
        ...{ title: number, text, replacesOrigin: true },
        buttons: [
          { label: yes, style: "primary", token: encodeButton("admin", decision, caller.account.id, id, seen) },
          backButton(caller),
        ],
      };
    },
  };
}

function decisionOf({ args: [order = "", seen = ""], incoming }: ButtonInput): ReviewDecision {
  return { order, seen: Number(seen), by: identityKey(incoming.identity) };
}

/** Decides, with the entry in the audit trail of whom the order is. */
async function decide<Outcome extends string>(
  decision: ReviewDecision,
  action: "order-released" | "order-closed",
  services: Services,
  act: () => Promise<Outcome>,
): Promise<Outcome> {
  const { id, account, state, reviews } = await found(decision.order, services);
  const why = openReviews({ reviews }).map(({ reason }) => reason);
  const entry = {
    ...{ cause: `${action}:${id}:${decision.seen}:${decision.by}`, actor: decision.by, action, subject: account },
    ...{ reason: null, before: [orderNumber(id), state, ...why].join(" "), after: null },
  };
  return inTrail(entry, services, act, (outcome) => outcome === "changed");
}

async function changed(input: ButtonInput, services: Services): Promise<Reply> {
  const { billingDesk: words } = input.caller.messages;
  const now = await detail(await found(input.args[0] ?? "", services), input.caller, services);
  return { ...now, text: [words.changed, now.text].join("\n\n"), replacesOrigin: true };
}

/** The buttons of the desk, by their names in tokens; all of them for operators alone. */
export const orderDeskButtons: Readonly<Record<string, ButtonHandler>> = {
  orders: {
    pressedBy: "owner",
    run: async ({ caller }, services) => ({ ...(await orderDesk(caller, services)), replacesOrigin: true }),
  },
  look: {
    pressedBy: "owner",
    run: async ({ args: [id = ""], caller }, services) => ({
      ...(await detail(await found(id, services), caller, services)),
      replacesOrigin: true,
    }),
  },
  release: asking("release"),
  close: asking("close"),
  released: {
    pressedBy: "owner",
    async run(input, services) {
      const { billingDesk: words } = input.caller.messages;
      const decision = decisionOf(input);
      const release = () => services.billing.releaseHeld(decision);
      const outcome = await decide(decision, "order-released", services, release);
      if (outcome === "changed") return changed(input, services);
      const number = orderNumber(decision.order);
      const buttons = [backButton(input.caller)];
      if (outcome === "still-held") {
        const { review } = input.caller.messages.billing;
        const why = openReviews(await found(decision.order, services)).map(({ reason }) => review[reason]);
        const text = [words.stillHeld(number, why.join(", ")), words.howToRefund].join("\n");
        return { tone: "refusal", text, buttons, replacesOrigin: true };
      }
      return { tone: "good", text: words.released(number), buttons, replacesOrigin: true };
    },
  },
  closed: {
    pressedBy: "owner",
    async run(input, services) {
      const { billingDesk: words } = input.caller.messages;
      const decision = decisionOf(input);
      const close = () => services.billing.closeReviews(decision);
      if ((await decide(decision, "order-closed", services, close)) === "changed") return changed(input, services);
      const text = words.closed(orderNumber(decision.order));
      return { tone: "good", text, buttons: [backButton(input.caller)], replacesOrigin: true };
    },
  },
};
