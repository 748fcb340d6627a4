import mongoose, { Schema } from "mongoose";
import { afterEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { startEmbeddedMongo } from "../../../adapters/mongo/embedded/start.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

const open: Mongo[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((mongo) => mongo.close()));
});

async function connected(uri: string, log = new TestLog()): Promise<Mongo> {
  const mongo = await connectMongo({ uri, log });
  open.push(mongo);
  return mongo;
}

test("a connection answers, and no longer after it was closed", async () => {
  const { uri, databaseName } = await testDatabase();
  const log = new TestLog();
  const mongo = await connectMongo({ uri, log });
  expect(mongo.connection.name).toBe(databaseName);
  expect(await mongo.ready()).toBe(true);
  await mongo.close();
  expect(await mongo.ready()).toBe(false);
  expect(log.lines).toEqual([]);
});

test("two connections know nothing of each other, nor of mongoose's own", async () => {
  const { uri } = await testDatabase();
  const [first, second] = [await connected(uri), await connected(uri)];
  first.connection.model("Thing", new Schema({ name: String }));
  expect(Object.keys(second.connection.models)).toEqual([]);
  expect(mongoose.connection.readyState).toBe(0);
  expect(Object.keys(mongoose.models)).toEqual([]);
});

test("indexes are there once they were asked for, and asking again changes nothing", async () => {
  const { uri } = await testDatabase();
  const mongo = await connected(uri);
  const schema = new Schema({ name: String }, { collection: "things" });
  schema.index({ name: 1 }, { unique: true });
  const model = mongo.connection.model("Thing", schema);
  await mongo.ensureIndexes();
  await mongo.ensureIndexes();
  expect((await model.listIndexes()).map(({ key }) => key)).toEqual([{ _id: 1 }, { name: 1 }]);
  await model.create({ name: "one" });
  await expect(model.create({ name: "one" })).rejects.toMatchObject({ code: 11_000 });
});

test("a database that is gone is not ready, and an operation on it fails instead of waiting", async () => {
  const engine = await startEmbeddedMongo({ dataDir: null, binary: "never" });
  const mongo = await connected(engine.uri, new TestLog());
  expect(await mongo.ready()).toBe(true);
  await engine.stop();
  const started_ms = performance.now();
  expect(await mongo.ready()).toBe(false);
  expect(performance.now() - started_ms).toBeLessThan(4_000);
});

test.for([
  ["an address where nobody listens", "mongodb://ada:s3cret@127.0.0.1:9/easel?serverSelectionTimeoutMS=200"],
  ["an address that is none", "mongodb://ada:s3cret@"],
  ["another protocol", "https://ada:s3cret@example.com"],
])("%s is told without its password", async ([, uri]) => {
  const failure = await connectMongo({ uri: uri as string, log: new TestLog() }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  const { message, stack, cause } = failure as Error;
  expect(message).toMatch(/^the database cannot be reached: \w+/);
  expect(`${message}${stack}${String(cause)}`).not.toMatch(/s3cret|127\.0\.0\.1:9/);
});
