import { type Hold, type HoldPart, hasExpired, type Lot, type LotKind, type Movement } from "./wallet.ts";

/** How long credits live on that come back after their lot has expired: time to use them, not to hoard them. */
export const REVIVED_LIFE_MS = 72 * 3_600_000;

const KIND_ORDER: Readonly<Record<LotKind, number>> = { promotional: 0, subscription: 1, bought: 2 };

/**
 * Which of two lots is spent first, so that people lose as little as possible: the soonest expiry, then what cost them
 * nothing, then the oldest. The id makes it total, so that every process takes from the same lots.
 */
export function burnOrder(a: Lot, b: Lot): number {
  return (
    compare(a.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY, b.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) ||
    compare(KIND_ORDER[a.kind], KIND_ORDER[b.kind]) ||
    compare(a.grantedAt.getTime(), b.grantedAt.getTime()) ||
    compare(a.id, b.id)
  );
}

function compare<T extends number | string>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The parts of a hold over `amount`, taken from the lots in burn order; the lots must hold that much. */
export function partsInBurnOrder(lots: readonly Lot[], amount: number): readonly HoldPart[] {
  const parts: HoldPart[] = [];
  let missing = amount;
  for (const lot of lots.toSorted(burnOrder)) {
    if (missing === 0) break;
    const taken = Math.min(lot.available, missing);
    parts.push({ lot: lot.id, amount: taken });
    missing -= taken;
  }
  return parts;
}

/** The lots after these movements, in their old order. */
export function moveCredits(lots: readonly Lot[], moved: readonly Movement[]): readonly Lot[] {
  if (moved.length === 0) return lots;
  const amounts = new Map(moved.map(({ lot, amount }) => [lot, amount]));
  return lots.map((lot) => {
    const amount = amounts.get(lot.id);
    return amount === undefined ? lot : { ...lot, available: lot.available + amount };
  });
}

/**
 * Gives parts of a hold back to their lots. What belongs to a lot that has expired meanwhile becomes a lot of its own with
 * a short life, because credits in an expired lot could never be used; what was voided does not come back.
 */
export function giveBack(
  lots: readonly Lot[],
  hold: Hold,
  parts: readonly HoldPart[],
  at: Date,
): { readonly lots: readonly Lot[]; readonly moved: readonly Movement[] } {
  const moved: Movement[] = [];
  const revived: Lot[] = [];
  for (const part of parts) {
    if (part.voided) continue;
    const lot = lots.find(({ id }) => id === part.lot);
    if (!lot) throw new Error(`hold ${hold.id} refers to lot ${part.lot}, which its wallet does not have`);
    if (!hasExpired(lot, at)) {
      moved.push({ lot: lot.id, amount: part.amount });
      continue;
    }
    const id = `${lot.id}~${hold.id}`;
    moved.push({ lot: id, amount: part.amount });
    revived.push({ ...lot, id, available: part.amount, expiresAt: new Date(at.getTime() + REVIVED_LIFE_MS) });
  }
  return { lots: [...moveCredits(lots, moved), ...revived], moved };
}

/** Drops the lots that nothing is left of: no credits, and no hold that may give some back. */
export function withoutSpentLots(lots: readonly Lot[], holds: readonly Hold[]): readonly Lot[] {
  if (lots.every((lot) => lot.available > 0)) return lots;
  const referred = new Set(holds.flatMap((hold) => hold.parts.map((part) => part.lot)));
  return lots.filter((lot) => lot.available > 0 || referred.has(lot.id));
}
