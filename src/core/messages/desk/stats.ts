import { type Money, shownMoney } from "../../billing/money.ts";
import { minute } from "../english/wording.ts";

/** What operators read about what happened in a time. */
export const statsWords = {
  title: (days: number) => `The last ${statsWords.days(days)}`,
  days: (days: number) => (days === 1 ? "24 hours" : `${days} days`),
  since: (since: Date) => `Since ${minute(since)}.`,
  daysAllowed: (max: number) => `Give a number of days from 1 to ${max}, such as 7d.`,
  tooSlow: "That would take the database too long now. Ask for fewer days.",
  none: "none",
  pictures: "Pictures",
  modelLine: (model: string, states: readonly { readonly state: string; readonly count: number }[]) =>
    `${model}: ${states.map(({ state, count }) => `${count} ${state}`).join(", ")}`,
  queue: "Under way now",
  underWay: (count: number) => String(count),
  income: "Income",
  incomeLine: ({ orders, ...money }: Money & { readonly orders: number }) =>
    `${shownMoney(money)} of ${orders === 1 ? "one order" : `${orders} orders`}`,
  returned: "Gone back",
  returnedLine: ({ returns, ...money }: Money & { readonly returns: number }) =>
    `${shownMoney(money)}, ${returns === 1 ? "once" : `${returns} times`}`,
  conduct: "Refusals and strikes",
  refused: (count: number) => `${count} refused by the provider`,
  violationLine: ({
    stage,
    count,
    strikes,
  }: {
    readonly stage: string;
    readonly count: number;
    readonly strikes: number;
  }) => `${stage}: ${count}, ${strikes} strikes`,
  sanctionLine: (kind: string, count: number) => `${kind}: ${count}`,
  people: "People",
  peopleLine: (joined: number, active: number) => `${joined} new, ${active} asked for pictures`,
  tickets: "Tickets",
  ticketsLine: (open: number, overdue: number) => `${open} open, ${overdue} overdue`,
};
