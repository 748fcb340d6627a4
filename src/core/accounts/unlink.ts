import type { Identity } from "../chat/incoming.ts";

/**
 * One identity's wish to leave its account: `planned → leaving → left`, or `stopped`. There is one document an identity; asked
 * anew, it begins anew.
 */
export type UnlinkState = "planned" | "leaving" | "left" | "stopped";

export interface Unlink {
  /** The identity's key. */
  readonly id: string;
  readonly identity: Identity;
  /** The account that it is to leave, by the id of when it was asked. */
  readonly account: string;
  readonly state: UnlinkState;
  readonly askedAt: Date;
  readonly dueAt: Date;
}

/** Long enough for a night's sleep and a look at the other chat. */
export const COOLING_OFF_MS = 24 * 60 * 60_000;

/** What the unlinking needs of a database. */
export interface UnlinkStore {
  /** Plans it; answers the one that is there when it was planned or is under way already. */
  plan(unlink: Unlink): Promise<Unlink>;
  find(id: string): Promise<Unlink | null>;
  /** false when it is no longer in this state, or was asked for anew. */
  advance(unlink: Pick<Unlink, "id" | "askedAt">, from: UnlinkState, to: UnlinkState): Promise<boolean>;
  /** Those that are due or were left half-done, the longest due first. */
  due(at: Date, limit: number): Promise<Unlink[]>;
  /** Plans a planned one for later. */
  postpone(unlink: Pick<Unlink, "id" | "askedAt">, until: Date): Promise<void>;

  /**
   * Takes the identity out of the account; `out` also when it is out already. `last`: nobody else is in it, so it stays. `moved`:
   * the account was joined into another one meanwhile. Safe to repeat.
   */
  takeOut(account: string, identity: Identity): Promise<"out" | "last" | "moved">;
  /** Whoever comes under this identity comes as this account from now on. Safe to repeat. */
  giveTo(account: string, identity: Identity): Promise<void>;
}
