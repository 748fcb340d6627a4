/**
 * One person's wish to be erased: `planned → erasing → erased`, or `stopped`. It is part of the account's own document, so that
 * it begins, stops and keeps links away in one write.
 */
export type ErasureState = "planned" | "stopped" | "erasing" | "erased";

export interface Erasure {
  readonly id: string;
  readonly account: string;
  /** The accounts that were joined into it. */
  readonly joinedFrom: readonly string[];
  readonly state: ErasureState;
  readonly askedAt: Date;
  readonly dueAt: Date;
  /** Names of the steps that were finished. */
  readonly done: readonly string[];
}

/** Long enough for a night's sleep, and for whoever shares the account to see the notice. */
export const ERASURE_GRACE_MS = 24 * 60 * 60_000;
/** Nothing that was begun for the account before takes longer than this to be stored. */
export const ERASURE_SWEEP_AFTER_MS = 10 * 60_000;

/** What erasures need of a database. */
export interface ErasureStore {
  /**
   * Plans it; answers the one that is there when there is one already, or when this very one was stopped. `busy`: the account is
   * being linked at the moment.
   */
  plan(account: string, erasure: Pick<Erasure, "id" | "askedAt" | "dueAt">): Promise<Erasure | "busy">;
  find(account: string): Promise<Erasure | null>;
  /** Takes a planned one back; false when it has begun. Safe to repeat. */
  stop(account: string): Promise<boolean>;
  /** Those that somebody has to go on with, the longest due first. */
  due(at: Date, limit: number): Promise<Erasure[]>;
  /** From now on it cannot be stopped, and nothing joins the account; false when it was stopped, or the account is being linked. */
  begin(erasure: Erasure): Promise<boolean>;
  /** Leaves it alone until then. */
  postpone(erasure: Erasure, until: Date): Promise<void>;
  stepDone(erasure: Erasure, step: string): Promise<void>;
  /** Nobody finds the account any more. It is swept at `sweepAt`. */
  finish(erasure: Erasure, sweepAt: Date): Promise<void>;
  /** Nothing is left to do. */
  swept(erasure: Erasure): Promise<void>;
  /** Ids of pictures that are not closed yet. */
  picturesInWorks(accounts: readonly string[]): Promise<string[]>;
}
