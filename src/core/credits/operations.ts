import { joinIn, joinOut } from "./joining.ts";
import { giveBack, moveCredits, partsInBurnOrder, withoutSpentLots } from "./lots.ts";
import {
  availableIn,
  type Belongings,
  type Entry,
  type EntryOf,
  type Freeze,
  type Hold,
  hasExpired,
  heldIn,
  isFrozen,
  isOfOrder,
  type JoinedWallet,
  type Lot,
  type Movement,
  type Operation,
  type OperationKind,
  type OperationOf,
  spendableLots,
  sum,
  type Wallet,
} from "./wallet.ts";

/** Every expected "no" of a wallet, with what the asker needs to know next. */
export type WalletRefusal =
  | { readonly outcome: "insufficient"; readonly available: number }
  | { readonly outcome: "frozen" }
  | { readonly outcome: "not-frozen" }
  | { readonly outcome: "too-many-held"; readonly running: number; readonly max: number }
  /** The hold was never made, or has ended: only the journal can tell which. */
  | { readonly outcome: "unknown-hold" }
  | { readonly outcome: "unknown-freeze" }
  | { readonly outcome: "more-than-held"; readonly held: number }
  /** There is nothing to expire, to reclaim or to forfeit. */
  | { readonly outcome: "nothing" };

/** Which of them each operation may answer. */
interface RefusalsByKind {
  readonly grant: never;
  readonly hold: "insufficient" | "frozen" | "too-many-held";
  readonly capture: "unknown-hold" | "more-than-held";
  readonly release: "unknown-hold";
  readonly expire: "nothing";
  readonly reclaim: "nothing";
  readonly freeze: never;
  readonly thaw: "unknown-freeze";
  readonly forfeit: "nothing" | "not-frozen";
  readonly "join-out": never;
  readonly "join-in": never;
}
export type RefusalOf<Kind extends OperationKind> = Extract<WalletRefusal, { readonly outcome: RefusalsByKind[Kind] }>;

export interface Applied<Kind extends OperationKind = OperationKind> {
  readonly outcome: "applied";
  readonly wallet: Wallet;
  readonly entry: EntryOf<Kind>;
}

/** What an operation changes; whatever it leaves out stays as it is. */
export interface Change {
  readonly lots?: readonly Lot[];
  readonly holds?: readonly Hold[];
  readonly freezes?: readonly Freeze[];
  readonly joinedInto?: string;
  readonly joined?: readonly JoinedWallet[];
  readonly amount: number;
  readonly moved: readonly Movement[];
  readonly left?: Belongings;
}

/**
 * The wallet after an operation, with its journal entry, or a named refusal. The caller has made sure that the cause is
 * new, and that the wallet was not joined into another one. Throws a RangeError for an amount that is no positive whole number: that is a fault of the program, not an answer.
 */
export function apply<Kind extends OperationKind>(
  wallet: Wallet,
  operation: OperationOf<Kind>,
  now: Date,
): Applied<Kind> | RefusalOf<Kind> {
  if (wallet.joinedInto !== null) throw new Error(`wallet ${wallet.account} was joined into ${wallet.joinedInto}`);
  // Each kind has its own rule below, so what it answers is of its kind.
  return applyAny(wallet, operation, now) as Applied<Kind> | RefusalOf<Kind>;
}

function applyAny(wallet: Wallet, operation: Operation, now: Date): Applied | WalletRefusal {
  const asked = amountAsked(operation);
  if (asked !== undefined && !(Number.isSafeInteger(asked) && asked > 0)) {
    throw new RangeError(`credits are whole and positive: ${operation.kind} of ${asked}`);
  }
  // Clocks differ between processes; the journal must not run backwards when the slower one writes second.
  const last = wallet.journal.at(-1)?.at ?? wallet.archivedUntil;
  const at = last !== null && last > now ? last : now;
  const change = changeBy(wallet, operation, at);
  if ("outcome" in change) return change;

  const holds = change.holds ?? wallet.holds;
  const lots = change.lots ? withoutSpentLots(change.lots, holds) : wallet.lots;
  const entry: Entry = {
    ...withoutLimits(operation),
    seq: wallet.seq + 1,
    at,
    amount: change.amount,
    moved: change.moved,
    available: availableIn(lots),
    held: heldIn(holds),
    ...(change.left && { left: change.left }),
  };
  const freezes = change.freezes ?? wallet.freezes;
  const joinedInto = change.joinedInto ?? wallet.joinedInto;
  const joined = change.joined ?? wallet.joined;
  const journal = [...wallet.journal, entry];
  const { account, archivedSeq, archivedUntil } = wallet;
  // Named one by one: spreading a wallet costs more than the rest of an operation.
  const after: Wallet = {
    account,
    seq: entry.seq,
    lots,
    holds,
    freezes,
    joinedInto,
    joined,
    journal,
    archivedSeq,
    archivedUntil,
  };
  return { outcome: "applied", wallet: after, entry };
}

function amountAsked(operation: Operation): number | undefined {
  if (operation.kind === "reclaim") return operation.amountMax;
  const asks = operation.kind === "grant" || operation.kind === "hold" || operation.kind === "capture";
  return asks ? operation.amount : undefined;
}

function changeBy(wallet: Wallet, operation: Operation, at: Date): Change | WalletRefusal {
  switch (operation.kind) {
    case "grant":
      return grant(wallet, operation, at);
    case "hold":
      return hold(wallet, operation, at);
    case "capture":
      return capture(wallet, operation, at);
    case "release":
      return release(wallet, operation, at);
    case "expire":
      return takeAll(wallet.lots, (lot) => hasExpired(lot, at));
    case "reclaim":
      return reclaim(wallet, operation, at);
    case "freeze":
      return {
        freezes: [...wallet.freezes, { cause: operation.cause, order: operation.order }],
        amount: 0,
        moved: [],
      };
    case "thaw":
      return thaw(wallet, operation);
    case "forfeit":
      return isFrozen(wallet) ? voidAll(wallet, () => true) : { outcome: "not-frozen" };
    case "join-out":
      return joinOut(wallet, operation);
    case "join-in":
      return joinIn(wallet, operation, at);
  }
}

function grant(wallet: Wallet, operation: OperationOf<"grant">, at: Date): Change {
  const { cause: id, lotKind: kind, order, amount, expiresAt } = operation;
  const lot: Lot = { id, kind, order, available: amount, grantedAt: at, expiresAt };
  return { lots: [...wallet.lots, lot], amount, moved: [{ lot: id, amount }] };
}

function hold(wallet: Wallet, operation: OperationOf<"hold">, at: Date): Change | WalletRefusal {
  if (isFrozen(wallet)) return { outcome: "frozen" };
  const running = wallet.holds.length;
  const max = operation.holdsMax;
  if (max !== undefined && running >= max) return { outcome: "too-many-held", running, max };
  const spendable = spendableLots(wallet, at);
  const available = availableIn(spendable);
  if (available < operation.amount) return { outcome: "insufficient", available };

  const parts = partsInBurnOrder(spendable, operation.amount);
  const moved = parts.map(({ lot, amount }) => ({ lot, amount: -amount }));
  return {
    lots: moveCredits(wallet.lots, moved),
    holds: [...wallet.holds, { id: operation.cause, amount: operation.amount, parts, heldAt: at }],
    amount: operation.amount,
    moved,
  };
}

function capture(wallet: Wallet, operation: OperationOf<"capture">, at: Date): Change | WalletRefusal {
  const held = wallet.holds.find(({ id }) => id === operation.hold);
  if (!held) return { outcome: "unknown-hold" };
  if (operation.amount > held.amount) return { outcome: "more-than-held", held: held.amount };
  const { lots, moved } = giveBack(wallet.lots, held, partsAfter(held.parts, operation.amount), at);
  return { lots, holds: wallet.holds.filter((other) => other !== held), amount: operation.amount, moved };
}

function release(wallet: Wallet, operation: OperationOf<"release">, at: Date): Change | WalletRefusal {
  const held = wallet.holds.find(({ id }) => id === operation.hold);
  if (!held) return { outcome: "unknown-hold" };
  const { lots, moved } = giveBack(wallet.lots, held, held.parts, at);
  return { lots, holds: wallet.holds.filter((other) => other !== held), amount: held.amount, moved };
}

/** What is left of a hold's parts when `spent` of it is spent, in the order in which it was taken. */
function partsAfter(parts: Hold["parts"], spent: number): Hold["parts"] {
  let toSpend = spent;
  return parts.flatMap((part) => {
    const amount = part.amount - Math.min(part.amount, toSpend);
    toSpend -= part.amount - amount;
    return amount > 0 ? [{ ...part, amount }] : [];
  });
}

function takeAll(lots: readonly Lot[], chosen: (lot: Lot) => boolean): Change | WalletRefusal {
  const moved = lots
    .filter((lot) => lot.available > 0 && chosen(lot))
    .map((lot) => ({ lot: lot.id, amount: -lot.available }));
  if (moved.length === 0) return { outcome: "nothing" };
  return { lots: moveCredits(lots, moved), amount: -sum(moved.map(({ amount }) => amount)), moved };
}

/** Voids what the chosen lots hold, and marks what holds in flight took from them, so that it never comes back. */
function voidAll(wallet: Wallet, chosen: (lot: Lot) => boolean): Change | WalletRefusal {
  const lots = new Set(wallet.lots.filter(chosen).map((lot) => lot.id));
  let inFlight = 0;
  const holds = wallet.holds.map((held) => {
    if (!held.parts.some((part) => !part.voided && lots.has(part.lot))) return held;
    const parts = held.parts.map((part) => {
      if (part.voided || !lots.has(part.lot)) return part;
      inFlight += part.amount;
      return { ...part, voided: true as const };
    });
    return { ...held, parts };
  });
  const taken = takeAll(wallet.lots, chosen);
  if (!("outcome" in taken)) return { ...taken, holds, amount: taken.amount + inFlight };
  return inFlight === 0 ? taken : { lots: wallet.lots, holds, amount: inFlight, moved: [] };
}

function reclaim(wallet: Wallet, { order, amountMax }: OperationOf<"reclaim">, at: Date): Change | WalletRefusal {
  const chosen = (lot: Lot) => isOfOrder(lot, order);
  return amountMax === undefined ? voidAll(wallet, chosen) : voidSome(wallet, chosen, amountMax, at);
}

/**
 * Voids up to an amount: what the chosen lots hold first, as it would be spent, then what holds in flight took from them,
 * the last of each hold. What has expired counts as gone, whether that is an entry yet or not.
 */
function voidSome(wallet: Wallet, chosen: (lot: Lot) => boolean, amountMax: number, at: Date): Change | WalletRefusal {
  const lots = new Set(wallet.lots.filter(chosen).map((lot) => lot.id));
  const unspent = wallet.lots.filter((lot) => lots.has(lot.id) && lot.available > 0 && !hasExpired(lot, at));
  const moved = partsInBurnOrder(unspent, amountMax).map(({ lot, amount }) => ({ lot, amount: -amount }));
  let missing = amountMax + sum(moved.map(({ amount }) => amount));
  const holds = wallet.holds.map((held) => {
    if (missing === 0 || !held.parts.some((part) => !part.voided && lots.has(part.lot))) return held;
    const parts = held.parts.flatMap((part) => {
      if (missing === 0 || part.voided || !lots.has(part.lot)) return [part];
      const voided = Math.min(part.amount, missing);
      missing -= voided;
      const kept = part.amount - voided;
      // What is kept comes first, since what comes first is spent first.
      return [...(kept > 0 ? [{ ...part, amount: kept }] : []), { ...part, amount: voided, voided: true as const }];
    });
    return { ...held, parts };
  });
  const amount = amountMax - missing;
  return amount === 0 ? { outcome: "nothing" } : { lots: moveCredits(wallet.lots, moved), holds, amount, moved };
}

function thaw(wallet: Wallet, operation: OperationOf<"thaw">): Change | WalletRefusal {
  const freezes = wallet.freezes.filter((freeze) => freeze.cause !== operation.freeze);
  if (freezes.length === wallet.freezes.length) return { outcome: "unknown-freeze" };
  return { freezes, amount: 0, moved: [] };
}

/** `holdsMax` decides whether a hold is made at all: of no use to whoever replays what was made. */
function withoutLimits(operation: Operation): Operation {
  if (operation.kind !== "hold") return operation;
  const { kind, cause, reason, amount } = operation;
  return { kind, cause, reason, amount };
}
