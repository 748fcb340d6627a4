import { afterAll, beforeAll, expect, test } from "vitest";
import { mongoChatMemory } from "../../../adapters/mongo/chat-memory.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import type { ChatMemory } from "../../../src/core/chat/chat-memory.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let memory: ChatMemory;
beforeAll(async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  memory = mongoChatMemory(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());

const later = new Date("2054-12-24T12:00:00Z");

test("what was put is found, the newest of several, and nothing else", async () => {
  expect(await memory.find("screen:1")).toBeNull();
  await memory.put("screen:1", "first", later);
  await Promise.all(Array.from({ length: 5 }, () => memory.put("screen:1", "second", later)));
  expect(await memory.find("screen:1")).toBe("second");
  expect(await memory.find("screen:2")).toBeNull();
});

test("the database forgets what is past its day", async () => {
  const indexes = await mongo.connection.collection("chatMemory").indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { keepUntil: 1 }, expireAfterSeconds: 0 }));
});
