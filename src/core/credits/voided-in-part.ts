import type { Step } from "./invariants.ts";
import { same } from "./same.ts";
import { type EntryOf, type Hold, hasExpired, isOfOrder, sum, type Wallet } from "./wallet.ts";

/** What is wrong with a reclaim that was asked for a part of its order (L9); null when nothing is. */
export function voidedInPart({ before, after }: Step, entry: EntryOf<"reclaim">): string | null {
  const { amountMax = 0 } = entry;
  const lots = new Set(before.lots.filter((lot) => isOfOrder(lot, entry.order)).map(({ id }) => id));
  const left = (wallet: Wallet) =>
    sum(wallet.lots.filter((lot) => lots.has(lot.id) && !hasExpired(lot, entry.at)).map((lot) => lot.available));
  const inFlight = (wallet: Wallet) => sum(wallet.holds.map((hold) => unvoided(hold, lots)));

  const unspent = left(before) + inFlight(before);
  if (entry.amount !== Math.min(amountMax, unspent)) return `${entry.amount} voided, of ${unspent} unspent`;
  const gone = left(before) - left(after);
  const marked = inFlight(before) - inFlight(after);
  if (gone + marked !== entry.amount) return `${gone} left the lots and ${marked} were marked, not ${entry.amount}`;
  if (marked > 0 && left(after) > 0) return "holds in flight were marked before the lots were empty";

  const others = (wallet: Wallet) =>
    wallet.lots.filter((lot) => lot.available > 0 && (!lots.has(lot.id) || hasExpired(lot, entry.at)));
  if (!same(others(before), others(after))) return "other lots were touched";
  return same(before.holds.map(shape), after.holds.map(shape)) &&
    same(before.holds.map(foreign), after.holds.map(foreign))
    ? null
    : "holds are not what they were";

  function foreign(hold: Hold): Hold["parts"] {
    return hold.parts.filter((part) => !lots.has(part.lot));
  }
}

function unvoided({ parts }: Hold, lots: ReadonlySet<string>): number {
  return sum(parts.filter((part) => !part.voided && lots.has(part.lot)).map(({ amount }) => amount));
}

/** What a hold took from which lot, in its order, whether voided or not. */
function shape({ id, amount, parts }: Hold): readonly unknown[] {
  const taken = new Map<string, number>();
  for (const part of parts) taken.set(part.lot, (taken.get(part.lot) ?? 0) + part.amount);
  return [id, amount, [...taken]];
}
