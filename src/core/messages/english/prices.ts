import type { RefusalCode, Refusals } from "../../refusal.ts";
import { shortened } from "../shortened.ts";
import { day, list, minute } from "./wording.ts";

/** What changes of prices say. Times are in UTC. */
export const prices = {
  /** What a price is for, by its name in the price book; a name that is not here (a resolution, a currency) is shown as it is. */
  of: { image: "a picture", area: "a megapixel" } as Readonly<Record<string, string>>,
  /** `amount`: credits, which of a megapixel may be less than one. */
  inCredits: (amount: number) => `${amount} ${amount === 1 ? "credit" : "credits"}`,
  line: (of: string, before: string, after: string) => `${of}: ${before} → ${after}`,
  packName: (name: string) => name,
  planName: (name: string, interval: "month" | "year") =>
    interval === "month" ? `${name}, paid monthly` : `${name}, paid yearly`,

  noticeTitle: "A price is going up",
  notice: (subject: string, lines: string, from: Date) =>
    `${subject} will cost more for everybody from ${day(from)} on:\n${lines}\n\nAs you have a plan, you keep today’s price until 30 days from now at least (T16). /pricing shows what you pay and from when on it changes.`,
  noticePlan: (subject: string, lines: string, from: Date) =>
    `${subject} will cost more for everybody from ${day(from)} on:\n${lines}\n\nAs you have a plan, nothing changes for you for 30 days from now at least (T16); if this is your plan, the new price begins with the first renewal after that. /subscription shows what you pay and lets you cancel at any time.`,

  announcedTitle: "Announced",
  /** `from`: from when on it holds for the one who reads this. */
  announced: (subject: string, lines: string, from: Date) => `${subject}, from ${day(from)} on:\n${lines}`,
  announcedForOthers: (subject: string, lines: string, from: Date, own: Date) =>
    `${subject}, from ${day(from)} on, and for you not before ${day(own)}:\n${lines}`,
  announcedUntold: (subject: string, lines: string, from: Date) =>
    `${subject}, from ${day(from)} on, and for you not before 30 days after our message about it:\n${lines}`,
  changed: (before: string, now: string) =>
    `The price has changed meanwhile, from ${before} to ${now}. Nothing was charged. Press the button if the new price is fine.`,
  payWithStars: "Pay with Telegram Stars",
  payByCard: (currency: string) => `Pay by card, in ${currency.toUpperCase()}`,
  starsWhat: (credits: number, days: number) =>
    `${credits === 1 ? "1 credit" : `${credits} credits`} for pictures, good for ${days === 365 ? "a year" : `${days} days`}.`,
  starsClosed: "This invoice can no longer be paid. Send /buy for a new one. Nothing was charged.",
  starsLater: "Sorry, this takes too long just now. Please try again in a minute. Nothing was charged.",
  offersTitle: "Packs and plans",
  offersText: "/buy shows what they bring.",

  adminTitle: "Prices",
  adminHow:
    "Announce a change with /admin price WHAT PRICE --from 2027-01-31 --reason WHY. Without a day it begins in a minute. A rise reaches those who have a plan 30 days after the notice.",
  adminSubjects: (subjects: readonly string[]) => `What has a price: ${list(subjects)}.`,
  adminNone: "Nothing is announced.",
  adminPending: (subject: string, lines: string, from: Date, by: string, reason: string) =>
    `${subject}, from ${minute(from)} on:\n${lines}\nBy ${by}: ${shortened(reason, 200)}`,
  adminPreviewTitle: "Announce this?",
  adminRise:
    "This is a rise. Whoever has a plan is told now, and pays it 30 days after they were told at the earliest; everybody else from its date on.",
  adminCut: "This is a cut. It holds for everybody from its date on.",
  adminAnnounce: "Announce it",
  adminCancel: (subject: string) => `Take back: ${subject}`,
  adminAnnounced: (subject: string, from: Date) => `Announced: ${subject}, from ${minute(from)} on.`,
  adminCancelled: (subject: string) => `Taken back: ${subject} keeps its price.`,
  reasonAllowed: "why, in a few words: it is kept with the change",
  dateAllowed: "a day such as 2027-01-31, or with a time, 2027-01-31T12:00, in UTC",
  amountAllowed: (names: readonly string[], example: string) =>
    `prices with their names, ${list(names)}, such as ${example}`,
};

/** What cannot be done about prices, and what to do instead. */
export const priceRefusals = {
  "price-subject": ({ given, subjects }) =>
    `There is no “${shortened(given, 40)}” with a price. These have one: ${list(subjects)}.`,
  "price-date": () =>
    "A price can change from the next minute on, and at most two years from now. Please give another day.",
  "price-same": () => "That is what it costs already. Nothing was announced.",
  "price-in-between": ({ from }) =>
    `A later change of this price, from ${minute(from)} on, builds on this one. Please take that one back first: /admin price shows it.`,
  "price-in-effect": () =>
    "This price is in effect, or will be within the next minute, so it can no longer be taken back. Announce another change instead.",
  "price-overtaken": () =>
    "Somebody has announced another change of this price meanwhile. /admin price shows what is announced now.",
} satisfies { [Code in RefusalCode]?: (data: Refusals[Code]) => string };
