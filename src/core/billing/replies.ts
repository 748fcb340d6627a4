import type { Offer, Offers } from "../catalogue/offers.ts";
import { encodeButton } from "../chat/button-token.ts";
import type { Caller } from "../chat/command.ts";
import type { Reply } from "../chat/reply.ts";
import type { Messages } from "../messages.ts";
import { shownMoney } from "./money.ts";
import { isPaid, kept, type Order, orderNumber, paidFor } from "./order.ts";
import type { Placed } from "./place-order.ts";

const ORDERS_SHOWN = 5;

/** What an offer is, in a few words: "Small pack: 500 credits". */
export function offerName(offer: Offer, { billing: { what } }: Messages): string {
  return offer.kind === "pack"
    ? what.pack(offer.pack.name, offer.pack.credits)
    : what.plan(offer.plan.name, offer.plan.credits, offer.interval);
}

/** One line about an order: its number, what it was, what it cost and when. */
export function orderLine(order: Order, { messages }: Caller, offers: Offers): string {
  const offer = offers.find(order.offer);
  // An offer that is no longer there left its key behind.
  const what = offer === null ? order.offer : offerName(offer, messages);
  const date = order.paidAt ?? order.createdAt;
  return messages.billing.orderLine(orderNumber(order.id), what, shownMoney(paidFor(order)), date);
}

/** Those of these orders that money can come back of, each with its button. */
export function refundableReply(orders: readonly Order[], caller: Caller, offers: Offers): Reply {
  const { billing: words } = caller.messages;
  const shown = orders.filter((order) => isPaid(order) && kept(order) > 0).slice(0, ORDERS_SHOWN);
  if (shown.length === 0) return { title: words.ordersTitle, text: words.noOrders };
  return {
    title: words.ordersTitle,
    text: words.ordersText,
    fields: [{ name: words.yourOrders, value: shown.map((order) => orderLine(order, caller, offers)).join("\n") }],
    buttons: shown.map(({ id }) => ({
      label: words.orderButton(orderNumber(id)),
      token: encodeButton("refund", "order", caller.account.id, id),
    })),
  };
}

/** The link where an order is paid, for its person alone; or why there is none. */
export function placedReply(placed: Placed, offer: Offer, messages: Messages): Reply {
  const { billing: words } = messages;
  const number = orderNumber(placed.order.id);
  if (placed.outcome === "paid") return { text: words.paidAlready(number), onlyCaller: true };
  if (placed.outcome === "under-way") return { text: words.underWay(number), onlyCaller: true };
  const price = shownMoney(placed.order.price);
  return {
    title: words.linkTitle,
    text: words.link(offerName(offer, messages), price, number, placed.expiresAt),
    buttons: [{ label: words.pay(price), url: placed.url }],
    onlyCaller: true,
  };
}
