import type { Lot } from "../../credits/wallet.ts";
import { credits, minute } from "../english/wording.ts";

/** What operators read about somebody’s credits. */
export const creditWords = {
  title: (name: string) => `Credits of ${name}`,
  lots: "Unspent",
  movements: "Last movements",
  none: "none",
  person: "The person",
  lotLine: ({ available, kind, order, expiresAt }: Lot) =>
    [
      credits(available),
      kind,
      ...(order === null ? [] : [`order ${order}`]),
      expiresAt === null ? "no expiry" : `until ${minute(expiresAt)}`,
    ].join(" · "),
  grantTitle: "Give credits",
  takeTitle: "Take credits back",
  amountLabel: "How many credits?",
  amountOrAllLabel: "How many credits, or “all”?",
  daysLabel: "To be spent within how many days?",
  whyLabel: "Why (kept, not shown to the person)",
  submit: "Show what would happen",
  amountAllowed: (given: string, max: number) =>
    `${given === "" ? "The number of credits is missing" : `“${given}” is no number of credits`}. Give a whole number from 1 to ${max}, such as 500.`,
  daysAllowed: (given: string, max: number) =>
    `“${given}” is no number of days. Give one from 1 to ${max}, such as 30d; without it they hold for 90 days.`,
};
