import { type Document, Long, ObjectId } from "mongodb";
import { describe, expect, it } from "vitest";
import { codeOf, type Open, unless, useServer } from "./server.ts";

/** The last columns are what comes out, or the code of the refusal, and where order does not count. */
type Row = [
  fact: string,
  pipeline: Document[],
  expected: Document[] | { code: number },
  options?: { anyOrder?: boolean; differs?: string },
];

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number, 15, 30));
const id = new ObjectId("000000000000000000000001");
const SALES = [
  { _id: 1, shop: "a", n: 5, tags: ["x", "y"], at: day(1), who: { name: "Ann" } },
  { _id: 2, shop: "b", n: 3, tags: [], at: day(1), who: { name: "Bob" } },
  { _id: 3, shop: "a", n: 2, tags: ["y"], at: day(2), ref: id },
  { _id: 4, shop: "c", n: 1, at: day(3) },
];
const only = (...fields: string[]): Document => ({ $project: Object.fromEntries(fields.map((name) => [name, 1])) });
const compute = (expression: unknown): Document[] => [{ $match: { _id: 1 } }, { $project: { _id: 0, v: expression } }];
const one = (fact: string, expression: unknown, v: unknown): Row => [fact, compute(expression), [{ v }]];

// biome-ignore lint/suspicious/noThenProperty: it is the server's word.
const when = (condition: Document, value: unknown): Document => ({ case: condition, then: value });

const ROWS: Row[] = [
  ["an empty pipeline gives all", [], SALES],
  [
    "$match filters",
    [{ $match: { shop: "a" } }, only("n")],
    [
      { _id: 1, n: 5 },
      { _id: 3, n: 2 },
    ],
  ],
  [
    "$match after a computed field filters on it",
    [{ $set: { m: { $multiply: ["$n", 2] } } }, { $match: { m: { $gt: 5 } } }, only("m")],
    [
      { _id: 1, m: 10 },
      { _id: 2, m: 6 },
    ],
  ],
  [
    "$sort, $skip and $limit page",
    [{ $sort: { n: 1 } }, { $skip: 1 }, { $limit: 2 }, only("n")],
    [
      { _id: 3, n: 2 },
      { _id: 2, n: 3 },
    ],
  ],
  [
    "$limit before $sort cuts first",
    [{ $limit: 2 }, { $sort: { n: 1 } }, only("n")],
    [
      { _id: 2, n: 3 },
      { _id: 1, n: 5 },
    ],
  ],
  ["$limit 0 is refused", [{ $limit: 0 }], { code: 15958 }],
  [
    "$group counts and sums",
    [{ $group: { _id: "$shop", count: { $sum: 1 }, n: { $sum: "$n" } } }, { $sort: { _id: 1 } }],
    [
      { _id: "a", count: 2, n: 7 },
      { _id: "b", count: 1, n: 3 },
      { _id: "c", count: 1, n: 1 },
    ],
  ],
  [
    "$group by null makes one group",
    [{ $group: { _id: null, most: { $max: "$n" }, least: { $min: "$n" }, mean: { $avg: "$n" } } }],
    [{ _id: null, most: 5, least: 1, mean: 2.75 }],
  ],
  ["$group of nothing gives nothing", [{ $match: { n: 99 } }, { $group: { _id: null, n: { $sum: 1 } } }], []],
  [
    "$group by a missing field groups under null",
    [{ $group: { _id: "$nope", n: { $sum: 1 } } }],
    [{ _id: null, n: 4 }],
  ],
  [
    "$group by several fields",
    [{ $group: { _id: { shop: "$shop", at: "$at" } } }, { $sort: { "_id.shop": 1, "_id.at": 1 } }],
    [
      { _id: { shop: "a", at: day(1) } },
      { _id: { shop: "a", at: day(2) } },
      { _id: { shop: "b", at: day(1) } },
      { _id: { shop: "c", at: day(3) } },
    ],
  ],
  [
    "$group by an ObjectId groups by value",
    [{ $match: { ref: { $exists: true } } }, { $group: { _id: "$ref", n: { $sum: 1 } } }],
    [{ _id: id, n: 1 }],
  ],
  [
    "$group takes the first and the last in order",
    [{ $sort: { n: 1 } }, { $group: { _id: null, first: { $first: "$n" }, last: { $last: "$n" } } }],
    [{ _id: null, first: 1, last: 5 }],
  ],
  [
    "$group collects with $push",
    [{ $match: { shop: "a" } }, { $sort: { n: 1 } }, { $group: { _id: "$shop", ns: { $push: "$n" } } }],
    [{ _id: "a", ns: [2, 5] }],
  ],
  [
    "$group collects each once with $addToSet",
    [{ $group: { _id: null, shops: { $addToSet: "$shop" } } }, { $project: { _id: 0, shops: { $size: "$shops" } } }],
    [{ shops: 3 }],
  ],
  ["$group sums only numbers", [{ $group: { _id: null, n: { $sum: "$shop" } } }], [{ _id: null, n: 0 }]],
  [
    "$group sums a condition",
    [{ $group: { _id: null, big: { $sum: { $cond: [{ $gte: ["$n", 3] }, 1, 0] } } } }],
    [{ _id: null, big: 2 }],
  ],
  ["$group with $count counts", [{ $group: { _id: null, n: { $count: {} } } }], [{ _id: null, n: 4 }]],
  ["$group without an _id is refused", [{ $group: { n: { $sum: 1 } } }], { code: 15955 }],
  ["$count counts", [{ $match: { n: { $gt: 1 } } }, { $count: "n" }], [{ n: 3 }]],
  ["$count of nothing gives no row", [{ $match: { n: 99 } }, { $count: "n" }], [], { differs: "it gives a zero" }],
  ["$sortByCount orders by how often", [{ $sortByCount: "$shop" }, { $limit: 1 }], [{ _id: "a", count: 2 }]],
  [
    "$project keeps fields, _id first",
    [{ $match: { _id: 1 } }, { $project: { n: 1, shop: 1 } }],
    [{ _id: 1, shop: "a", n: 5 }],
  ],
  ["$project leaves fields out", [{ $match: { _id: 4 } }, { $project: { at: 0, _id: 0 } }], [{ shop: "c", n: 1 }]],
  [
    "$project renames and computes",
    [{ $match: { _id: 1 } }, { $project: { _id: 0, name: "$who.name", twice: { $add: ["$n", "$n"] } } }],
    [{ name: "Ann", twice: 10 }],
  ],
  ["$project leaves out what is missing", [{ $match: { _id: 4 } }, { $project: { name: "$who.name" } }], [{ _id: 4 }]],
  ["$project cannot mix both ways", [{ $project: { n: 1, shop: 0 } }], { code: 31254 }],
  [
    "$addFields adds inside of documents",
    [{ $match: { _id: 1 } }, { $addFields: { "who.age": 7 } }, { $project: { _id: 0, who: 1 } }],
    [{ who: { name: "Ann", age: 7 } }],
  ],
  [
    "$set with $$REMOVE removes",
    [{ $match: { _id: 1 } }, { $set: { who: "$$REMOVE" } }, { $project: { _id: 0, n: 1, who: 1 } }],
    [{ n: 5 }],
  ],
  ["$unset takes a list", [{ $match: { _id: 4 } }, { $unset: ["at", "shop"] }], [{ _id: 4, n: 1 }]],
  [
    "$unwind repeats a document for each element",
    [{ $unwind: "$tags" }, { $sort: { _id: 1, tags: 1 } }, only("tags")],
    [
      { _id: 1, tags: "x" },
      { _id: 1, tags: "y" },
      { _id: 3, tags: "y" },
    ],
  ],
  [
    "$unwind can keep those without, and count",
    [
      { $unwind: { path: "$tags", preserveNullAndEmptyArrays: true, includeArrayIndex: "i" } },
      { $sort: { _id: 1, i: 1 } },
      { $project: { _id: 1, i: 1 } },
    ],
    [
      { _id: 1, i: 0 },
      { _id: 1, i: 1 },
      { _id: 2, i: null },
      { _id: 3, i: 0 },
      { _id: 4, i: null },
    ],
  ],
  [
    "$replaceRoot lifts a document",
    [{ $match: { who: { $exists: true } } }, { $sort: { _id: 1 } }, { $replaceRoot: { newRoot: "$who" } }],
    [{ name: "Ann" }, { name: "Bob" }],
  ],
  [
    "$facet answers several questions",
    [{ $facet: { total: [{ $count: "n" }], top: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { n: 1 } }] } }],
    [{ total: [{ n: 4 }], top: [{ _id: 1, n: 5 }] }],
  ],
  [
    "$bucket sorts into ranges",
    [{ $bucket: { groupBy: "$n", boundaries: [0, 3, 10], output: { count: { $sum: 1 } } } }],
    [
      { _id: 0, count: 2 },
      { _id: 3, count: 2 },
    ],
  ],
  ["$sample takes so many", [{ $sample: { size: 2 } }, { $count: "n" }], [{ n: 2 }]],
  ["an unknown stage is refused", [{ $shuffle: {} }], { code: 40324 }],
  ["a stage with two names is refused", [{ $match: {}, $limit: 1 }], { code: 40323 }],
  ["an unknown expression is refused", compute({ $enlarge: "$n" }), { code: 168 }],
  one("$cond chooses", { $cond: [{ $gt: ["$n", 4] }, "many", "few"] }, "many"),
  one(
    "$switch chooses among several",
    { $switch: { branches: [when({ $lt: ["$n", 3] }, 1), when({ $lt: ["$n", 9] }, 2)], default: 3 } },
    2,
  ),
  one(
    "$switch without a match takes the default",
    { $switch: { branches: [when({ $lt: ["$n", 3] }, 1)], default: 3 } },
    3,
  ),
  one("$ifNull takes the first that is there", { $ifNull: ["$nope", "$who.nope", "$n"] }, 5),
  one(
    "$add, $subtract, $multiply, $divide and $mod count",
    [
      { $add: ["$n", 1] },
      { $subtract: ["$n", 1] },
      { $multiply: ["$n", 3] },
      { $divide: ["$n", 2] },
      { $mod: ["$n", 3] },
    ],
    [6, 4, 15, 2.5, 2],
  ),
  one("arithmetic with null is null", [{ $add: ["$n", null] }, { $multiply: ["$nope", 2] }], [null, null]),
  one(
    "$abs, $ceil, $floor, $trunc and $round round",
    [{ $abs: -2 }, { $ceil: 1.2 }, { $floor: 1.8 }, { $trunc: 1.8 }, { $round: [2.5, 0] }],
    [2, 2, 1, 1, 2],
  ),
  one("$subtract of dates gives milliseconds", { $toDouble: { $subtract: [day(2), "$at"] } }, 86_400_000),
  one("$add to a date gives a date", { $add: ["$at", 86_400_000] }, day(2)),
  one(
    "$concat joins, and null makes null",
    [{ $concat: ["$shop", "-", "$who.name"] }, { $concat: ["$shop", null] }],
    ["a-Ann", null],
  ),
  one(
    "$toUpper, $toLower and $substrCP shape text",
    [{ $toUpper: "$who.name" }, { $toLower: "$who.name" }, { $substrCP: ["$who.name", 0, 2] }],
    ["ANN", "ann", "An"],
  ),
  one("$size counts", { $size: "$tags" }, 2),
  one("$filter keeps some", { $filter: { input: "$tags", as: "tag", cond: { $eq: ["$$tag", "y"] } } }, ["y"]),
  one("$map computes each", { $map: { input: [1, 2], as: "x", in: { $add: ["$$x", "$n"] } } }, [6, 7]),
  one("$reduce folds", { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ["$$value", "$$this"] } } }, 6),
  one("$in looks into an array", [{ $in: ["x", "$tags"] }, { $in: ["z", "$tags"] }], [true, false]),
  one(
    "$arrayElemAt counts from both ends",
    [{ $arrayElemAt: ["$tags", 0] }, { $arrayElemAt: ["$tags", -1] }],
    ["x", "y"],
  ),
  one("$slice cuts", { $slice: ["$tags", 1] }, ["x"]),
  one("$concatArrays joins arrays", { $concatArrays: ["$tags", ["z"]] }, ["x", "y", "z"]),
  one("$sum over an array sums", { $sum: [1, 2, "$n"] }, 8),
  one("$max over an array takes the greatest", { $max: [1, 9, "$n"] }, 9),
  one("$and, $or and $not reason", [{ $and: [true, 1] }, { $or: [false, 0] }, { $not: [false] }], [true, false, true]),
  one(
    "$eq compares by value",
    [
      { $eq: ["$n", 5] },
      { $ne: ["$n", 5] },
      {
        $eq: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
    ],
    [true, false, false],
  ),
  one("$cmp orders across types", [{ $cmp: [1, "1"] }, { $cmp: ["b", "a"] }], [-1, 1]),
  one("$dateToString writes a day", { $dateToString: { date: "$at", format: "%Y-%m-%d" } }, "2026-01-01"),
  one("$dateTrunc cuts to the day", { $dateTrunc: { date: "$at", unit: "day" } }, new Date(Date.UTC(2026, 0, 1))),
  one(
    "$year, $month and $dayOfMonth read dates",
    [{ $year: "$at" }, { $month: "$at" }, { $dayOfMonth: "$at" }],
    [2026, 1, 1],
  ),
  one("$toString of an ObjectId is its digits", { $toString: id }, "000000000000000000000001"),
  one("$type names types", [{ $type: "$n" }, { $type: "$nope" }, { $type: "$tags" }], ["int", "missing", "array"]),
  one("$literal is not read as a path", { $literal: "$n" }, "$n"),
  one("$mergeObjects lets the later win", { $mergeObjects: [{ a: 1, b: 1 }, { b: 2 }] }, { a: 1, b: 2 }),
  one("$objectToArray takes apart", { $objectToArray: "$who" }, [{ k: "name", v: "Ann" }]),
  one("$let names values", { $let: { vars: { x: "$n" }, in: { $multiply: ["$$x", "$$x"] } } }, 25),
  one(
    "$trunc and $round take decimal places",
    [{ $trunc: [1.256, 2] }, { $round: [1.256, 2] }, { $round: [-2.5] }],
    [1.25, 1.26, -2],
  ),
  one("$pow and $sqrt raise and root", [{ $pow: ["$n", 2] }, { $sqrt: 16 }], [25, 4]),
  one("$avg and $min over an array", [{ $avg: [1, 2, "$n"] }, { $min: [4, "$n"] }], [8 / 3, 4]),
  one("$strLenCP and $split look into text", [{ $strLenCP: "$who.name" }, { $split: ["a-b", "-"] }], [3, ["a", "b"]]),
  one(
    "$trim, $replaceOne and $replaceAll change text",
    [
      { $trim: { input: "  x " } },
      { $replaceOne: { input: "aba", find: "a", replacement: "c" } },
      { $replaceAll: { input: "aba", find: "a", replacement: "c" } },
    ],
    ["x", "cba", "cbc"],
  ),
  one(
    "$regexMatch finds patterns",
    [
      { $regexMatch: { input: "$who.name", regex: "^A" } },
      { $regexMatch: { input: "$who.name", regex: "^a", options: "i" } },
    ],
    [true, true],
  ),
  one("$first and $last take ends", [{ $first: "$tags" }, { $last: "$tags" }], ["x", "y"]),
  one(
    "$reverseArray and $range make arrays",
    [{ $reverseArray: "$tags" }, { $range: [0, 6, 2] }],
    [
      ["y", "x"],
      [0, 2, 4],
    ],
  ),
  one(
    "$isArray and $isNumber tell",
    [{ $isArray: ["$tags"] }, { $isNumber: "$n" }, { $isNumber: "$shop" }],
    [true, true, false],
  ),
  one(
    "$setIsSubset and $setDifference compare sets",
    [{ $setIsSubset: [["x"], "$tags"] }, { $setDifference: ["$tags", ["x"]] }],
    [true, ["y"]],
  ),
  one(
    "$setUnion and $setIntersection join sets",
    [{ $size: { $setUnion: ["$tags", ["y", "z"]] } }, { $setIntersection: ["$tags", ["y", "z"]] }],
    [3, ["y"]],
  ),
  one("$indexOfArray finds a place", [{ $indexOfArray: ["$tags", "y"] }, { $indexOfArray: ["$tags", "q"] }], [1, -1]),
  one(
    "$sortArray sorts",
    [
      { $sortArray: { input: [3, 1, 2], sortBy: -1 } },
      { $sortArray: { input: [{ a: 2 }, { a: 1 }], sortBy: { a: 1 } } },
    ],
    [
      [3, 2, 1],
      [{ a: 1 }, { a: 2 }],
    ],
  ),
  one("$arrayToObject puts together", { $arrayToObject: [[{ k: "a", v: 1 }]] }, { a: 1 }),
  one(
    "$toInt, $toDouble, $toBool and $toDate convert",
    [{ $toInt: "7" }, { $toDouble: "1.5" }, { $toBool: 1 }, { $toDate: "2026-01-01T00:00:00Z" }],
    [7, 1.5, true, new Date(Date.UTC(2026, 0, 1))],
  ),
  one(
    "$dateAdd, $dateSubtract and $dateDiff count in units",
    [
      { $dateAdd: { startDate: "$at", unit: "day", amount: 1 } },
      { $dateSubtract: { startDate: "$at", unit: "hour", amount: 24 } },
      { $dateDiff: { startDate: "$at", endDate: day(4), unit: "day" } },
    ],
    [day(2), new Date(+day(1) - 86_400_000), 3],
  ),
  one(
    "$hour, $minute, $second and $dayOfWeek read dates",
    [{ $hour: "$at" }, { $minute: "$at" }, { $second: "$at" }, { $dayOfWeek: "$at" }],
    [15, 30, 0, 5],
  ),
  one(
    "$gt, $gte, $lt and $lte compare",
    [{ $gt: ["$n", 5] }, { $gte: ["$n", 5] }, { $lt: ["$n", 5] }, { $lte: ["$n", 5] }],
    [false, true, false, true],
  ),
  one("a missing value is less than null", [{ $lt: ["$nope", null] }, { $eq: ["$nope", null] }], [true, false]),
  [
    "$bucket without a place for a value is refused",
    [{ $bucket: { groupBy: "$n", boundaries: [0, 3] } }],
    { code: 40066 },
  ],
  [
    "$bucket puts the rest into the default",
    [{ $bucket: { groupBy: "$n", boundaries: [0, 3], default: "more" } }],
    [
      { _id: 0, count: 2 },
      { _id: "more", count: 2 },
    ],
  ],
  ["$add of text is refused", compute({ $add: ["$shop", 1] }), { code: 14 }],
  ["$divide by zero is refused", compute({ $divide: ["$n", 0] }), { code: 2 }],
];

export function aggregation(open: Open): void {
  describe("an aggregation:", () => {
    const server = useServer(open);

    it.for(ROWS)("%s", async ([, pipeline, expected, { differs } = {}], context) => {
      const collection = await server.collection(SALES);
      if (!Array.isArray(expected)) {
        const code = await codeOf(() => collection.aggregate(pipeline).toArray());
        if (server.isMongo) expect(code).toBe(expected.code);
        else expect(code).toBeDefined();
        return;
      }
      await unless(server, context, differs, async () => {
        const found = await collection.aggregate(pipeline).toArray();
        expect(found).toEqual(expected);
        expect(found.map((each) => Object.keys(each))).toEqual(expected.map((each) => Object.keys(each)));
      });
    });

    it("$lookup joins by a field, an array or a pipeline", async () => {
      const shops = await server.collection([
        { _id: "a", town: "x" },
        { _id: "b", town: "y" },
      ]);
      const sales = await server.collection([{ shop: "a", n: 5 }, { shop: ["a", "b"] }, {}]);
      const from = shops.collectionName;
      const joined = await sales
        .aggregate([{ $lookup: { from, localField: "shop", foreignField: "_id", as: "shops" } }, { $sort: { _id: 1 } }])
        .toArray();
      expect(joined.map(({ shops: found }) => found.map((each: Document) => each["_id"]).sort())).toEqual([
        ["a"],
        ["a", "b"],
        [],
      ]);
      const piped = await sales
        .aggregate([
          { $match: { _id: 1 } },
          {
            $lookup: {
              from,
              let: { wanted: "$shop" },
              pipeline: [{ $match: { $expr: { $eq: ["$_id", "$$wanted"] } } }, { $project: { _id: 0 } }],
              as: "shops",
            },
          },
        ])
        .toArray();
      expect(piped).toEqual([{ _id: 1, shop: "a", n: 5, shops: [{ town: "x" }] }]);
    });

    it("$unionWith adds another collection", async () => {
      const other = await server.collection([{ _id: "o" }]);
      const collection = await server.collection([{ a: 1 }]);
      const found = await collection
        .aggregate([{ $unionWith: other.collectionName }, { $project: { _id: 1 } }])
        .toArray();
      expect(found).toEqual([{ _id: 1 }, { _id: "o" }]);
    });

    it("over a large int64 sums exactly and passes it on untouched", async () => {
      const large = Long.fromString("9007199254740993");
      const collection = await server.collection([{ a: large }, { a: Long.ONE }]);
      const [sum] = await collection.aggregate([{ $group: { _id: null, a: { $sum: "$a" } } }]).toArray();
      expect(String(sum?.["a"])).toBe("9007199254740994");
      const [first] = await collection
        .aggregate([{ $match: { _id: 1 } }, { $set: { b: 1 } }, { $project: { a: 1 } }])
        .toArray();
      expect(String(first?.["a"])).toBe("9007199254740993");
    });

    it("does not change what is stored", async () => {
      const collection = await server.collection([{ a: { b: [1] } }]);
      await collection.aggregate([{ $set: { "a.b": [2], "a.c": 3 } }, { $unwind: "$a.b" }]).toArray();
      expect(await collection.findOne()).toEqual({ _id: 1, a: { b: [1] } });
    });

    it("takes variables from let", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 2 }]);
      const found = await collection
        .aggregate([{ $match: { $expr: { $eq: ["$a", "$$x"] } } }], { let: { x: 2 } })
        .toArray();
      expect(found.map(({ _id }) => _id)).toEqual([2]);
    });
  });
}
