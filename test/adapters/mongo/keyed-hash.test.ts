import { afterEach, beforeEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoKeyedHash } from "../../../adapters/mongo/keyed-hash.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let other: Mongo;
beforeEach(async () => {
  const { uri } = await testDatabase();
  [mongo, other] = await Promise.all([
    connectMongo({ uri, log: new TestLog() }),
    connectMongo({ uri, log: new TestLog() }),
  ]);
});
afterEach(() => Promise.all([mongo.close(), other.close()]));

test("all processes of one service name a text alike, also when they start at the same moment", async () => {
  const hashes = await Promise.all(
    [mongo, other].map(async ({ connection }) => mongoKeyedHash(connection).of("discord:1")),
  );
  expect(new Set(hashes).size).toBe(1);
  expect(hashes[0]).toMatch(/^[\w-]{43}$/u);
});

test("another service, and another text, has other names", async () => {
  const [given, made] = [mongoKeyedHash(mongo.connection, "a key from outside"), mongoKeyedHash(other.connection)];
  const hashes = [await given.of("discord:1"), await given.of("discord:2"), await made.of("discord:1")];
  expect(new Set(hashes).size).toBe(3);
  expect(await given.of("discord:1")).toBe(hashes[0]);
});
