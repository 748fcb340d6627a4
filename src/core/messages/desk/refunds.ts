import { credits } from "../english/wording.ts";

/** What operators read before money goes back. */
export const refundWords = {
  title: (number: string) => `Give money back for ${number}?`,
  asksFirst:
    "Nothing has happened yet. Money that was sent cannot be called back. Your name and what was before are kept with it.",
  back: "Money that goes back",
  ofAll: (money: string, left: string) => (money === left ? `${money}: all that is left of it` : `${money} of ${left}`),
  reclaimed: "Credits that go with it",
  ofUnspent: (reclaimed: number, unspent: number) => `${credits(reclaimed)} of ${unspent} unspent`,
};
