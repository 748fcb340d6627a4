/** Something that may have to be shown to an authority or in a review, sealed so that nobody reads it by chance (T7). */
export interface Evidence {
  readonly key: string;
  readonly account: string;
  readonly words: string | null;
  readonly bytes: Uint8Array | null;
  readonly contentType: string | null;
  readonly at: Date;
  readonly keepUntil: Date;
}

/** Keeps evidence sealed. What is opened is kept in the audit trail by whoever opens it. */
export interface EvidenceRoom {
  /** Safe to repeat: the first one of a key stands. */
  seal(evidence: Evidence): Promise<void>;
  /** null: there is none, or no longer. */
  open(key: string): Promise<Evidence | null>;
  ofAccount(account: string): Promise<readonly string[]>;
  /** Keeps what belongs to an open case longer. */
  extend(keys: readonly string[], keepUntil: Date): Promise<void>;
  /** Forgets what was kept long enough; answers how much. */
  purge(limit: number): Promise<number>;
}

/** What the room takes of one file, in bytes. */
export const EVIDENCE_BYTES_MAX = 20 * 1024 * 1024;

/** `another-key`: it was sealed with a key that is no longer configured; `altered`: somebody changed what lies there. */
export class EvidenceUnreadable extends Error {
  override readonly name = "EvidenceUnreadable";
  readonly reason: "another-key" | "altered";

  constructor(reason: EvidenceUnreadable["reason"]) {
    super(`sealed evidence cannot be opened: ${reason}`);
    this.reason = reason;
  }
}
