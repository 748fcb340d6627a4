import { credits, day } from "./wording.ts";

const days = (count: number) => `${count} ${count === 1 ? "day" : "days"}`;

/** What people are told as the time of a plan goes by: renewals, rises that do not come, pictures that grow old. */
export const planNews = {
  renewsSoonTitle: "Your plan renews soon",
  renewsSoon: (plan: string, at: Date, money: string) =>
    `On ${day(at)}, ${money} will be charged for a year of ${plan}. If that is fine, there is nothing to do. If not, send /subscription cancel before that day: nothing is charged then, and credits that you have stay yours until they expire.`,
  renewedTitle: "Your plan has renewed",
  renewed: (plan: string, money: string, amount: number, expiresAt: Date, order: string) =>
    `${plan} has renewed, and ${money} was charged. ${credits(amount)} from order ${order} ${amount === 1 ? "is" : "are"} yours, good until ${day(expiresAt)}. /subscription shows your plan and lets you cancel at any time.`,

  withdrawnTitle: "A price does not go up",
  withdrawn: (subject: string, from: Date) =>
    `We told you that ${subject} would cost more from ${day(from)} on. We have taken that back: this rise does not come, and there is nothing to do. /pricing shows what you pay.`,

  keptTitle: "How long pictures are kept",
  /** null: as long as the account. */
  keptWith: (plan: string, count: number | null) =>
    count === null ? `${plan}: as long as you have your account` : `${plan}: ${days(count)}`,
  keptWithout: (count: number | null) =>
    count === null ? "Without a plan: as long as you have your account" : `Without a plan: ${days(count)}`,
  keptUntil: (count: number | null) =>
    count === null
      ? "until you delete them, or your account"
      : `${days(count)}, or until you delete them, or your account`,

  historyTitle: "Your oldest pictures will be deleted",
  history: (count: number, from: Date) =>
    `Pictures are kept for ${days(count)} for you. From ${day(from)} on, yours that are older than that are deleted, and later ones when they have come to that age. Send /history to save the originals before. A larger plan keeps pictures longer: /buy shows how long.`,
};
