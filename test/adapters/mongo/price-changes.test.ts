import { afterEach, beforeEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoPriceChanges } from "../../../adapters/mongo/price-changes.ts";
import type { PriceChange } from "../../../src/core/pricing/price-change.ts";
import { START, TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
beforeEach(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
});
afterEach(() => mongo.close());

const change: PriceChange = {
  ...{ id: "nano-banana:1", subject: "nano-banana", number: 1, amounts: { "0.5K": 70_000, "1K": 90_000 } },
  ...{ announcedAt: START, effectiveAt: new Date(START.getTime() + 1), announcedBy: "memory:operator", reason: "why" },
  ...{ cancelledAt: null, cancelledBy: null, tellAt: START, toldThrough: null },
};

test("opening prices are kept as they were first, and only what is new is added", async () => {
  const store = mongoPriceChanges(mongo.connection);
  const first = { "nano-banana": { "0.5K": 60_000, "1K": 80_000 }, "pack-small": { usd: 899 } };
  const kept = await Promise.all([store.keepOpening(first), store.keepOpening(first), store.keepOpening(first)]);
  expect(kept).toEqual([first, first, first]);
  const edited = { "nano-banana": { "0.5K": 1, "1K": 1, "2K": 120_000 }, "pack-small": { usd: 1, jpy: 1_400 } };
  expect(await store.keepOpening(edited)).toEqual({
    "nano-banana": { "0.5K": 60_000, "1K": 80_000, "2K": 120_000 },
    "pack-small": { usd: 899, jpy: 1_400 },
  });
});

test("changes come back as they were written, dots in names and all, and each number is there once", async () => {
  const store = mongoPriceChanges(mongo.connection);
  const inserted = await Promise.all([1, 2, 3].map((who) => store.insert({ ...change, reason: `by ${who}` })));
  expect(inserted.filter(Boolean)).toHaveLength(1);
  const stored = await store.find(change.id);
  expect(stored).toEqual({ ...change, reason: stored?.reason });
  expect(await store.all()).toEqual([stored]);
  expect(await store.find("nano-banana:2")).toBeNull();
});

test("a change is cancelled once, and how far it and its withdrawal were told is kept apart", async () => {
  const store = mongoPriceChanges(mongo.connection);
  const later = new Date(START.getTime() + 60_000);
  await store.insert(change);
  const told = { toldThrough: "stripe:sub_9", tellAt: null };
  await store.markTold(change.id, "withdrawal", told);
  expect(await store.find(change.id)).toMatchObject({ toldThrough: null, tellAt: START });
  await store.markTold(change.id, "announcement", told);
  expect(await store.find(change.id)).toMatchObject(told);
  const cancelled = await Promise.all(["a", "b"].map((who) => store.cancel(change.id, who, later)));
  expect(cancelled.filter(Boolean)).toHaveLength(1);
  // Whoever was in the middle of telling the announcement ends nothing of the withdrawal.
  await store.markTold(change.id, "announcement", told);
  const { cancelledAt, cancelledBy, toldThrough, tellAt } = (await store.find(change.id)) ?? {};
  expect([cancelledAt, cancelledBy, toldThrough, tellAt]).toEqual([later, cancelled[0] ? "a" : "b", null, later]);
  await store.markTold(change.id, "withdrawal", told);
  expect(await store.find(change.id)).toMatchObject(told);
});
