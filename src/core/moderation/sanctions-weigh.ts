import type { Account } from "../accounts/account.ts";
import type { Cases } from "./case.ts";
import type { SanctionOrder } from "./conduct.ts";
import type { ModerationNumbers } from "./numbers.ts";
import type { Sanction } from "./sanction.ts";
import type { SanctionStore } from "./sanctions-store.ts";
import { broughtBy, type Due, dueThreshold, isOfThreshold, strikesIn } from "./sanctions-thresholds.ts";
import type { Violation } from "./violation.ts";

export interface WeighTools {
  readonly store: Pick<SanctionStore, "latest">;
  readonly cases: Pick<Cases, "open" | "ofAccount">;
  readonly numbers: ModerationNumbers;
  /** Carries out what a rule says; safe to repeat for its cause. */
  readonly impose: (order: SanctionOrder, account: Account) => Promise<Sanction>;
  /** Goes on with one that is there, in case somebody has died in it. */
  readonly finish: (sanction: Sanction) => Promise<void>;
  /** A rule would have sanctioned one of the people who run Easel. */
  readonly tellOfOperator: (violation: Violation, account: Account, what: string) => Promise<void>;
  readonly isOperator: (account: Account) => boolean;
}

const SANCTIONS_LOOKED_AT = 100;
const CASES_LOOKED_AT = 100;

/** What follows by the rules from a violation and from all that count with it. Safe to repeat. */
export async function weigh(
  tools: WeighTools,
  account: Account,
  violation: Violation,
  all: readonly Violation[],
): Promise<Sanction | null> {
  const counting = countingWith(violation, all);
  const gravest = await weighGravest(tools, account, violation);
  if (gravest !== null) return gravest;
  if (counting.length === 0 || violation.strikes === 0) return null;
  if (tools.isOperator(account)) {
    const due = dueThreshold(violation, counting, [], tools.numbers);
    if (due !== null) await tools.tellOfOperator(violation, account, due.threshold.name);
    return null;
  }
  await review(tools, account, counting);
  const earlier = (await tools.store.latest(account.id, SANCTIONS_LOOKED_AT)).filter(isOfThreshold);
  // The same violation once more: what it brought is finished, in case somebody has died in it.
  const known = earlier.find((sanction) => sanction.liftedAt === null && broughtBy(sanction, violation));
  if (known !== undefined) {
    await tools.finish(known);
    return known;
  }
  const due = dueThreshold(violation, counting, earlier, tools.numbers);
  return due === null ? null : tools.impose(orderOf(due, account, violation, counting), account);
}

/** Of the gravest kind (T7): suspended at once where the rule is seldom wrong, and looked at by one of us in any case. */
async function weighGravest(
  { impose, cases, numbers, isOperator, tellOfOperator }: WeighTools,
  account: Account,
  violation: Violation,
): Promise<Sanction | null> {
  const { id, category, confidence, generation, evidence, reversedAt } = violation;
  if (reversedAt !== null || !numbers.gravest.some((one) => one === category)) return null;
  const cause = gravestCause(violation);
  const isSure = confidence >= numbers.gravestConfidence;
  if (isSure && isOperator(account)) await tellOfOperator(violation, account, "gravest");
  const sanction =
    isSure && !isOperator(account)
      ? await impose(
          {
            ...{ cause, account: account.id, kind: "suspension", reason: "gravest", by: "easel" },
            ...{ note: null, duration_hours: null, freezes: true, forfeits: false, withoutNotice: null },
            violations: [id],
          },
          account,
        )
      : null;
  // Also when the sanction was there before: whoever imposed it may have died before this.
  await cases.open({
    ...{ kind: "gravest", cause, account: account.id, generation, violations: [id] },
    ...{ sanction: sanction?.id ?? null, evidence: evidence === null ? [] : [evidence] },
  });
  return sanction;
}

/** Of what follows from a finding of the gravest kind: its sanction and its case. */
export function gravestCause({ id }: Pick<Violation, "id">): string {
  return `gravest:${id}`;
}

/** A person of ours looks at a pattern (T10): once for the same strikes, and in the case that waits already. */
async function review({ cases, numbers }: WeighTools, account: Account, counting: readonly Violation[]): Promise<void> {
  if (strikesIn(counting) < numbers.reviewAt) return;
  const earlier = (await cases.ofAccount(account.id, CASES_LOOKED_AT)).filter(({ kind }) => kind === "pattern");
  const decided = new Set(earlier.filter(({ decision }) => decision !== null).flatMap(({ violations }) => violations));
  const isWaiting = earlier.some(({ decision }) => decision === null);
  const fresh = counting.filter(({ id }) => !decided.has(id));
  if (!isWaiting && strikesIn(fresh) < numbers.reviewAt) return;
  await cases.open({
    ...{ kind: "pattern", cause: `pattern:${account.id}`, account: account.id },
    violations: counting.map(({ id }) => id),
    evidence: counting.flatMap(({ evidence }) => evidence ?? []),
  });
}

function orderOf(
  { threshold, number }: Due,
  account: Account,
  violation: Violation,
  counting: readonly Violation[],
): SanctionOrder {
  const { name, kind, duration_hours } = threshold;
  return {
    cause: `strikes:${account.id}:${name}:${number}`,
    ...{ account: account.id, kind, reason: "pattern", by: "easel", note: null, duration_hours },
    ...{ freezes: false, forfeits: false, withoutNotice: null },
    // The one that made it due stands last: see `dueThreshold`.
    violations: [...counting.filter(({ id }) => id !== violation.id).map(({ id }) => id), violation.id],
  };
}

/** Each once, and the one that is weighed with them although whoever counted did not see it yet. */
function countingWith(violation: Violation, all: readonly Violation[]): readonly Violation[] {
  const byId = new Map([...all, violation].map((one) => [one.id, one]));
  return [...byId.values()].filter(({ reversedAt, strikes }) => reversedAt === null && strikes > 0);
}
