import { expect, test } from "vitest";
import { apply } from "../../src/core/credits/operations.ts";
import { type Entry, emptyWallet, type Operation } from "../../src/core/credits/wallet.ts";
import { unspentOf } from "./unspent.ts";

const now = new Date(1_700_000_000_000);
const common = { reason: "test" };
const grant = {
  ...common,
  kind: "grant",
  cause: "paid",
  amount: 500,
  lotKind: "bought",
  order: "one",
  expiresAt: null,
} as const;
const gift = { ...grant, cause: "gift", amount: 2, lotKind: "promotional", order: null } as const;
const hold = (cause: string, amount: number) => ({ ...common, kind: "hold", cause, amount }) as const;
const capture = (id: string, amount: number) =>
  ({ ...common, kind: "capture", cause: `c${id}`, hold: id, amount }) as const;
const release = (id: string) => ({ ...common, kind: "release", cause: `r${id}`, hold: id }) as const;
const reclaim = { ...common, kind: "reclaim", cause: "back", order: "one" } as const;

function entriesOf(operations: readonly Operation[]): readonly Entry[] {
  return operations.reduce((wallet, operation) => {
    const answer = apply(wallet, operation, now);
    if (answer.outcome !== "applied") throw new Error(`${operation.kind} was answered ${answer.outcome}`);
    return answer.wallet;
  }, emptyWallet("ada")).journal;
}

test("all of an order is unspent until it is spent, and what was a gift is none of it", () => {
  expect(unspentOf("one", entriesOf([gift, grant]))).toBe(500);
  expect(unspentOf("one", entriesOf([gift, grant, hold("a", 3), capture("a", 3)]))).toBe(499);
  expect(unspentOf("two", entriesOf([gift, grant]))).toBe(0);
});

test("what is in the works is unspent, and what came back as well", () => {
  expect(unspentOf("one", entriesOf([grant, hold("a", 3)]))).toBe(500);
  expect(unspentOf("one", entriesOf([grant, hold("a", 3), release("a")]))).toBe(500);
  expect(unspentOf("one", entriesOf([grant, hold("a", 3), capture("a", 1)]))).toBe(499);
});

test("what is taken back is what the wallet takes, and later entries change nothing of it", () => {
  const entries = entriesOf([grant, hold("a", 3), hold("b", 2), capture("b", 2), reclaim, capture("a", 3)]);
  const taken = entries.find(({ kind }) => kind === "reclaim");
  expect(unspentOf("one", entries)).toBe(498);
  expect(taken?.amount).toBe(498);
});
