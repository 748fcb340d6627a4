import type { AccountMoves } from "../accounts/join-steps.ts";
import type { Case, CaseKind } from "./case.ts";

/** A case with what only its keeping needs. */
export interface StoredCase extends Case {
  /** Grows with every write; `version` only with what somebody has to have seen before they decide. */
  readonly revision: number;
  /** Ids of violations, sanctions and reports that are in it: what comes again is no news. The latest ones. */
  readonly voices: readonly string[];
  /** Where it stands in the queue: first by rank, then by this time. */
  readonly rank: number;
  readonly orderAt: Date;
  /** What the decision asks for beside its outcome; null: nothing. */
  readonly order: CaseOrder | null;
  /** When all that follows from the decision was done; null: not yet. */
  readonly carriedOutAt: Date | null;
}

/** A suspension that was decided with a case, in hours; null: until it is lifted. */
export interface CaseOrder {
  readonly suspend_hours: number | null;
}

export interface CaseStore extends AccountMoves {
  /** false when there is one with this id. */
  insert(one: StoredCase): Promise<boolean>;
  find(id: string): Promise<StoredCase | null>;
  /** false when it is no longer as it was read. */
  write(before: Pick<StoredCase, "id" | "revision">, after: StoredCase): Promise<boolean>;
  /** Open ones in the order of the queue, behind the first `skipped`. */
  waiting(limit: number, skipped: number): Promise<StoredCase[]>;
  /** Latest first. */
  ofAccount(account: string, limit: number): Promise<StoredCase[]>;
  /** Of this kind, opened after `after`, latest first. */
  opened(account: string, kind: CaseKind, after: Date): Promise<StoredCase[]>;
  /** Decided ones whose decision is not carried out yet, the oldest first. */
  undone(limit: number): Promise<StoredCase[]>;
  /** How many are open; `opened`: only those that were opened from its beginning on and before its end. */
  countOpen(kind: CaseKind, opened?: { readonly from: Date; readonly before: Date }): Promise<number>;
  /** How many were opened from the beginning on and before the end, whatever became of them. */
  countOpened(kind: CaseKind, opened: { readonly from: Date; readonly before: Date }): Promise<number>;
  /** Those of these keys of evidence that an open case has. */
  evidenceInUse(keys: readonly string[]): Promise<string[]>;
}
