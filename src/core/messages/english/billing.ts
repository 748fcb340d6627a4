import type { ReviewReason } from "../../billing/order.ts";
import { credits, day, minute } from "./wording.ts";

/** Everything about money. */
export const billing = {
  arrivedTitle: "Your credits are here",
  arrived: (amount: number, expiresAt: Date, order: string) =>
    `${credits(amount)} from order ${order} ${amount === 1 ? "is" : "are"} yours, good until ${day(expiresAt)}. Send /imagine to make something, or /balance to see everything you have.`,
  returnedTitle: "Your money is on its way back",
  returned: (money: string, order: string, taken: number) =>
    taken === 0
      ? `${money} of order ${order} go back to how you paid; where a bank is involved, that takes five to ten days. None of its credits were left, so your balance stays as it is.`
      : `${money} of order ${order} go back to how you paid; where a bank is involved, that takes five to ten days. With it ${credits(taken)} that you had not spent ${taken === 1 ? "is" : "are"} gone from your balance.`,
  undoneTitle: "Credits are yours again",
  undone: (money: string, order: string, restored: number) =>
    restored === 0
      ? `${money} of order ${order} did not go back after all: that money is with us again. None of its credits had gone, so your balance stays as it is. If you still wait for it, /paysupport says how to reach us.`
      : `${money} of order ${order} did not go back after all: that money is with us again. So ${credits(restored)} that had gone with it ${restored === 1 ? "is" : "are"} yours again. If you still wait for the money, /paysupport says how to reach us.`,
  declinedTitle: "About your refund request",
  declined: (order: string, answer: string) =>
    `We have looked at your request for order ${order}, and we cannot give this money back. The reason: ${answer}\n\nIts credits stay yours. If you think that we got something wrong, write to us: /paysupport says how.`,
  notPaidTitle: "Your payment did not arrive",
  notPaid: (money: string, order: string) =>
    `Your bank did not let ${money} for order ${order} through, so nothing was bought. /buy gives you a new payment link; another way to pay may do.`,
  paymentFailedTitle: "Your payment did not go through",
  paymentFailed: (money: string, nextAttemptAt: Date | null) =>
    nextAttemptAt === null
      ? `We could not collect ${money} for your plan. New credits come as soon as it is paid; those you have stay yours. Please check your card: /subscription leads there.`
      : `We could not collect ${money} for your plan, and try again on ${day(nextAttemptAt)}. New credits come as soon as it is paid; those you have stay yours. If your card has changed: /subscription leads to where you can tell us.`,
  payNow: "Pay now",
  cancelledTitle: "Your plan ends with its period",
  cancelled: (plan: string, endsAt: Date) =>
    `${plan} ends on ${day(endsAt)}, and nothing more is charged. Credits that you have stay yours until they expire. Changed your mind? /subscription takes it back until then.`,
  endedTitle: "Your plan has ended",
  ended: (plan: string) =>
    `${plan} has ended, and nothing more is charged. Credits that you have stay yours until they expire. /buy shows what there is.`,

  buyTitle: "Get credits",
  buyText: "A pack is paid once. A plan brings new credits every month, and you can end it at any time.",
  buyPacksText: "A pack is paid once, and there is nothing to cancel.",
  packs: "Packs",
  plansMonthly: "Plans, paid monthly",
  plansYearly: "Plans, paid yearly",
  packLine: (name: string, amount: number, days: number, price: string) =>
    `${name}: ${credits(amount)} for ${price}, good for ${days === 365 ? "a year" : `${days} days`}`,
  planLine: (name: string, amount: number, price: string, interval: "month" | "year") =>
    `${name}: ${credits(amount)} a month for ${price} a ${interval}`,
  packButton: (amount: number, price: string) => `${credits(amount)} · ${price}`,
  planButton: (name: string, price: string, interval: "month" | "year") => `${name} · ${price} a ${interval}`,
  showMonthly: "Plans by the month",
  showYearly: "Plans by the year",
  showIn: (currency: string) => `In ${currency.toUpperCase()}`,
  noOffers: "There is nothing to buy here at the moment. Please look in again later.",
  subscribed: "You have a plan: /subscription shows and changes it.",

  linkTitle: "Your payment link",
  link: (what: string, price: string, order: string, until: Date) =>
    `${what} · ${price} · order ${order}\n\nThe link is yours alone and works until ${minute(until)}. As soon as you have paid, I tell you here and your credits are ready.`,
  pay: (price: string) => `Pay ${price}`,
  linkSent: "I have sent you the payment link by direct message.",
  linkHere:
    "I may not write you direct messages, so here is your payment link. Only you see it. To hear from me when the credits are there, allow direct messages, or send /balance.",
  openChat:
    "I may not write to you before you have written to me. Please open our private chat: the shop is there, and nobody else sees your payment link.",
  openChatButton: "Open the private chat",
  underWay: (order: string) =>
    `Your payment for order ${order} is on its way; some banks take a few days. I tell you as soon as the credits are there. Nothing more is needed.`,
  paidAlready: (order: string) => `Order ${order} is paid. /balance shows your credits.`,
  otherMethods: "Or pay by",
  method: { stripe: "card", stars: "Telegram Stars" },

  what: {
    pack: (name: string, amount: number) => `${name}: ${credits(amount)}`,
    plan: (name: string, amount: number, interval: "month" | "year") =>
      interval === "month"
        ? `${name}: ${credits(amount)} a month, paid monthly until you cancel`
        : `${name}: ${credits(amount)} a month, paid yearly until you cancel`,
  },

  noSubscriptionTitle: "You have no plan",
  noSubscription: "A plan brings new credits every month. /buy shows what there is.",
  subscriptionTitle: (plan: string) => `Your plan: ${plan}`,
  subscriptionsTitle: "Your plans",
  subscriptionsText: "You have more than one plan, and each is paid by itself. Choose one to see it, or to cancel it.",
  unknownPlan: "an earlier plan",
  field: {
    plan: "Plan",
    state: "State",
    renewal: "Next payment",
    ends: "Ends",
    credits: "Credits of this plan",
    change: "Planned change",
    invoices: "Invoices",
  },
  state: {
    active: "active",
    "past-due": "the last payment failed; we try again",
    unpaid: "not paid",
    paused: "paused",
    incomplete: "not paid yet",
    ended: "ended",
  },
  planValue: (amount: number, price: string, interval: "month" | "year") =>
    `${credits(amount)} a month, ${price} a ${interval}`,
  renewal: (date: Date, money: string) => `${day(date)}, ${money}`,
  endsOn: (date: Date) => `${day(date)}; credits that you have stay yours until they expire`,
  left: (amount: number) => `${credits(amount)} left of what it has brought`,
  changeTo: (plan: string, at: Date) => `${plan} from ${day(at)} on`,
  invoiceLine: (date: Date, money: string, state: string) => `${day(date)} · ${money} · ${state}`,
  invoiceState: { draft: "being written", open: "open", paid: "paid", void: "void", uncollectible: "not collected" },
  cancelButton: "Cancel the plan",
  resumeButton: "Keep the plan",
  changeButton: "Change the plan",
  portalButton: "Invoices and card",
  cancelAsk: (plan: string, endsAt: Date) =>
    `${plan} would end on ${day(endsAt)}. Until then everything stays as it is, and your credits stay yours until they expire. Cancel it?`,
  cancelYes: "Yes, cancel it",
  cancelNo: "No, keep it",
  resumed: "Good: your plan goes on.",
  changeTitle: "Change your plan",
  changeText:
    "A better plan begins at once: you get its credits now, and what is left of the period you have paid is deducted. A smaller one begins when your period ends.",
  changeButtonTo: (name: string, price: string, interval: "month" | "year") => `${name} · ${price} a ${interval}`,
  changeKeep: (name: string) => `Stay with ${name}`,
  changeAskNow: (name: string, amount: number, price: string, before: string) =>
    `${name} begins at once: ${credits(amount)} now, and a new period for ${price}, less what is left of the one you have paid of ${before}. Your card is charged straight away.`,
  changeAskLater: (name: string, amount: number, price: string, at: Date) =>
    `From ${day(at)} on you would have ${name}: ${credits(amount)} a month for ${price}. Until then everything stays as it is.`,
  changeAskKeep: (name: string) => `The planned change is dropped, and you stay with ${name}.`,
  changeYesNow: "Yes, pay and change",
  changeYes: "Yes, change it",
  changeNo: "No, leave it",
  changedNow: (name: string) => `Welcome to ${name}. Its credits come as soon as the payment is through.`,
  changedLater: (name: string, at: Date) => `${name} begins on ${day(at)}. Until then everything stays as it is.`,
  changeTakenBack: (name: string) => `You stay with ${name}.`,
  portalTitle: "Invoices and card",
  portalText: "This page of our payment provider shows your invoices and lets you change your card or cancel.",
  portalOpen: "Open the page",

  ordersTitle: "Your orders",
  ordersText: "Which order is it about? A person of ours looks at every request.",
  noOrders: "There is no order whose money could go back now. /paysupport says how to reach us.",
  orderLine: (number: string, what: string, money: string, date: Date) =>
    `${number} · ${what} · ${money} · ${day(date)}`,
  orderButton: (number: string) => `Refund ${number}`,
  refundTitle: (number: string) => `Refund of order ${number}`,
  refundPreview: (money: string, taken: number) =>
    taken === 0
      ? `Up to ${money} could come back. None of its credits are left, so your balance would stay as it is.`
      : `Up to ${money} could come back. With all of it, ${credits(taken)} that you have not spent would go; what is spent stays spent.`,
  refundAsk: "Ask for a refund",
  refundReason: "Why do you want your money back?",
  refundReasonAllowed: "a few words that say why",
  refundSubmit: "Send the request",
  refundRequestedTitle: "Your request is with us",
  refundRequested: (number: string) =>
    `A person of ours looks at order ${number} within three business days and decides (T20). I tell you what they say. Until then your credits stay as they are.`,
  refundRepeated: (number: string) =>
    `You have asked for order ${number} already, and that request stands. Nothing more is needed.`,

  paysupportTitle: "Help with payments",
  paysupport: (contact: string) =>
    `Credits did not come, you paid twice, or you want your money back? Your orders are below; /refund asks for money back, and a person of ours decides. For everything else write to us with the button, or to ${contact} with the order’s number. We answer within three business days. Neither Telegram nor Discord can help with purchases here.`,
  yourOrders: "Your latest orders",
  yourOrder: "The order",

  adminRefunds: "Refund requests",
  adminNoRefunds: "Nothing waits.",
  adminRequestLine: (number: string, money: string, unspent: number, total: number, since: Date, reason: string) =>
    `${number} · ${money} · ${unspent} of ${credits(total)} unspent · ${day(since)} · “${reason}”`,
  adminFailed: (code: string) => `The payment provider said no (${code}). Please decide once more.`,
  adminAll: "Give all back",
  adminPart: "Give a part back",
  adminDecline: "Decline",
  adminPartLabel: (currency: string) => `How much, in ${currency.toUpperCase()}?`,
  adminDeclineLabel: "Why not? The person reads this.",
  adminSend: "Decide",
  adminNext: "Next request",
  adminUnderWay: "Approved, and not there yet",
  adminBeingSent: (number: string, money: string) => `${number} · ${money} · waits to be sent to the payment provider`,
  adminWithProvider: (number: string, money: string) => `${number} · ${money} · the payment provider is sending it`,
  adminMore: "Show more",
  adminDecided: {
    open: "Still open.",
    approved: "Approved: the money is on its way, and the credits follow when it has left.",
    declined: "Declined, and the person was told.",
    done: "Done: the money is back, and its credits are gone.",
    failed: "The payment provider said no. It waits in the list.",
  },
  amountAllowed: (most: string) => `an amount such as 4.99, at most ${most}`,
  review: {
    "amount-differs": "another amount or currency was paid than agreed",
    "paid-twice": "it was paid twice",
    "second-plan": "the person has paid for two plans side by side",
    "unknown-offer": "what was bought is no longer in the offers",
    "account-gone": "the account is gone",
    "account-closed": "the account was closed",
    disputed: "the payer’s bank disputes the payment",
    "fraud-warning": "the payer’s bank suspects a fraud",
    "return-differs": "money went back in another currency than was paid, so its credits were not taken",
    "refund-undone": "a refund did not reach the payer",
  } satisfies Record<ReviewReason, string>,
};
