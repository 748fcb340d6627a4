import { credits, day, list } from "./wording.ts";

/** What the people who run Easel read about orders that wait for them. */
export const billingDesk = {
  reviewTitle: "An order waits for a look",
  reviewText: (order: string, reasons: readonly string[]) =>
    `${order}: ${list(reasons)}. /admin orders shows what can be done.`,
  requestTitle: "Somebody asks for their money back",
  requestText: (order: string) => `It is about order ${order}. /admin refunds shows the request, and decides it.`,

  reconciledTitle: "What the morning’s look at the payments could not repair",
  reconciledText: "It is looked at again tomorrow. The log says more about each.",
  ungranted: (count: number) => `Paid, and nothing given: ${count}`,
  disagreeing: (count: number) => `Order and ledger disagree: ${count}`,
  orderless: (count: number) => `Paid pages without an order: ${count}`,
  unlooked: (count: number) => `Could not be looked at: ${count}`,
  unlookedText: "Another try follows tomorrow.",

  listTitle: "Orders that wait for a look",
  none: "Nothing waits.",
  listText: (shown: number, isAll: boolean) =>
    isAll
      ? `${shown === 1 ? "One order waits" : `${shown} orders wait`}. The oldest comes first.`
      : `These are the ${shown} oldest; there are more.`,
  look: (order: string) => `Look at ${order}`,
  why: "Why it waits",
  reasonLine: (reason: string, since: Date) => `${day(since)}: ${reason}`,
  account: "Account",
  payment: "Payment",
  paymentReturned: (payment: string, at: Date) => `${payment} · money of it went back on ${day(at)}`,
  left: "Credits",
  unspent: (unspent: number, total: number) => `${unspent} of ${credits(total)} unspent`,
  held: "It is held: its money is there, and nothing more of it is given until you decide.",
  heldReturned: "It is held, and its money went back: no credits are owed.",
  notHeld: "Its credits were given as usual; it only waits for your look.",
  howToRefund:
    "To give the money back, refund the payment on the payment provider’s own page: its credits follow by themselves.",
  release: "Give its credits",
  releaseAsk: (amount: number, order: string) =>
    `Order ${order} was held. ${credits(amount)} would go to its account at once. Your name is kept with the decision. Give them?`,
  /** Of a plan that is paid by the year: `amount` over all its months. */
  releaseYearAsk: (amount: number, order: string) =>
    `Order ${order} was held. ${credits(amount)} would go to its account, month by month until its year is over. Your name is kept with the decision. Give them?`,
  releaseYes: "Yes, give them",
  released: (order: string) => `Order ${order} is released: its person has the credits and was told.`,
  /** `why`: a reason of `review`, as the page of the order names it. */
  stillHeld: (order: string, why: string) =>
    `Order ${order} is still held, so nobody can be given the credits: ${why}.`,
  close: "Nothing is left to do",
  closeAsk: (order: string) =>
    `Order ${order} would leave this list. Nothing else about it changes. Your name is kept with the decision. Take it off?`,
  closeYes: "Yes, take it off",
  closed: (order: string) => `Order ${order} is off the list.`,
  changed: "Something has happened to this order meanwhile, so nothing was done. This is how it is now.",
  back: "Back to the list",
};
