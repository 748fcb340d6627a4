import type { Intent } from "./act.ts";

/** An act that waits for a second person of ours, or did. */
export interface Approval {
  /** Derived from the intent’s cause. */
  readonly id: string;
  readonly intent: Intent;
  /** Tags of the chats that whoever asked had then: none of them agrees, although one leaves the account meanwhile. */
  readonly askers: readonly string[];
  /** In short: what would be done, and how it is before and would be after it. */
  readonly summary: string;
  readonly before: string;
  readonly after: string;
  readonly askedAt: Date;
  /** Nobody can agree to it from then on. */
  readonly expiresAt: Date;
  /** `done`: agreed to and done; `failed`: agreed to, and it could not be done any more. */
  readonly state: "waiting" | "approved" | "declined" | "expired" | "done" | "failed";
  /** Identity key of the second person; null: nobody has decided. */
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** What became of it, in a sentence; null: nothing yet. */
  readonly outcome: string | null;
  /** When whoever asked was told of the end; null: something is left to do, once it is decided or has expired. */
  readonly settledAt: Date | null;
}

export interface ApprovalStore {
  /** Safe to repeat: the first one of an id stands. Answers the one that is there. */
  insert(approval: Approval): Promise<Approval>;
  find(id: string): Promise<Approval | null>;
  /** Those that can be decided at this time, the oldest first; what cannot be read any more is left out. */
  waiting(at: Date, limit: number): Promise<Approval[]>;
  /** Decides one that waits and has not expired; false when it is not so any more. */
  decide(
    id: string,
    decision: { readonly state: "approved" | "declined"; readonly decidedBy: string; readonly decidedAt: Date },
  ): Promise<boolean>;
  /** Ids of those that are decided or past their time, and not settled: one that cannot be read keeps none of the others. */
  due(at: Date, limit: number): Promise<string[]>;
  /** Leaves one that is not settled alone until then. */
  postpone(id: string, until: Date): Promise<void>;
  /** Nobody has to know any more by then which chats asked. */
  settle(
    id: string,
    end: {
      readonly state: "done" | "failed" | "declined" | "expired";
      readonly outcome: string;
      readonly settledAt: Date;
    },
  ): Promise<void>;
}
