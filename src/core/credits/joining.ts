import type { Change } from "./operations.ts";
import { availableIn, type Belongings, type OperationOf, type Wallet } from "./wallet.ts";

/** Everything leaves, holds in flight and freezes included: nobody loses a picture by it, nor gets rid of a freeze. */
export function joinOut({ lots, holds, freezes }: Wallet, { into }: OperationOf<"join-out">): Change {
  const moved = lots.filter((lot) => lot.available > 0).map((lot) => ({ lot: lot.id, amount: -lot.available }));
  const left = { lots, holds, freezes };
  return { lots: [], holds: [], freezes: [], joinedInto: into, amount: availableIn(lots), moved, left };
}

export function joinIn(wallet: Wallet, operation: OperationOf<"join-in">, at: Date): Change {
  const { lots, holds, freezes } = arriving(operation, operation.from);
  return {
    lots: [...wallet.lots, ...lots],
    holds: [...wallet.holds, ...holds],
    freezes: [...wallet.freezes, ...freezes],
    joined: [...wallet.joined, { account: operation.from, at }],
    amount: availableIn(lots),
    moved: lots.filter((lot) => lot.available > 0).map((lot) => ({ lot: lot.id, amount: lot.available })),
  };
}

/** What leaves one wallet as it is in the other: only the lots have other ids. */
export function arriving({ lots, holds, freezes }: Belongings, from: string): Belongings {
  const renamed = (lot: string) => joinedLotId(lot, from);
  return {
    lots: lots.map((lot) => ({ ...lot, id: renamed(lot.id) })),
    holds: holds.map((held) => ({ ...held, parts: held.parts.map((part) => ({ ...part, lot: renamed(part.lot) })) })),
    freezes,
  };
}

/** Two accounts may both have a lot with the cause `welcome`; in one wallet they need different ids. */
export function joinedLotId(lot: string, from: string): string {
  return `${lot}@${from}`;
}
