import type { Entry, Wallet } from "./wallet.ts";

/** Where wallets and the archive of their journals are kept. Implemented in `adapters/mongo/wallets.ts`. */
export interface WalletStore {
  /** null while nothing was ever applied to it. */
  read(account: string): Promise<Wallet | null>;
  /**
   * Stores `after` if the stored wallet still has the `seq` and the `archivedSeq` of `before`, in one step that no other
   * writer can get between; resolves false when it has not. `after` is `before` with entries added or archived, never both.
   */
  write(before: Wallet, after: Wallet): Promise<boolean>;

  /** Copies entries into the archive. Safe to repeat. */
  archive(account: string, entries: readonly Entry[]): Promise<void>;
  archived(account: string, cause: string): Promise<Entry | null>;
  /** The newest archived entries with a smaller `seq`, newest first. */
  archivedBefore(account: string, seq: number, limit: number): Promise<Entry[]>;
  /** The oldest archived entries with a greater `seq`, oldest first. */
  archivedAfter(account: string, seq: number, limit: number): Promise<Entry[]>;

  /** Accounts with credits in lots that have expired, soonest first, from behind `after` on. */
  expired(now: Date, limit: number, after: Due | null): Promise<Due[]>;
  /** Accounts whose journal is worth archiving, oldest first, from behind `after` on; see `archiveDue`. */
  archivable(now: Date, limit: number, after: Due | null): Promise<Due[]>;
  /** Wallets with a hold from before `before`, in the order of their accounts, from behind `after` on. Reads all wallets. */
  holding(before: Date, limit: number, after: string | null): Promise<HoldingWallet[]>;
  /** Wallets in the order of their accounts, from behind `after` on. */
  list(limit: number, after: string | null): Promise<Wallet[]>;
}

export type HoldingWallet = Pick<Wallet, "account" | "holds">;

/** An account and the instant since which it waits for a job: together the place where the next page begins. */
export interface Due {
  readonly account: string;
  readonly since: Date;
}
