import { Long } from "bson";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode } from "../../../../adapters/mongo/embedded/document.ts";
import { compare, keyOf, reversed } from "../../../../adapters/mongo/embedded/order.ts";
import type { Slot } from "../../../../adapters/mongo/embedded/slot.ts";
import { SortedEntries } from "../../../../adapters/mongo/embedded/sorted.ts";

const sign = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

describe("keys of values", () => {
  it("order doubles as numbers", () => {
    const number = fc.double({ noNaN: true });
    fc.assert(fc.property(number, number, (a, b) => sign(keyOf(a), keyOf(b)) === sign(a, b)));
  });

  it("order int64 exactly, among themselves and beside doubles", () => {
    const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    fc.assert(
      fc.property(
        long,
        long,
        (a, b) => sign(keyOf(Long.fromBigInt(a)), keyOf(Long.fromBigInt(b))) === (a < b ? -1 : a > b ? 1 : 0),
      ),
    );
    fc.assert(
      fc.property(
        long,
        (a) => compare(Long.fromBigInt(a), Number(a)) === (a < BigInt(Number(a)) ? -1 : a > BigInt(Number(a)) ? 1 : 0),
      ),
    );
  });

  it("order text by its UTF-8 bytes", () => {
    const text = fc.string({ unit: "binary", maxLength: 6 });
    fc.assert(
      fc.property(
        text,
        text,
        (a, b) => sign(keyOf(a), keyOf(b)) === Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
      ),
    );
  });

  it("are no prefixes of each other, and turn round when reversed", () => {
    const any = fc.jsonValue({ maxDepth: 2 });
    fc.assert(
      fc.property(any, any, (a, b) => {
        const [left, right] = [keyOf(a), keyOf(b)];
        if (left === right) return true;
        return (
          !left.startsWith(right) &&
          !right.startsWith(left) &&
          sign(reversed(left), reversed(right)) === -sign(left, right)
        );
      }),
    );
  });
});

describe("documents", () => {
  it("survive encoding and decoding", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes("__proto__") && !JSON.stringify(value).includes("-0"));
        expect(JSON.stringify(decode(Buffer.from(encode({ value }))))).toEqual(
          JSON.stringify(JSON.parse(JSON.stringify({ value }))),
        );
      }),
    );
  });

  it("that are damaged are refused, and nothing else happens", () => {
    const whole = Buffer.from(encode({ a: [1, "x", { b: new Date(0), c: Long.ONE }], d: Buffer.from("bytes") }));
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const damaged = Buffer.from(whole);
        damaged[at] = byte;
        try {
          decode(damaged);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.any(Number) });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("sorted entries", () => {
  it("give every range in order, both ways, after any additions and removals", () => {
    const step = fc.record({ key: fc.integer({ min: 0, max: 40 }), add: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (steps, low, high) => {
          const entries = new SortedEntries();
          const model: { key: string; slot: Slot }[] = [];
          steps.forEach(({ key, add }, sequence) => {
            const text = String(key).padStart(2, "0");
            if (add) {
              const slot: Slot = { key: `${sequence}`, sequence, document: null, version: 0, older: undefined };
              entries.add(text, slot);
              model.push({ key: text, slot });
              return;
            }
            const found = model.findIndex((each) => each.key === text);
            const [gone] = found < 0 ? [] : model.splice(found, 1);
            if (gone) entries.remove(gone.key, gone.slot);
          });
          model.sort((a, b) => sign(a.key, b.key) || a.slot.sequence - b.slot.sequence);
          const [from, to] = [String(low).padStart(2, "0"), String(high).padStart(2, "0")];
          const range = { from: { key: from, after: false }, to: { key: to, after: true } };
          const wanted = model.filter(({ key }) => key >= from && key <= to);
          expect([...entries.range(range)]).toEqual(wanted);
          expect([...entries.backwards(range)]).toEqual(wanted.toReversed());
          expect(entries.count(range)).toBe(wanted.length);
          expect(entries.size).toBe(model.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("stay in order over many chunks", () => {
    const entries = new SortedEntries();
    const order = Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 5_000);
    for (const sequence of order) {
      const key = String(sequence).padStart(5, "0");
      entries.add(key, { key, sequence, document: null, version: 0, older: undefined });
    }
    const range = { from: { key: "01000", after: false }, to: { key: "03999", after: true } };
    const found = [...entries.range(range)].map(({ slot }) => slot.sequence);
    expect(found).toEqual(Array.from({ length: 3_000 }, (_, i) => i + 1_000));
    expect(entries.count(range)).toBe(3_000);
    expect([...entries.backwards(range)].map(({ slot }) => slot.sequence)).toEqual(found.toReversed());
  });
});
