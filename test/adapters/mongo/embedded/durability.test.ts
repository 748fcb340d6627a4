import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EmbeddedMongo, startEmbeddedMongo } from "../../../../adapters/mongo/embedded/start.ts";
import { startServer } from "./process.ts";

interface Numbered {
  _id: number | string;
  n?: number;
  a?: number;
  i?: number;
  l?: bigint;
  d?: number;
  key?: string;
  text?: string;
  bytes?: Buffer;
}

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "easel-embedded-"));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

const file = (): string => join(dataDir, "easel.db");
const start = (): Promise<EmbeddedMongo> => startEmbeddedMongo({ dataDir, binary: "never" });

/** Opens the data, lets `run` use it, and closes it again. */
async function opened<T>(run: (client: MongoClient) => Promise<T>): Promise<T> {
  const engine = await start();
  const client = await MongoClient.connect(engine.uri);
  try {
    return await run(client);
  } finally {
    await client.close();
    await engine.stop();
  }
}

const all = (): Promise<Numbered[]> =>
  opened((client) => client.db("app").collection<Numbered>("things").find().sort({ _id: 1 }).toArray());

const insert = (...ids: number[]): Promise<unknown> =>
  opened((client) =>
    client
      .db("app")
      .collection<Numbered>("things")
      .insertMany(ids.map((_id) => ({ _id }))),
  );

describe("the data file", () => {
  it("keeps every acknowledged write when the process is killed", async () => {
    const server = await startServer(["--port", "0", "--data", dataDir]);
    const client = await MongoClient.connect(server.uri, { serverSelectionTimeoutMS: 500, retryWrites: false });
    const things = client.db("app").collection<Numbered>("things");
    await things.createIndex({ key: 1 }, { unique: true, sparse: true });
    await things.insertMany([
      { _id: "counter", n: 0 },
      { _id: "left", n: 0 },
      { _id: "right", n: 0 },
    ]);
    const acknowledged: number[] = [];
    let counted = 0;
    let next = 0;
    const until = async (write: () => Promise<unknown>): Promise<void> => {
      for (;;) {
        try {
          await write();
        } catch {
          return;
        }
      }
    };
    const writers = [
      ...Array.from({ length: 4 }, () =>
        until(async () => {
          const _id = ++next;
          await things.insertOne({ _id, key: `k${_id}`, text: "x".repeat(_id % 300) });
          acknowledged.push(_id);
        }),
      ),
      until(async () => {
        await things.updateOne({ _id: "counter" }, { $inc: { n: 1 } });
        counted++;
      }),
      until(async () => {
        await client.withSession((session) =>
          session.withTransaction(
            async () => {
              await things.updateOne({ _id: "left" }, { $inc: { n: 1 } }, { session });
              await things.updateOne({ _id: "right" }, { $inc: { n: 1 } }, { session });
            },
            { timeoutMS: 500 },
          ),
        );
      }),
    ];
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(300);
    await server.kill("SIGKILL");
    await Promise.all(writers);
    await client.close();

    const found = new Map((await all()).map((each) => [each._id, each]));
    expect(acknowledged.filter((id) => found.get(id)?.key !== `k${id}`)).toEqual([]);
    const n = Number(found.get("counter")?.n);
    // One increment may have been written when its answer was lost.
    expect(n - counted).toBeGreaterThanOrEqual(0);
    expect(n - counted).toBeLessThanOrEqual(1);
    expect(found.get("left")?.n).toBe(found.get("right")?.n);
    expect(Number(found.get("left")?.n)).toBeGreaterThan(0);
    await opened(async (reopened) => {
      const again = reopened.db("app").collection<Numbered>("things");
      await expect(again.insertOne({ _id: -1, key: "k1" })).rejects.toMatchObject({ code: 11000 });
    });
  }, 40_000);

  it("loses only a record that was torn at its end", async () => {
    await insert(1, 2);
    const whole = statSync(file()).size;
    await insert(3);
    const complete = readFileSync(file());
    for (let size = complete.length - 1; size > whole; size -= 7) {
      writeFileSync(file(), complete.subarray(0, size));
      expect((await all()).map(({ _id }) => _id)).toEqual([1, 2]);
      expect(statSync(file()).size).toBe(whole);
    }
    await insert(4);
    expect((await all()).map(({ _id }) => _id)).toEqual([1, 2, 4]);
  });

  it("drops what is not a record, but puts it aside", async () => {
    await insert(1);
    const whole = statSync(file()).size;
    appendFileSync(file(), Buffer.concat([Buffer.from([4, 0, 0, 0, 9, 9, 9, 9]), Buffer.from("what")]));
    expect((await all()).map(({ _id }) => _id)).toEqual([1]);
    expect(statSync(file()).size).toBe(whole);
    expect(readFileSync(`${file()}.damaged`).toString("latin1")).toContain("what");
  });

  it("drops zeros that a power cut left", async () => {
    await insert(1);
    truncateSync(file(), statSync(file()).size + 5_000);
    await insert(2);
    expect((await all()).map(({ _id }) => _id)).toEqual([1, 2]);
    expect(existsSync(`${file()}.damaged`)).toBe(false);
  });

  it("is refused if something else wrote it", async () => {
    writeFileSync(file(), "this is my diary, not a database");
    await expect(start()).rejects.toThrow("is not a database of Easel");
    expect(readFileSync(file(), "utf8")).toContain("diary");
  });

  it("shrinks at a start to what is alive, indexes included", async () => {
    await opened(async (client) => {
      const things = client.db("app").collection<Numbered>("things");
      await things.createIndex({ a: 1 }, { name: "by-a" });
      await things.insertMany([
        { _id: 1, a: 0 },
        { _id: 2, a: 0, text: "x".repeat(1000) },
      ]);
      for (let i = 0; i < 300; i++) await things.updateOne({ _id: 1 }, { $inc: { a: 1 } });
      await things.deleteOne({ _id: 2 });
      await client.db("app").createCollection("empty");
      await client.db("app").collection("gone").insertOne({});
      await client.db("app").collection("gone").drop();
    });
    const before = statSync(file()).size;
    expect(await all()).toEqual([{ _id: 1, a: 300 }]);
    expect(statSync(file()).size).toBeLessThan(before / 10);
    await opened(async (client) => {
      expect((await client.db("app").listCollections().toArray()).map(({ name }) => name).sort()).toEqual([
        "empty",
        "things",
      ]);
      expect((await client.db("app").collection("things").indexes()).map(({ name }) => name)).toEqual(["_id_", "by-a"]);
    });
  });

  it("shrinks while it is in use when most of it is garbage", async () => {
    await opened(async (client) => {
      const things = client.db("app").collection<Numbered>("things");
      await things.insertMany([{ _id: 1 }, { _id: 2 }]);
      for (let i = 0; i < 24; i++)
        await things.updateOne({ _id: 1 }, { $set: { i, bytes: Buffer.alloc(2_000_000, i) } });
      expect(statSync(file()).size).toBeLessThan(34_000_000);
      await things.insertOne({ _id: 3 });
    });
    expect((await all()).map(({ _id, i }) => [_id, i])).toEqual([
      [1, 23],
      [2, undefined],
      [3, undefined],
    ]);
  });

  it("leaves no half-written copy behind", async () => {
    await insert(1);
    writeFileSync(`${file()}.new`, "half");
    await insert(2);
    expect(existsSync(`${file()}.new`)).toBe(false);
    expect(await all()).toHaveLength(2);
  });

  it("keeps the type of every number", async () => {
    await opened((client) =>
      client
        .db("app")
        .collection<Numbered>("things")
        .insertOne({ _id: 1, i: 1, l: 2n ** 60n, d: 1.5 }),
    );
    await opened(async (client) => {
      const things = client.db("app").collection<Numbered>("things");
      expect(await things.countDocuments({ i: { $type: "int" }, l: { $type: "long" }, d: { $type: "double" } })).toBe(
        1,
      );
      expect(await things.countDocuments({ l: 2n ** 60n })).toBe(1);
    });
  });

  it("is not opened for production", async () => {
    await expect(startEmbeddedMongo({ dataDir, production: true })).rejects.toThrow("set MONGODB_URI to a real one");
    expect(existsSync(file())).toBe(false);
  });
});
