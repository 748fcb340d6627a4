/** Where a lot came from, which also decides how soon it is spent: see `burnOrder`. */
export type LotKind = "promotional" | "subscription" | "bought";

/** Credits that were given together and expire together. */
export interface Lot {
  /** The cause of its grant; `<lot>~<hold>` once it was revived by a late release, `<lot>@<account>` once it was joined. */
  readonly id: string;
  readonly kind: LotKind;
  /** The order that paid for it, by which a refund finds it. */
  readonly order: string | null;
  readonly available: number;
  readonly grantedAt: Date;
  /** null: never. */
  readonly expiresAt: Date | null;
}

/** Credits set aside for one picture, until they are captured or released. */
export interface Hold {
  /** The cause of the hold. */
  readonly id: string;
  readonly amount: number;
  /** What was taken from which lot, in burn order. */
  readonly parts: readonly HoldPart[];
  readonly heldAt: Date;
}
export interface HoldPart {
  readonly lot: string;
  readonly amount: number;
  /** Its order was reclaimed or its wallet forfeited meanwhile: captured it is spent, released it is gone. */
  readonly voided?: true;
}

/** A reason why credits cannot be held. Several can be in force at once, and each is thawed by its own cause. */
export interface Freeze {
  readonly cause: string;
  /** null: the whole wallet. */
  readonly order: string | null;
}

/** All that a wallet has. */
export interface Belongings {
  readonly lots: readonly Lot[];
  readonly holds: readonly Hold[];
  readonly freezes: readonly Freeze[];
}

interface Caused {
  /** Whatever brought this about; the same cause is applied to a wallet once. */
  readonly cause: string;
  /** A short code for the history that people see, such as `pack` or `picture`: never a person's words. */
  readonly reason: string;
}
export type Operation = Caused &
  (
    | {
        readonly kind: "grant";
        readonly amount: number;
        readonly lotKind: LotKind;
        readonly order: string | null;
        readonly expiresAt: Date | null;
      }
    | { readonly kind: "hold"; readonly amount: number; readonly holdsMax?: number }
    | { readonly kind: "capture"; readonly hold: string; readonly amount: number }
    | { readonly kind: "release"; readonly hold: string }
    | { readonly kind: "expire" }
    /** `amountMax`: no more than that; unset: all that is unspent. */
    | { readonly kind: "reclaim"; readonly order: string; readonly amountMax?: number }
    | { readonly kind: "freeze"; readonly order: string | null }
    | { readonly kind: "thaw"; readonly freeze: string }
    | { readonly kind: "forfeit" }
    | { readonly kind: "join-out"; readonly into: string }
    | ({ readonly kind: "join-in"; readonly from: string } & Belongings)
  );
export type OperationKind = Operation["kind"];
export type OperationOf<Kind extends OperationKind> = Extract<Operation, { readonly kind: Kind }>;

/** What an operation did. */
export interface Effect {
  /** 1 for a wallet's first entry, then one more for each. */
  readonly seq: number;
  /** Never earlier than the entry before, whatever the clocks of the processes say. */
  readonly at: Date;
  /**
   * Credits concerned: whole and positive, but 0 for `freeze` and `thaw`, and where two are joined and one had none. For
   * `reclaim` and `forfeit`, those in flight included.
   */
  readonly amount: number;
  /** What each lot's available credits gained or lost. */
  readonly moved: readonly Movement[];
  /** What all lots hold after it, and what all holds hold. */
  readonly available: number;
  readonly held: number;
  /** Of `join-out`: what left, as it was, for the other wallet to take in. */
  readonly left?: Belongings;
}
export interface Movement {
  readonly lot: string;
  readonly amount: number;
}

/** One line of the journal. It carries the operation whole, so that a wallet can be rebuilt from its entries. */
export type Entry = Operation & Effect;
export type EntryOf<Kind extends OperationKind> = Extract<Entry, { readonly kind: Kind }>;

/** All that one account owns in credits: the boundary within which the laws hold at every instant. */
export interface Wallet extends Belongings {
  readonly account: string;
  /** How many entries were ever applied; every write is conditional on it. */
  readonly seq: number;
  /** A lot leaves when nothing of it is available and no hold refers to it. */
  readonly lots: readonly Lot[];
  readonly holds: readonly Hold[];
  readonly freezes: readonly Freeze[];
  /** The wallet that has all of this one's belongings now, and gets whatever comes for it; null: it stands for itself. */
  readonly joinedInto: string | null;
  /** The wallets whose belongings came into this one, and when. */
  readonly joined: readonly JoinedWallet[];
  /** The entries after `archivedSeq`, oldest first. */
  readonly journal: readonly Entry[];
  /** The last entry that has left the journal for the archive, and its time; 0 and null while none has. */
  readonly archivedSeq: number;
  readonly archivedUntil: Date | null;
}

export interface JoinedWallet {
  readonly account: string;
  readonly at: Date;
}

export function emptyWallet(account: string): Wallet {
  return {
    account,
    seq: 0,
    lots: [],
    holds: [],
    freezes: [],
    joinedInto: null,
    joined: [],
    journal: [],
    archivedSeq: 0,
    archivedUntil: null,
  };
}

/** What could be held at this instant: nothing of a frozen wallet, of a frozen order, or of a lot that has expired. */
export function available(wallet: Wallet, now: Date): number {
  return isFrozen(wallet) ? 0 : availableIn(spendableLots(wallet, now));
}

/** The lots that a hold may draw on, in no particular order; whether the whole wallet is frozen is asked elsewhere. */
export function spendableLots({ lots, freezes }: Wallet, now: Date): readonly Lot[] {
  return lots.filter(
    (lot) =>
      lot.available > 0 &&
      !hasExpired(lot, now) &&
      (lot.order === null || freezes.every(({ order }) => order !== lot.order)),
  );
}

/** Whether a refund of this order finds the lot: by its order, or where it has none by the cause of its grant. */
export function isOfOrder({ id, order }: Pick<Lot, "id" | "order">, wanted: string): boolean {
  return order === null ? id.split(/[~@]/u)[0] === wanted : order === wanted;
}

export function isFrozen(wallet: Wallet): boolean {
  return wallet.freezes.some((freeze) => freeze.order === null);
}

export function hasExpired(lot: Pick<Lot, "expiresAt">, now: Date): boolean {
  return lot.expiresAt !== null && lot.expiresAt.getTime() <= now.getTime();
}

/** The instant at which the next lot expires; null when none of them will. */
export function nextExpiry(wallet: Wallet): Date | null {
  let soonest: Date | null = null;
  for (const { available: left, expiresAt } of wallet.lots) {
    if (left > 0 && expiresAt !== null && (soonest === null || expiresAt < soonest)) soonest = expiresAt;
  }
  return soonest;
}

/** What these lots hold together, expired or frozen or not. */
export function availableIn(lots: readonly Lot[]): number {
  return lots.reduce((total, lot) => total + lot.available, 0);
}

/** What these holds have set aside together. */
export function heldIn(holds: readonly Hold[]): number {
  return holds.reduce((total, hold) => total + hold.amount, 0);
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
