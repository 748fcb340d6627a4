import { list } from "../english/wording.ts";

/** What operators read first. */
export const overviewWords = {
  title: "The operators’ desk",
  help: "Help",
  helpTitle: "What can be typed",
  /** Areas that show something by themselves, in the order of their buttons. */
  areas: ["cases", "tickets", "refunds", "orders", "approvals", "announce", "stats", "audit", "switch"],
  cases: (open: string, overdue: number) =>
    `Cases that wait: ${open}${overdue === 0 ? "" : `, ${overdue} of them overdue`}`,
  tickets: (open: number, overdue: number) =>
    `Tickets that wait: ${open}${overdue === 0 ? "" : `, ${overdue} of them overdue`}`,
  refunds: (open: string) => `Refunds asked for: ${open}`,
  orders: (open: string) => `Orders to look at: ${open}`,
  approvals: (open: string) => `Waiting for a second person: ${open}`,
  sending: (count: number) => `Announcements on their way: ${count}`,
  switchedOff: (count: number) => `Switched off now: ${count}`,
  unknown: (given: string, near: string | null, areas: readonly string[]) =>
    `There is no “${given}” here. ${near === null ? "" : `Did you mean “${near}”? `}The areas are ${list(areas)}; /admin help shows what can be typed.`,
};
