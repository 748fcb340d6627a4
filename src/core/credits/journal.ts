import type { Entry, Wallet } from "./wallet.ts";

/** How long an entry stays in the journal, so that the archive is asked only about causes that may be older. */
const JOURNAL_WINDOW_MS = 3_600_000;
/** Of an old journal so many entries stay: what was done last is what is asked for again. */
const JOURNAL_KEPT = 10;
/** Journals are archived from this length on, so that each archiving moves many entries at once. */
const JOURNAL_LENGTH_DUE = 30;
/** A journal is never longer: the database writes a wallet as a whole, and a long one makes every hold slow. */
export const JOURNAL_LENGTH_MAX = 80;

/** How far the clocks of two processes may be apart. */
export const CLOCK_SKEW_MS = 5 * 60_000;

/** The instant from which on this journal is worth archiving; null while it is short. */
export function archiveDue(wallet: Wallet): Date | null {
  const [oldest] = wallet.journal;
  if (!oldest || wallet.journal.length < JOURNAL_LENGTH_DUE) return null;
  return new Date(oldest.at.getTime() + JOURNAL_WINDOW_MS);
}

/** What may leave the journal now, oldest first: the old entries beyond the newest few, or more when it is too long. */
export function archivableEntries(wallet: Wallet, now: Date): readonly Entry[] {
  const beyondKept = wallet.journal.slice(0, -JOURNAL_KEPT);
  if (wallet.journal.length >= JOURNAL_LENGTH_MAX) return beyondKept;
  const windowStart_ms = now.getTime() - JOURNAL_WINDOW_MS;
  return beyondKept.filter((entry) => entry.at.getTime() <= windowStart_ms);
}

/** The wallet without its oldest entries, which are in the archive by now. */
export function withoutArchived(wallet: Wallet, archived: readonly Entry[]): Wallet {
  const last = archived.at(-1);
  if (!last) return wallet;
  return { ...wallet, journal: wallet.journal.slice(archived.length), archivedSeq: last.seq, archivedUntil: last.at };
}

/**
 * Whether the archive may know a cause that the journal does not. `since` is the earliest instant at which the cause can
 * have been applied, by the asker's clock. Archived entries are no newer than `archivedUntil`, by the clock of whoever
 * applied them, and an entry's time is never earlier than that clock said; so a cause from after `archivedUntil` is not
 * among them, as long as the two clocks are no further apart than the margin.
 */
export function archiveMayKnow(wallet: Wallet, since: Date | undefined): boolean {
  if (wallet.archivedUntil === null) return false;
  return since === undefined || since.getTime() <= wallet.archivedUntil.getTime() + CLOCK_SKEW_MS;
}
