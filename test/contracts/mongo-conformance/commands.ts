import { randomBytes } from "node:crypto";
import { Binary, type Document, GridFSBucket, Long, UUID } from "mongodb";
import { describe, expect, it } from "vitest";
import { codeOf, type Open, rawCommand, unless, useServer } from "./server.ts";

export function commands(open: Open): void {
  describe("a server", () => {
    const server = useServer(open);

    it("presents itself as a replica set that can do transactions", async (context) => {
      const hello = await server.client.db("admin").command({ hello: 1 });
      expect(hello).toMatchObject({
        ok: 1,
        isWritablePrimary: true,
        logicalSessionTimeoutMinutes: 30,
        maxBsonObjectSize: 16_777_216,
      });
      expect(hello["maxWireVersion"]).toBeGreaterThanOrEqual(9);
      await unless(server, context, "it has no replica set", async () => {
        expect(hello["hosts"]).toHaveLength(1);
        expect(hello["setName"]).toEqual(expect.any(String));
      });
    });

    it("answers ping, buildInfo, connectionStatus and getParameter", async (context) => {
      const admin = server.client.db("admin");
      expect(await admin.command({ ping: 1 })).toMatchObject({ ok: 1 });
      expect((await admin.command({ buildInfo: 1 }))["version"]).toMatch(/^\d+\.\d+/);
      expect((await admin.command({ connectionStatus: 1 }))["authInfo"]).toBeDefined();
      await unless(server, context, "it has no such parameters", async () => {
        expect((await admin.command({ getParameter: 1, featureCompatibilityVersion: 1 }))["ok"]).toBe(1);
        expect((await admin.command({ serverStatus: 1 }))["ok"]).toBe(1);
      });
    });

    it("refuses a command that it does not know", async () => {
      expect(await codeOf(() => server.database.command({ fly: 1 }))).toBe(59);
    });

    it("shows long results in batches", async () => {
      const collection = await server.collection(Array.from({ length: 500 }, (_, a) => ({ a })));
      const sorted = collection.find().sort({ _id: 1 });
      expect((await sorted.toArray()).map(({ a }) => a)).toEqual(Array.from({ length: 500 }, (_, a) => a));
      const seen: unknown[] = [];
      for await (const { a } of collection.find().sort({ a: -1 }).batchSize(7)) seen.push(a);
      expect(seen).toHaveLength(500);
      expect(seen[0]).toBe(499);
      const aggregated = await collection.aggregate([{ $project: { a: 1 } }], { batchSize: 50 }).toArray();
      expect(aggregated).toHaveLength(500);
    });

    it("keeps a cursor's result while documents change", async () => {
      const collection = await server.collection(Array.from({ length: 20 }, (_, a) => ({ a })));
      const cursor = collection.find().sort({ _id: 1 }).batchSize(5);
      await cursor.next();
      await collection.deleteMany({ a: { $gte: 1000 } });
      expect(await cursor.toArray()).toHaveLength(19);
    });

    it("honours skip, limit, a negative limit and an early close", async () => {
      const collection = await server.collection(Array.from({ length: 30 }, (_, a) => ({ a })));
      const ids = (await collection.find().sort({ a: 1 }).skip(5).limit(3).toArray()).map(({ a }) => a);
      expect(ids).toEqual([5, 6, 7]);
      expect(await collection.find({}, { limit: -2 }).toArray()).toHaveLength(2);
      const cursor = collection.find().batchSize(2);
      await cursor.next();
      await cursor.close();
      expect(cursor.killed).toBe(true);
    });

    it("does not know a cursor that is gone", async () => {
      const collection = await server.collection([{ a: 1 }]);
      const command = { getMore: Long.fromString("1234567890123"), collection: collection.collectionName };
      expect(await codeOf(() => server.database.command(command))).toBe(43);
    });

    it("splits results that are too large for one reply", async () => {
      const collection = await server.collection();
      for (let i = 0; i < 3; i++) await collection.insertOne({ _id: i, bytes: new Binary(Buffer.alloc(7_000_000, i)) });
      expect(await collection.find().toArray()).toHaveLength(3);
    });

    it("projects fields, elements and slices", async () => {
      const collection = await server.collection([{ a: 1, b: { c: 2, d: 3 }, list: [{ n: 1 }, { n: 2 }, { n: 3 }] }]);
      const show = async (projection: object, filter: object = {}) => collection.findOne(filter, { projection });
      expect(await show({ a: 1 })).toEqual({ _id: 1, a: 1 });
      expect(await show({ _id: 0, a: 1 })).toEqual({ a: 1 });
      expect(await show({ "b.c": 1 })).toEqual({ _id: 1, b: { c: 2 } });
      expect(await show({ b: 0, list: 0 })).toEqual({ _id: 1, a: 1 });
      expect(await show({ "list.n": 1, _id: 0 })).toEqual({ list: [{ n: 1 }, { n: 2 }, { n: 3 }] });
      expect(await show({ list: { $slice: 1 }, b: 0 })).toEqual({ _id: 1, a: 1, list: [{ n: 1 }] });
      expect(await show({ list: { $slice: [1, 1] }, a: 1 })).toMatchObject({ a: 1, list: [{ n: 2 }] });
      expect(await show({ list: { $elemMatch: { n: { $gt: 1 } } } })).toEqual({ _id: 1, list: [{ n: 2 }] });
      expect(await show({ "list.$": 1 }, { "list.n": 3 })).toEqual({ _id: 1, list: [{ n: 3 }] });
      expect(await show({ sum: { $add: ["$a", "$b.c"] }, _id: 0 })).toEqual({ sum: 3 });
      const code = await codeOf(() => show({ a: 1, b: 0 }));
      expect(code).toBe(server.isMongo ? 31254 : (code ?? 31254));
    });

    it("shows _id first, and other fields as they are stored", async () => {
      const collection = await server.collection([{ b: 1, a: 2, c: 3 }]);
      expect(Object.keys((await collection.findOne({}, { projection: { c: 1, b: 1 } })) ?? {})).toEqual([
        "_id",
        "b",
        "c",
      ]);
    });

    it("counts, with and without a filter, skip and limit", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 2 }, { a: 2 }]);
      expect(await collection.countDocuments()).toBe(3);
      expect(await collection.countDocuments({ a: 2 }, { limit: 1 })).toBe(1);
      expect(await collection.countDocuments({ a: 2 }, { skip: 1 })).toBe(1);
      expect(await collection.countDocuments({ a: 9 })).toBe(0);
      expect(await collection.estimatedDocumentCount()).toBe(3);
    });

    it("tells distinct values, elements of arrays included", async () => {
      const collection = await server.collection([{ a: 1, t: ["x", "y"] }, { a: 2, t: "x" }, { a: 1 }, { t: [] }]);
      expect((await collection.distinct("a")).sort()).toEqual([1, 2]);
      expect((await collection.distinct("t")).sort()).toEqual(["x", "y"]);
      expect(await collection.distinct("a", { t: "y" })).toEqual([1]);
    });

    it("lists, creates and drops collections and databases", async () => {
      const name = `own-${new UUID().toHexString().slice(0, 8)}`;
      await server.database.createCollection(name);
      const names = async (filter: object = {}): Promise<string[]> =>
        (await server.database.listCollections(filter).toArray()).map((each) => each.name);
      expect(await names()).toContain(name);
      expect(await names({ name })).toEqual([name]);
      expect((await server.database.listCollections({ name }).toArray())[0]).toMatchObject({ type: "collection" });
      expect(await codeOf(() => server.database.command({ create: name, capped: true, size: 4096 }))).toBeDefined();
      await server.database.collection(name).drop();
      expect(await names()).not.toContain(name);
      const { databases } = await server.client.db("admin").admin().listDatabases();
      await server.collection([{ a: 1 }]);
      expect(databases.map((each) => each.name)).toContain(server.database.databaseName);
      const other = server.client.db(`${server.database.databaseName}-x`);
      await other.collection("a").insertOne({ a: 1 });
      await other.dropDatabase();
      expect(await other.listCollections().toArray()).toEqual([]);
    });

    it("says that there are no indexes where there is no collection", async () => {
      expect(await codeOf(() => server.database.collection("nowhere").indexes())).toBe(26);
    });

    it("finds nothing in a collection that does not exist", async () => {
      const nowhere = server.database.collection("nowhere");
      expect(await nowhere.find().toArray()).toEqual([]);
      expect(await nowhere.countDocuments()).toBe(0);
      expect((await nowhere.deleteMany({})).deletedCount).toBe(0);
      expect(await nowhere.aggregate([{ $match: {} }]).toArray()).toEqual([]);
    });

    it("lets 200 debits in at once and not one too many", async () => {
      const collection = await server.collection([{ balance: 500 }]);
      const debit = async (): Promise<boolean> => {
        const taken = await collection.findOneAndUpdate({ _id: 1, balance: { $gte: 5 } }, { $inc: { balance: -5 } });
        return taken !== null;
      };
      const taken = await Promise.all(Array.from({ length: 200 }, debit));
      expect(taken.filter(Boolean)).toHaveLength(100);
      expect(await collection.findOne()).toEqual({ _id: 1, balance: 0 });
    });

    it("gives each of many takers another job", async () => {
      const collection = await server.collection(Array.from({ length: 60 }, (_, rank) => ({ rank, state: "new" })));
      await collection.createIndex({ state: 1, rank: 1 });
      const take = () =>
        collection.findOneAndUpdate({ state: "new" }, { $set: { state: "taken" } }, { sort: { rank: 1 } });
      const taken = await Promise.all(Array.from({ length: 80 }, take));
      const ids = taken.filter((each) => each !== null).map(({ _id }) => _id);
      expect(new Set(ids).size).toBe(60);
      expect(ids).toHaveLength(60);
    });

    it("does a retried write once", async (context) => {
      const collection = await server.collection([{ n: 0 }]);
      const lsid = { id: new UUID() };
      const write = {
        update: collection.collectionName,
        updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
        lsid,
        txnNumber: Long.ONE,
      };
      // Without the driver, which would number the writes itself.
      const send = (command: Document): Promise<Document> =>
        rawCommand(server.uri, { ...command, $db: server.database.databaseName });
      await unless(server, context, "it does not remember writes", async () => {
        const [first, second] = [await send(write), await send(write)];
        expect([first["nModified"], second["nModified"]]).toEqual([1, 1]);
        expect(await collection.findOne()).toEqual({ _id: 1, n: 1 });
        const insert = {
          insert: collection.collectionName,
          documents: [{ _id: "once" }],
          lsid,
          txnNumber: Long.fromNumber(2),
        };
        expect((await send(insert))["n"]).toBe(1);
        const again = await send(insert);
        expect([again["n"], again["writeErrors"]]).toEqual([1, undefined]);
        const find = {
          findAndModify: collection.collectionName,
          query: { _id: 1 },
          update: { $inc: { n: 1 } },
          new: true,
          lsid,
          txnNumber: Long.fromNumber(3),
        };
        expect((await send(find))["value"]).toEqual({ _id: 1, n: 2 });
        expect((await send(find))["value"]).toEqual({ _id: 1, n: 2 });
        expect(await send(insert)).toMatchObject({ ok: 0, code: 225 });
      });
    });

    it("takes and gives files through GridFS", async () => {
      const bucket = new GridFSBucket(server.database, { bucketName: "files", chunkSizeBytes: 100_000 });
      const content = randomBytes(350_123);
      const upload = bucket.openUploadStream("picture.png", { metadata: { kind: "picture" } });
      await new Promise<void>((resolve, reject) => {
        upload.once("finish", () => resolve());
        upload.once("error", reject);
        upload.end(content);
      });
      const read = async (options = {}): Promise<Buffer> => {
        const parts: Buffer[] = [];
        for await (const part of bucket.openDownloadStream(upload.id, options)) parts.push(part as Buffer);
        return Buffer.concat(parts);
      };
      expect((await read()).equals(content)).toBe(true);
      expect((await read({ start: 99_990, end: 200_010 })).equals(content.subarray(99_990, 200_010))).toBe(true);
      const [file] = await bucket.find({ "metadata.kind": "picture" }).toArray();
      expect(file).toMatchObject({ length: 350_123, filename: "picture.png" });
      await bucket.delete(upload.id);
      expect(await server.database.collection("files.chunks").countDocuments()).toBe(0);
    });
  });
}
