import type { AccountMoves } from "../accounts/join-steps.ts";
import type { Ticket } from "./ticket.ts";

/** What support needs of a database. */
export interface TicketStore extends AccountMoves {
  /** false when there is one with this id. */
  insert(ticket: Ticket): Promise<boolean>;
  find(id: string): Promise<Ticket | null>;
  /** The one whose id begins so, of one account or, with null, of all. */
  findByStart(idStart: string, accounts: readonly string[] | null): Promise<Ticket | null>;
  /**
   * Stores what `after` changes of `before`, one version on, if the stored one still has that version; null when it has not. What it
   * leaves as it was is not written: operators may have heard of it since, or been reminded.
   */
  write(before: Ticket, after: Ticket): Promise<Ticket | null>;
  /** Newest first. */
  ofAccount(account: string, limit: number): Promise<Ticket[]>;
  /** How many of an account are not closed. */
  unfinished(account: string): Promise<number>;
  /** Those that wait for us, the soonest due first; `behind`: only what comes after this one. */
  waiting(behind: Pick<Ticket, "id" | "dueAt"> | null, limit: number): Promise<Ticket[]>;
  counts(at: Date): Promise<TicketCounts>;
  /** Those that operators have not heard of, the soonest due first. */
  unheard(limit: number): Promise<Ticket[]>;
  /** Operators have heard of them. */
  heard(ids: readonly string[]): Promise<void>;
  /** Those that are overdue and were not named on this day, the longest overdue first. */
  overdue(at: Date, day: string, limit: number): Promise<Ticket[]>;
  reminded(ids: readonly string[], day: string): Promise<void>;
  /** Those whose people were not told everything. */
  untold(limit: number): Promise<Ticket[]>;
  /** Their person was told all that this version holds; without effect when there is a newer one. */
  told(ticket: Pick<Ticket, "id" | "version">): Promise<void>;
  /** Those whose time is over. */
  toPurge(at: Date, limit: number): Promise<Ticket[]>;
}

export interface TicketCounts {
  /** It is our turn. */
  readonly open: number;
  /** Of these, those whose answer is late. */
  readonly overdue: number;
}
