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
  createdAt: START,
  toldAt: null,
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
    await store.markTold("n1", later(9));
    expect((await store.waiting("a", 9)).map(({ key }) => key)).toEqual(["n2", "n3"]);
    expect((await store.find("n1"))?.toldAt).toEqual(later(9));
  });
});
