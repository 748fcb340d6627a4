import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boundaryAfter, later } from "../../../../adapters/stripe/sandbox/time.ts";

const seconds = (text: string) => Date.parse(text) / 1000;
const month = { interval: "month", interval_count: 1 };
const year = { interval: "year", interval_count: 1 };
const moments = fc.integer({ min: seconds("2020-01-01T00:00:00Z"), max: seconds("2040-01-01T00:00:00Z") });
const intervals = fc.record({
  interval: fc.constantFrom("day", "week", "month", "year"),
  interval_count: fc.integer({ min: 1, max: 6 }),
});

describe("periods", () => {
  test.for([
    ["2027-01-31T10:00:00Z", month, 1, "2027-02-28T10:00:00Z"],
    ["2027-01-31T10:00:00Z", month, 2, "2027-03-31T10:00:00Z"],
    ["2028-01-31T10:00:00Z", month, 1, "2028-02-29T10:00:00Z"],
    ["2028-02-29T23:59:59Z", year, 1, "2029-02-28T23:59:59Z"],
    ["2028-02-29T23:59:59Z", year, 4, "2032-02-29T23:59:59Z"],
    ["2026-12-31T00:00:00Z", month, 1, "2027-01-31T00:00:00Z"],
  ] as const)("from %s, %o, %i times, end at %s", ([from, interval, times, to]) => {
    expect(later(seconds(from), interval, times)).toBe(seconds(to));
  });

  test("follow each other without a gap, and each is as long as its interval", () => {
    fc.assert(
      fc.property(moments, intervals, fc.integer({ min: 0, max: 40 }), (anchor, interval, times) => {
        const start = later(anchor, interval, times);
        const end = boundaryAfter(anchor, interval, start);
        expect(end).toBe(later(anchor, interval, times + 1));
        expect(boundaryAfter(anchor, interval, end - 1)).toBe(end);
      }),
    );
  });
});
