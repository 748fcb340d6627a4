import { describe, expect, test } from "vitest";
import { builtInOffers } from "../../../src/core/catalogue/built-in-offers.ts";
import {
  creditsOf,
  defaultOffers,
  historyDaysOf,
  limitsOf,
  lookupKey,
  OffersError,
  parseOffers,
  priceOf,
  readOffers,
} from "../../../src/core/catalogue/offers.ts";
import { isUpgrade } from "../../../src/core/catalogue/plans.ts";
import { CREDIT_microusd } from "../../../src/core/catalogue/price-book.ts";

type Changed = ReturnType<typeof structuredClone<typeof builtInOffers>> & Record<string, unknown>;
function faultsOf(change: (offers: Changed) => void): readonly string[] {
  const changed = structuredClone(builtInOffers) as Changed;
  change(changed);
  try {
    readOffers(changed);
  } catch (error) {
    if (error instanceof OffersError) return error.faults;
    throw error;
  }
  return [];
}

describe("what is sold when no file says otherwise", () => {
  test("is three packs and three plans by the month and by the year, each with a key of its own", () => {
    expect(defaultOffers.packs).toHaveLength(3);
    expect(defaultOffers.all).toHaveLength(9);
    const names = defaultOffers.all.flatMap(({ key }) => defaultOffers.currencies.map((one) => lookupKey(key, one)));
    expect(new Set(names).size).toBe(names.length);
    for (const { key } of defaultOffers.all) expect(key).toMatch(/^[a-z0-9-]{1,25}$/u);
  });

  test("keeps pictures the longer the more it costs, without a plan for 90 days, also where a file says nothing of it", () => {
    const days = (["free", "starter", "creator", "studio"] as const).map((plan) => historyDaysOf(plan, defaultOffers));
    expect(days).toEqual([90, 180, 365, null]);
    const { free: _free, ...file } = builtInOffers;
    expect(historyDaysOf("free", readOffers(file))).toBe(90);
    expect(historyDaysOf("free", readOffers({ ...file, free: { history_days: null } }))).toBeNull();
    expect(faultsOf(({ free }) => Object.assign(free, { history_days: 0 }))).toEqual([
      expect.stringContaining("free.history_days"),
    ]);
  });

  test("costs more than what its credits are worth at the providers, and less the more one takes", () => {
    const perCredit = (key: string) => {
      const offer = defaultOffers.find(key);
      return offer ? (priceOf(offer, "usd")?.amount ?? 0) / creditsOf(offer) : 0;
    };
    for (const { key } of defaultOffers.all) expect(perCredit(key) * 10_000).toBeGreaterThan(CREDIT_microusd);
    const dearest = ["pack-small", "pack-medium", "pack-large", "starter-month", "creator-month", "studio-month"];
    expect(dearest.map(perCredit)).toEqual(dearest.map(perCredit).toSorted((a, b) => b - a));
  });

  test("lets better plans do more at once", () => {
    const { starter, creator, studio } = limitsOf(defaultOffers);
    expect(starter.atOnce).toBeLessThan(creator.atOnce);
    expect(creator.atOnce).toBeLessThan(studio.atOnce);
  });
});

describe("a file of offers", () => {
  test("takes the place of the built-in ones", () => {
    const offers = parseOffers(JSON.stringify({ ...builtInOffers, packs: [{ ...builtInOffers.packs[0], id: "one" }] }));
    expect(offers.packs.map(({ id }) => id)).toEqual(["one"]);
    expect(offers.find("pack-small")).toBeNull();
  });

  test.for<[name: string, line: RegExp, change: (offers: Changed) => void]>([
    ["no JSON", /not JSON/, () => {}],
    ["negative credits", /^packs\.0\.credits: /, ({ packs }) => Object.assign(packs[0] ?? {}, { credits: -5 })],
    ["half a cent", /^packs\.1\.prices\.usd: /, ({ packs }) => Object.assign(packs[1]?.prices ?? {}, { usd: 9.5 })],
    [
      "a price of nothing",
      /^plans\.studio\.prices\.month\.eur: /,
      ({ plans }) => Object.assign(plans.studio.prices.month, { eur: 0 }),
    ],
    [
      "an absurd price",
      /^plans\.studio\.prices\.month\.eur: /,
      ({ plans }) => Object.assign(plans.studio.prices.month, { eur: 1e12 }),
    ],
    [
      "a currency that nobody has",
      /unknown currency/,
      ({ packs }) => Object.assign(packs[0]?.prices ?? {}, { abc: 5 }),
    ],
    [
      "a price that is missing",
      /^pack-large: has no price in jpy/,
      ({ packs }) => Reflect.deleteProperty(packs[2]?.prices ?? {}, "jpy"),
    ],
    [
      "two packs of one id",
      /two of them have the id small/,
      ({ packs }) => Object.assign(packs[1] ?? {}, { id: "small" }),
    ],
    [
      "a year cheaper than a month",
      /^plans\.starter\.prices\.year\.usd: a year costs less/,
      ({ plans }) => Object.assign(plans.starter.prices.year, { usd: 5 }),
    ],
    [
      "a year dearer than twelve months",
      /^plans\.starter\.prices\.year\.usd: a year costs more/,
      ({ plans }) => Object.assign(plans.starter.prices.year, { usd: 99_999 }),
    ],
    ["no plan at all", /^plans\.creator: /, ({ plans }) => Reflect.deleteProperty(plans, "creator")],
    ["a line nobody knows", /Unrecognized key: "discount"/, (offers) => Object.assign(offers, { discount: 5 })],
    [
      "more at once than in the works",
      /^plans\.starter\.limits\.atOnce: /,
      ({ plans }) => Object.assign(plans.starter.limits, { atOnce: 50 }),
    ],
    ["no currency", /^currencies: /, (offers) => Object.assign(offers, { currencies: [] })],
  ])("with %s is refused with the line to fix", ([name, line, change]) => {
    const faults = name === "no JSON" ? faultsOfText("{ packs: ") : faultsOf(change);
    expect(
      faults.some((fault) => line.test(fault)),
      faults.join("\n"),
    ).toBe(true);
  });

  test("names all faults at once", () => {
    const faults = faultsOf(({ packs }) => {
      for (const pack of packs) pack.credits = 0;
    });
    expect(faults).toHaveLength(3);
  });
});

function faultsOfText(text: string): readonly string[] {
  try {
    parseOffers(text);
  } catch (error) {
    if (error instanceof OffersError) return error.faults;
  }
  return [];
}

test("a better plan begins at once, a smaller one waits, and so does leaving a year that is paid for", () => {
  const starter = { plan: "starter", interval: "month" } as const;
  const studio = { plan: "studio", interval: "month" } as const;
  expect(isUpgrade(starter, studio)).toBe(true);
  expect(isUpgrade(studio, starter)).toBe(false);
  expect(isUpgrade(starter, { ...starter, interval: "year" })).toBe(true);
  expect(isUpgrade({ ...starter, interval: "year" }, studio)).toBe(false);
  expect(isUpgrade({ ...starter, interval: "year" }, { ...studio, interval: "year" })).toBe(true);
});
