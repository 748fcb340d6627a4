import type { AccountMoves } from "../accounts/join-steps.ts";
import type { Evidence } from "./evidence.ts";

/** Where evidence lies, sealed. */
export interface EvidenceStore extends AccountMoves {
  /** Safe to repeat: the first one of a key stands. */
  put(evidence: Evidence): Promise<void>;
  /** null when there is none. @throws EvidenceUnreadable */
  read(key: string): Promise<Evidence | null>;
  /** Keys, oldest first, without what is only sealed for being shown. */
  ofAccount(account: string): Promise<string[]>;
  /** Never shortens. */
  extend(keys: readonly string[], keepUntil: Date): Promise<void>;
  /** Keys of what was kept long enough, the longest overdue first. */
  expired(at: Date, limit: number): Promise<string[]>;
  delete(keys: readonly string[]): Promise<void>;
}

/** Begins the keys of copies that are sealed for an hour to be shown or sent: they are no evidence. */
export const SHOWN_KEY_PREFIX = "sealed:";
