import fc from "fast-check";
import type { LotKind } from "../../../src/core/credits/wallet.ts";

/** Something that may happen to one of a few accounts. Numbers pick among what is there when it happens. */
export type Move = { readonly account: number } & (
  | {
      readonly act: "grant";
      readonly amount: number;
      readonly kind: LotKind;
      readonly order: string | null;
      readonly life_hours: number | null;
    }
  | { readonly act: "hold"; readonly amount: number; readonly holdsMax: number }
  | { readonly act: "capture"; readonly pick: number; readonly amount: number }
  | { readonly act: "release"; readonly pick: number }
  | { readonly act: "expire" }
  | { readonly act: "reclaim"; readonly order: string; readonly amountMax?: number | undefined }
  | { readonly act: "freeze"; readonly order: string | null }
  | { readonly act: "thaw"; readonly pick: number }
  | { readonly act: "forfeit" }
  | { readonly act: "join"; readonly into: number }
  | { readonly act: "wait"; readonly hours: number }
);

const orders = ["order-1", "order-2", "order-3"];

/** Mostly holds and their ends, because that is where credits are in two places at once. */
export function moves(accounts: number): fc.Arbitrary<Move> {
  const account = fc.nat(accounts - 1);
  const pick = fc.nat(50);
  const order = fc.constantFrom(...orders);
  const maybeOrder = fc.option(order, { nil: null, freq: 2 });
  const grant = fc.record({
    act: fc.constant("grant" as const),
    account,
    amount: fc.integer({ min: 1, max: 20 }),
    kind: fc.constantFrom<LotKind>("promotional", "subscription", "bought"),
    order: maybeOrder,
    life_hours: fc.option(fc.integer({ min: 1, max: 100 }), { nil: null }),
  });
  const holdsMax = fc.integer({ min: 1, max: 8 });
  const hold = fc.record({
    act: fc.constant("hold" as const),
    account,
    amount: fc.integer({ min: 1, max: 15 }),
    holdsMax,
  });
  const capture = fc.record({
    act: fc.constant("capture" as const),
    account,
    pick,
    amount: fc.integer({ min: 1, max: 15 }),
  });
  const rest: fc.Arbitrary<Move>[] = [
    fc.record({ act: fc.constant("expire" as const), account }),
    fc.record({
      act: fc.constant("reclaim" as const),
      account,
      order,
      amountMax: fc.option(fc.integer({ min: 1, max: 25 }), { nil: undefined }),
    }),
    fc.record({ act: fc.constant("freeze" as const), account, order: maybeOrder }),
    fc.record({ act: fc.constant("thaw" as const), account, pick }),
    fc.record({ act: fc.constant("thaw" as const), account, pick }),
    fc.record({ act: fc.constant("forfeit" as const), account }),
    fc.record({ act: fc.constant("join" as const), account, into: account }),
    fc.record({ act: fc.constant("wait" as const), account, hours: fc.integer({ min: 0, max: 40 }) }),
  ];
  return fc.oneof(
    { weight: 5, arbitrary: grant },
    { weight: 8, arbitrary: hold },
    { weight: 4, arbitrary: capture },
    { weight: 4, arbitrary: fc.record({ act: fc.constant("release" as const), account, pick }) },
    ...rest.map((arbitrary) => ({ weight: 1, arbitrary })),
  );
}
