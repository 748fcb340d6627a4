import { reportsDesk } from "../messages/desk/reports.ts";
import type { Case, CaseKind, Cases } from "../moderation/case.ts";
import type { TellOperators } from "../notices/tell-operators.ts";
import type { Clock } from "../services.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_HOURS = 24;
/** How long before the end operators are reminded, in hours. */
const REMINDERS_HOURS = [6, 24] as const;
const LOOKED_AT_MAX = 200;
/** What comes of complaints of others, who were promised a time. */
const timed: readonly CaseKind[] = ["gravest", "intimate", "infringement"];

/** Reminds operators of complaints whose time runs out; once for each stage, and each day once it is over. Safe to repeat. */
export async function remindOfClocks({
  cases,
  tellOperators,
  clock,
}: {
  readonly cases: Pick<Cases, "waiting">;
  readonly tellOperators: TellOperators;
  readonly clock: Clock;
}): Promise<void> {
  for (const one of await cases.waiting(LOOKED_AT_MAX)) {
    const due = stageOf(one, clock.now());
    if (due === null) continue;
    await tellOperators(`complaint:${one.id}:${due.stage}`, () => ({
      title: reportsDesk.clockTitle,
      text: reportsDesk.clock(one.kind, one.id, due.left_hours),
    }));
  }
}

/** What is due to be said now; null: nothing yet, or no clock runs. */
export function stageOf(
  { kind, dueAt, decision }: Pick<Case, "kind" | "dueAt" | "decision">,
  now: Date,
): { readonly stage: string; readonly left_hours: number } | null {
  if (dueAt === null || decision !== null || !timed.includes(kind)) return null;
  const left_hours = (dueAt.getTime() - now.getTime()) / HOUR_MS;
  if (left_hours <= 0) return { stage: `overdue-${Math.floor(-left_hours / DAY_HOURS)}`, left_hours: 0 };
  const stage = REMINDERS_HOURS.find((hours) => left_hours <= hours);
  return stage === undefined ? null : { stage: String(stage), left_hours: Math.ceil(left_hours) };
}
