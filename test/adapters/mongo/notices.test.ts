import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoNotices } from "../../../adapters/mongo/notices.ts";
import type { Notice } from "../../../src/core/notices/notices.ts";
import { START, TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
beforeEach(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
});
afterEach(() => mongo.close());

const notice: Notice = {
  key: "expiry:a:1",
  account: "a",
  reply: {
    title: "Soon",
    text: "5 credits expire.",
    buttons: [{ label: "More", url: "https://example.com" }],
    fields: [],
  },
  kind: "service",
  platforms: ["discord", "memory"],
  createdAt: START,
  toldAt: null,
  reachedAt: null,
  attempts: 0,
  nextAttemptAt: START,
};

describe("notices in the database", () => {
  test("come back as they were stored, reply and all", async () => {
    const store = mongoNotices(mongo.connection);
    expect(await store.insert(notice)).toBe(true);
    expect(await store.find(notice.key)).toEqual(notice);
    expect(await store.find("other")).toBeNull();
  });

  test("are there once for each key, however many insert at once", async () => {
    const store = mongoNotices(mongo.connection);
    const inserted = await Promise.all(Array.from({ length: 10 }, () => store.insert(notice)));
    expect(inserted.filter(Boolean)).toHaveLength(1);
  });

  test("wait, oldest first and a few at a time, until they are told; other people's do not", async () => {
    const store = mongoNotices(mongo.connection);
    const later = (index: number) => new Date(START.getTime() + index);
    for (const index of [3, 1, 2]) await store.insert({ ...notice, key: `n${index}`, createdAt: later(index) });
    await store.insert({ ...notice, key: "other", account: "b" });
    expect((await store.waiting("a", 2)).map(({ key }) => key)).toEqual(["n1", "n2"]);
    await store.markTold("n1", later(9), null);
    expect((await store.waiting("a", 9)).map(({ key }) => key)).toEqual(["n2", "n3"]);
    expect((await store.find("n1"))?.toldAt).toEqual(later(9));
  });

  test("are due to those who reach one of their platforms, the longest due first, until they are told or given up", async () => {
    const store = mongoNotices(mongo.connection);
    const at = (index: number) => new Date(START.getTime() + index);
    for (const index of [3, 1, 2]) await store.insert({ ...notice, key: `n${index}`, nextAttemptAt: at(index) });
    await store.insert({ ...notice, key: "elsewhere", platforms: ["telegram"] });
    const due = async (until: number, platforms = ["memory"]) =>
      (await store.due(at(until), platforms, 9)).map(({ key }) => key);
    expect(await due(2)).toEqual(["n1", "n2"]);
    expect(await due(9, ["telegram", "memory"])).toEqual(["elsewhere", "n1", "n2", "n3"]);
    await store.markTold("n1", at(9), null);
    await store.postpone("n2", { reachedAt: at(8), nextAttemptAt: null });
    expect(await due(9)).toEqual(["n3"]);
    expect(await store.find("n1")).toMatchObject({ toldAt: at(9), reachedAt: at(9), nextAttemptAt: null });
    await store.markTold("n2", at(10), null);
    expect(await store.find("n2")).toMatchObject({ toldAt: at(10), reachedAt: at(8) });
  });

  test("are tried by one at a time", async () => {
    const store = mongoNotices(mongo.connection);
    await store.insert(notice);
    const until = new Date(START.getTime() + 1000);
    const claims = await Promise.all(Array.from({ length: 5 }, () => store.claim(notice, until)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store.find(notice.key)).toMatchObject({ attempts: 1, nextAttemptAt: until });
    await store.markTold(notice.key, until, null);
    expect(await store.claim({ key: notice.key, attempts: 1 }, until)).toBe(false);
  });

  test("that were told are forgotten when their time has come, and those without a time are kept", async () => {
    const store = mongoNotices(mongo.connection);
    await mongo.ensureIndexes();
    for (const key of ["old", "kept"]) await store.insert({ ...notice, key });
    await store.markTold("old", START, START);
    await store.markTold("kept", START, null);
    const stored = await mongo.connection.collection("notices").find().toArray();
    expect(Object.fromEntries(stored.map(({ _id, keepUntil }) => [String(_id), keepUntil]))).toEqual({
      old: START,
      kept: undefined,
    });
    const indexes = await mongo.connection.collection("notices").indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { keepUntil: 1 }, expireAfterSeconds: 0 }));
    expect(indexes).toContainEqual(expect.objectContaining({ key: { platforms: 1, nextAttemptAt: 1 } }));
  });

  test("that nobody wants any more are gone", async () => {
    const store = mongoNotices(mongo.connection);
    await store.insert(notice);
    await store.drop(notice.key);
    await store.drop(notice.key);
    expect(await store.find(notice.key)).toBeNull();
  });
});
