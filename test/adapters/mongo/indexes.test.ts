import { afterEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { type Declared, hasMadeSome, keepIndexes, makeIndexes } from "../../../adapters/mongo/indexes.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
afterEach(() => mongo.close());

const declared: Declared = {
  things: [{ key: { name: 1 }, unique: true }, { key: { at: -1, "part.id": 1 } }],
  others: [{ key: { until: 1 }, expireAfterSeconds: 0 }],
};

async function database() {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  return mongo.connection.getClient().db();
}

test("what is missing is made under the names that drivers give, and told; what is there is not", async () => {
  const raw = await database();
  await raw.collection("things").createIndex({ at: -1, "part.id": 1 });
  expect(await makeIndexes(raw, declared)).toEqual(["things", "others"]);
  expect(await makeIndexes(raw, declared)).toEqual([]);
  const names = (await raw.collection("things").listIndexes().toArray()).map(({ name }) => name);
  expect(names.toSorted()).toEqual(["_id_", "at_-1_part.id_1", "name_1"]);
});

test("an answer says that some were made, also that of a router, which has one for each shard", async () => {
  const raw = await database();
  const make = () => raw.command({ createIndexes: "things", indexes: [{ key: { name: 1 }, name: "name_1" }] });
  const [made, there] = [await make(), await make()];
  expect([made, there].map(hasMadeSome)).toEqual([true, false]);
  // @see https://www.mongodb.com/docs/manual/reference/command/createIndexes/#output
  expect(hasMadeSome({ raw: { "shard-a/a:27018": there, "shard-b/b:27018": made }, ok: 1 })).toBe(true);
  expect(hasMadeSome({ raw: { "shard-a/a:27018": there }, ok: 1 })).toBe(false);
});

test("an index that was lost while everything runs is made again", async () => {
  const raw = await database();
  await makeIndexes(raw, declared);
  await raw.collection("things").dropIndex("name_1");
  const made = await new Promise<readonly string[]>((resolve, reject) => {
    const keeper = keepIndexes({
      make: () => makeIndexes(raw, declared),
      made: (collections) => {
        keeper.stop();
        resolve(collections);
      },
      failed: reject,
      every_ms: 20,
    });
  });
  expect(made).toEqual(["things"]);
  await raw.collection("things").insertOne({ name: "one" });
  await expect(raw.collection("things").insertOne({ name: "one" })).rejects.toMatchObject({ code: 11_000 });
});

test("an index that cannot be made is a sentence with the collection, and without what is stored in it", async () => {
  const raw = await database();
  await raw.collection("things").insertMany([{ name: "secret fox" }, { name: "secret fox" }]);
  const failure = await makeIndexes(raw, declared).catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: expect.stringContaining("the collection things holds documents") });
  expect(String(failure)).not.toContain("fox");
  await raw.collection("others").createIndex({ until: 1 });
  await expect(makeIndexes(raw, { others: declared["others"] ?? [] })).rejects.toThrow(
    "the collection others has an index of the same name or fields",
  );
});
