import type { mongo } from "mongoose";
import { afterEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../../adapters/mongo/connect.ts";
import type { Migration } from "../../../../adapters/mongo/migrations/migration.ts";
import { type MigrationPatience, mongoMigrations } from "../../../../adapters/mongo/migrations/migrations.ts";
import { mongoProcesses } from "../../../../adapters/mongo/processes.ts";
import { TestLog } from "../../../support/credits.ts";
import { testDatabase } from "../../../support/mongo.ts";
import { startWireProxy } from "../../../support/wire-proxy.ts";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const patience: MigrationPatience = {
  beatEvery_ms: 20,
  // Long enough for a machine that has much else to do.
  deadAfter_ms: 60_000,
  lookEvery_ms: 20,
  olderLook_ms: 1_000,
  retryAfter_ms: 20,
};

/** A database that was in use before there were migrations. */
async function usedDatabase() {
  const { uri } = await testDatabase();
  const mongo = await connected(uri);
  await numbers(mongo).insertMany(Array.from({ length: 50 }, (_, _id) => ({ _id, times: 0 })));
  return { uri, mongo };
}

interface Numbered {
  readonly _id: number;
  readonly times: number;
}
const numbers = ({ connection }: Mongo) => connection.getClient().db().collection<Numbered>("numbers");

async function connected(uri: string): Promise<Mongo> {
  const mongo = await connectMongo({ uri, log: new TestLog() });
  open.push(mongo);
  return mongo;
}

interface Stage {
  readonly log: TestLog;
  readonly migrations: ReturnType<typeof mongoMigrations>;
}

function processOn(
  { connection }: Mongo,
  process: string,
  migrations: readonly Migration[],
  changed: Partial<MigrationPatience> = {},
): Stage {
  const log = new TestLog();
  const stage = {
    log,
    migrations: mongoMigrations({ connection, process, log, migrations, patience: { ...patience, ...changed } }),
  };
  open.push({ close: () => stage.migrations.stop() });
  return stage;
}

/** Counts each number up, five in a batch. `inBatch` is waited for behind each batch. */
function counting(
  id: string,
  kind: Migration["kind"],
  inBatch: (at: number) => Promise<void> = async () => {},
): Migration {
  return {
    ...{ id, kind, description: "counts numbers up" },
    async up(database, { reached, note }) {
      const collection = database.collection<Numbered>("numbers");
      for (let from = reached === null ? 0 : Number(reached); from < 50; from += 5) {
        await collection.updateMany({ _id: { $gte: from, $lt: from + 5 } }, { $inc: { times: 1 } });
        await inBatch(from);
        await note(String(from + 5), 5);
      }
    },
  };
}

const timesOf = async (mongo: Mongo) => [...new Set((await numbers(mongo).find().toArray()).map(({ times }) => times))];
const recordOf = (mongo: Mongo, id: string) =>
  mongo.connection.getClient().db().collection<mongo.BSON.Document & { _id: string }>("schema").findOne({ _id: id });

test("of processes that start at once, one runs each migration, and all of them wait for what they cannot do without", async () => {
  const { uri, mongo } = await usedDatabase();
  const steps: string[] = [];
  const list = [
    counting("0001-a", "expand", async () => void steps.push("a")),
    counting("0002-b", "migrate", async () => void steps.push("b")),
  ];
  const others = await Promise.all([connected(uri), connected(uri)]);
  const stages = [mongo, ...others].map((one, index) => processOn(one, `process-${index}`, list));
  await Promise.all(
    stages.map(async ({ migrations }) => {
      await migrations.open();
      expect((await recordOf(mongo, "0001-a"))?.["state"]).toBe("done");
      migrations.carryOn();
    }),
  );
  await Promise.all(stages.map(({ migrations }) => migrations.settled()));
  expect(steps).toEqual([...Array(10).fill("a"), ...Array(10).fill("b")]);
  expect(await timesOf(mongo)).toEqual([2]);
  expect(await recordOf(mongo, "0002-b")).toMatchObject({ state: "done", reached: "50", changed: 50, holder: null });
  expect(stages.flatMap(({ log }) => log.lines.map(({ message }) => message)).toSorted()).toEqual([
    ...["a migration begins: counts numbers up", "a migration begins: counts numbers up"],
    ...["a migration is done", "a migration is done"],
  ]);
});

test("another process goes on where one was cut off, and that one stops when it comes back", async () => {
  const { uri, mongo } = await usedDatabase();
  const proxy = await startWireProxy(uri);
  open.push(proxy);
  const batches: string[] = [];
  const list = (name: string) => [counting("0001-a", "expand", async (from) => void batches.push(`${name} ${from}`))];
  const first = processOn(await connected(proxy.uri), "first", list("first"));
  // The note of its third batch has arrived, and it never hears of it.
  const frozen = proxy.freezeAfter(
    ({ collection, body }) => collection === "schema" && JSON.stringify(body).includes('"reached":"15"'),
  );
  const firstOpen = first.migrations.open();
  await frozen;
  const second = processOn(mongo, "second", list("second"), { deadAfter_ms: 300 });
  await second.migrations.open();
  expect(batches).toEqual([
    ...[0, 5, 10].map((from) => `first ${from}`),
    ...[15, 20, 25, 30, 35, 40, 45].map((from) => `second ${from}`),
  ]);
  expect(await timesOf(mongo)).toEqual([1]);
  proxy.thaw();
  // What it does next may be one batch more, which is safe to repeat; then it hears that it is not its business any more.
  await expect(firstOpen).rejects.toThrow("0001-a");
  expect(batches.filter((batch) => batch.startsWith("first")).length).toBeLessThanOrEqual(4);
});

test("a process that stops hands over at the next batch, without anybody waiting for it to be taken for dead", async () => {
  const { uri, mongo } = await usedDatabase();
  let reached: () => void = () => {};
  const inTheMiddle = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const first = processOn(await connected(uri), "first", [
    counting("0001-a", "migrate", async (from) => {
      if (from !== 20) return;
      reached();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }),
  ]);
  await first.migrations.open();
  first.migrations.carryOn();
  await inTheMiddle;
  await first.migrations.stop();
  expect(await recordOf(mongo, "0001-a")).toMatchObject({ state: "running", holder: null, reached: "20" });
  const second = processOn(mongo, "second", [counting("0001-a", "migrate")]);
  await second.migrations.open();
  second.migrations.carryOn();
  await second.migrations.settled();
  expect(await recordOf(mongo, "0001-a")).toMatchObject({ state: "done", changed: 50 });
});

test("a fault is logged, and the migration goes on from where it was", async () => {
  const { mongo } = await usedDatabase();
  let faults = 0;
  const { migrations, log } = processOn(mongo, "first", [
    counting("0001-a", "migrate", async (from) => {
      if (from === 30 && faults++ === 0) throw new Error("no luck");
    }),
  ]);
  await migrations.open();
  migrations.carryOn();
  await migrations.settled();
  expect(await recordOf(mongo, "0001-a")).toMatchObject({ state: "done", changed: 50 });
  expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
});

test("a new database has had every migration, and none is run on it", async () => {
  const { uri } = await testDatabase();
  const mongo = await connected(uri);
  const never: Migration = {
    ...{ id: "0001-never", kind: "expand", description: "is not run" },
    up: () => Promise.reject(new Error("it was run")),
  };
  const stages = [mongo, await connected(uri)].map((one, index) => processOn(one, `process-${index}`, [never]));
  await Promise.all(stages.map(({ migrations }) => migrations.open()));
  expect(await recordOf(mongo, "0001-never")).toMatchObject({ state: "done", changed: 0 });
});

test("what takes away from older processes waits until none of them is alive, and from then on refuses their start", async () => {
  const { uri, mongo } = await usedDatabase();
  const older = processOn(await connected(uri), "older", [counting("0001-a", "expand")]);
  await older.migrations.open();
  const hearts = mongo.connection
    .getClient()
    .db()
    .collection<{ _id: string; beat: number; knows?: string }>("processes");
  await hearts.insertOne({ _id: "older", beat: 0, knows: "0001-a" });
  await hearts.insertOne({ _id: "dead for long", beat: 7 });
  const beating = setInterval(() => hearts.updateOne({ _id: "older" }, { $inc: { beat: 1 } }), 20);
  const breaking: Migration = { ...counting("0002-b", "contract"), breaksOlder: true };
  const newer = processOn(mongo, "newer", [counting("0001-a", "expand"), breaking]);
  await newer.migrations.open();
  newer.migrations.carryOn();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await recordOf(mongo, "0002-b")).toBeNull();
  await processOn(await connected(uri), "older again", [counting("0001-a", "expand")]).migrations.open();
  clearInterval(beating);
  await newer.migrations.settled();
  expect(await timesOf(mongo)).toEqual([2]);
  const late = processOn(await connected(uri), "late", [counting("0001-a", "expand")]);
  await expect(late.migrations.open()).rejects.toThrow(
    "This database was changed by a newer Easel (0002-b), and this version would do harm to it",
  );
});

test("an older process that was just starting when its time was over is seen by its first heartbeat, and waited for", async () => {
  const { mongo } = await usedDatabase();
  const hearts = mongo.connection
    .getClient()
    .db()
    .collection<{ _id: string; beat: number; knows?: string }>("processes");
  const breaking: Migration = { ...counting("0002-b", "contract"), breaksOlder: true };
  const newer = processOn(mongo, "newer", [breaking], { olderLook_ms: 2_000 });
  await newer.migrations.open();
  newer.migrations.carryOn();
  // It read that nothing stands against its start before this was there, and has nothing of its own there yet.
  await expect.poll(async () => (await recordOf(mongo, "0002-b"))?.["holder"], { timeout: 20_000 }).toBe("newer");
  await hearts.insertOne({ _id: "older", beat: 1, knows: "0001-a" });
  const beating = setInterval(() => hearts.updateOne({ _id: "older" }, { $inc: { beat: 1 } }), 20);
  try {
    // It is given up, and not begun.
    await expect.poll(() => recordOf(mongo, "0002-b"), { timeout: 20_000 }).toBeNull();
    expect(await timesOf(mongo)).toEqual([0]);
  } finally {
    clearInterval(beating);
  }
  await newer.migrations.settled();
  expect(await timesOf(mongo)).toEqual([1]);
});

test("a process that stops while it looks for older ones leaves the look to the next", async () => {
  const { mongo } = await usedDatabase();
  const first = processOn(mongo, "first", [counting("0001-a", "contract")], { olderLook_ms: 600_000 });
  await first.migrations.open();
  first.migrations.carryOn();
  await expect.poll(async () => (await recordOf(mongo, "0001-a"))?.["holder"], { timeout: 20_000 }).toBe("first");
  await first.migrations.stop();
  expect(await recordOf(mongo, "0001-a")).toBeNull();
});

test("an older process starts on what a newer one left, if that breaks nothing", async () => {
  const { uri, mongo } = await usedDatabase();
  const newer = processOn(mongo, "newer", [counting("0001-a", "expand"), counting("0002-b", "migrate")]);
  await newer.migrations.open();
  newer.migrations.carryOn();
  await newer.migrations.settled();
  const older = processOn(await connected(uri), "older", [counting("0001-a", "expand")]);
  await older.migrations.open();
  expect(older.log.lines).toEqual([
    { level: "info", facts: { newer: ["0002-b"] }, message: "a newer Easel has been at work on this database" },
  ]);
});

test("each process tells with its heartbeat how much it knows", async () => {
  const mongo = await connected((await testDatabase()).uri);
  await mongoProcesses(mongo.connection).beat("some", new Date(), { drives: true });
  const [heart] = await mongo.connection.getClient().db().collection("processes").find().toArray();
  expect(heart?.["knows"]).toMatch(/^\d{4}-[a-z-]+$/u);
});
