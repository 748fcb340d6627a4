import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { publishedTerms } from "../../../src/core/terms/book.ts";
import { createTerms } from "../../../src/core/terms/terms.ts";
import type { TermsVersion } from "../../../src/core/terms/version.ts";
import { DAY_MS, START, TestClock } from "../../support/credits.ts";
import { laterTerms, termsBook } from "../../support/terms.ts";

const accepted = (...versions: readonly string[]) => versions.map((termsVersion) => ({ termsVersion }));
const [first] = publishedTerms;

describe("a version of the terms", () => {
  const at = new Date(START.getTime() + DAY_MS);
  const book = termsBook(laterTerms("2054-11-25", "material", at));

  test("is announced until its moment and counts from it on, without a restart", () => {
    const clock = new TestClock();
    const terms = createTerms({ book, clock });
    expect([terms.inForce().version, terms.announced()?.version]).toEqual([first.version, "2054-11-25"]);
    expect(terms.version("2054-11-25")).toBeNull();
    clock.move(DAY_MS - 1);
    expect(terms.inForce().version).toBe(first.version);
    clock.move(1);
    expect([terms.inForce().version, terms.announced()]).toEqual(["2054-11-25", null]);
  });

  test("that matters asks everybody again; one that does not lets what was accepted stand", () => {
    const clock = new TestClock();
    const minor = laterTerms("2054-11-26", "minor", new Date(at.getTime() + DAY_MS));
    const terms = createTerms({ book: [...book, minor], clock });
    expect(terms.hasAccepted(accepted(first.version))).toBe(true);
    clock.move(DAY_MS);
    expect(terms.hasAccepted(accepted(first.version))).toBe(false);
    expect(terms.hasAccepted(accepted(first.version, "2054-11-25"))).toBe(true);
    clock.move(DAY_MS);
    expect(terms.hasAccepted(accepted("2054-11-25"))).toBe(true);
    expect(terms.since(accepted(first.version)).map(({ version }) => version)).toEqual(["2054-11-25", "2054-11-26"]);
    expect(terms.since(accepted("2054-11-25")).map(({ version }) => version)).toEqual(["2054-11-26"]);
  });

  test("that is not in force yet, or that nobody knows, cannot be accepted", () => {
    const terms = createTerms({ book, clock: new TestClock() });
    expect(["2054-11-25", "2020-01-01", ""].map(terms.suffices)).toEqual([false, false, false]);
    expect(terms.hasAccepted(accepted("2054-11-25"))).toBe(false);
    expect(terms.since(accepted("2020-01-01"))).toEqual([]);
  });
});

test("what is accepted is enough exactly while no material version came after it, whatever the book and the time", () => {
  const later = fc.array(fc.tuple(fc.constantFrom("material" as const, "minor" as const), fc.nat(5)), { maxLength: 8 });
  fc.assert(
    fc.property(later, fc.nat(60), fc.nat(8), (changes, today, choice) => {
      let day = 0;
      const versions = changes.map(([change, pause], index) => {
        day += pause + 1;
        return laterTerms(`v${index}`, change, new Date(START.getTime() + day * DAY_MS));
      });
      const book = termsBook(...versions);
      const now = new Date(START.getTime() + today * DAY_MS);
      const terms = createTerms({ book, clock: { now: () => now } });
      const counts = (one: TermsVersion) => one === book[0] || one.effectiveAt <= now;
      const mine = book[choice % book.length] as TermsVersion;
      const matters = book.some(
        (one) => one.change === "material" && counts(one) && one.effectiveAt > mine.effectiveAt,
      );
      expect(terms.hasAccepted(accepted(mine.version))).toBe(counts(mine) && !matters);
      // Whoever accepts what is shown now is never asked a second time for it.
      expect(terms.hasAccepted(accepted(terms.inForce().version))).toBe(true);
    }),
  );
});

test.each([
  ["two of one name", [laterTerms(first.version, "minor", START)]],
  ["the later one first", [laterTerms("b", "minor", new Date(START.getTime() + 1)), laterTerms("a", "minor", START)]],
  ["one that does not say what changed", [{ ...laterTerms("a", "minor", START), changes: null }]],
])("a book with %s is refused at the start", (_what, later) => {
  expect(() => createTerms({ book: termsBook(...later), clock: new TestClock() })).toThrow(/terms of/u);
});

test("a book whose first terms need not be accepted is refused at the start", () => {
  expect(() => createTerms({ book: [laterTerms("a", "minor", START)], clock: new TestClock() })).toThrow(/accepted/u);
});
