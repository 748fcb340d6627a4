import type { AccountMoves } from "../accounts/join-steps.ts";
import type { CarriedSanction, Sanction } from "./sanction.ts";

/** What sanctions need of a database. Those in force stand in the account's own document as well, where every check reads them. */
export interface SanctionStore extends AccountMoves {
  /** The one that is there stands; answers it. `nextAt`: when somebody has to go on with it. */
  insert(sanction: Sanction, nextAt: Date): Promise<Sanction>;
  find(id: string): Promise<Sanction | null>;
  /** Latest first. */
  latest(account: string, limit: number): Promise<Sanction[]>;
  /** Takes it back; false when it was before. Somebody has to go on with it at once. */
  lift(id: string, by: string, at: Date): Promise<boolean>;
  /** Those that somebody has to go on with, the longest due first. */
  due(at: Date, limit: number): Promise<Sanction[]>;
  /** When somebody has to go on with it; null: never. Does nothing once it was lifted since it was read. */
  goOnAt(sanction: Pick<Sanction, "id" | "liftedAt">, nextAt: Date | null): Promise<void>;
  /** Nothing is left to do. As `goOnAt` once it was lifted. */
  carriedOut(sanction: Pick<Sanction, "id" | "liftedAt">, at: Date): Promise<void>;
  /** Writes it into the account; safe to repeat. */
  carry(account: string, carried: CarriedSanction): Promise<void>;
  /** Ends it in the account at its `until`, and keeps it there, so that a `carry` that comes too late brings nothing back. */
  close(account: string, carried: CarriedSanction): Promise<void>;
  /** Takes one that is over out of the account. */
  drop(account: string, sanction: string): Promise<void>;
}
