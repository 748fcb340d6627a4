import type { Generation } from "./generation.ts";

/** What the studio needs of a database. */
export interface GenerationStore {
  /** Answers the one that is there already when the id is taken: the same event came twice. */
  insert(
    generation: Generation,
  ): Promise<{ inserted: true; generation: Generation } | { inserted: false; existing: Generation }>;
  find(id: string): Promise<Generation | null>;
  /** The one that this event asked for. */
  ofEvent(event: string): Promise<Generation | null>;
  /** Another event asked for it as well. Safe to repeat. */
  addEvent(id: string, event: string): Promise<void>;
  /** Deleted ones whose bytes may still be in the store. */
  toClear(limit: number): Promise<Generation[]>;
  /** Writes only on the revision before: false when somebody else was first. */
  update(generation: Generation): Promise<boolean>;
  /**
   * Open generations that nobody drives, oldest first: their owner is not among the living, or it is this process, which
   * does not have them (`driving`) although they were last changed before `quietSince`. Only those whose chat is one of
   * `platforms`, or that were last changed before `lateSince`.
   */
  abandoned(query: Abandoned, limit: number): Promise<Generation[]>;
  /** A person's generations that brought pictures and were not deleted, newest first. */
  history(account: string, search: HistorySearch, limit: number): Promise<Generation[]>;
  /** When the oldest one was asked for that is in a person's history; null: it is empty. */
  oldestListed(account: string): Promise<Date | null>;
  /** Accounts, by id and from behind `after`, with a picture in their history that was asked for before this; empty: there are none left. */
  accountsListed(before: Date, limit: number, after: string | null): Promise<string[]>;
  /** How many generations came from this one by this action and are over and older than `before`. */
  countChildren(parent: string, action: string, before: Date): Promise<number>;
  /** A person's generations whose ids begin so, deleted ones included. */
  startingWith(account: string, prefix: string, limit: number): Promise<Generation[]>;
  /** Anybody's generations whose ids begin so. */
  beginningWith(prefix: string, limit: number): Promise<Generation[]>;
  /** A person's generations that were made from one of these stored pictures. */
  madeFrom(account: string, keys: readonly string[], limit: number): Promise<Generation[]>;
}

/** Which part of a history. */
export interface HistorySearch {
  /** Entries of `search-words.ts` that must all be there. */
  readonly words?: readonly string[];
  readonly model?: string | null;
  /** Asked for at this moment or later. */
  readonly since?: Date | null;
  /** Asked for before this moment. */
  readonly before?: Date | null;
  /** Behind this one, in the order of the history: two of the same millisecond are ordered by their ids. */
  readonly olderThan?: HistoryPosition | null;
  /** How many are left out. */
  readonly skip?: number;
}
export interface HistoryPosition {
  readonly acceptedAt: Date;
  readonly id: string;
}

export interface Abandoned {
  readonly alive: readonly string[];
  readonly process: string;
  readonly driving: readonly string[];
  readonly quietSince: Date;
  readonly platforms: readonly string[];
  readonly lateSince: Date;
}

/** What a process tells the others of itself. */
export interface Heart {
  readonly process: string;
  /** How often it has beaten: a count that no longer moves belongs to the dead. */
  readonly beat: number;
  /** Whether it takes orders, and so turns at the provider. */
  readonly drives: boolean;
}

/** Which processes are alive, told by heartbeats. */
export interface ProcessStore {
  /** Counts this process's heart one further and answers the hearts of all. */
  beat(process: string, at: Date, facts: Pick<Heart, "drives">): Promise<readonly Heart[]>;
  /** This process hands over what it drives. */
  leave(process: string): Promise<void>;
}
