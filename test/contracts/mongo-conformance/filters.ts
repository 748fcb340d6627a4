import { Binary, type Document, Double, Long, MaxKey, MinKey, ObjectId, UUID } from "mongodb";
import { describe, expect, it } from "vitest";
import { codeOf, type Open, useServer } from "./server.ts";

/** Documents are called 1, 2, 3…; the last column says which are found, or the code of the refusal. */
type Row = [fact: string, documents: Document[], filter: Document, expected: number[] | { code: number }];

const first = new ObjectId("000000000000000000000001");
const second = new ObjectId("000000000000000000000002");
const uuid = new UUID("00000000-0000-4000-8000-000000000001");
const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));
const numbers = [{ a: 1 }, { a: 2 }, { a: 3 }, { a: "2" }, { a: null }, {}];
const lists = [{ a: [1, 2] }, { a: [] }, { a: [[1, 2]] }, { a: 1 }, { a: [3, 10] }];
const orders = [
  {
    items: [
      { sku: "x", n: 1 },
      { sku: "y", n: 5 },
    ],
  },
  { items: [{ sku: "x", n: 5 }] },
  { items: [] },
  {},
];

const ROWS: Row[] = [
  [
    "equality compares numbers by value, whatever their type",
    [{ a: 1 }, { a: new Double(1) }, { a: Long.fromNumber(1) }, { a: "1" }],
    { a: 1 },
    [1, 2, 3],
  ],
  [
    "int64 values beyond 2^53 are told apart",
    [{ a: Long.fromString("9007199254740992") }, { a: Long.fromString("9007199254740993") }],
    { a: Long.fromString("9007199254740993") },
    [2],
  ],
  [
    "a large int64 is greater than the double below it",
    [{ a: Long.fromString("9007199254740993") }],
    { a: { $gt: 9007199254740992 } },
    [1],
  ],
  ["an empty filter finds everything", numbers, {}, [1, 2, 3, 4, 5, 6]],
  ["null finds null and missing", numbers, { a: null }, [5, 6]],
  ["$ne null finds what is there and not null", numbers, { a: { $ne: null } }, [1, 2, 3, 4]],
  ["$exists true counts null as there", numbers, { a: { $exists: true } }, [1, 2, 3, 4, 5]],
  ["$exists false finds missing only", numbers, { a: { $exists: false } }, [6]],
  ["$gt compares only within a type", numbers, { a: { $gt: 1 } }, [2, 3]],
  ["$lt with a string compares strings only", numbers, { a: { $lt: "3" } }, [4]],
  ["$gte and $lte bound from both sides", numbers, { a: { $gte: 2, $lte: 2 } }, [2]],
  ["$gte null finds null and missing", numbers, { a: { $gte: null } }, [5, 6]],
  ["$ne also finds missing", numbers, { a: { $ne: 2 } }, [1, 3, 4, 5, 6]],
  ["$in takes values of any type", numbers, { a: { $in: [1, "2"] } }, [1, 4]],
  ["$in with null finds missing too", numbers, { a: { $in: [3, null] } }, [3, 5, 6]],
  ["$in with a pattern matches strings", [{ a: "fox" }, { a: "box" }, { a: 1 }], { a: { $in: [/^f/, 1] } }, [1, 3]],
  ["an empty $in finds nothing", numbers, { a: { $in: [] } }, []],
  ["$nin finds the rest, missing included", numbers, { a: { $nin: [1, 2, 3] } }, [4, 5, 6]],
  ["$nin with null leaves out missing", numbers, { a: { $nin: [null, 1] } }, [2, 3, 4]],
  ["$not negates and so finds missing and other types", numbers, { a: { $not: { $gt: 1 } } }, [1, 4, 5, 6]],
  ["$not takes a pattern", [{ a: "fox" }, { a: "box" }, {}], { a: { $not: /^f/ } }, [2, 3]],
  ["$and needs all", numbers, { $and: [{ a: { $gt: 1 } }, { a: { $lt: 3 } }] }, [2]],
  ["$and may name one list twice", lists, { $and: [{ a: 1 }, { a: 2 }] }, [1]],
  ["$or needs one", numbers, { $or: [{ a: 1 }, { a: null }] }, [1, 5, 6]],
  ["$nor needs none", numbers, { $nor: [{ a: 1 }, { a: null }] }, [2, 3, 4]],
  [
    "conditions beside $or count as well",
    [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
    ],
    { a: 1, $or: [{ b: 1 }, { b: 3 }] },
    [1],
  ],
  ["an empty $or is refused", numbers, { $or: [] }, { code: 2 }],
  ["an unknown operator is refused", numbers, { a: { $near_enough: 1 } }, { code: 2 }],
  ["an unknown operator at the top is refused", numbers, { $either: [] }, { code: 2 }],
  ["$in needs an array", numbers, { a: { $in: 1 } }, { code: 2 }],
  ["a value is found among an array's elements", lists, { a: 1 }, [1, 4]],
  ["an array is found as a whole or as an element", lists, { a: [1, 2] }, [1, 3]],
  ["an empty array is found as a whole", lists, { a: [] }, [2]],
  ["two bounds may be met by two elements", lists, { a: { $gt: 4, $lt: 4 } }, [5]],
  ["$elemMatch wants one element for all bounds", lists, { a: { $elemMatch: { $gt: 4, $lt: 11 } } }, [5]],
  ["$elemMatch finds no scalars", lists, { a: { $elemMatch: { $eq: 1 } } }, [1]],
  ["$size counts elements", lists, { a: { $size: 2 } }, [1, 5]],
  ["$size does not count a scalar", lists, { a: { $size: 1 } }, [3]],
  ["$all wants every value", lists, { a: { $all: [1, 2] } }, [1]],
  ["$all finds a scalar too", lists, { a: { $all: [1] } }, [1, 4]],
  ["an empty $all finds nothing", lists, { a: { $all: [] } }, []],
  ["$ne on an array needs all elements to differ", lists, { a: { $ne: 1 } }, [2, 3, 5]],
  ["a path walks into an array of documents", orders, { "items.sku": "y" }, [1]],
  [
    "conditions on a path may be met by different documents of an array",
    orders,
    { "items.sku": "x", "items.n": 5 },
    [1, 2],
  ],
  ["$elemMatch ties conditions to one document", orders, { items: { $elemMatch: { sku: "x", n: 5 } } }, [2]],
  [
    "$all with $elemMatch wants an element for each",
    orders,
    { items: { $all: [{ $elemMatch: { sku: "x" } }, { $elemMatch: { n: 5 } }] } },
    [1, 2],
  ],
  ["a number in a path is an index", orders, { "items.0.n": 5 }, [2]],
  ["null at a path into an empty array is not met", orders, { "items.sku": null }, [4]],
  ["the values of $all may be found in different documents", orders, { "items.sku": { $all: ["x", "y"] } }, [1]],
  ["$not takes back several conditions at once", lists, { a: { $not: { $gt: 4, $lt: 4 } } }, [1, 2, 3, 4]],
  [
    "an element that is a scalar has no fields, not even null ones",
    [{ a: [1] }, { a: [{ x: null }] }, { a: [{}] }],
    { "a.0.x": null },
    [2, 3],
  ],
  ["a missing index is not there", orders, { "items.1": { $exists: true } }, [1]],
  [
    "an embedded document is equal only with the same fields in the same order",
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, { a: { x: 1 } }],
    { a: { x: 1, y: 2 } },
    [1],
  ],
  [
    "a path reaches into an embedded document",
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, { a: 1 }],
    { "a.x": 1 },
    [1, 2],
  ],
  [
    "an embedded document in an array is found as an element",
    [{ a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1, y: 1 }] }],
    { a: { x: 1 } },
    [1],
  ],
  [
    "an embedded document is compared field by field",
    [{ a: { x: 1 } }, { a: { x: 2 } }, { a: 9 }],
    { a: { $gt: { x: 1 } } },
    [2],
  ],
  ["dates compare with dates", [{ a: day(1) }, { a: day(3) }, { a: 99 }], { a: { $lt: day(2) } }, [1]],
  [
    "object ids are equal by value",
    [{ a: first }, { a: second }],
    { a: new ObjectId("000000000000000000000002") },
    [2],
  ],
  ["object ids have an order", [{ a: first }, { a: second }], { a: { $gt: first } }, [2]],
  ["a UUID is equal by value", [{ a: uuid }, { a: new UUID() }], { a: new UUID(uuid.toHexString()) }, [1]],
  [
    "bytes are equal only with the same subtype",
    [{ a: new Binary(Buffer.from("x")) }, { a: new Binary(Buffer.from("x"), 128) }],
    { a: new Binary(Buffer.from("x")) },
    [1],
  ],
  ["booleans are not numbers", [{ a: true }, { a: 1 }, { a: false }, { a: 0 }], { a: true }, [1]],
  [
    "a pattern finds strings and elements",
    [{ a: "Red fox" }, { a: ["a fox"] }, { a: "cat" }, { a: 1 }],
    { a: /fox/ },
    [1, 2],
  ],
  ["$regex takes options", [{ a: "FOX" }, { a: "cat" }], { a: { $regex: "fox", $options: "i" } }, [1]],
  ["a pattern is not found in numbers", [{ a: 12 }], { a: /1/ }, []],
  ["$type takes names", [{ a: 1 }, { a: "1" }, { a: null }, {}], { a: { $type: "string" } }, [2]],
  [
    "$type tells int, long and double apart",
    [{ a: 1 }, { a: Long.fromNumber(1) }, { a: 1.5 }, { a: new Double(2) }],
    { a: { $type: "double" } },
    [3, 4],
  ],
  [
    "$type number finds every number",
    [{ a: 1 }, { a: Long.fromNumber(1) }, { a: 1.5 }, { a: "1" }],
    { a: { $type: "number" } },
    [1, 2, 3],
  ],
  ["$type looks into arrays", [{ a: [1, "x"] }, { a: [1] }], { a: { $type: "string" } }, [1]],
  ["$type array means the field itself", [{ a: [1] }, { a: 1 }], { a: { $type: "array" } }, [1]],
  ["$mod finds remainders", [{ a: 4 }, { a: 5 }, { a: "4" }], { a: { $mod: [4, 0] } }, [1]],
  ["$bitsAllSet looks at bits", [{ a: 5 }, { a: 4 }, { a: 1 }], { a: { $bitsAllSet: 5 } }, [1]],
  ["$expr compares two fields", [{ a: 2, b: 1 }, { a: 1, b: 2 }, { a: 1 }], { $expr: { $gt: ["$a", "$b"] } }, [1, 3]],
  ["$expr compares across types, unlike a filter", [{ a: 1 }, { a: "x" }], { $expr: { $gt: ["$a", 5] } }, [2]],
  ["$comment changes nothing", numbers, { a: 1, $comment: "why" }, [1]],
  ["_id can be asked for in a list", numbers, { _id: { $in: [2, 3, 99] } }, [2, 3]],
  ["_id and another condition both count", numbers, { _id: 2, a: 3 }, []],
  ["an embedded _id respects the order of fields", [{ _id: { a: 1, b: 2 } }], { _id: { b: 2, a: 1 } }, []],
  [
    "a field called constructor is missing unless it is there",
    [{ a: 1 }, { constructor: 1 }],
    { constructor: { $exists: true } },
    [2],
  ],
  [
    "a comparison with the least key finds every type",
    [{ a: 1 }, { a: "x" }, { a: day(1) }],
    { a: { $gt: new MinKey() } },
    [1, 2, 3],
  ],
];

export function filters(open: Open): void {
  describe("a filter", () => {
    const server = useServer(open);
    it.for(ROWS)("%s", async (row) => {
      const [, documents, filter, expected] = row;
      const collection = await server.collection(documents);
      if (!Array.isArray(expected)) {
        expect(await codeOf(() => collection.find(filter).toArray())).toBe(expected.code);
        return;
      }
      const found = await collection.find(filter).sort({ _id: 1 }).toArray();
      expect(found.map(({ _id }) => documents.findIndex((each, i) => _id === (each._id ?? i + 1)) + 1)).toEqual(
        expected,
      );
    });

    it("means the same with an index on the field", async () => {
      for (const [fact, documents, filter, expected] of ROWS) {
        if (!Array.isArray(expected) || documents.some(({ _id }) => _id !== undefined)) continue;
        const collection = await server.collection(documents);
        for (const path of Object.keys(filter).filter((name) => !name.startsWith("$") && name !== "_id"))
          await collection.createIndex({ [path]: 1 });
        const found = await collection.find(filter).sort({ _id: 1 }).toArray();
        expect([fact, ...found.map(({ _id }) => _id)]).toEqual([fact, ...expected]);
      }
    });

    it("sorts values of different types in one order", async () => {
      const values = [
        new MinKey(),
        null,
        -1.5,
        Long.fromNumber(3),
        "a",
        "b",
        "\u{fffd}",
        "\u{1f98a}",
        {},
        { a: 1 },
        { a: 2 },
        { b: 1 },
        new Binary(Buffer.from("zz")),
        new Binary(Buffer.from("aaa")),
        first,
        second,
        false,
        true,
        day(1),
        day(2),
        new MaxKey(),
      ];
      const shuffled = values.map((a, i) => ({ _id: i, a })).sort((x, y) => ((x._id * 7) % 11) - ((y._id * 7) % 11));
      const collection = await server.collection(shuffled);
      const sorted = async (direction: 1 | -1): Promise<unknown[]> =>
        (await collection.find().sort({ a: direction }).toArray()).map(({ _id }) => _id);
      const ascending = values.map((_, i) => i);
      expect(await sorted(1)).toEqual(ascending);
      expect(await sorted(-1)).toEqual(ascending.toReversed());
      await collection.createIndex({ a: 1 });
      expect(await sorted(1)).toEqual(ascending);
      expect(await sorted(-1)).toEqual(ascending.toReversed());
    });

    it("sorts an array by its least element upwards and by its greatest downwards", async () => {
      const collection = await server.collection([{ a: [5, 1] }, { a: 3 }, { a: [] }, { a: [2, 9] }]);
      const ids = async (direction: 1 | -1): Promise<unknown[]> =>
        (await collection.find().sort({ a: direction }).toArray()).map(({ _id }) => _id);
      expect(await ids(1)).toEqual([3, 1, 4, 2]);
      expect(await ids(-1)).toEqual([4, 1, 2, 3]);
    });

    it("breaks ties by the next field, each in its direction", async () => {
      const collection = await server.collection([
        { a: 1, b: 1 },
        { a: 1, b: 2 },
        { a: 2, b: 1 },
        { a: 2, b: 2 },
      ]);
      await collection.createIndex({ a: 1, b: -1 });
      const ids = async (sort: Document): Promise<unknown[]> =>
        (await collection.find().sort(sort).toArray()).map(({ _id }) => _id);
      expect(await ids({ a: 1, b: -1 })).toEqual([2, 1, 4, 3]);
      expect(await ids({ a: -1, b: 1 })).toEqual([3, 4, 1, 2]);
      expect(await ids({ a: 1, b: 1 })).toEqual([1, 2, 3, 4]);
    });

    it("gives back every type as it came", async () => {
      const document = {
        _id: first,
        int: 1,
        double: 1.5,
        long: Long.fromString("9223372036854775807"),
        large: 2 ** 40,
        text: "schöne \u{1f98a}",
        bytes: new Binary(Buffer.from([0, 255, 1])),
        uuid,
        date: day(1),
        early: new Date(-1),
        list: [1, [2, { a: null }]],
        nested: { a: { b: {} } },
        no: null,
        yes: true,
        pattern: /^a.b$/i,
      };
      const collection = await server.collection([document]);
      expect(await collection.findOne({}, { promoteLongs: false, promoteBuffers: false })).toEqual({
        ...document,
        large: 2 ** 40,
      });
    });

    it("keeps int32, int64 and double apart through an update of another field", async () => {
      const collection = await server.collection([{ i: 1, l: Long.fromNumber(1), d: new Double(1) }]);
      await collection.updateOne({ _id: 1 }, { $set: { other: 1 } });
      const kept = await collection.findOne({ i: { $type: "int" }, l: { $type: "long" }, d: { $type: "double" } });
      expect(kept?._id).toBe(1);
    });
  });
}
