import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { businessDaysAfter } from "../../../src/core/support/business-days.ts";
import { DAY_MS, HOUR_MS } from "../../support/credits.ts";

// 23 November 2026 is a Monday.
const table = `
  Mon 2026-11-23T09:30 1 → Tue 2026-11-24T09:30
  Mon 2026-11-23T09:30 3 → Thu 2026-11-26T09:30
  Tue 2026-11-24T00:00 3 → Fri 2026-11-27T00:00
  Wed 2026-11-25T23:59 3 → Mon 2026-11-30T23:59
  Thu 2026-11-26T12:00 3 → Tue 2026-12-01T12:00
  Fri 2026-11-27T12:00 3 → Wed 2026-12-02T12:00
  Fri 2026-11-27T23:59 1 → Mon 2026-11-30T23:59
  Sat 2026-11-28T00:00 3 → Thu 2026-12-03T00:00
  Sat 2026-11-28T15:00 3 → Thu 2026-12-03T00:00
  Sun 2026-11-29T23:59 3 → Thu 2026-12-03T00:00
  Thu 2026-12-31T10:00 1 → Fri 2027-01-01T10:00
  Fri 2028-02-25T10:00 3 → Wed 2028-03-01T10:00
  Sun 2026-11-29T12:00 0 → Mon 2026-11-30T00:00
  Mon 2026-11-23T09:30 0 → Mon 2026-11-23T09:30
  Mon 2026-11-23T09:30 10 → Mon 2026-12-07T09:30
`;

const rows = table
  .trim()
  .split("\n")
  .map((line) => /^\s*\w+ (\S+) (\d+) → \w+ (\S+)$/u.exec(line)?.slice(1) ?? [])
  .map(([from = "", days = "", to = ""]) => [from, Number(days), to] as const);

const moments = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

describe("so many business days after", () => {
  test.each(rows)("%s, %i of them: %s", (from, days, to) => {
    expect(businessDaysAfter(new Date(`${from}Z`), days)).toEqual(new Date(`${to}Z`));
  });

  test("a moment there are exactly so many days of working time, whenever it begins", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 15 }), (from, days) => {
        const due = businessDaysAfter(from, days);
        expect([0, 6]).not.toContain(due.getUTCDay());
        expect(workingTime_ms(from, due)).toBe(days * DAY_MS);
      }),
    );
  });

  test("a later moment it is never sooner", () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 10 * 24 }), (from, hours) => {
        const later = new Date(from.getTime() + hours * HOUR_MS);
        expect(businessDaysAfter(later, 3).getTime()).toBeGreaterThanOrEqual(businessDaysAfter(from, 3).getTime());
      }),
    );
  });
});

/** Counted day by day: how much of the time between is no Saturday and no Sunday. */
function workingTime_ms(from: Date, to: Date): number {
  let sum = 0;
  let at = from.getTime();
  while (at < to.getTime()) {
    const end = Math.min(to.getTime(), (Math.floor(at / DAY_MS) + 1) * DAY_MS);
    if (![0, 6].includes(new Date(at).getUTCDay())) sum += end - at;
    at = end;
  }
  return sum;
}
