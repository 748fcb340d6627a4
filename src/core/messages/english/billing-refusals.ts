import { termsInForce } from "../../accounts/terms.ts";
import { shownMoney } from "../../billing/money.ts";
import type { RefusalCode, Refusals } from "../../refusal.ts";
import { shortened } from "../shortened.ts";
import { list } from "./wording.ts";

/** What cannot be done about money, and what to do instead. */
export const billingRefusals = {
  "payments-off": () => "Nothing can be bought here at the moment. Please try again later; what you have stays yours.",
  "offer-gone": () => "This is no longer offered. /buy shows what there is. Nothing was charged.",
  "offer-unknown": ({ given, offers }) =>
    `There is no “${shortened(given, 40)}” here. You can have ${list(offers)}: /buy alone shows them all.`,
  "purchase-closed": () =>
    `Your credits are on hold while we look at your account, so nothing can be bought for it now. Questions: ${termsInForce.contact}.`,
  "already-subscribed": () =>
    "You have a plan already. /subscription shows it, and changes it to another one. A pack of credits you can buy at any time: /buy.",
  "payment-unreachable": () =>
    "Our payment provider does not answer just now. Please try again in a few minutes. Nothing was charged.",
  "payment-refused": () =>
    `Our payment provider could not do this, and we have been told. Nothing was charged. Questions: ${termsInForce.contact}.`,
  "payment-declined": () =>
    "Your card or bank said no, so nothing was changed and nothing was charged. /subscription leads to where you can use another card.",
  "no-subscription": () => "You have no plan at the moment. /buy shows what there is.",
  "subscription-not-active": () =>
    "Your plan can be changed once its open payment is through: /subscription leads to where you can pay it.",
  "subscription-ends": () =>
    "Your plan ends with its period. To change it to another one, please keep it first: /subscription.",
  "same-plan": () => "That is the plan you have. Nothing was changed.",
  "order-unknown": () => "There is no such paid order of yours. /refund shows those you have.",
  "order-refunded": ({ order }) =>
    `All the money of order ${order} has gone back already, so there is nothing left to refund.`,
  "request-unknown": () => "There is no such request any more. /admin refunds shows those that wait.",
  "request-decided": () => "Somebody has decided this request already. /admin refunds shows those that wait.",
  "refund-too-large": ({ left }) =>
    `At most ${shownMoney(left)} of this order can go back, and at least something must.`,
  "operators-only": () => "This is for the people who run Easel. /help shows what I can do for you.",
} satisfies { [Code in RefusalCode]?: (data: Refusals[Code]) => string };
