import fc from "fast-check";
import { expect, test } from "vitest";
import { publishedTerms } from "../../../src/core/terms/book.ts";
import { PAGE_LENGTH_MAX, pagesOf } from "../../../src/core/terms/pages.ts";

const words = (text: string) => text.split(/\s+/u).filter((word) => word !== "");

test("no page of the published terms is longer than chats bear, and together they are the whole text in its order", () => {
  for (const { text } of publishedTerms) {
    const pages = pagesOf(text);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(PAGE_LENGTH_MAX);
    expect(pages.flatMap(words)).toEqual(words(text));
    // Whole paragraphs: none of these is longer than a page.
    expect(pages.join("\n\n")).toBe(text);
  }
});

test("any text comes in pages of at most that length, and loses no letter", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "."), minLength: 1, maxLength: 40 });
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(" ", " ", " ", "\n\n")))
    .map((all) => all.flat().join("").trim());
  fc.assert(
    fc.property(text, fc.integer({ min: 5, max: 60 }), (given, lengthMax) => {
      const pages = pagesOf(given, lengthMax);
      for (const page of pages) expect(page.length).toBeLessThanOrEqual(lengthMax);
      expect(pages.join("").replaceAll(/\s/gu, "")).toBe(given.replaceAll(/\s/gu, ""));
      if (given.length <= lengthMax && given !== "") expect(pages).toHaveLength(1);
    }),
  );
});
