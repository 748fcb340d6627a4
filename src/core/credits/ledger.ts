import type { Clock, Ids, Log, Metrics } from "../services.ts";
import { type Answer, Applier } from "./applier.ts";
import { type AuditResult, auditWallets } from "./audit.ts";
import { expire } from "./expire.ts";
import { visitExpiring } from "./expiring.ts";
import { visitHeld } from "./held.ts";
import type { Violation } from "./history.ts";
import { type JoinAnswer, join } from "./join.ts";
import { type Journal, journals } from "./journals.ts";
import { movements } from "./movements.ts";
import type { RefusalOf, WalletRefusal } from "./operations.ts";
import { archiveDueWallets, expireDueWallets, type SweepResult } from "./sweeps.ts";
import type { Entry, Hold, Lot, LotKind, OperationKind, Wallet } from "./wallet.ts";
import type { WalletStore } from "./wallet-store.ts";

/**
 * What may be asked of people's credits. Everything that changes them takes a cause or has one by itself; a cause that
 * comes again answers `repeated` and changes nothing. Expected answers are outcomes by name; only faults are thrown.
 */
export interface Ledger {
  /** Gives a lot of credits, also to a frozen wallet. */
  grant(account: string, grant: NewGrant): Promise<Changed<"granted">>;
  /** Sets credits aside. The hold's id is its cause. */
  hold(account: string, hold: NewHold): Promise<HoldAnswer>;
  /** Spends a hold, or a part of it: the rest goes back to the lots it came from. */
  capture(
    account: string,
    capture: { readonly hold: string; readonly amount: number; readonly reason: string },
  ): Promise<Changed<"captured"> | HoldEnded | Refused<"more-than-held">>;
  /** Gives a hold back to the lots it came from. */
  release(
    account: string,
    release: { readonly hold: string; readonly reason: string },
  ): Promise<Changed<"released"> | HoldEnded>;
  /** Takes out what has expired. Nobody could spend it anyway; this makes it an entry. */
  expire(account: string): Promise<Changed<"expired"> | Refused<"nothing">>;
  /** Voids the unspent part of an order, what is held of it included (terms, T21), or no more of it than `amountMax`. */
  reclaim(
    account: string,
    reclaim: Caused & { readonly order: string; readonly amountMax?: number },
  ): Promise<Changed<"reclaimed"> | Refused<"nothing">>;
  /** Stops new holds: of the whole wallet, or of one order's lots. */
  freeze(account: string, freeze: Caused & { readonly order?: string }): Promise<Changed<"frozen">>;
  /** Takes one freeze back; others stay in force. */
  thaw(
    account: string,
    thaw: { readonly freeze: string; readonly reason: string },
  ): Promise<Changed<"thawed"> | Refused<"unknown-freeze">>;
  /** Voids everything in a frozen wallet, what is held included (terms, T23). */
  forfeit(account: string, forfeit: Caused): Promise<Changed<"forfeited"> | Refused<"nothing" | "not-frozen">>;
  /**
   * Moves everything into another wallet, holds in flight and freezes included. From then on whatever is asked of `from` is asked
   * of `into`. Stopped half-way, it is finished by asking again, or by whatever is asked of `from` next.
   */
  join(from: string, into: string, cause: string): Promise<JoinAnswer>;

  wallet(account: string): Promise<Wallet>;
  /** As `wallet`, but perhaps a moment old: for a first look before something that decides for itself. */
  glance(account: string): Promise<Wallet>;
  /** The history of a wallet, newest first, from before the entry with the number `before`. */
  movements(account: string, page: { readonly limit: number; readonly before?: number }): Promise<Entry[]>;
  /** The whole history, and that of every wallet that was joined into this one: for a statement, not for every day. */
  journals(account: string): Promise<Journal[]>;

  /** Visits every wallet with credits that expire before `until`, with those lots. */
  visitExpiring(until: Date, visit: (account: string, lots: readonly Lot[]) => Promise<void>): Promise<void>;
  /** Visits every wallet with holds from before `before`, with those holds. */
  visitHeld(before: Date, visit: (account: string, holds: readonly Hold[]) => Promise<void>): Promise<void>;
  /** Expires whatever is due in any wallet. */
  expireDue(): Promise<SweepResult>;
  /** Moves old journal entries of any wallet into the archive. */
  archiveDue(): Promise<SweepResult>;
  /** Checks every wallet against the laws, and tells each violation as it is found. */
  audit(tell: (violation: Violation) => void): Promise<AuditResult>;
}

interface Caused {
  readonly cause: string;
  /** A short code for the history that people see: never a person's words. */
  readonly reason: string;
}
export interface NewGrant extends Caused {
  readonly amount: number;
  readonly kind: LotKind;
  readonly order?: string | null;
  /** null: never. */
  readonly expiresAt: Date | null;
}
export interface NewHold extends Caused {
  readonly amount: number;
  /** At most so many holds at once in this wallet, this one included. */
  readonly holdsMax?: number;
  /** The earliest instant at which this cause can have been applied: saves a look into the archive. */
  readonly since?: Date;
}

/** The entry says what the cause did, or what it had done before. */
export type Changed<Outcome extends string> = { readonly outcome: Outcome | "repeated"; readonly entry: Entry };
export type Refused<Outcome extends WalletRefusal["outcome"]> = Extract<WalletRefusal, { readonly outcome: Outcome }>;
export type HoldAnswer =
  | { readonly outcome: "held"; readonly entry: Entry }
  /** `ended`: it was captured or released since, and holds nothing any more. */
  | { readonly outcome: "repeated"; readonly ended: boolean; readonly entry: Entry }
  | Refused<"insufficient" | "frozen" | "too-many-held">;
/** `ended`: by the other of capture and release, whose entry tells when and how. */
export type HoldEnded = { readonly outcome: "ended"; readonly entry: Entry } | Refused<"unknown-hold">;

export interface LedgerTools {
  readonly store: WalletStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly metrics: Pick<Metrics, "creditsMoved">;
  readonly log: Log;
}

export function createLedger(tools: LedgerTools): Ledger {
  const applier = new Applier(tools);

  /** What ended the hold, when it was not what is asked for now. */
  async function endedBy(account: string, cause: string): Promise<HoldEnded> {
    const entry = await applier.find(await applier.current(account), cause);
    return entry ? { outcome: "ended", entry } : { outcome: "unknown-hold" };
  }

  return {
    async grant(account, { cause, reason, amount, kind: lotKind, order = null, expiresAt }) {
      const operation = { kind: "grant", cause, reason, amount, lotKind, order, expiresAt } as const;
      return changed("granted", await applier.apply<"grant">(account, { operation: () => operation }));
    },

    async hold(account, { cause, reason, amount, holdsMax, since }) {
      const limit = holdsMax === undefined ? {} : { holdsMax };
      const operation = { kind: "hold", cause, reason, amount, ...limit } as const;
      const answer = await applier.apply<"hold">(account, { operation: () => operation, since });
      if (answer.outcome === "applied") return { outcome: "held", entry: answer.entry };
      if (answer.outcome !== "repeated") return answer;
      return { outcome: "repeated", ended: !isHeld(answer.wallet, cause), entry: answer.entry };
    },

    async capture(account, { hold, amount, reason }) {
      const operation = { kind: "capture", cause: captureCause(hold), reason, hold, amount } as const;
      const isNew = (wallet: Wallet) => isHeld(wallet, hold);
      const answer = await applier.apply<"capture">(account, { operation: () => operation, isNew });
      return answer.outcome === "unknown-hold" ? endedBy(account, releaseCause(hold)) : changed("captured", answer);
    },

    async release(account, { hold, reason }) {
      const operation = { kind: "release", cause: releaseCause(hold), reason, hold } as const;
      const isNew = (wallet: Wallet) => isHeld(wallet, hold);
      const answer = await applier.apply<"release">(account, { operation: () => operation, isNew });
      return answer.outcome === "unknown-hold" ? endedBy(account, captureCause(hold)) : changed("released", answer);
    },

    async expire(account) {
      return changed("expired", await expire(applier, account));
    },

    async reclaim(account, { cause, reason, order, amountMax }) {
      const limit = amountMax === undefined ? {} : { amountMax };
      const operation = { kind: "reclaim", cause, reason, order, ...limit } as const;
      return changed("reclaimed", await applier.apply<"reclaim">(account, { operation: () => operation }));
    },

    async freeze(account, { cause, reason, order = null }) {
      const operation = { kind: "freeze", cause, reason, order } as const;
      return changed("frozen", await applier.apply<"freeze">(account, { operation: () => operation }));
    },

    async thaw(account, { freeze, reason }) {
      const operation = { kind: "thaw", cause: `thaw:${freeze}`, reason, freeze } as const;
      const isNew = (wallet: Wallet) => wallet.freezes.some(({ cause }) => cause === freeze);
      return changed("thawed", await applier.apply<"thaw">(account, { operation: () => operation, isNew }));
    },

    async forfeit(account, { cause, reason }) {
      const operation = { kind: "forfeit", cause, reason } as const;
      return changed("forfeited", await applier.apply<"forfeit">(account, { operation: () => operation }));
    },

    join: (from, into, cause) => join(applier, from, into, cause),
    wallet: (account) => applier.current(account),
    glance: (account) => applier.glance(account),
    movements: (account, page) => movements(tools.store, account, page),
    journals: (account) => journals(tools.store, account),
    visitExpiring: (until, visit) => visitExpiring(tools, until, visit),
    visitHeld: (before, visit) => visitHeld(tools, before, visit),
    expireDue: () => expireDueWallets(tools, applier),
    archiveDue: () => archiveDueWallets(tools, applier),
    audit: (tell) => auditWallets(tools, tell),
  };
}

/** Both ends of a hold take their cause from it, so that each can happen once, and neither after the other. */
function captureCause(hold: string): string {
  return `capture:${hold}`;
}
function releaseCause(hold: string): string {
  return `release:${hold}`;
}

function isHeld(wallet: Wallet, hold: string): boolean {
  return wallet.holds.some(({ id }) => id === hold);
}

/** The ledger's own word for what was applied; refusals are passed on. */
function changed<Word extends string, Kind extends OperationKind>(
  word: Word,
  answer: Answer<Kind>,
): Changed<Word> | RefusalOf<Kind> {
  if (!("entry" in answer)) return answer;
  return { outcome: answer.outcome === "applied" ? word : "repeated", entry: answer.entry };
}
