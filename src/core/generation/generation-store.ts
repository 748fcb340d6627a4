import type { Generation } from "./generation.ts";

/** What the studio needs of a database. */
export interface GenerationStore {
  /** Answers the one that is there already when the id is taken: the same event came twice. */
  insert(
    generation: Generation,
  ): Promise<{ inserted: true; generation: Generation } | { inserted: false; existing: Generation }>;
  find(id: string): Promise<Generation | null>;
  /** Writes only on the revision before: false when somebody else was first. */
  update(generation: Generation): Promise<boolean>;
  /**
   * Open generations that nobody drives, oldest first: their owner is not among the living, or it is this process, which
   * does not have them (`driving`) although they were last changed before `quietSince`.
   */
  abandoned(query: Abandoned, limit: number): Promise<Generation[]>;
  /** A person's closed generations that brought pictures and were not deleted, newest first. */
  history(account: string, before: Date | null, limit: number): Promise<Generation[]>;
  /** How many generations came from this one that are over or older than `before`. */
  countRerolls(parent: string, before: Date): Promise<number>;
}

export interface Abandoned {
  readonly alive: readonly string[];
  readonly process: string;
  readonly driving: readonly string[];
  readonly quietSince: Date;
}

/** Which processes are alive, told by heartbeats. */
export interface ProcessStore {
  /** Counts this process's heart one further and answers the hearts of all. */
  beat(process: string, at: Date): Promise<readonly { readonly process: string; readonly beat: number }[]>;
  /** This process hands over what it drives. */
  leave(process: string): Promise<void>;
}
