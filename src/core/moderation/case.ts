/** What waits for a decision of a person of ours. */
export const caseKinds = [
  "gravest",
  "pattern",
  "appeal",
  "report",
  "infringement",
  "intimate",
  "repeat-infringer",
  "wave",
] as const;
export type CaseKind = (typeof caseKinds)[number];

/** One item of the review queue (T10). */
export interface Case {
  /** Derived from what it is about: the same thing is one case. */
  readonly id: string;
  readonly kind: CaseKind;
  /** Whom it is about; null: nobody in particular. */
  readonly account: string | null;
  readonly generation: string | null;
  /** What it came of: violations, sanctions, reports, by their ids. */
  readonly violations: readonly string[];
  readonly sanction: string | null;
  readonly report: string | null;
  /** Words that the person who opened it wrote (an appeal, a report's note); null: none. */
  readonly statement: string | null;
  /** Sealed evidence, by its key. */
  readonly evidence: readonly string[];
  /** How many say the same: reports of the same picture are merged. */
  readonly count: number;
  readonly openedAt: Date;
  /** By when somebody has to have decided; null: no clock runs. */
  readonly dueAt: Date | null;
  /** null: open. */
  readonly decision: CaseDecision | null;
  readonly version: number;
}

export interface CaseDecision {
  /** `upheld`: nothing to change; `reversed`: all of it is taken back; `acted`: something was done, as the note says. */
  readonly outcome: "upheld" | "reversed" | "acted" | "dismissed";
  /** Identity key of the operator. */
  readonly by: string;
  readonly note: string;
  readonly at: Date;
}

/** The review queue. */
export interface Cases {
  /** Opens a case or, where the same one is open, counts it once more; operators hear of a new one by direct message, once. */
  open(opened: OpenedCase): Promise<Case>;
  find(id: string): Promise<Case | null>;
  /** Open ones: those with a clock by their due time, the gravest kinds first, then the oldest. */
  waiting(limit: number): Promise<readonly Case[]>;
  ofAccount(account: string, limit: number): Promise<readonly Case[]>;
  /** Decides the case as it was seen (`version`); `changed`: it is no longer as they have seen it, and nothing was done. */
  decide(id: string, version: number, decision: Omit<CaseDecision, "at">): Promise<"decided" | "changed">;
}
export type OpenedCase = Pick<Case, "kind" | "account"> &
  Partial<Pick<Case, "generation" | "violations" | "sanction" | "report" | "statement" | "evidence" | "dueAt">> & {
    /** What it is about, such as `report:<picture>`: the same is one case. */
    readonly cause: string;
  };
