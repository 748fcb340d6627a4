import { mkdtempSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Document } from "../../../../adapters/mongo/embedded/document.ts";
import { type Files, Log } from "../../../../adapters/mongo/embedded/log.ts";
import { select } from "../../../../adapters/mongo/embedded/select.ts";
import { Store } from "../../../../adapters/mongo/embedded/store.ts";
import { expire } from "../../../../adapters/mongo/embedded/ttl.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "easel-store-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const variables = { now: 0, let: {} };
const contents = (store: Store): Document[] =>
  select(store.get("app.things"), { filter: {}, variables }).found.map(({ document }) => document);

/** A disk with so many bytes left, after which writes are cut short and then fail. */
function smallDisk(): Files & { left: number } {
  const disk = {
    left: Number.POSITIVE_INFINITY,
    write: (descriptor: number, bytes: Uint8Array, position: number): number => {
      if (disk.left <= 0) throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
      const count = Math.min(bytes.length, disk.left);
      disk.left -= count;
      return writeSync(descriptor, bytes, 0, count, position);
    },
  };
  return disk;
}

describe("a full disk", () => {
  it("refuses the write and leaves memory equal to the file", () => {
    const disk = smallDisk();
    const log = new Log(directory, disk);
    log.replay(() => {});
    const store = new Store(log);
    const things = store.getOrCreate("app.things");
    store.write(things, null, { _id: 1, a: 1 });
    const before = readFileSync(join(directory, "easel.db"));
    for (const left of [0, 5, 30]) {
      disk.left = left;
      expect(() => store.write(things, null, { _id: 2, a: 2 })).toThrow("no space left");
      expect(() => store.write(things, { _id: 1, a: 1 }, { _id: 1, a: 9 })).toThrow("no space left");
      const transaction = store.begin();
      store.write(things, null, { _id: 3 }, transaction);
      expect(() => store.commitTransaction(transaction)).toThrow("no space left");
      expect(contents(store)).toEqual([{ _id: 1, a: 1 }]);
      expect(readFileSync(join(directory, "easel.db"))).toEqual(before);
    }
    disk.left = Number.POSITIVE_INFINITY;
    store.write(things, null, { _id: 2, a: 2 });
    const again = new Store(undefined);
    // The first is not closed yet: what is read is what a process that was killed would leave.
    const reopened = new Log(directory);
    reopened.replay((operation) => again.replay(operation));
    reopened.close();
    log.close();
    expect(contents(again)).toEqual([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
  });

  it("that cuts the very first bytes short is not built upon", () => {
    const disk = smallDisk();
    disk.left = 3;
    const log = new Log(directory, disk);
    expect(() => log.replay(() => {})).toThrow("no space left");
    log.close();
    const again = new Log(directory);
    again.replay(() => {});
    new Store(again).getOrCreate("app.things");
    again.close();
    expect(readFileSync(join(directory, "easel.db")).subarray(0, 8).toString()).toBe("EASELDB1");
  });

  it("refuses every write once the directory was taken over", () => {
    const log = new Log(directory);
    log.replay(() => {});
    const store = new Store(log);
    log.breakOff("another process has it");
    expect(() => store.getOrCreate("app.things")).toThrow("another process has it");
    log.close();
  });
});

describe("a TTL index", () => {
  it("ends what is over by the clock, looks into arrays, and spares what a transaction holds", () => {
    const store = new Store(undefined);
    const things = store.getOrCreate("app.things");
    const at = (ms: number): Date => new Date(ms);
    store.commit([
      { o: "index", ns: "app.things", spec: { key: { at: -1 }, name: "at", expireAfterSeconds: 10 } },
      {
        o: "index",
        ns: "app.things",
        spec: { key: { end: 1 }, name: "end", expireAfterSeconds: 0, partialFilterExpression: { open: true } },
      },
    ]);
    for (const [i, fields] of [
      { at: at(0) },
      { at: at(1) },
      { at: [at(99_999), at(0)] },
      { at: "no date" },
      {},
      { end: at(0), open: true },
      { end: at(0), open: false },
      { at: at(0), held: true },
    ].entries())
      store.write(things, null, { _id: i, ...fields });
    const transaction = store.begin();
    store.write(things, { _id: 7, at: at(0), held: true }, { _id: 7, at: at(0), held: 2 }, transaction);
    expire(store, 10_000);
    expect(contents(store).map(({ _id }) => _id)).toEqual([1, 3, 4, 6, 7]);
    store.end(transaction);
    expire(store, 10_000);
    expect(contents(store).map(({ _id }) => _id)).toEqual([1, 3, 4, 6]);
  });
});

const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom<unknown>(null, "a", "b", "", true, false, 0.5, [], [1], [1, 2], ["a", 3], [null], { x: 1 }),
);
const fields = fc.record({ a: value, b: value, c: value }, { requiredKeys: [], noNullPrototype: true });
const condition = fc.oneof(
  value.filter((each) => !Array.isArray(each)),
  fc
    .record(
      { $gt: fc.integer({ min: -3, max: 3 }), $lte: fc.integer({ min: -3, max: 3 }) },
      { requiredKeys: [], noNullPrototype: true },
    )
    .filter((each) => Object.keys(each).length > 0),
  fc.record({
    $in: fc.array(
      value.filter((each) => !Array.isArray(each)),
      { maxLength: 3 },
    ),
  }),
  fc.record({ $ne: value }, { noNullPrototype: true }),
  fc.record({ $exists: fc.boolean() }, { noNullPrototype: true }),
  fc.record({ $gte: fc.constantFrom("a", "b") }, { noNullPrototype: true }),
);
const plainFilter = fc.record(
  { a: condition, b: condition, c: condition },
  { requiredKeys: [], noNullPrototype: true },
);
const filter = fc.oneof(
  plainFilter,
  fc.record({ $or: fc.array(plainFilter, { minLength: 1, maxLength: 3 }), c: condition }, { noNullPrototype: true }),
);
const direction = fc.constantFrom(1, -1);
const keys = fc
  .record({ a: direction, b: direction, c: direction }, { requiredKeys: [], noNullPrototype: true })
  .filter((each) => Object.keys(each).length > 0);
const index = fc.record({
  key: keys,
  sparse: fc.boolean(),
  partialFilterExpression: fc.option(fc.constantFrom({ a: { $exists: true } }, { b: 1 }, { a: { $gt: 0 } }), {
    nil: undefined,
  }),
});

describe("a query", () => {
  it("finds the same, in the same order, with any indexes as with none", () => {
    fc.assert(
      fc.property(
        fc.array(fields, { maxLength: 12 }),
        fc.array(index, { maxLength: 3 }),
        filter,
        fc.option(keys, { nil: {} }),
        (documents, indexes, wanted, sort) => {
          const store = new Store(undefined);
          const things = store.getOrCreate("app.things");
          documents.forEach((document, _id) => {
            // Two arrays in one compound index are refused, so keep to one array a document.
            const arrays = Object.entries(document).filter(([, each]) => Array.isArray(each));
            const single = Object.fromEntries(
              Object.entries(document).filter(([name]) => !arrays.slice(1).some(([other]) => other === name)),
            );
            store.write(things, null, { _id, ...single });
          });
          const query = { filter: wanted as Document, sort: { ...sort, _id: 1 }, variables };
          const before = select(things, query).found.map(({ document }) => document["_id"]);
          indexes.forEach(({ key, sparse, partialFilterExpression }, i) => {
            const partial = partialFilterExpression ? { partialFilterExpression } : { sparse };
            store.commit([{ o: "index", ns: "app.things", spec: { key, name: `i${i}`, ...partial } }]);
          });
          const { found } = select(things, query);
          expect(found.map(({ document }) => document["_id"])).toEqual(before);
          const loose = select(things, { filter: wanted as Document, sort, variables }).found;
          expect(loose.map(({ document }) => Number(document["_id"])).sort((x, y) => x - y)).toEqual(
            [...before].map(Number).sort((x, y) => x - y),
          );
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it("inside a transaction sees the documents as they were, whichever index leads there", () => {
    const change = fc.record({ id: fc.integer({ min: 0, max: 5 }), fields: fc.option(fields, { nil: null }) });
    fc.assert(
      fc.property(
        fc.array(fields, { maxLength: 6 }),
        fc.array(change, { maxLength: 8 }),
        plainFilter,
        (documents, changes, wanted) => {
          const store = new Store(undefined);
          const things = store.getOrCreate("app.things");
          store.commit([{ o: "index", ns: "app.things", spec: { key: { a: 1 }, name: "a" } }]);
          documents.forEach((document, _id) => {
            store.write(things, null, { _id, ...document });
          });
          const query = { filter: wanted as Document, sort: { _id: 1 }, variables };
          const before = select(things, query).found.map(({ document }) => document);
          const transaction = store.begin();
          const other = store.begin();
          for (const { id, fields: after } of changes) {
            const [was] = select(things, { filter: { _id: id }, variables }).found;
            if (was || after) store.write(things, was?.document ?? null, after && { _id: id, ...after });
          }
          store.end(other);
          expect(select(things, query, transaction).found.map(({ document }) => document)).toEqual(before);
          store.end(transaction);
          expect(things.recent.size).toBe(0);
          expect(things.slots.size).toBe(things.count);
        },
      ),
      { numRuns: 500 },
    );
  });
});
