import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Binary, type Document, Double, Int32, Long, ObjectId } from "bson";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "../../../../adapters/mongo/backup/backup.ts";
import { markHalfRestored } from "../../../../adapters/mongo/backup/marker.ts";
import { restore } from "../../../../adapters/mongo/backup/restore.ts";
import { connectMongo, type Mongo } from "../../../../adapters/mongo/connect.ts";
import { mongoMigrations } from "../../../../adapters/mongo/migrations/migrations.ts";
import { TestLog } from "../../../support/credits.ts";
import { testDatabase } from "../../../support/mongo.ts";

let directory: string;
const open: Mongo[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "easel-backup-"));
});
afterEach(async () => {
  for (const mongo of open.splice(0)) await mongo.close();
  await rm(directory, { recursive: true, force: true });
});

async function database() {
  const mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  open.push(mongo);
  const { connection } = mongo;
  return { connection, raw: connection.getClient().db() };
}
type Database = Awaited<ReturnType<typeof database>>;

type Stored = Document & { readonly _id: unknown };

/** Every type that is stored, at its edges, and more than one batch and one packet of it. */
const things: readonly Stored[] = [
  { _id: "numbers", int: new Int32(1), double: new Double(1), long: Long.fromString("9007199254740993"), minus: -0.5 },
  { _id: "texts", empty: "", words: "שלום 🦊", "with.dot": 1 },
  { _id: new ObjectId("0123456789abcdef01234567"), date: new Date(-1), nothing: null, nested: { list: [[], {}, [1]] } },
  { _id: 5, bytes: new Binary(randomBytes(3_000_000)), yes: true },
  ...Array.from({ length: 1_200 }, (_, index) => ({ _id: `many-${index}`, index })),
];

async function filled(): Promise<Database> {
  const full = await database();
  await full.raw.collection<Stored>("things").insertMany(things as Stored[]);
  await full.raw.collection("empty").createIndex({ a: 1 });
  await full.raw.collection<Stored>("processes").insertOne({ _id: "dead", beat: 4 });
  await full.raw.collection<Stored>("agendaJobs").insertOne({ _id: "job", lockedAt: new Date(), name: "job" });
  return full;
}

const options = (path: string, replace = false) => ({ path, replace, look_ms: 100 });
const rawOf = async ({ raw }: Database) =>
  (await raw.collection("things").find({}, { raw: true }).sort({ _id: 1 }).toArray()).map((bytes) =>
    Buffer.from(bytes as unknown as Uint8Array).toString("base64"),
  );

test("what was backed up comes back byte by byte", async () => {
  const from = await filled();
  const path = join(directory, "backup");
  expect(await backUp(from.connection, { path, look_ms: 100 })).toEqual({ agendaJobs: 1, empty: 0, things: 1_204 });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(directory)).toEqual(["backup"]);
  const to = await database();
  const { takenAt, counts } = await restore(to.connection, options(path));
  expect(counts).toEqual({ agendaJobs: 1, empty: 0, things: 1_204 });
  expect(Math.abs(Date.now() - takenAt.getTime())).toBeLessThan(600_000);
  expect(await rawOf(to)).toEqual(await rawOf(from));
  // Who was alive then, and what they held, is over.
  expect(await to.raw.collection("processes").countDocuments()).toBe(0);
  expect(await to.raw.collection<Stored>("agendaJobs").findOne()).toEqual({ _id: "job", name: "job" });
  expect(await to.raw.collection("schema").countDocuments()).toBe(0);
});

test("a database that has something in it is left alone, unless it is to be replaced", async () => {
  const from = await filled();
  const path = join(directory, "backup");
  await backUp(from.connection, { path, look_ms: 100 });
  const to = await database();
  await to.raw.collection<Stored>("things").insertOne({ _id: "mine" });
  await to.raw.collection<Stored>("others").insertOne({ _id: "mine" });
  await expect(restore(to.connection, options(path))).rejects.toThrow("this database is not empty");
  expect(await to.raw.collection("things").countDocuments()).toBe(1);
  await restore(to.connection, options(path, true));
  expect(await rawOf(to)).toEqual(await rawOf(from));
  expect(await to.raw.collection("others").countDocuments()).toBe(0);
});

test("a file that is damaged, cut off or something else touches nothing", async () => {
  const from = await filled();
  const path = join(directory, "backup");
  await backUp(from.connection, { path, look_ms: 100 });
  const whole = await readFile(path);
  const changed = Buffer.from(whole);
  changed.fill(0, whole.length >> 1, (whole.length >> 1) + 16);
  const broken = {
    changed,
    short: whole.subarray(0, -20),
    text: Buffer.from("hello, I am no backup"),
    none: Buffer.alloc(0),
  };
  const to = await database();
  await to.raw.collection<Stored>("others").insertOne({ _id: "mine" });
  for (const [name, bytes] of Object.entries(broken)) {
    await writeFile(join(directory, name), bytes);
    await expect(restore(to.connection, options(join(directory, name), true)), name).rejects.toMatchObject({
      name: "DamagedBackup",
    });
  }
  expect(await to.raw.collection("others").countDocuments()).toBe(1);
});

test("neither is done while a process works on the database", async () => {
  const from = await filled();
  const path = join(directory, "backup");
  await backUp(from.connection, { path, look_ms: 100 });
  const beat = () => from.raw.collection("processes").updateOne({ beat: { $gte: 0 } }, { $inc: { beat: 1 } });
  const beating = setInterval(beat, 20);
  const again = { path: join(directory, "again"), look_ms: 1_000 };
  await expect(backUp(from.connection, again)).rejects.toThrow("Easel is running on this database");
  await expect(restore(from.connection, { ...options(path, true), look_ms: 1_000 })).rejects.toThrow(
    "Easel is running",
  );
  clearInterval(beating);
  expect(await readdir(directory)).toEqual(["backup"]);
  expect(await from.raw.collection("things").countDocuments()).toBe(1_204);
});

test("no file is left of a copy during which a process began, whether it is still there or has left in good order", async () => {
  const from = await filled();
  // A dead heart that lies there is nobody.
  await backUp(from.connection, { path: join(directory, "quiet"), look_ms: 100 });
  const hearts = from.raw.collection<{ _id: string; beat: number }>("processes");
  await hearts.deleteMany({});
  const draft = join(directory, "backup.partial");
  const begun = async () => {
    await expect.poll(() => existsSync(draft), { timeout: 20_000 }).toBe(true);
    await hearts.insertOne({ _id: "late", beat: 1 });
  };
  for (const leaves of [false, true]) {
    // Long enough that it is still looked at when the process has left.
    const copying = backUp(from.connection, { path: join(directory, "backup"), look_ms: 3_000 });
    const refused = expect(copying).rejects.toThrow("Easel was started while the copy was taken");
    await begun();
    if (leaves) await new Promise((resolve) => setTimeout(resolve, 1_500));
    if (leaves) await hearts.deleteOne({ _id: "late" });
    await refused;
    await hearts.deleteOne({ _id: "late" });
    expect(await readdir(directory)).toEqual(["quiet"]);
  }
});

test("what is being written may be read by its owner alone, also where an earlier one was left behind", async () => {
  const from = await filled();
  const draft = join(directory, "backup.partial");
  await writeFile(draft, "left behind", { mode: 0o644 });
  const copying = backUp(from.connection, { path: join(directory, "backup"), look_ms: 1_500 });
  const modeOf = () => statSync(draft, { throwIfNoEntry: false })?.mode;
  await expect.poll(() => (modeOf() ?? 0) & 0o777, { timeout: 20_000, interval: 20 }).toBe(0o600);
  await copying;
  expect((await stat(join(directory, "backup"))).mode & 0o777).toBe(0o600);
});

test("Easel does not start on what a restore that was cut off has left, and the restore can be run again", async () => {
  const from = await filled();
  const path = join(directory, "backup");
  await backUp(from.connection, { path, look_ms: 100 });
  const to = await database();
  await markHalfRestored(to.raw);
  await to.raw.collection<Stored>("things").insertOne({ _id: "numbers" });
  const start = () => mongoMigrations({ connection: to.connection, process: "one", log: new TestLog() }).open();
  await expect(start()).rejects.toThrow("a restore into this database was begun and not completed");
  await expect(backUp(to.connection, { path: join(directory, "half"), look_ms: 100 })).rejects.toThrow("not completed");
  await restore(to.connection, options(path));
  expect(await rawOf(to)).toEqual(await rawOf(from));
  await start();
});
