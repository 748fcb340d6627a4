import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIFE_MIN_MS, monthsLater, withDueGrants } from "../../../src/core/billing/grants.ts";
import { given, type Order } from "../../../src/core/billing/order.ts";
import { withMoneyReturned } from "../../../src/core/billing/returns.ts";
import { defaultOffers } from "../../../src/core/catalogue/offers.ts";
import { DAY_MS, START } from "../../support/credits.ts";
import { orderOf } from "./support.ts";

const on = (day: string) => new Date(`${day}T12:00:00Z`);
const grants = (order: Order, now: Date, endsAt: Date | null = null) => {
  const offer = defaultOffers.find(order.offer);
  if (offer === null) throw new Error("no such offer");
  return withDueGrants(order, { offer, now, endsAt });
};
const day = (date: Date | undefined) => date?.toISOString().slice(0, 10);

describe("a month later", () => {
  test.for([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-01-31", 2, "2026-03-31"],
    ["2026-10-31", 13, "2027-11-30"],
    ["2026-12-15", 1, "2027-01-15"],
  ] as const)("than %s, %i times, is %s", ([from, months, to]) => {
    expect(monthsLater(on(from), months)).toEqual(on(to));
  });
});

describe("a pack", () => {
  test("gives all its credits at once, for a year", () => {
    const order = grants(orderOf("pack-small"), START);
    expect(order.grants).toEqual([
      { cause: `order:${order.id}`, credits: 500, expiresAt: new Date(START.getTime() + 365 * DAY_MS), done: false },
    ]);
    expect(order).toMatchObject({ unsettled: true, nextGrantAt: null });
  });

  test("gives nothing more when it is asked again", () => {
    const order = grants(orderOf("pack-small"), START);
    expect(grants(order, new Date(START.getTime() + 400 * DAY_MS))).toBe(order);
  });

  test("gives less of what was refunded before it was given, and nothing when all was", () => {
    const half = withMoneyReturned(orderOf("pack-small"), { id: "refund:1", amount: 450, at: START });
    expect(given(grants(half, START))).toBe(250);
    const all = withMoneyReturned(half, { id: "refund:2", amount: 449, at: START });
    expect(grants(all, START).grants).toEqual([]);
  });
});

describe("a plan", () => {
  test("paid by the month gives one lot until the period's end, whose cause is the invoice", () => {
    const period = { start: on("2026-11-24"), end: on("2026-12-24") };
    const order = grants(orderOf("starter-month", { period }), on("2026-11-24"));
    expect(order.grants).toEqual([{ cause: "stripe:in_1", credits: 500, expiresAt: period.end, done: false }]);
    expect(grants(order, on("2027-12-24"))).toBe(order);
  });

  test("paid by the year gives one lot a month, the last until the year's end", () => {
    const period = { start: on("2026-01-31"), end: on("2027-01-31") };
    let order = grants(orderOf("starter-year", { period }), on("2026-01-31"));
    expect(order.grants.map(({ cause }) => cause)).toEqual(["stripe:in_1:1"]);
    expect(day(order.nextGrantAt ?? undefined)).toBe("2026-02-28");
    order = grants(order, on("2026-02-27"));
    expect(order.grants).toHaveLength(1);
    for (const month of [
      "02-28",
      "03-31",
      "04-30",
      "05-31",
      "06-30",
      "07-31",
      "08-31",
      "09-30",
      "10-31",
      "11-30",
      "12-31",
    ]) {
      order = grants(order, on(`2026-${month}`));
    }
    expect(order.grants.map(({ expiresAt }) => day(expiresAt))).toEqual([
      ...["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"],
      ...["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31"],
    ]);
    expect(given(order)).toBe(order.credits);
    expect(order.nextGrantAt).toBeNull();
  });

  test("gives what is late nevertheless, with three days to use it", () => {
    const period = { start: on("2026-01-15"), end: on("2027-01-15") };
    const late = on("2026-03-20");
    const order = grants(orderOf("starter-year", { period }), late);
    expect(order.grants.map(({ expiresAt }) => expiresAt)).toEqual([
      new Date(late.getTime() + LIFE_MIN_MS),
      new Date(late.getTime() + LIFE_MIN_MS),
      on("2026-04-15"),
    ]);
  });

  test("begins no month after it was left for another one", () => {
    const period = { start: on("2026-01-15"), end: on("2027-01-15") };
    const order = grants(orderOf("starter-year", { period }), on("2026-06-20"), on("2026-03-15"));
    expect(order.grants).toHaveLength(2);
    expect(order.nextGrantAt).toBeNull();
  });

  test("whose money went back in part loses the months that are still to come, the last first", () => {
    const period = { start: on("2026-01-15"), end: on("2027-01-15") };
    const first = grants(orderOf("starter-year", { period }), on("2026-01-15"));
    // A quarter of the money is a quarter of the year's 6,000 credits: three months.
    const back = withMoneyReturned(first, { id: "refund:1", amount: 6_990 / 4, at: START });
    expect(back.returns).toMatchObject([{ withheld: 1_500, credits: 0 }]);
    const order = grants(back, on("2027-01-14"));
    expect(order.grants).toHaveLength(9);
    expect(given(order)).toBe(4_500);
  });

  test("never gives more than the payment is worth, whatever goes back in between and however late it is asked", () => {
    const period = { start: on("2026-01-31"), end: on("2027-01-31") };
    const step = fc.record({ days: fc.nat(60), returned: fc.option(fc.integer({ min: 1, max: 3_000 }), { freq: 3 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let order = orderOf("starter-year", { period });
        let now_ms = period.start.getTime();
        steps.forEach(({ days, returned }, index) => {
          now_ms += days * DAY_MS;
          order = grants(order, new Date(now_ms));
          if (returned !== null)
            order = withMoneyReturned(order, { id: `refund:${index}`, amount: returned, at: START });
          const kept = order.returns.reduce((total, one) => total + one.withheld + (one.credits ?? 0), 0);
          expect(given(order)).toBeLessThanOrEqual(order.credits);
          expect(kept).toBeLessThanOrEqual(order.credits);
          expect(new Set(order.grants.map(({ cause }) => cause)).size).toBe(order.grants.length);
        });
      }),
    );
  });
});
