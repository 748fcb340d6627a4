import { setTimeout as pause } from "node:timers/promises";
import { inspect } from "node:util";
import mongoose, { Schema } from "mongoose";
import { afterEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { startEmbeddedMongo } from "../../../adapters/mongo/embedded/start.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";
import { HELLO, startFront, startServer } from "./servers.ts";

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
  // What other tests of this worker have given mongoose's own connection is theirs.
  const others = Object.keys(mongoose.models);
  const [first, second] = [await connected(uri), await connected(uri)];
  first.connection.model("Thing", new Schema({ name: String }));
  expect(Object.keys(second.connection.models)).toEqual([]);
  expect(mongoose.connection.readyState).toBe(0);
  expect(Object.keys(mongoose.models)).toEqual(others);
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
  expect(performance.now() - started_ms).toBeLessThan(20_000);
});

/** A connection through something that can stall. */
async function behindFront() {
  const engine = await startEmbeddedMongo({ dataDir: null, binary: "never" });
  const front = await startFront(Number(new URL(engine.uri).port));
  const log = new TestLog();
  const mongo = await connectMongo({ uri: front.uri, log });
  return {
    ...{ mongo, log, front },
    async [Symbol.asyncDispose]() {
      await mongo.close();
      await front[Symbol.asyncDispose]();
      await engine.stop();
    },
  };
}

test("a database that stalls is not ready, and that is known within two seconds", async () => {
  await using stage = await behindFront();
  stage.front.stall();
  expect(await took_ms(async () => expect(await stage.mongo.ready()).toBe(false))).toBeLessThan(2_300);
});

test("a database that stalls in the middle of a transaction and of a list is left within a second", async () => {
  await using stage = await behindFront();
  const { connection } = stage.mongo;
  const things = connection.collection("things");
  await things.insertMany([{ name: "two" }, { name: "three" }]);
  // Both are told to the server when they end early, and its answer is waited for.
  const session = await connection.startSession();
  session.startTransaction();
  await things.insertOne({ name: "four" }, { session });
  await things.find({}, { batchSize: 1 }).next();
  stage.front.stall();
  const failed = expect(things.findOne({})).rejects.toThrow();
  expect(await took_ms(() => stage.mongo.close())).toBeLessThan(1_300);
  await failed;
  expect(stage.log.lines).toEqual([]);
});

test("closing a connection whose database is away takes less than a second, whatever is under way", async () => {
  const engine = await startEmbeddedMongo({ dataDir: null, binary: "never" });
  const mongo = await connectMongo({ uri: engine.uri, log: new TestLog() });
  await engine.stop();
  const waiting = mongo.connection.collection("things").findOne({});
  const failed = expect(waiting).rejects.toThrow();
  expect(await took_ms(() => mongo.close())).toBeLessThan(1_300);
  await failed;
});

test("only a connection that was there once is called lost", async () => {
  const engine = await startEmbeddedMongo({ dataDir: null, binary: "never" });
  const log = new TestLog();
  const mongo = await connected(engine.uri, log);
  expect(log.lines).toEqual([]);
  await engine.stop();
  // Whoever asks next finds out.
  expect(await mongo.ready()).toBe(false);
  await expect
    .poll(() => log.lines, { timeout: 30_000 })
    .toEqual([{ level: "warn", facts: {}, message: "the database connection was lost; it is being restored" }]);
});

const NOT_UNDERSTOOD = "MongoDB does not understand the connection string; check MONGODB_URI.";
const NO_SUCH_HOST = "The database's host name cannot be found; check MONGODB_URI.";
const NOBODY_ANSWERS = "Nobody answers at the database's address; check MONGODB_URI.";

test.for([
  ["an address that is none", "mongodb://ada:s3cret@", NOT_UNDERSTOOD],
  ["another protocol", "https://ada:s3cret@example.com", NOT_UNDERSTOOD],
  ["a password that is not escaped", "mongodb://ada:s3cret%zz@example.com", NOT_UNDERSTOOD],
  ["a port that is none", "mongodb://ada:s3cret@example.com:99999", NOT_UNDERSTOOD],
  ["an unknown option", "mongodb://ada:s3cret@example.com/?colour=red", NOT_UNDERSTOOD],
  ["an empty option", "mongodb://ada:s3cret@example.com/?replicaSet=", NOT_UNDERSTOOD],
  [
    "a missing file of certificates",
    "mongodb://ada:s3cret@127.0.0.1:9/?tls=true&tlsCAFile=/s3cret.pem",
    "A file that the connection string names cannot be read; check MONGODB_URI.",
  ],
  ["an unknown host", "mongodb://ada:s3cret@database.invalid/easel", NO_SUCH_HOST],
  ["an unknown list of hosts", "mongodb+srv://ada:s3cret@database.invalid/easel", NO_SUCH_HOST],
  ["an address where nobody listens", "mongodb://ada:s3cret@127.0.0.1:9/easel", NOBODY_ANSWERS],
] as const)("%s is told in a sentence without the address, the user or the password", async ([, uri, sentence]) => {
  await expectRefusal(uri, sentence);
});

test("a login that is refused is told as one, from a single server and from a replica set", async () => {
  const sentence = "The database refused the user or the password; check MONGODB_URI.";
  await using server = await startServer((name) =>
    name === "saslStart"
      ? { ok: 0, code: 18, codeName: "AuthenticationFailed", errmsg: "Authentication failed." }
      : null,
  );
  await expectRefusal(`mongodb://ada:s3cret@127.0.0.1:${server.port}/easel`, sentence);
  await using member = await startServer((name) => {
    if (name === "saslStart") return { ok: 0, code: 18, errmsg: "Authentication failed." };
    const me = `127.0.0.1:${member.port}`;
    return { ...HELLO, setName: "rs0", hosts: [me], me, primary: me };
  });
  await expectRefusal(`mongodb://ada:s3cret@127.0.0.1:${member.port}/easel?replicaSet=rs0`, sentence);
});

test("another refusal is told with its code", async () => {
  await using server = await startServer((name) =>
    name === "saslStart" ? { ok: 0, code: 59, errmsg: "no such command for ada" } : null,
  );
  await expectRefusal(
    `mongodb://ada:s3cret@127.0.0.1:${server.port}/easel`,
    "The database refused the connection (code 59); check MONGODB_URI.",
  );
});

test("a server of another replica set, and a set without a primary, are told as such", async () => {
  const { uri } = await testDatabase();
  const sentence =
    "The server that answers is not in the replica set that the connection string names; check MONGODB_URI.";
  await expectRefusal(`mongodb://${new URL(uri).host}/?replicaSet=other`, sentence);
  await using member = await startServer(() => {
    const me = `127.0.0.1:${member.port}`;
    return { ...HELLO, ismaster: false, isWritablePrimary: false, secondary: true, setName: "rs0", hosts: [me], me };
  });
  await expectRefusal(
    `mongodb://127.0.0.1:${member.port}/?replicaSet=rs0`,
    "The replica set has no primary that could take writes now; check MONGODB_URI.",
  );
});

test("a server that accepts and says nothing, at once or at the login, is given up in time", async () => {
  await using mute = await startServer(() => undefined);
  await expectRefusal(`mongodb://ada:s3cret@127.0.0.1:${mute.port}/easel`, NOBODY_ANSWERS);
  await using slow = await startServer((name) => (name === "saslStart" ? undefined : null));
  const uri = `mongodb://ada:s3cret@127.0.0.1:${slow.port}/easel`;
  expect(await took_ms(() => expectRefusal(uri, NOBODY_ANSWERS))).toBeLessThan(3_000);
});

/** What is told is the sentence and nothing else, and nothing is logged, because nothing was lost. */
async function expectRefusal(uri: string, sentence: string): Promise<void> {
  const log = new TestLog();
  const failure = await connectMongo({ uri, log, startTimeout_ms: 500 }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  const { message, stack, cause } = failure as Error;
  expect(message).toBe(sentence);
  expect(`${inspect(failure, { depth: 9, showHidden: true })}${stack}${String(cause)}`).not.toMatch(
    /s3cret|\bada\b|127\.0\.0\.1|example\.com|database\.invalid/,
  );
  // What the connection emits after it was given up comes a turn later.
  await pause(20);
  expect(log.lines).toEqual([]);
}

async function took_ms(run: () => Promise<unknown>): Promise<number> {
  const started_ms = performance.now();
  await run();
  return performance.now() - started_ms;
}
