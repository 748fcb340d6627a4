import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../adapters/mongo/connect.ts";
import { mongoStores } from "../src/stores.ts";
import { TestLog } from "./support/credits.ts";
import { testDatabase } from "./support/mongo.ts";

/** Shard keys by collection, as the page says them. */
let keys: ReadonlyMap<string, Readonly<Record<string, 1 | "hashed">>>;
let page: string;
let mongo: Mongo;
beforeAll(async () => {
  page = await readFile(join(import.meta.dirname, "../docs/scaling.md"), "utf8");
  const rows = page.matchAll(/^\| `([\w.]+)` \| `(\{.*?\})` \|/gmu);
  keys = new Map([...rows].map(([, name = "", key = ""]) => [name, JSON.parse(key.replaceAll(/(\w+):/gu, '"$1":'))]));
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  mongoStores(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());

test("every unique index of a collection that is sharded begins with its shard key", async () => {
  const broken: string[] = [];
  let uniques = 0;
  for (const [name, key] of keys) {
    const indexes = await mongo.connection.collection(name).indexes();
    for (const index of indexes.filter(({ unique, name: called }) => unique && called !== "_id_")) {
      uniques += 1;
      const begins = Object.entries(key).every(([field, order], at) => {
        const [own, direction] = Object.entries(index.key)[at] ?? [];
        return own === field && direction === order;
      });
      if (!begins) broken.push(`${name}: ${JSON.stringify(index.key)}`);
    }
  }
  expect(broken).toEqual([]);
  expect(uniques).toBe(1);
});

test("what is sharded exists, and the commands that do it are those of the table", async () => {
  const there = (await mongo.connection.listCollections()).map(({ name }) => name);
  expect([...keys.keys()].filter((name) => !there.includes(name))).toEqual([]);
  const [, script = ""] = /```js\n([\s\S]*?)```/u.exec(page) ?? [];
  const alone = [...script.matchAll(/sh\.shardCollection\("easel\.([\w.]+)", (\{.*?\})/gu)].map(([, name]) => name);
  const [, list = ""] = /of (\[.*?\])/u.exec(script) ?? [];
  const named = [...alone, ...(JSON.parse(list) as string[])];
  expect(named.toSorted()).toEqual([...keys.keys()].toSorted());
});

test("what is not sharded by its id has an id that holds what it is sharded by", () => {
  const others = [...keys].filter(([, key]) => key["_id"] === undefined).map(([name]) => name);
  // Entries are named by account and cause; chunks have ids of the driver's, and are found by their picture alone.
  expect(others.toSorted()).toEqual(["images.chunks", "ledger"]);
});
