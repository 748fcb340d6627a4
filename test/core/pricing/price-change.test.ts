import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  amountsAt,
  inOrder,
  isRise,
  NOTICE_MS,
  type PriceChange,
  type Standing,
} from "../../../src/core/pricing/price-change.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const START = new Date("2026-11-01T00:00:00Z");
/** So many days, or parts of one, after the start. */
const day = (days: number) => new Date(START.getTime() + days * DAY_MS);
const ONE_MS = 1 / DAY_MS;
const opening = { seedream: { image: 10 } };

function change(number: number, amount: number, announced: number, effective: number): PriceChange {
  return {
    ...{ id: `seedream:${number}`, subject: "seedream", number, amounts: { image: amount } },
    ...{ announcedAt: day(announced), effectiveAt: day(effective), announcedBy: "memory:operator", reason: "why" },
    ...{ cancelledAt: null, cancelledBy: null, tellAt: null, toldThrough: null },
  };
}
/** A subscription by its first and last day, and when each notice reached its owner, by the number of the change. */
function subscribed(from: number, until: number | null, reached: Readonly<Record<number, number>>): Standing {
  return {
    ...{ subscription: "sub", startedAt: day(from), endedAt: until === null ? null : day(until) },
    reached: new Map(Object.entries(reached).map(([number, days]) => [`seedream:${number}`, day(days)])),
  };
}
const priceAt = (changes: readonly PriceChange[], standings: readonly Standing[], at: Date) =>
  amountsAt(opening, inOrder(changes), standings, at)["seedream"]?.["image"];

const rise = [change(1, 15, 1, 5)];
const riseThenCut = [change(1, 15, 1, 5), change(2, 12, 6, 20)];
const cutThenRise = [change(1, 8, 1, 5), change(2, 12, 6, 20)];
const twoRises = [change(1, 12, 1, 5), change(2, 15, 6, 20)];
const deepCut = [change(1, 15, 1, 5), change(2, 7, 6, 20), change(3, 9, 21, 25)];

describe("what an account pays", () => {
  test.each<[string, PriceChange[], Standing[], [number, number][]]>([
    [
      "everybody else: from the effective date on",
      rise,
      [],
      [
        [4.9, 10],
        [5 - ONE_MS, 10],
        [5, 15],
        [99, 15],
      ],
    ],
    [
      "told at once: not on day 29 after the notice, and on day 30",
      rise,
      [subscribed(0, null, { 1: 1 })],
      [
        [5, 10],
        [30, 10],
        [31 - ONE_MS, 10],
        [31, 15],
      ],
    ],
    [
      "told late: 30 days after that",
      rise,
      [subscribed(0, null, { 1: 12 })],
      [
        [31, 10],
        [41, 10],
        [42 - ONE_MS, 10],
        [42, 15],
      ],
    ],
    [
      "told long before it takes effect: on its date",
      [change(1, 15, 1, 50)],
      [subscribed(0, null, { 1: 1 })],
      [
        [31, 10],
        [50 - ONE_MS, 10],
        [50, 15],
      ],
    ],
    [
      "never told: never",
      rise,
      [subscribed(0, null, {})],
      [
        [5, 10],
        [31, 10],
        [3_650, 10],
      ],
    ],
    [
      "unsubscribed meanwhile: from then on",
      rise,
      [subscribed(0, 12, { 1: 1 })],
      [
        [12 - ONE_MS, 10],
        [12, 15],
      ],
    ],
    [
      "subscribed only after the announcement: from its date on",
      rise,
      [subscribed(2, null, {})],
      [
        [4, 10],
        [5, 15],
      ],
    ],
    [
      "subscribed again after the announcement: as everybody else",
      rise,
      [subscribed(0, 2, {}), subscribed(3, null, {})],
      [
        [4, 10],
        [5, 15],
      ],
    ],
    [
      "a cut after a rise that is not theirs yet takes nothing from them",
      riseThenCut,
      [subscribed(0, null, { 1: 1 })],
      [
        [5, 10],
        [20, 10],
        [31 - ONE_MS, 10],
        [31, 12],
      ],
    ],
    [
      "a rise and a cut, for everybody else",
      riseThenCut,
      [],
      [
        [5, 15],
        [20, 12],
      ],
    ],
    [
      "a cut at once, and the rise after it 30 days after its own notice",
      cutThenRise,
      [subscribed(0, null, { 2: 7 })],
      [
        [5 - ONE_MS, 10],
        [5, 8],
        [20, 8],
        [37 - ONE_MS, 8],
        [37, 12],
      ],
    ],
    [
      "two rises, each by its own notice",
      twoRises,
      [subscribed(0, null, { 1: 1, 2: 10 })],
      [
        [31 - ONE_MS, 10],
        [31, 12],
        [40 - ONE_MS, 12],
        [40, 15],
      ],
    ],
    [
      "two rises, of which only the second was told: by the second",
      twoRises,
      [subscribed(0, null, { 2: 10 })],
      [
        [39, 10],
        [40, 15],
      ],
    ],
    [
      "subscribed between two announcements: the first as everybody else, the second after its notice",
      twoRises,
      [subscribed(3, null, { 2: 10 })],
      [
        [5, 12],
        [20, 12],
        [40, 15],
      ],
    ],
    [
      "never above what everybody pays: a cut below the old price holds at once, and a small rise waits",
      deepCut,
      [subscribed(0, null, { 1: 1, 3: 22 })],
      [
        [20, 7],
        [31, 7],
        [52 - ONE_MS, 7],
        [52, 9],
      ],
    ],
  ])("%s", (_, changes, standings, table) => {
    expect(table.map(([days]) => [days, priceAt(changes, standings, day(days))])).toEqual(table);
  });

  test("of several prices of one subject, what is cut holds at once and what is raised waits", () => {
    const book = { gpt: { low: 1, high: 22 }, pack: { usd: 899, eur: 899 } };
    const mixed = { ...change(1, 0, 1, 5), id: "gpt:1", subject: "gpt", amounts: { low: 2, high: 20 } };
    const news = { ...change(1, 0, 1, 5), id: "pack:1", subject: "pack", amounts: { jpy: 1_400 } };
    const standing = [subscribed(0, null, {})];
    expect(amountsAt(book, [mixed, news], standing, day(6))).toEqual({
      gpt: { low: 1, high: 20 },
      pack: { usd: 899, eur: 899, jpy: 1_400 },
    });
    expect(amountsAt(book, [mixed, news], [], day(6))["gpt"]).toEqual({ low: 2, high: 20 });
    expect([isRise(book, [mixed], mixed), isRise(book, [news], news)]).toEqual([true, false]);
  });
});

const days = fc.integer({ min: 0, max: 120 });
const announcements = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 30 }), announced: days, lead: days }), {
  maxLength: 5,
});
const standing = fc.record({
  from: days,
  until: fc.option(days),
  reached: fc.array(fc.option(days), { minLength: 5, maxLength: 5 }),
});

/** As operators can announce: each change is effective after those before it, and no notice comes before its announcement. */
function history(given: readonly { amount: number; announced: number; lead: number }[]): PriceChange[] {
  let last = 0;
  let said = 0;
  return given.map(({ amount, announced, lead }, index) => {
    said = Math.max(said, announced / 2);
    last = Math.max(last + 1, said + lead / 3);
    return change(index + 1, amount, said, last);
  });
}
function standingOf(
  { from, until, reached }: { from: number; until: number | null; reached: readonly (number | null)[] },
  changes: readonly PriceChange[],
): Standing {
  const told = changes.flatMap(({ id, announcedAt }, index) => {
    const later = reached[index];
    return later === null || later === undefined
      ? []
      : [[id, new Date(announcedAt.getTime() + later * DAY_MS)] as const];
  });
  return {
    ...{ subscription: "sub", startedAt: day(from), endedAt: until === null ? null : day(from + until) },
    reached: new Map(told),
  };
}

test("no existing subscriber ever pays a raised price earlier than 30 days after their notice, nor more than others", () => {
  fc.assert(
    fc.property(announcements, standing, fc.integer({ min: 0, max: 400 }), (given, of, moment) => {
      const changes = history(given);
      const own = standingOf(of, changes);
      const at = day(moment);
      const paid = priceAt(changes, [own], at) ?? Number.NaN;
      const everyones = priceAt(changes, [], at) ?? Number.NaN;
      expect(paid).toBeLessThanOrEqual(everyones);
      const isSubscribed = own.startedAt <= at && (own.endedAt === null || own.endedAt > at);
      if (!isSubscribed) return;
      // What they paid when they came, or any price they were told of 30 days ago, or one announced before they came.
      const known = [
        priceAt(
          changes.filter(({ announcedAt }) => announcedAt < own.startedAt),
          [],
          at,
        ) ?? 0,
        ...changes
          .filter(({ id, announcedAt }) => {
            const reached = own.reached.get(id);
            const toldLongAgo = reached !== undefined && reached.getTime() + NOTICE_MS <= at.getTime();
            return announcedAt < own.startedAt || toldLongAgo;
          })
          .map(({ amounts }) => amounts["image"] ?? 0),
        10,
      ];
      expect(paid).toBeLessThanOrEqual(Math.max(...known));
    }),
    { numRuns: 2_000 },
  );
});

test("being told never makes anything dearer than it is for everybody, and being told later never costs more", () => {
  fc.assert(
    fc.property(announcements, standing, days, fc.integer({ min: 0, max: 400 }), (given, of, later, moment) => {
      const changes = history(given);
      const own = standingOf(of, changes);
      const reached = new Map([...own.reached].map(([id, date]) => [id, new Date(date.getTime() + later * DAY_MS)]));
      const at = day(moment);
      const paid = priceAt(changes, [own], at) ?? Number.NaN;
      expect(priceAt(changes, [{ ...own, reached }], at)).toBeLessThanOrEqual(paid);
      expect(priceAt(changes, [{ ...own, reached: new Map() }], at)).toBeLessThanOrEqual(paid);
    }),
    { numRuns: 1_000 },
  );
});
