import { MongoClient } from "mongodb";
import { afterEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../adapters/mongo/connect.ts";
import type { RefundRequest } from "../../src/core/billing/refund-request.ts";
import type { Takedown } from "../../src/core/gallery/takedown.ts";
import { mongoStores } from "../../src/stores.ts";
import { aCase } from "../contracts/case-stores.ts";
import { orderOf } from "../core/billing/support.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { START, TestLog } from "../support/credits.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import { testDatabase } from "../support/mongo.ts";

/** Of a machine that has much else to do: nothing here is about speed. */
const PATIENCE_MS = 240_000;

let easel: TestApp | null = null;
let mongo: Mongo | null = null;
let client: MongoClient | null = null;
afterEach(async () => {
  await easel?.stop();
  await mongo?.close();
  await client?.close();
  easel = null;
  mongo = null;
  client = null;
});

const NEWER = { addedByNewerCode: { at: new Date(0), words: ["kept"] } };

const request: RefundRequest = {
  ...{ id: "request", order: "order", account: "ada", reason: "why", state: "open", amount: null, answer: null },
  ...{ decidedBy: null, decidedAt: null, refund: null, failures: 0, failure: null, createdAt: START, version: 1 },
};
const takedown: Takedown = {
  ...{ id: "takedown", generation: "generation", account: "ada", ground: "rights", note: null, by: "memory:operator" },
  ...{ at: START, sealed: [], done: [], covered: [], lost: [], nextStepAt: START, objectUntil: START, objection: null },
  ...{ objectionDecidedAt: null, restoring: null, restoredAt: null, version: 1 },
};

test("what is written back whole keeps the fields that only newer code knows", async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  const stores = mongoStores(mongo.connection);
  const database = mongo.connection.getClient().db();
  const mark = (collection: string) => database.collection(collection).updateMany({}, { $set: NEWER });
  const stored = (collection: string) => database.collection(collection).findOne();

  await stores.orders.insert(orderOf("pack-small"));
  await mark("orders");
  const order = await stores.orders.find(orderOf("pack-small").id);
  if (order === null) throw new Error("the order is not there");
  expect(await stores.orders.write(order, { ...order, state: "expired", version: order.version + 1 })).toBe(true);
  expect(await stored("orders")).toMatchObject({ ...NEWER, state: "expired" });

  await stores.cases.insert(aCase("one"));
  await mark("cases");
  const one = await stores.cases.find("one");
  if (one === null) throw new Error("the case is not there");
  expect(await stores.cases.write(one, { ...one, rank: 7, revision: one.revision + 1 })).toBe(true);
  expect(await stored("cases")).toMatchObject({ ...NEWER, rank: 7 });

  await stores.refunds.insert(request);
  await mark("refunds");
  const asked = await stores.refunds.find(request.id);
  if (asked === null) throw new Error("the request is not there");
  expect(await stores.refunds.write(asked, { ...asked, failures: 2, version: asked.version + 1 })).toBe(true);
  expect(await stored("refunds")).toMatchObject({ ...NEWER, failures: 2 });

  await stores.takedowns.insert(takedown);
  await mark("takedowns");
  const down = await stores.takedowns.ofGeneration(takedown.generation);
  if (down === null) throw new Error("the takedown is not there");
  expect(await stores.takedowns.update({ ...down, note: "seen", version: down.version + 1 })).toBe(true);
  expect(await stored("takedowns")).toMatchObject({ ...NEWER, note: "seen" });
});

test("a part that has a field of newer code is kept with it, and a value that cannot be is a fault instead of a gap", async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  const { orders } = mongoStores(mongo.connection);
  const collection = mongo.connection.getClient().db().collection("orders");
  await orders.insert(orderOf("pack-small"));
  await collection.updateMany({}, { $set: { "price.newer": 1, "paid.newer": { at: new Date(0) } } });
  const stored = await collection.findOne();
  const order = await orders.find(orderOf("pack-small").id);
  if (order === null) throw new Error("the order is not there");
  expect(await orders.write(order, { ...order, state: "expired", version: order.version + 1 })).toBe(true);
  expect(await collection.findOne()).toEqual({ ...stored, state: "expired", version: order.version + 1 });

  const next = { ...order, version: order.version + 1 };
  const broken = { ...next, credits: "many" as unknown as number, version: next.version + 1 };
  await expect(orders.write(next, broken)).rejects.toThrow("credits");
  expect(await collection.findOne()).toMatchObject({ credits: order.credits, version: next.version });
});

test("a process goes on among documents that a newer one has written", { timeout: PATIENCE_MS }, async () => {
  const on = await startTestApp();
  easel = on;
  client = new MongoClient(on.config.database.uri ?? "");
  const database = client.db();
  const ada = await on.person("ada");
  const painted = async (words: string) => {
    expect((await ada.answerTo(`/imagine ${words}`)).reply?.tone).toBe("good");
  };
  await painted("a red fox");
  await ada.answerTo("/privacy export");
  for (const { name } of await database.listCollections().toArray()) {
    await database.collection(name).updateMany({}, { $set: NEWER });
  }
  await on.restart();
  await painted("a second fox");
  for (const command of ["/history", "/balance", "/settings", "/support", "/privacy export"]) {
    expect((await ada.answerTo(command)).reply?.tone, command).not.toBe("fault");
  }
  expect(await creditsOf(on.app.services, "ada")).toEqual({ available: 23, held: 0 });
  for (const name of ["wallets", "accounts", "identities"]) {
    expect(await database.collection(name).countDocuments(NEWER), name).toBeGreaterThan(0);
  }
  await expectLaws(on.app.services);
  expect(on.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
