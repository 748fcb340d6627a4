import { type Document, Double, Long, MongoBulkWriteError } from "mongodb";
import { describe, expect, it } from "vitest";
import { codeOf, type Open, unless, useServer } from "./server.ts";

type Update = Document | Document[];
/** One document (without its `_id`), an update, and the document after it or the code of the refusal. */
type Row = [
  fact: string,
  before: Document,
  update: Update,
  after: Document | { code: number },
  options?: { filter?: Document; arrayFilters?: Document[]; differs?: string },
];

const day = new Date(Date.UTC(2026, 0, 1));
const lots = {
  lots: [
    { id: "x", n: 1 },
    { id: "y", n: 5 },
    { id: "z", n: 5 },
  ],
};

const ROWS: Row[] = [
  [
    "$set writes and makes what is missing on the way",
    { a: 1 },
    { $set: { b: 2, "c.d": 3 } },
    { a: 1, b: 2, c: { d: 3 } },
  ],
  ["$set reaches into an array by number", { a: [1, 2] }, { $set: { "a.1": 9 } }, { a: [1, 9] }],
  ["$set past the end of an array fills with null", { a: [1] }, { $set: { "a.3": 9 } }, { a: [1, null, null, 9] }],
  ["$set cannot go through a scalar", { a: 1 }, { $set: { "a.b": 1 } }, { code: 28 }],
  ["$set cannot go through null", { a: [null] }, { $set: { "a.0.x": 1 } }, { code: 28 }],
  ["$set cannot name a field of an array", { a: [1] }, { $set: { "a.b": 1 } }, { code: 28 }],
  ["$set of a whole document replaces it", { a: { x: 1, y: 2 } }, { $set: { a: { z: 3 } } }, { a: { z: 3 } }],
  [
    "new fields come in the order of their names",
    {},
    { $set: { b: 1, a: 2 } },
    { a: 2, b: 1 },
    { differs: "it keeps the order of the update" },
  ],
  ["$unset removes", { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: "", "b.c": "" } }, { b: { d: 2 } }],
  ["$unset of what is not there changes nothing", { a: 1 }, { $unset: { b: "" } }, { a: 1 }],
  ["$unset in an array leaves null", { a: [1, 2] }, { $unset: { "a.0": "" } }, { a: [null, 2] }],
  ["$inc adds, and starts at nothing", { a: 1 }, { $inc: { a: 2, b: -3 } }, { a: 3, b: -3 }],
  ["$inc on a string is refused", { a: "1" }, { $inc: { a: 1 } }, { code: 14 }],
  ["$inc on null is refused", { a: null }, { $inc: { a: 1 } }, { code: 14 }],
  ["$inc by a string is refused", { a: 1 }, { $inc: { a: "1" } }, { code: 14 }],
  ["$inc takes fractions", { a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  ["$mul multiplies, and makes zero of nothing", { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
  ["$min keeps the lesser", { a: 5, b: 5 }, { $min: { a: 3, b: 9, c: 1 } }, { a: 3, b: 5, c: 1 }],
  ["$max keeps the greater", { a: 5, b: 5 }, { $max: { a: 3, b: 9, c: 1 } }, { a: 5, b: 9, c: 1 }],
  ["$max compares dates", { a: day }, { $max: { a: new Date(+day + 1) } }, { a: new Date(+day + 1) }],
  ["$min across types uses their order", { a: "x" }, { $min: { a: 7 } }, { a: 7 }],
  ["$rename moves a field to the end", { a: 1, b: 2 }, { $rename: { a: "c" } }, { b: 2, c: 1 }],
  ["$rename of what is not there changes nothing", { a: 1 }, { $rename: { x: "y" } }, { a: 1 }],
  ["$push appends, and makes the array", { a: [1] }, { $push: { a: 2, b: 3 } }, { a: [1, 2], b: [3] }],
  ["$push appends an array as one element", { a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  ["$push with $each appends several", { a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
  [
    "$push with $slice keeps the last",
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: -3 } } },
    { a: [2, 3, 4] },
  ],
  [
    "$push with $slice keeps the first",
    { a: [1, 2] },
    { $push: { a: { $each: [3, 4], $slice: 3 } } },
    { a: [1, 2, 3] },
  ],
  ["$push with $slice 0 empties", { a: [1, 2] }, { $push: { a: { $each: [3], $slice: 0 } } }, { a: [] }],
  [
    "$push with $position inserts",
    { a: [1, 4] },
    { $push: { a: { $each: [2, 3], $position: 1 } } },
    { a: [1, 2, 3, 4] },
  ],
  [
    "$push with $sort orders by a field",
    { a: [{ n: 3 }] },
    { $push: { a: { $each: [{ n: 1 }, { n: 2 }], $sort: { n: 1 } } } },
    { a: [{ n: 1 }, { n: 2 }, { n: 3 }] },
  ],
  [
    "$push with $sort orders values",
    { a: [3] },
    { $push: { a: { $each: [1, 2], $sort: -1, $slice: 2 } } },
    { a: [3, 2] },
  ],
  ["$push on a scalar is refused", { a: 1 }, { $push: { a: 2 } }, { code: 2 }],
  ["$addToSet adds what is not there", { a: [1] }, { $addToSet: { a: 2 } }, { a: [1, 2] }],
  ["$addToSet leaves what is there", { a: [1, { x: 1 }] }, { $addToSet: { a: { x: 1 } } }, { a: [1, { x: 1 }] }],
  [
    "$addToSet tells the order of fields apart",
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } },
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  ["$addToSet with $each adds each once", { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  ["$addToSet on a scalar is refused", { a: 1 }, { $addToSet: { a: 2 } }, { code: 2 }],
  ["$pull removes every equal element", { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ["$pull takes conditions on values", { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [
    "$pull takes conditions on documents",
    lots,
    { $pull: { lots: { n: { $lt: 5 }, id: "x" } } },
    { lots: lots.lots.slice(1) },
  ],
  [
    "$pull with a document wants only the fields it names",
    lots,
    { $pull: { lots: { n: 5 } } },
    { lots: lots.lots.slice(0, 1) },
  ],
  ["$pull with $in removes several", { a: [1, 2, 3] }, { $pull: { a: { $in: [1, 3] } } }, { a: [2] }],
  ["$pull of nothing changes nothing", { a: [1] }, { $pull: { b: 1 } }, { a: [1] }],
  ["$pull on a scalar is refused", { a: 1 }, { $pull: { a: 1 } }, { code: 2 }],
  ["$pullAll removes a list of values", { a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
  ["$pop takes from the end", { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  ["$pop and $pull refuse a path through a scalar", { a: 1 }, { $pull: { "a.b": 1 } }, { code: 28 }],
  ["$unset accepts a path through a scalar", { a: 1 }, { $unset: { "a.b": "" } }, { a: 1 }, { differs: "it refuses" }],
  ["$pop takes from the start", { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  ["$bit works on bits", { a: 5 }, { $bit: { a: { or: 2 } } }, { a: 7 }],
  ["$setOnInsert does nothing to what is there", { a: 1 }, { $setOnInsert: { b: 1 }, $set: { c: 1 } }, { a: 1, c: 1 }],
  ["two operators on one path are refused", { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, { code: 40 }],
  ["a path and a path inside of it are refused", { a: {} }, { $set: { a: {}, "a.b": 1 } }, { code: 40 }],
  ["an unknown operator is refused", { a: 1 }, { $enlarge: { a: 1 } }, { code: 9 }],
  ["_id cannot change", { a: 1 }, { $set: { _id: 99 } }, { code: 66 }],
  ["_id may be set to what it is", { a: 1 }, { $set: { _id: 1, a: 2 } }, { a: 2 }],
  [
    "$ means the element that the filter found",
    lots,
    { $set: { "lots.$.n": 0 } },
    {
      lots: [
        { id: "x", n: 1 },
        { id: "y", n: 0 },
        { id: "z", n: 5 },
      ],
    },
    { filter: { "lots.n": 5 } },
  ],
  [
    "$ follows $elemMatch",
    lots,
    { $inc: { "lots.$.n": 1 } },
    {
      lots: [
        { id: "x", n: 1 },
        { id: "y", n: 5 },
        { id: "z", n: 6 },
      ],
    },
    { filter: { lots: { $elemMatch: { id: "z", n: 5 } } } },
  ],
  [
    "$ stands for a plain element too",
    { a: [1, 2, 3] },
    { $set: { "a.$": 9 } },
    { a: [1, 9, 3] },
    { filter: { a: 2 } },
  ],
  ["$ without an array in the filter is refused", lots, { $set: { "lots.$.n": 0 } }, { code: 2 }],
  [
    "$[] means all elements",
    lots,
    { $inc: { "lots.$[].n": 1 } },
    {
      lots: [
        { id: "x", n: 2 },
        { id: "y", n: 6 },
        { id: "z", n: 6 },
      ],
    },
  ],
  [
    "$[name] means the elements that its filter allows",
    lots,
    { $set: { "lots.$[lot].n": 0 } },
    {
      lots: [
        { id: "x", n: 1 },
        { id: "y", n: 0 },
        { id: "z", n: 0 },
      ],
    },
    { arrayFilters: [{ "lot.n": { $gte: 5 } }] },
  ],
  [
    "$[name] works on plain values",
    { a: [1, 5, 9] },
    { $inc: { "a.$[big]": 1 } },
    { a: [1, 6, 10] },
    { arrayFilters: [{ big: { $gt: 3 } }] },
  ],
  ["$[name] without a filter is refused", lots, { $set: { "lots.$[lot].n": 0 } }, { code: 2 }],
  [
    "an array filter that nothing uses is refused",
    lots,
    { $set: { a: 1 } },
    { code: 9 },
    { arrayFilters: [{ "lot.n": 1 }] },
  ],
  ["$[] on what is not there is refused", {}, { $set: { "lots.$[].n": 0 } }, { code: 2 }],
  [
    "a pipeline computes from the document",
    { a: 2, b: 3 },
    [{ $set: { c: { $add: ["$a", "$b"] } } }],
    { a: 2, b: 3, c: 5 },
  ],
  [
    "a pipeline's stages see each other's results",
    { a: 2 },
    [{ $set: { b: { $multiply: ["$a", 2] } } }, { $set: { c: "$b" } }],
    { a: 2, b: 4, c: 4 },
  ],
  ["a pipeline may remove", { a: 1, b: 2 }, [{ $unset: "a" }], { b: 2 }],
  [
    "a pipeline chooses with $cond",
    { a: 1 },
    [{ $set: { a: { $cond: [{ $gt: ["$a", 0] }, "more", "less"] } } }],
    { a: "more" },
  ],
  ["a pipeline fills gaps with $ifNull", {}, [{ $set: { a: { $ifNull: ["$a", 7] } } }], { a: 7 }],
  [
    "a pipeline replaces the document",
    { a: { b: 1 } },
    [{ $replaceWith: { $mergeObjects: [{ _id: "$_id" }, "$a"] } }],
    { b: 1 },
  ],
  [
    "a pipeline appends with $concatArrays",
    { a: [1] },
    [{ $set: { a: { $concatArrays: ["$a", [2]] } } }],
    { a: [1, 2] },
  ],
  ["a pipeline cannot change _id", { a: 1 }, [{ $set: { _id: 5 } }], { code: 66 }],
  ["a pipeline may not group", { a: 1 }, [{ $group: { _id: 1 } }], { code: 72 }, { differs: "another code" }],
];

export function updates(open: Open): void {
  describe("an update", () => {
    const server = useServer(open);
    it.for(ROWS)("%s", async (row, context) => {
      const [, before, update, after, { filter = {}, arrayFilters, differs } = {}] = row;
      const collection = await server.collection([before]);
      const run = () => collection.updateOne({ _id: 1, ...filter }, update, arrayFilters ? { arrayFilters } : {});
      const code = await codeOf(run);
      const found = await collection.findOne();
      if (typeof after.code === "number") {
        if (server.isMongo) expect(code).toBe(after.code);
        else expect(code).toBeDefined();
        expect(found).toEqual({ _id: 1, ...before });
        return;
      }
      expect(code).toBeUndefined();
      await unless(server, context, differs, async () => {
        expect(JSON.stringify(found)).toBe(JSON.stringify({ _id: 1, ...after }));
      });
    });

    it("counts what it matched and what it modified", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 1 }, { a: 2 }]);
      const result = await collection.updateMany({}, { $set: { a: 1 } });
      expect([result.matchedCount, result.modifiedCount, result.upsertedCount]).toEqual([3, 1, 0]);
      const none = await collection.updateOne({ a: 9 }, { $set: { a: 1 } });
      expect([none.matchedCount, none.modifiedCount]).toEqual([0, 0]);
    });

    it("that adds an int32 beyond its range makes an int64", async () => {
      const collection = await server.collection([{ a: 2 ** 31 - 1, l: Long.fromNumber(1), d: new Double(1.5) }]);
      await collection.updateOne({ _id: 1 }, { $inc: { a: 1, l: 1, d: 0.5 } });
      expect(
        await collection.countDocuments({ a: { $type: "long" }, l: { $type: "long" }, d: { $type: "double" } }),
      ).toBe(1);
      expect((await collection.findOne())?.["a"]).toBe(2 ** 31);
    });

    it("that would overflow an int64 is refused", async () => {
      const collection = await server.collection([{ a: Long.MAX_VALUE }]);
      expect(await codeOf(() => collection.updateOne({ _id: 1 }, { $inc: { a: 1 } }))).toBe(2);
    });

    it("to the same value in another type counts as modified", async () => {
      const collection = await server.collection([{ a: 1 }]);
      expect((await collection.updateOne({ _id: 1 }, { $set: { a: 1 } })).modifiedCount).toBe(0);
      expect((await collection.updateOne({ _id: 1 }, { $set: { a: Long.fromNumber(1) } })).modifiedCount).toBe(1);
    });

    it("with $currentDate writes the server's time", async () => {
      const collection = await server.collection([{}]);
      await collection.updateOne({ _id: 1 }, { $currentDate: { at: true } });
      expect((await collection.findOne())?.["at"]).toBeInstanceOf(Date);
    });

    it("that replaces keeps the _id and nothing else", async () => {
      const collection = await server.collection([{ a: 1, b: 2 }]);
      await collection.replaceOne({ a: 1 }, { c: 3 });
      expect(await collection.findOne()).toEqual({ _id: 1, c: 3 });
      expect(await codeOf(() => collection.replaceOne({ c: 3 }, { _id: 2, c: 4 }))).toBe(66);
    });

    it("that upserts starts from what the filter says is equal", async () => {
      const collection = await server.collection();
      const filter = { _id: "k", a: 1, "b.c": { $eq: 2 }, d: { $gt: 5 }, $and: [{ e: 3 }] };
      const result = await collection.updateOne(
        filter,
        { $set: { x: 1 }, $setOnInsert: { y: 2 }, $inc: { n: 1 } },
        { upsert: true },
      );
      expect(result.upsertedId).toBe("k");
      expect(await collection.findOne()).toEqual({ _id: "k", a: 1, b: { c: 2 }, e: 3, x: 1, y: 2, n: 1 });
      const again = await collection.updateOne(
        { _id: "k" },
        { $setOnInsert: { y: 9 }, $inc: { n: 1 } },
        { upsert: true },
      );
      expect([again.upsertedCount, again.matchedCount]).toEqual([0, 1]);
      expect(await collection.findOne()).toMatchObject({ y: 2, n: 2 });
    });

    it("that upserts makes an ObjectId where none is given", async () => {
      const collection = await server.collection();
      const { upsertedId } = await collection.updateOne({ a: 1 }, { $set: { b: 2 } }, { upsert: true });
      expect(String(upsertedId)).toMatch(/^[0-9a-f]{24}$/);
      expect(Object.keys((await collection.findOne()) ?? {})).toEqual(["_id", "a", "b"]);
    });

    it("that upserts with a replacement keeps the filter's _id", async () => {
      const collection = await server.collection();
      await collection.replaceOne({ _id: "r" }, { a: 1 }, { upsert: true });
      expect(await collection.findOne()).toEqual({ _id: "r", a: 1 });
    });
  });

  describe("findOneAnd…", () => {
    const server = useServer(open);

    it("gives the document before, or after, or null", async () => {
      const collection = await server.collection([{ a: 1 }]);
      expect(await collection.findOneAndUpdate({ _id: 1 }, { $inc: { a: 1 } })).toEqual({ _id: 1, a: 1 });
      const after = await collection.findOneAndUpdate({ _id: 1 }, { $inc: { a: 1 } }, { returnDocument: "after" });
      expect(after).toEqual({ _id: 1, a: 3 });
      expect(await collection.findOneAndUpdate({ _id: 9 }, { $inc: { a: 1 } })).toBeNull();
    });

    it("takes the first by the sort and shows the projection", async () => {
      const collection = await server.collection([
        { a: 1, b: 1 },
        { a: 1, b: 3 },
        { a: 1, b: 2 },
      ]);
      const options = { sort: { b: -1 as const }, projection: { b: 1 } };
      expect(await collection.findOneAndUpdate({ a: 1 }, { $set: { a: 2 } }, options)).toEqual({ _id: 2, b: 3 });
      expect(await collection.findOneAndDelete({ a: 1 }, options)).toEqual({ _id: 3, b: 2 });
      expect(await collection.countDocuments()).toBe(2);
    });

    it("says whether it updated or inserted", async (context) => {
      const collection = await server.collection();
      const options = { upsert: true, returnDocument: "after" as const, includeResultMetadata: true as const };
      const first = await collection.findOneAndUpdate({ _id: 5 }, { $setOnInsert: { a: 1 } }, options);
      expect(first.lastErrorObject).toMatchObject({ updatedExisting: false, upserted: 5, n: 1 });
      expect(first.value).toEqual({ _id: 5, a: 1 });
      const second = await collection.findOneAndUpdate({ _id: 5 }, { $setOnInsert: { a: 2 } }, options);
      await unless(server, context, "an update that changes nothing counts as none", async () => {
        expect(second.lastErrorObject).toMatchObject({ updatedExisting: true, n: 1 });
      });
      expect(second.value).toEqual({ _id: 5, a: 1 });
    });

    it("gives null before an upsert", async () => {
      const collection = await server.collection();
      expect(await collection.findOneAndUpdate({ _id: 5 }, { $set: { a: 1 } }, { upsert: true })).toBeNull();
    });

    it("replaces", async () => {
      const collection = await server.collection([{ a: 1 }]);
      expect(await collection.findOneAndReplace({ a: 1 }, { b: 2 }, { returnDocument: "after" })).toEqual({
        _id: 1,
        b: 2,
      });
    });

    it("refuses what the unique index refuses, with its key", async (context) => {
      const collection = await server.collection([{ a: 1 }, { a: 2 }]);
      await collection.createIndex({ a: 1 }, { unique: true });
      const run = () => collection.findOneAndUpdate({ _id: 1 }, { $set: { a: 2 } });
      expect(await codeOf(run)).toBe(11000);
      await unless(server, context, "the error does not name the key", async () => {
        await expect(run()).rejects.toMatchObject({ keyPattern: { a: 1 }, keyValue: { a: 2 } });
      });
    });
  });

  describe("a batch of writes", () => {
    const server = useServer(open);

    it("stops at the first fault when it is ordered", async () => {
      const collection = await server.collection();
      const run = collection.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }]);
      await expect(run).rejects.toMatchObject({ code: 11000, insertedCount: 1 });
      expect(await collection.countDocuments()).toBe(1);
    });

    it("goes on when it is not", async () => {
      const collection = await server.collection();
      const error = await collection
        .insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }], { ordered: false })
        .catch((each: unknown) => each);
      expect(error).toBeInstanceOf(MongoBulkWriteError);
      const writeErrors = (error as MongoBulkWriteError).writeErrors;
      expect(Array.isArray(writeErrors) ? writeErrors.map(({ index, code }) => [index, code]) : []).toEqual([
        [1, 11000],
      ]);
      expect(await collection.countDocuments()).toBe(2);
    });

    it("does every kind in turn and counts each", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 2 }, { a: 3 }]);
      const result = await collection.bulkWrite([
        { insertOne: { document: { _id: 9, a: 9 } } },
        { updateOne: { filter: { _id: 1 }, update: { $inc: { a: 10 } } } },
        { updateMany: { filter: { a: { $lt: 5 } }, update: { $set: { low: true } } } },
        { updateOne: { filter: { _id: 77 }, update: { $set: { a: 7 } }, upsert: true } },
        { replaceOne: { filter: { _id: 2 }, replacement: { b: 1 } } },
        { deleteOne: { filter: { _id: 3 } } },
        { deleteMany: { filter: { a: 9 } } },
      ]);
      expect(result).toMatchObject({
        insertedCount: 1,
        matchedCount: 4,
        modifiedCount: 4,
        upsertedCount: 1,
        deletedCount: 2,
        upsertedIds: { 3: 77 },
      });
      expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
        { _id: 1, a: 11 },
        { _id: 2, b: 1 },
        { _id: 77, a: 7 },
      ]);
    });

    it("inserts thousands", async () => {
      const collection = await server.collection();
      await collection.insertMany(Array.from({ length: 3000 }, (_, i) => ({ _id: i, a: i % 7 })));
      expect(await collection.countDocuments({ a: 3 })).toBe(429);
    });

    it("deletes one, many, and by a hinted index", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 1 }, { a: 1 }, { a: 2 }]);
      expect((await collection.deleteOne({ a: 1 })).deletedCount).toBe(1);
      expect((await collection.deleteMany({ a: 1 })).deletedCount).toBe(2);
      expect((await collection.deleteMany({ a: 9 })).deletedCount).toBe(0);
    });

    it("without an answer is done all the same", async () => {
      const collection = await server.collection();
      await collection.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
      await expect.poll(() => collection.countDocuments()).toBe(1);
    });

    it("refuses a document above 16 MB", async (context) => {
      const collection = await server.collection([{ a: "" }]);
      await unless(server, context, "another code", async () => {
        const half = "x".repeat(9 * 1024 * 1024);
        await collection.updateOne({ _id: 1 }, { $set: { a: half } });
        expect(await codeOf(() => collection.updateOne({ _id: 1 }, { $set: { b: half } }))).toBe(10334);
      });
    });
  });
}
