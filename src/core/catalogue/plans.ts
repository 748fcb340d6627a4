/** What an account may do at once. Credits are not part of it: they are in the wallet. */
export type PlanId = "free" | PaidPlanId;
export const paidPlanIds = ["starter", "creator", "studio"] as const;
export type PaidPlanId = (typeof paidPlanIds)[number];

/** How often a plan is paid for. Its credits come monthly either way. */
export const intervals = ["month", "year"] as const;
export type Interval = (typeof intervals)[number];

/** Lower plans first: a change to a later one is an upgrade and holds at once. */
export function isUpgrade(from: PlanStep, to: PlanStep): boolean {
  const rank = ({ plan, interval }: PlanStep) =>
    paidPlanIds.indexOf(plan) * intervals.length + intervals.indexOf(interval);
  // From a year to a month of a better plan would give up months that are paid for: that waits for the year's end.
  if (from.interval === "year" && to.interval === "month") return false;
  return rank(to) > rank(from);
}
export interface PlanStep {
  readonly plan: PaidPlanId;
  readonly interval: Interval;
}
