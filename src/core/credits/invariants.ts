import { arriving } from "./joining.ts";
import { burnOrder, REVIVED_LIFE_MS } from "./lots.ts";
import { same } from "./same.ts";
import { voidedInPart } from "./voided-in-part.ts";
import {
  availableIn,
  type Entry,
  type Hold,
  hasExpired,
  heldIn,
  isFrozen,
  isOfOrder,
  type Lot,
  spendableLots,
  sum,
  type Wallet,
} from "./wallet.ts";

/** One entry, with the wallet before and after it. */
export interface Step {
  readonly before: Wallet;
  readonly entry: Entry;
  readonly after: Wallet;
  /** The causes of the entries before it, as far back as they are known. */
  readonly causes: ReadonlySet<string>;
}

/** Something that always holds. Both checks answer what is wrong, or null. */
export interface Law {
  readonly id: LawId;
  readonly sentence: string;
  /** Checks one entry of a wallet's history. */
  step(step: Step): string | null;
  /** Checks a stored wallet against the one that its entries give. */
  wallet?(stored: Wallet, replayed: Wallet): string | null;
}
export type LawId = `L${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;

/** The laws of the ledger, in one sentence each: held by the operations, tried by the tests, watched by the nightly audit. */
export const laws: readonly Law[] = [
  {
    id: "L1",
    sentence: "Amounts are positive whole credits.",
    step({ entry }) {
      const { kind, amount } = entry;
      const moves = kind !== "freeze" && kind !== "thaw";
      const mayBeNone = kind === "join-out" || kind === "join-in";
      const isRight = mayBeNone ? amount >= 0 : moves === amount > 0;
      if (!isRight || !Number.isSafeInteger(amount)) return `amount ${amount}`;
      const bad = entry.moved.find(({ amount }) => amount === 0 || !Number.isSafeInteger(amount));
      return bad ? `${bad.amount} moved in lot ${bad.lot}` : null;
    },
    wallet(stored) {
      const bad = stored.holds.find(
        ({ amount, parts }) => amount !== sum(parts.map((part) => part.amount)) || amount <= 0,
      );
      return bad ? `hold ${bad.id} is not the sum of its parts` : null;
    },
  },
  {
    id: "L2",
    sentence: "The balance is what the lots hold, and the journal adds up to it.",
    step({ before, entry, after }) {
      const gained = sum(entry.moved.map(({ amount }) => amount));
      if (inLots(before) + gained !== inLots(after))
        return `lots gained ${inLots(after) - inLots(before)}, not ${gained}`;
      if (entry.available !== inLots(after))
        return `entry says ${entry.available} available, lots hold ${inLots(after)}`;
      if (entry.held !== inHolds(after)) return `entry says ${entry.held} held, holds have ${inHolds(after)}`;
      const set = setAside(entry, before);
      return inHolds(before) + set === inHolds(after)
        ? null
        : `held moved by ${inHolds(after) - inHolds(before)}, not ${set}`;
    },
    wallet(stored) {
      const last = stored.journal.at(-1);
      return last && last.available !== inLots(stored)
        ? `lots hold ${inLots(stored)}, journal says ${last.available}`
        : null;
    },
  },
  {
    id: "L3",
    sentence: "Nothing is ever below zero, under any concurrency.",
    step: ({ after }) => belowZero(after),
    wallet: belowZero,
  },
  {
    id: "L4",
    sentence: "One cause has one entry.",
    step: ({ entry, causes }) => (causes.has(entry.cause) ? `cause ${entry.cause} came twice` : null),
  },
  {
    id: "L5",
    sentence: "A hold ends exactly once.",
    step({ before, entry, after }) {
      if (entry.kind === "join-out") return after.holds.length === 0 ? null : "holds were left behind";
      const made = entry.kind === "hold" ? [entry.cause] : [];
      if (entry.kind === "join-in") made.push(...entry.holds.map(({ id }) => id));
      const ended = endedHold(entry);
      if (ended !== null && !holdIds(before).includes(ended))
        return `${entry.kind} ended hold ${ended}, which was not live`;
      const expected = [...holdIds(before).filter((id) => id !== ended), ...made];
      return same(expected, holdIds(after)) ? null : `${entry.kind} left other holds than it should`;
    },
  },
  {
    id: "L6",
    sentence:
      "Lots are spent in a total order: soonest expiry, then promotional before subscription before bought, then oldest, then lot id.",
    step({ before, entry, after }) {
      if (entry.kind !== "hold") return null;
      const spendable = spendableLots(before, entry.at).toSorted(burnOrder);
      if (spendable.some((lot, index) => index > 0 && burnOrder(spendable[index - 1] as Lot, lot) >= 0))
        return "two lots tie";
      // Whatever was touched must have nothing but emptied lots in front of it.
      const touched = new Set(entry.moved.map(({ lot }) => lot));
      const last = spendable.findLastIndex(({ id }) => touched.has(id));
      const skipped = spendable.slice(0, Math.max(last, 0)).find(({ id }) => leftInLot(after, id) > 0);
      return skipped ? `lot ${skipped.id} should have been spent first` : null;
    },
  },
  {
    id: "L7",
    sentence: "A release goes back to the lots it came from, and what has expired meanwhile lives 72 more hours.",
    step({ before, entry, after }) {
      const hold = before.holds.find(({ id }) => id === endedHold(entry));
      if (!hold) return null;
      const expected = before.lots.map((lot) => ({ ...lot }));
      for (const part of leftOf(hold, entry.kind === "capture" ? entry.amount : 0)) {
        const lot = expected.find(({ id }) => id === part.lot);
        if (!lot) return `lot ${part.lot} is gone`;
        if (!hasExpired(lot, entry.at)) Object.assign(lot, { available: lot.available + part.amount });
        else {
          const expiresAt = new Date(entry.at.getTime() + REVIVED_LIFE_MS);
          expected.push({ ...lot, id: `${lot.id}~${hold.id}`, available: part.amount, expiresAt });
        }
      }
      return sameCredits(expected, after.lots) ? null : `what is left of hold ${hold.id} is not where it came from`;
    },
  },
  {
    id: "L8",
    sentence: "An expired lot cannot be spent, even before its expiry is an entry.",
    step({ before, entry, after }) {
      const expired = new Set(before.lots.filter((lot) => hasExpired(lot, entry.at)).map(({ id }) => id));
      const touched = entry.moved.map(({ lot }) => lot);
      if (entry.kind === "hold") {
        const spent = touched.find((id) => expired.has(id));
        return spent === undefined ? null : `expired lot ${spent} was spent`;
      }
      if (entry.kind !== "expire") return null;
      const early = touched.find((id) => !expired.has(id));
      if (early !== undefined) return `lot ${early} has not expired`;
      const left = after.lots.find((lot) => lot.available > 0 && hasExpired(lot, entry.at));
      return left ? `lot ${left.id} has expired and was left` : null;
    },
  },
  {
    id: "L9",
    sentence:
      "Reclaiming an order voids exactly its unspent part, or as much of that as was asked for, holds in flight included: captured later it is spent, released later it is gone.",
    step(step) {
      const { before, entry, after } = step;
      if (entry.kind !== "reclaim" && entry.kind !== "forfeit") return null;
      if (entry.kind === "reclaim" && entry.amountMax !== undefined) return voidedInPart(step, entry);
      const chosen = (lot: Lot) => entry.kind === "forfeit" || isOfOrder(lot, entry.order);
      const lots = new Set(before.lots.filter(chosen).map(({ id }) => id));
      if (after.lots.some((lot) => lots.has(lot.id) && lot.available > 0)) return "something was left";
      const others = (wallet: Wallet) => wallet.lots.filter((lot) => !lots.has(lot.id));
      if (!sameCredits(others(before), others(after))) return "other lots were touched";
      const inFlight = partsOf(before).filter((part) => lots.has(part.lot) && !part.voided);
      const unspent =
        sum(before.lots.filter(chosen).map((lot) => lot.available)) + sum(inFlight.map((part) => part.amount));
      if (entry.amount !== unspent) return `${entry.amount} voided, ${unspent} were unspent`;
      const expected = partsOf(before).map((part) => (lots.has(part.lot) ? { ...part, voided: true } : part));
      return same(expected, partsOf(after)) ? null : "holds in flight are not marked as they should be";
    },
  },
  {
    id: "L10",
    sentence: "Joining accounts conserves credits, holds and freezes, and keeps every expiry.",
    step({ before, entry, after }) {
      if (entry.kind === "join-out") {
        const { lots, holds, freezes } = before;
        const isEmpty = after.lots.length + after.holds.length + after.freezes.length === 0;
        return same(entry.left, { lots, holds, freezes }) && isEmpty && entry.amount === inLots(before)
          ? null
          : "not everything left";
      }
      if (entry.kind !== "join-in") return null;
      const came = arriving(entry, entry.from);
      const arrived =
        sameCredits([...before.lots, ...came.lots], after.lots) &&
        same([...before.holds, ...came.holds], after.holds) &&
        same([...before.freezes, ...came.freezes], after.freezes);
      return arrived ? null : "not everything arrived as it left";
    },
  },
  {
    id: "L11",
    sentence: "A frozen wallet holds nothing new and still accepts releases.",
    step({ before, entry }) {
      if (entry.kind !== "hold") return null;
      if (isFrozen(before)) return `hold ${entry.cause} was made in a frozen wallet`;
      const orders = new Set(before.freezes.map(({ order }) => order));
      const touched = new Set(entry.moved.map(({ lot }) => lot));
      const frozen = before.lots.find((lot) => touched.has(lot.id) && lot.order !== null && orders.has(lot.order));
      return frozen ? `lot ${frozen.id} of a frozen order was spent` : null;
    },
    wallet(stored) {
      const lots = new Set(stored.lots.map(({ id }) => id));
      const stuck = stored.holds.find(({ parts }) => parts.some((part) => !lots.has(part.lot)));
      return stuck ? `hold ${stuck.id} cannot be released: a lot it came from is gone` : null;
    },
  },
  {
    id: "L12",
    sentence: "Replaying the journal gives the wallet.",
    step({ entry, after }) {
      return same(after.journal.at(-1), entry) ? null : `entry ${entry.seq} replays differently`;
    },
    wallet(stored, replayed) {
      const parts = ["seq", "lots", "holds", "freezes", "joinedInto", "joined"] as const;
      const wrong = parts.find((part) => !same(stored[part], replayed[part]));
      return wrong ? `${wrong} are not what the entries give` : null;
    },
  },
];

function inLots(wallet: Wallet): number {
  return availableIn(wallet.lots);
}
function inHolds(wallet: Wallet): number {
  return heldIn(wallet.holds);
}
function leftInLot(wallet: Wallet, lot: string): number {
  return wallet.lots.find(({ id }) => id === lot)?.available ?? 0;
}
function holdIds(wallet: Wallet): readonly string[] {
  return wallet.holds.map(({ id }) => id);
}
function partsOf(wallet: Wallet): Hold["parts"] {
  return wallet.holds.flatMap(({ parts }) => parts);
}
function endedHold(entry: Entry): string | null {
  return entry.kind === "capture" || entry.kind === "release" ? entry.hold : null;
}
function heldBy(wallet: Wallet, hold: string | null): number {
  return wallet.holds.find(({ id }) => id === hold)?.amount ?? 0;
}

/** By how much an entry changes what is held. */
function setAside(entry: Entry, before: Wallet): number {
  if (entry.kind === "hold") return entry.amount;
  if (entry.kind === "join-in") return heldIn(entry.holds);
  return entry.kind === "join-out" ? -inHolds(before) : -heldBy(before, endedHold(entry));
}

function belowZero(wallet: Wallet): string | null {
  const lot = wallet.lots.find(({ available }) => !(available >= 0));
  if (lot) return `lot ${lot.id} has ${lot.available}`;
  const part = partsOf(wallet).find(({ amount }) => !(amount > 0));
  return part ? `a hold has ${part.amount} of lot ${part.lot}` : null;
}

/** What of a hold is neither spent nor voided when `spent` of it is spent, first taken first. */
function leftOf(hold: Hold, spent: number): Hold["parts"] {
  let end = 0;
  return hold.parts.flatMap((part) => {
    end += part.amount;
    const amount = Math.min(part.amount, Math.max(end - spent, 0));
    return amount > 0 && !part.voided ? [{ lot: part.lot, amount }] : [];
  });
}

/** Lots with credits, compared whole, whatever their order. */
function sameCredits(a: readonly Lot[], b: readonly Lot[]): boolean {
  const filled = (lots: readonly Lot[]) => lots.filter((lot) => lot.available > 0).toSorted(burnOrder);
  return same(filled(a), filled(b));
}
