import type { Case, CaseKind, OpenedCase } from "./case.ts";
import type { StoredCase } from "./case-store.ts";

/** So many sayings are known by their ids; older ones would be counted once more. */
const VOICES_MAX = 1000;

/** Kinds that wait for nobody else: operators hear of each one, and they stand where those with a clock do. */
const urgent: ReadonlySet<CaseKind> = new Set(["gravest", "intimate"]);

export function isUrgent(kind: CaseKind): boolean {
  return urgent.has(kind);
}

/** Ids by which it is known that the same is said again. */
export function voicesOf({ violations = [], sanction, report }: OpenedCase): readonly string[] {
  return [...violations, sanction, report].filter((id) => typeof id === "string");
}

/** Whether nothing in it is new to this case. */
export function isKnown(known: StoredCase, opened: OpenedCase): boolean {
  const voices = voicesOf(opened);
  return voices.length > 0 && voices.every((voice) => known.voices.includes(voice));
}

export function newCase(id: string, opened: OpenedCase, at: Date): StoredCase {
  const { kind, account, generation, violations, sanction, report, statement, evidence, dueAt } = opened;
  return inOrder({
    ...{ id, kind, account, openedAt: at, count: 1, decision: null, version: 1, revision: 1 },
    generation: generation ?? null,
    violations: [...(violations ?? [])],
    sanction: sanction ?? null,
    report: report ?? null,
    statement: statement ?? null,
    evidence: [...(evidence ?? [])],
    dueAt: dueAt ?? null,
    voices: voicesOf(opened),
    ...{ rank: 0, orderAt: at, order: null, carriedOutAt: null },
  });
}

/** The case with what is said now. One more who says the same changes nothing that had to be seen before deciding. */
export function merged(known: StoredCase, opened: OpenedCase): StoredCase {
  const isFirstStatement = known.statement === null && (opened.statement ?? null) !== null;
  const next = {
    ...known,
    generation: known.generation ?? opened.generation ?? null,
    violations: union(known.violations, opened.violations),
    sanction: opened.sanction ?? known.sanction,
    // The report is the one that the words are from.
    report: (isFirstStatement ? opened.report : null) ?? known.report ?? opened.report ?? null,
    statement: known.statement ?? opened.statement ?? null,
    evidence: union(known.evidence, opened.evidence),
    dueAt: earlier(known.dueAt, opened.dueAt ?? null),
    voices: union(known.voices, voicesOf(opened)).slice(-VOICES_MAX),
    count: known.count + 1,
    revision: known.revision + 1,
  };
  return inOrder({ ...next, version: looksTheSame(known, next) ? known.version : known.version + 1 });
}

function looksTheSame(one: Case, other: Case): boolean {
  return (
    one.violations.length === other.violations.length &&
    one.evidence.length === other.evidence.length &&
    one.sanction === other.sanction &&
    one.statement === other.statement &&
    one.dueAt?.getTime() === other.dueAt?.getTime()
  );
}

/** Those with a clock by their due time; the gravest as if they had been due when they were opened; then the oldest. */
function inOrder(one: StoredCase): StoredCase {
  const rank = one.dueAt !== null || isUrgent(one.kind) ? 0 : 1;
  return { ...one, rank, orderAt: one.dueAt ?? one.openedAt };
}

function union(known: readonly string[], more: readonly string[] = []): readonly string[] {
  return [...new Set([...known, ...more])];
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one <= other ? one : other;
}
