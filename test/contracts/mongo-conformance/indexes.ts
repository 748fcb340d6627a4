import type { Collection, Document } from "mongodb";
import { describe, expect, it, type TestContext } from "vitest";
import { type Checked, codeOf, type Open, type ServerUnderTest, unless, useServer } from "./server.ts";

const stagesOf = (plan: unknown): string[] => {
  if (typeof plan !== "object" || plan === null) return [];
  const { stage, inputStage } = plan as Document;
  return [String(stage), ...stagesOf(inputStage)];
};

/** Whether a server uses an index can only be asked where it explains in MongoDB's words. */
async function expectIndex(
  server: ServerUnderTest,
  context: TestContext,
  collection: Collection<Checked>,
  filter: Document,
  sort: Document = {},
): Promise<void> {
  await unless(server, context, "it explains its plans in other words", async () => {
    const explained = await collection.find(filter).sort(sort).explain("executionStats");
    const stages = stagesOf(explained["queryPlanner"].winningPlan);
    expect(stages.some((stage) => /IXSCAN|IDHACK|EXPRESS/.test(stage))).toBe(true);
    expect(stages).not.toContain("SORT");
    expect(explained["executionStats"].totalDocsExamined).toBeLessThanOrEqual(
      explained["executionStats"].nReturned + 1,
    );
  });
}

export function indexes(open: Open): void {
  describe("an index", () => {
    const server = useServer(open);
    const many = Array.from({ length: 60 }, (_, i) => ({
      a: i % 6,
      b: i,
      at: new Date(i),
      tags: [`t${i % 3}`, `u${i}`],
    }));

    it("has a name of its keys, and is listed with its options", async () => {
      const collection = await server.collection();
      expect(await collection.createIndex({ a: 1, b: -1 })).toBe("a_1_b_-1");
      await collection.createIndex({ c: 1 }, { name: "own", unique: true, sparse: true });
      await collection.createIndex({ d: 1 }, { partialFilterExpression: { d: { $gt: 5 } }, expireAfterSeconds: 60 });
      const listed = await collection.indexes();
      expect(listed.map(({ name }) => name).sort()).toEqual(["_id_", "a_1_b_-1", "d_1", "own"]);
      expect(listed.find(({ name }) => name === "own")).toMatchObject({ key: { c: 1 }, unique: true, sparse: true });
      expect(listed.find(({ name }) => name === "d_1")).toMatchObject({
        expireAfterSeconds: 60,
        partialFilterExpression: { d: { $gt: 5 } },
      });
    });

    it("is told of by how many there were before and are now, so that one that was lost shows", async () => {
      const collection = await server.collection();
      await collection.insertOne({ _id: 1, a: 1 });
      const make = (...keys: string[]) =>
        server.database.command({
          createIndexes: collection.collectionName,
          indexes: keys.map((key) => ({ key: { [key]: 1 }, name: `${key}_1` })),
          writeConcern: { w: "majority" },
        });
      expect(await make("a", "b")).toMatchObject({ numIndexesBefore: 1, numIndexesAfter: 3, ok: 1 });
      expect(await make("a", "b")).toMatchObject({ numIndexesBefore: 3, numIndexesAfter: 3, ok: 1 });
      await collection.dropIndex("a_1");
      expect(await make("a", "b", "c")).toMatchObject({ numIndexesBefore: 2, numIndexesAfter: 4, ok: 1 });
    });

    it("may be asked for again", async () => {
      const collection = await server.collection();
      await collection.createIndex({ a: 1 }, { unique: true });
      await collection.createIndex({ a: 1 }, { unique: true });
      expect(await collection.indexes()).toHaveLength(2);
    });

    it("cannot have two names, two kinds or two lifetimes", async () => {
      const collection = await server.collection();
      await collection.createIndex({ a: 1 });
      await collection.createIndex({ t: 1 }, { expireAfterSeconds: 5 });
      expect(await codeOf(() => collection.createIndex({ a: 1 }, { name: "other" }))).toBe(85);
      expect(await codeOf(() => collection.createIndex({ a: 1 }, { unique: true }))).toBe(86);
      expect(await codeOf(() => collection.createIndex({ b: 1 }, { name: "a_1" }))).toBe(86);
      expect(await codeOf(() => collection.createIndex({ t: 1 }, { expireAfterSeconds: 6 }))).toBe(85);
    });

    it("can be dropped by name, or all at once, but not on _id", async () => {
      const collection = await server.collection();
      await collection.createIndex({ a: 1 });
      await collection.createIndex({ b: 1 });
      await collection.dropIndex("a_1");
      expect(await codeOf(() => collection.dropIndex("a_1"))).toBe(27);
      expect(await codeOf(() => collection.dropIndex("_id_"))).toBe(72);
      await collection.dropIndexes();
      expect(await collection.indexes()).toHaveLength(1);
    });

    it("that is unique refuses the second, with its key", async (context) => {
      const collection = await server.collection([{ a: 1, b: 1 }]);
      await collection.createIndex({ a: 1, b: 1 }, { unique: true });
      await collection.insertOne({ _id: 2, a: 1, b: 2 });
      expect(await codeOf(() => collection.insertOne({ _id: 3, a: 1, b: 1 }))).toBe(11000);
      expect(await codeOf(() => collection.updateOne({ _id: 2 }, { $set: { b: 1 } }))).toBe(11000);
      expect(await collection.countDocuments({ a: 1, b: 1 })).toBe(1);
      await unless(server, context, "the error does not name the key", async () => {
        const error = collection.insertOne({ _id: 3, a: 1, b: 1 });
        await expect(error).rejects.toMatchObject({ keyPattern: { a: 1, b: 1 }, keyValue: { a: 1, b: 1 } });
      });
    });

    it("that is unique counts a missing field once, and compares numbers by value", async () => {
      const collection = await server.collection([{}, { a: 1 }]);
      await collection.createIndex({ a: 1 }, { unique: true });
      expect(await codeOf(() => collection.insertOne({ _id: 3 }))).toBe(11000);
      expect(await codeOf(() => collection.insertOne({ _id: 4, a: null }))).toBe(11000);
      expect(await codeOf(() => collection.insertOne({ _id: 5, a: 1.0 }))).toBe(11000);
      expect(await codeOf(() => collection.insertOne({ _id: 6, a: "1" }))).toBeUndefined();
    });

    it("that is unique cannot be made over documents that break it", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 1 }]);
      expect(await codeOf(() => collection.createIndex({ a: 1 }, { unique: true }))).toBe(11000);
      expect(await collection.indexes()).toHaveLength(1);
    });

    it("that is sparse passes over documents without the field", async (context) => {
      const collection = await server.collection([{ a: 1 }, {}, {}]);
      await collection.createIndex({ a: 1 }, { unique: true, sparse: true });
      await collection.insertOne({ _id: 9 });
      expect(await collection.find({ a: { $ne: 5 } }).toArray()).toHaveLength(4);
      expect(await collection.find({ a: null }).toArray()).toHaveLength(3);
      expect(await collection.find().sort({ a: 1 }).toArray()).toHaveLength(4);
      await expectIndex(server, context, collection, { a: 1 });
    });

    it("that is partial holds only for what its filter finds", async (context) => {
      const collection = await server.collection([{ k: "x", open: true }, { k: "x", open: false }, { k: "x" }]);
      await collection.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { open: true } });
      expect(await codeOf(() => collection.insertOne({ _id: 7, k: "x", open: true }))).toBe(11000);
      expect(await codeOf(() => collection.updateOne({ _id: 2 }, { $set: { open: true } }))).toBe(11000);
      expect(await collection.find({ k: "x" }).toArray()).toHaveLength(3);
      await expectIndex(server, context, collection, { k: "x", open: true });
    });

    it("that is partial by $exists serves equality", async (context) => {
      const collection = await server.collection([{ k: "x" }, {}, {}, { k: "y" }]);
      await collection.createIndex({ k: 1 }, { unique: true, partialFilterExpression: { k: { $exists: true } } });
      await collection.insertOne({ _id: 9 });
      expect(await codeOf(() => collection.insertOne({ _id: 10, k: "x" }))).toBe(11000);
      await expectIndex(server, context, collection, { k: "x" });
    });

    it("on an array holds each element, across documents", async (context) => {
      const collection = await server.collection([{ ids: ["d:1", "t:1"] }, { ids: ["d:2"] }]);
      await collection.createIndex({ ids: 1 }, { unique: true });
      expect(await codeOf(() => collection.insertOne({ _id: 3, ids: ["x", "t:1"] }))).toBe(11000);
      expect(await codeOf(() => collection.updateOne({ _id: 2 }, { $push: { ids: "t:1" } as never }))).toBe(11000);
      expect(await codeOf(() => collection.insertOne({ _id: 4, ids: ["y", "y"] }))).toBeUndefined();
      await expectIndex(server, context, collection, { ids: "t:1" });
    });

    it("on a field of documents in an array holds each", async (context) => {
      const collection = await server.collection([{ who: [{ id: "a" }, { id: "b" }] }, { who: [{ id: "c" }] }]);
      await collection.createIndex({ "who.id": 1 }, { unique: true });
      expect(await codeOf(() => collection.insertOne({ _id: 3, who: [{ id: "b" }] }))).toBe(11000);
      await expectIndex(server, context, collection, { "who.id": "c" });
    });

    it("cannot span two arrays", async (context) => {
      const collection = await server.collection();
      await collection.createIndex({ a: 1, b: 1 });
      await unless(server, context, "it indexes two arrays", async () => {
        expect(await codeOf(() => collection.insertOne({ _id: 1, a: [1], b: [2] }))).toBe(171);
        expect(await collection.countDocuments()).toBe(0);
      });
    });

    it("frees its key when the document goes or changes", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 2 }]);
      await collection.createIndex({ a: 1 }, { unique: true });
      await collection.deleteOne({ a: 1 });
      await collection.updateOne({ a: 2 }, { $set: { a: 3 } });
      await collection.insertMany([
        { _id: 11, a: 1 },
        { _id: 12, a: 2 },
      ]);
      expect(await collection.countDocuments()).toBe(3);
    });

    it("serves equality, lists, ranges and sorting, alone and together", async (context) => {
      const collection = await server.collection(many);
      await collection.createIndex({ a: 1, b: 1 });
      await collection.createIndex({ at: 1 });
      const cases: [Document, Document][] = [
        [{ a: 3 }, {}],
        [{ a: { $in: [1, 4] } }, {}],
        [{ a: 2, b: { $gt: 20, $lte: 40 } }, {}],
        [{ at: { $lt: new Date(9) } }, { at: 1 }],
        [{ a: 2 }, { b: 1 }],
        [{ a: 2 }, { b: -1 }],
        [{ a: { $gte: 4 } }, { a: 1, b: 1 }],
        [{}, { at: -1 }],
        [{ _id: 7 }, {}],
      ];
      for (const [filter, sort] of cases) {
        const found = await collection.find(filter).sort(sort).toArray();
        const plain = await collection
          .find(filter, { hint: { $natural: 1 } })
          .sort(sort)
          .toArray();
        if (Object.keys(sort).length > 0) expect(found).toEqual(plain);
        else expect(found.map(({ _id }) => Number(_id)).sort()).toEqual(plain.map(({ _id }) => Number(_id)).sort());
        expect(found.length).toBeGreaterThan(0);
      }
      for (const [filter, sort] of cases) await expectIndex(server, context, collection, filter, sort);
    });

    it("serves both sides of an $or", async (context) => {
      const collection = await server.collection(many);
      await collection.createIndex({ b: 1 });
      await collection.createIndex({ a: 1 });
      const found = await collection.find({ $or: [{ b: 3 }, { a: 1, b: { $lt: 10 } }] }).toArray();
      expect(found.map(({ b }) => b).sort()).toEqual([1, 3, 7]);
      expect(await collection.countDocuments({ $or: [{ b: 3 }, { b: 3 }] })).toBe(1);
      await expectIndex(server, context, collection, { $or: [{ b: 3 }, { b: 5 }] });
    });

    it("can be named by a hint, which must exist", async () => {
      const collection = await server.collection(many);
      await collection.createIndex({ b: 1 }, { name: "by-b" });
      expect(await collection.find({ a: 1 }, { hint: "by-b" }).toArray()).toHaveLength(10);
      expect(await collection.find({ a: 1 }, { hint: { b: 1 } }).toArray()).toHaveLength(10);
      expect(await codeOf(() => collection.find({}, { hint: "nope" }).toArray())).toBe(2);
    });

    it("with a lifetime wants a single field", async (context) => {
      const collection = await server.collection();
      await unless(server, context, "another code", async () => {
        expect(await codeOf(() => collection.createIndex({ a: 1, b: 1 }, { expireAfterSeconds: 1 }))).toBe(67);
      });
    });

    it("with a lifetime deletes what is over, and nothing else", async (context) => {
      if (!server.isEmbedded) context.skip("this server looks once a minute only");
      const collection = await server.collection([
        { at: new Date(Date.now() - 60_000) },
        { at: new Date(Date.now() + 60_000) },
        { at: "no date" },
        {},
      ]);
      await collection.createIndex({ at: 1 }, { expireAfterSeconds: 30 });
      await expect.poll(() => collection.countDocuments(), { timeout: 30_000 }).toBe(3);
      expect(await collection.findOne({ _id: 1 })).toBeNull();
    });

    it("with a lifetime can be given another", async (context) => {
      const collection = await server.collection();
      await collection.createIndex({ at: 1 }, { expireAfterSeconds: 10 });
      await unless(server, context, "it cannot change an index", async () => {
        await server.database.command({
          collMod: collection.collectionName,
          index: { keyPattern: { at: 1 }, expireAfterSeconds: 20 },
        });
        expect((await collection.indexes()).find(({ name }) => name === "at_1")).toMatchObject({
          expireAfterSeconds: 20,
        });
      });
    });

    it("that is unique lets one of many racers through", async () => {
      const collection = await server.collection();
      await collection.createIndex({ key: 1 }, { unique: true });
      const codes = await Promise.all(
        Array.from({ length: 20 }, (_, i) => codeOf(() => collection.insertOne({ _id: i, key: "same" }))),
      );
      expect(codes.filter((code) => code === undefined)).toHaveLength(1);
      expect(codes.filter((code) => code === 11000)).toHaveLength(19);
    });

    it("that is unique makes racing upserts one document", async () => {
      const collection = await server.collection();
      await collection.createIndex({ key: 1 }, { unique: true });
      const run = (): Promise<unknown> =>
        collection.updateOne({ key: "k" }, { $inc: { n: 1 }, $setOnInsert: { first: true } }, { upsert: true });
      const patient = async (): Promise<void> => {
        while ((await codeOf(run)) === 11000);
      };
      await Promise.all(Array.from({ length: 30 }, patient));
      expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).toEqual([
        { key: "k", first: true, n: 30 },
      ]);
    });
  });
}
