import type { ModerationNumbers } from "./numbers.ts";
import type { Sanction } from "./sanction.ts";
import type { Violation } from "./violation.ts";

/** From how many strikes on which sanction follows by itself, the mildest first. */
export interface Threshold {
  readonly name: "warning" | "day" | "week" | "indefinite";
  readonly strikes: number;
  readonly kind: "warning" | "suspension";
  /** null of a suspension: until it is lifted. */
  readonly duration_hours: number | null;
}

const DAY_hours = 24;
const HOUR_MS = 60 * 60 * 1000;

export function thresholdsOf(numbers: ModerationNumbers): readonly Threshold[] {
  const { warnAt, suspendDayAt, suspendWeekAt, suspendAt } = numbers;
  return [
    { name: "warning", strikes: warnAt, kind: "warning", duration_hours: null },
    { name: "day", strikes: suspendDayAt, kind: "suspension", duration_hours: DAY_hours },
    { name: "week", strikes: suspendWeekAt, kind: "suspension", duration_hours: 7 * DAY_hours },
    { name: "indefinite", strikes: suspendAt, kind: "suspension", duration_hours: null },
  ];
}

/** A sanction that came of strikes by a threshold, and not of a person's decision. */
export function isOfThreshold({ by, reason }: Pick<Sanction, "by" | "reason">): boolean {
  return by === "easel" && reason === "pattern";
}

/** How hard a sanction of a threshold is: the place of its threshold in the list. */
export function rankOf({ kind, effectiveAt, until }: Pick<Sanction, "kind" | "effectiveAt" | "until">): number {
  if (kind === "warning") return 0;
  if (until === null) return 3;
  return until.getTime() - effectiveAt.getTime() <= DAY_hours * HOUR_MS ? 1 : 2;
}

export interface Due {
  readonly threshold: Threshold;
  /** How many sanctions of this threshold there were before: two who come to the same answer at once mean the same one. */
  readonly number: number;
}

/**
 * The hardest threshold that the strikes reach anew. While what a sanction came of still reaches a threshold by itself, that one
 * does not follow again, so that each follows once from the same strikes; it may again once enough of them no longer count. What
 * was lifted stands in nothing's way, but the violation that brought it, which stands last in it, does not bring it again.
 */
export function dueThreshold(
  violation: Pick<Violation, "id">,
  counting: readonly Violation[],
  earlier: readonly Sanction[],
  numbers: ModerationNumbers,
): Due | null {
  for (const [rank, threshold] of [...thresholdsOf(numbers).entries()].toReversed()) {
    const asHard = earlier.filter((sanction) => rankOf(sanction) >= rank);
    const wasLifted = asHard.some((one) => one.liftedAt !== null && rankOf(one) === rank && broughtBy(one, violation));
    if (wasLifted) continue;
    const punished = new Set(
      asHard.filter(({ liftedAt }) => liftedAt === null).flatMap(({ violations }) => violations),
    );
    if (strikesIn(counting) < threshold.strikes) continue;
    if (strikesIn(counting.filter(({ id }) => punished.has(id))) >= threshold.strikes) continue;
    return { threshold, number: earlier.filter((sanction) => rankOf(sanction) === rank).length };
  }
  return null;
}

/** Whether it is this violation that made the sanction due. */
export function broughtBy({ violations }: Pick<Sanction, "violations">, { id }: Pick<Violation, "id">): boolean {
  return violations.at(-1) === id;
}

/** What these weigh together: halves, so that the sum is exact. */
export function strikesIn(violations: readonly Pick<Violation, "strikes">[]): number {
  return violations.reduce((sum, { strikes }) => sum + strikes, 0);
}
