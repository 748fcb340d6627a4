import type { Identity } from "../chat/incoming.ts";

/**
 * The life of one link: `issued → redeemed → confirmed → joining → joined`, or `refused` by one of the two or by a rule, or
 * `voided` by a newer code. What is not joining by `expiresAt` has expired, whatever its state says.
 */
export type LinkState = "issued" | "redeemed" | "confirmed" | "joining" | "joined" | "refused" | "voided";

export interface Link {
  readonly id: string;
  /** Keyed hash of the code: the code itself is nowhere. */
  readonly code: string;
  readonly state: LinkState;
  /** Who asked for the code. */
  readonly issuer: LinkSide;
  /** Who gave it, and thereby used it up. */
  readonly redeemer: LinkSide | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Which account stays and which goes, decided once, when nothing else joins either of them. */
  readonly survivor: string | null;
  readonly gone: string | null;
  /** The accounts whose welcome gift is one too many then. */
  readonly welcomedAgain: readonly string[];
  readonly refusedFor: LinkRefusal | null;
  /** When what was begun for the old account just before is looked for once more; null: nothing is left to do. */
  readonly sweepAt: Date | null;
  /** When the database may forget it; null: never. */
  readonly keepUntil: Date | null;
}

export interface LinkSide {
  readonly account: string;
  readonly identity: Identity;
}

/** Why two accounts do not become one. */
export type LinkRefusal =
  | "declined"
  | "both-subscribed"
  | "same-platform"
  | "not-in-good-standing"
  | "to-be-erased"
  | "joined-elsewhere";

/** How long a code can be used. */
export const CODE_LIFETIME_MS = 10 * 60_000;
/** How long both sides have to say yes, once it was. */
export const CONFIRM_WITHIN_MS = 60 * 60_000;
/** How long a link that came to nothing is kept, for support. */
export const LINK_KEPT_MS = 30 * 24 * 60 * 60_000;
/** Nothing that somebody began before the join takes longer than this to be stored. */
export const SWEEP_AFTER_MS = 10 * 60_000;

/** What the links need of a database. */
export interface LinkStore {
  insert(link: Link): Promise<void>;
  find(id: string): Promise<Link | null>;
  findByCode(code: string): Promise<Link | null>;
  /** Writes the changes if the link still is in this state, and nobody has decided who survives if `only` says so; false when somebody was first. */
  advance(
    id: string,
    from: LinkState,
    changes: Partial<Omit<Link, "id" | "code" | "issuer">>,
    only?: { readonly survivor: null },
  ): Promise<boolean>;
  /** The links of one account, on either side, that wait for somebody, newest first. */
  waiting(account: string, states: readonly LinkState[]): Promise<Link[]>;
  /** Links that are joining, oldest first. */
  joining(limit: number): Promise<Link[]>;
  /** Joined ones that are to be swept. */
  toSweep(at: Date, limit: number): Promise<Link[]>;
}

export function hasExpired({ expiresAt }: Pick<Link, "expiresAt">, now: Date): boolean {
  return expiresAt.getTime() <= now.getTime();
}
