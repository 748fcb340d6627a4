import { readdirSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../../adapters/mongo/connect.ts";
import { migrations } from "../../../../adapters/mongo/migrations/list.ts";
import { mongoMigrations } from "../../../../adapters/mongo/migrations/migrations.ts";
import { mongoStores } from "../../../../src/stores.ts";
import { TestLog } from "../../../support/credits.ts";
import { testDatabase } from "../../../support/mongo.ts";

const RLO = "\u202E";
let mongo: Mongo | null = null;
afterEach(() => mongo?.close());

async function oldDatabase() {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  return { mongo, database: mongo.connection.getClient().db() };
}

async function migrate({ connection }: Mongo, from?: string): Promise<void> {
  const list = from === undefined ? migrations : migrations.filter(({ id }) => id >= from);
  // Nobody else is there who could be older.
  const patience = { olderLook_ms: 10, retryAfter_ms: 10 };
  const all = mongoMigrations({ connection, process: "one", log: new TestLog(), migrations: list, patience });
  await all.open();
  all.carryOn();
  await all.settled();
}

test("every file of a migration is in the list, in order", () => {
  const files = readdirSync(new URL("../../../../adapters/mongo/migrations", import.meta.url));
  const ids = files.filter((name) => /^\d{4}-/u.test(name)).map((name) => name.replace(/\.ts$/u, ""));
  expect(migrations.map(({ id }) => id)).toEqual(ids.toSorted());
});

test("indexes of earlier versions go, and neither ours nor anybody else's", async () => {
  const { mongo, database } = await oldDatabase();
  mongoStores(mongo.connection);
  await mongo.ensureIndexes();
  const names = async () =>
    (await database.collection("audit").listIndexes().toArray()).map(({ name }) => String(name));
  const ours = await names();
  await database.collection("audit").createIndex({ actor: 1 });
  await database.collection("audit").createIndex({ subject: 1, at: -1 });
  await database.collection("audit").createIndex({ reason: 1 }, { name: "an_operators_own" });
  await migrate(mongo);
  expect((await names()).toSorted()).toEqual([...ours, "an_operators_own"].toSorted());
});

test("no index that is declared today is one that goes", async () => {
  const { mongo, database } = await oldDatabase();
  mongoStores(mongo.connection);
  await mongo.ensureIndexes();
  const all = async () => {
    const collections = await database.listCollections().toArray();
    const indexes = collections
      .filter(({ name }) => name !== "schema")
      .map(async ({ name }) => {
        const each = await database.collection(name).listIndexes().toArray();
        return each.map((index) => `${name}.${index["name"]}`);
      });
    return (await Promise.all(indexes)).flat().toSorted();
  };
  const before = await all();
  expect(before.length).toBeGreaterThan(100);
  await migrate(mongo);
  expect(await all()).toEqual(before);
});

const message = (words: string) => ({ id: "1", by: "person", at: new Date(0), words, images: [] });

test("stored words lose what turned a reader's line around, and nothing else changes", async () => {
  const { mongo, database } = await oldDatabase();
  const collection = (name: string) => database.collection<{ _id: string } & Record<string, unknown>>(name);
  await collection("tickets").insertMany([
    { _id: "turned", messages: [message("fine"), message(`a ${RLO}fox`)], version: 3, later: "unknown" },
    { _id: "plain", messages: [message("שלום fox")], version: 3 },
  ]);
  await collection("reports").insertMany([
    { _id: "noted", note: `${RLO}note`, notice: null },
    { _id: "noticed", note: "", notice: { name: "A", work: `${RLO}work`, at: new Date(5) } },
  ]);
  await collection("cases").insertOne({ _id: "case", statement: `it was${RLO}`, decision: null, revision: 1 });
  await collection("refunds").insertOne({ _id: "refund", reason: `\u2066why${RLO}`, answer: null, version: 1 });
  await collection("takedowns").insertOne({ _id: "takedown", note: null, version: 1 });
  await migrate(mongo);
  expect(await collection("tickets").find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: "plain", messages: [message("שלום fox")], version: 3 },
    // Counted on, so that nobody who read it before writes the old words back.
    { _id: "turned", messages: [message("fine"), message("a fox")], version: 4, later: "unknown" },
  ]);
  expect(await collection("reports").find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: "noted", note: "note", notice: null },
    { _id: "noticed", note: "", notice: { name: "A", work: "work", at: new Date(5) } },
  ]);
  expect(await collection("cases").findOne()).toMatchObject({ statement: "it was", decision: null, revision: 2 });
  expect(await collection("refunds").findOne()).toMatchObject({ reason: "why", answer: null, version: 2 });
  expect(await collection("takedowns").findOne()).toMatchObject({ note: null, version: 1 });
});

test("words are cleaned in batches, and a later process begins behind the last one", async () => {
  const { mongo, database } = await oldDatabase();
  const tickets = database.collection<{ _id: string; messages: unknown[]; version: number }>("tickets");
  const number = (index: number) => String(index).padStart(4, "0");
  await tickets.insertMany(
    Array.from({ length: 450 }, (_, index) => ({ _id: number(index), messages: [message(RLO)], version: 1 })),
  );
  await database.collection<{ _id: string } & Record<string, unknown>>("schema").insertOne({
    ...{
      _id: "0002-words-without-turns",
      kind: "migrate",
      breaksOlder: false,
      state: "running",
      holder: null,
      beat: 5,
    },
    ...{ reached: `tickets:${number(99)}`, changed: 100, startedAt: new Date(), doneAt: null },
  });
  await migrate(mongo, "0002");
  const cleaned = await tickets.find({ version: 2 }).sort({ _id: 1 }).toArray();
  expect(cleaned.map(({ _id }) => _id)).toEqual(Array.from({ length: 350 }, (_, index) => number(index + 100)));
  const record = await database.collection("schema").findOne();
  expect(record).toMatchObject({ state: "done", changed: 450, reached: `tickets:${number(449)}` });
});

test("a document that changes without end costs a bounded time, and is cleaned once it stands still", async () => {
  const { database } = await oldDatabase();
  const tickets = database.collection<{ _id: string; messages: unknown[]; version: number }>("tickets");
  await tickets.insertOne({ _id: "busy", messages: [message(RLO)], version: 1 });
  let isBusy = true;
  let reads = 0;
  const clean = migrations.find(({ id }) => id.startsWith("0002"));
  // Somebody writes it behind each look at it.
  const between = new Proxy(database, {
    get: (target, key) =>
      key !== "collection"
        ? Reflect.get(target, key)
        : (name: string) => {
            const collection = target.collection<{ _id: string }>(name);
            const updateOne = collection.updateOne.bind(collection);
            collection.updateOne = async (...given) => {
              if (isBusy && name === "tickets") {
                reads += 1;
                await tickets.updateOne({ _id: "busy" }, { $inc: { version: 1 } });
              }
              return updateOne(...given);
            };
            return collection;
          },
  });
  const progress = { reached: null, note: async () => {} };
  await expect(clean?.up(between, progress)).rejects.toThrow("changes so often");
  expect(reads).toBeLessThan(100);
  isBusy = false;
  await clean?.up(between, progress);
  expect((await tickets.findOne())?.messages).toEqual([message("")]);
});
