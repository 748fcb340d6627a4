import type { mongo } from "mongoose";

/**
 * A change to what is stored already, made once for each database, by one process at a time, forward only. Nothing of it is
 * a transaction: `up` may be cut off anywhere and be begun again, so each of its steps is safe to repeat.
 */
export interface Migration {
  /** `0001-what-it-does`: ids sort in the order in which migrations run, and never change once released. */
  readonly id: string;
  readonly description: string;
  /**
   * - `expand` adds what newer code needs and older code does not notice. A process that knows it serves only once it is done.
   * - `migrate` brings old documents into the new shape, which older code can read and write too, while everybody serves.
   * - `contract` takes away what only older code needs. It begins when no older process is alive any more.
   */
  readonly kind: "expand" | "migrate" | "contract";
  /** Only of a `contract`: older code would do harm on what it leaves, so from its beginning on older code refuses to start. */
  readonly breaksOlder?: true;
  up(database: mongo.Db, progress: Progress): Promise<void>;
}

/** How far a migration is. What is noted outlives the process that noted it. */
export interface Progress {
  /** What was noted last, by whichever process; null at the beginning. */
  readonly reached: string | null;
  /** Once in each batch. Rejects with `Interrupted` when this process is stopping, or another one has taken over. */
  note(reached: string, changed: number): Promise<void>;
}

/** Nothing went wrong: somebody else goes on, or this process does after its next start. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
