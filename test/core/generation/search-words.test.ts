import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchEntries, soughtEntries } from "../../../src/core/generation/search-words.ts";
import { cpuTime_ms } from "../../support/cpu-time.ts";

/** Whether a search finds a prompt. */
function finds(search: string, prompt: string): boolean {
  const entries = new Set(searchEntries(prompt));
  const sought = soughtEntries(search);
  return sought.length > 0 && sought.every((entry) => entries.has(entry));
}

describe("a search", () => {
  test.each([
    ["fox", "a red fox in snow"],
    ["FOX", "a red Fox in snow"],
    ["light", "a lighthouse at dusk"],
    ["snow fox", "a red fox in the snow"],
    ["cafe", "ein Café in Paris"],
    ["Café", "a CAFE"],
    ["strasse", "eine Straße"],
    ["straße", "EINE STRASSE"],
    ["Ærø", "aero island"],
    ["istanbul", "İSTANBUL"],
    ["ISTANBUL", "ıstanbul"],
    ["λογος", "ΛΟΓΟΣ"],
    ["лис", "Рыжая ЛИСА на снегу"],
    ["ёлка", "елка"],
    ["שלום", "שָׁלוֹם"],
    ["محمد", "مُحَمَّد"],
    ["ﬁsh", "a fish"],
    ["１２", "12 apples"],
    ["狐", "赤い狐が雪の中を走る"],
    ["雪の中", "赤い狐が雪の中を走る"],
    ["走る 狐", "赤い狐が雪の中を走る"],
    ["狐狸", "一只红色的狐狸在雪中奔跑"],
    ["カフェ", "パリのｶﾌｪ"],
    ["แมว", "แมวสีส้มนอนอยู่"],
    ["여우", "눈 속의 여우가"],
    ["कमल", "लाल कमल का फूल"],
    ["🦊", "a sleeping 🦊🌲"],
    ["e\u0301te\u0301", "un été"],
    ["4k", "a 4K wallpaper"],
    ["don't", "don’t look now"],
  ])("%s finds %s", (search, prompt) => {
    expect(finds(search, prompt)).toBe(true);
  });

  test.each([
    ["fox", "a red firefox"],
    ["house", "a lighthouse"],
    ["fox owl", "a red fox"],
    ["狸狐", "一只红色的狐狸"],
    ["が", "か"],
    ["🐺", "a sleeping 🦊"],
    ["internationalism", "international waters"],
  ])("%s does not find %s", (search, prompt) => {
    expect(finds(search, prompt)).toBe(false);
  });

  test.each(["!!!", "—", "", "\u200B", "\u0301"])(
    "of nothing that could be looked for (%j) has no entries",
    (search) => {
      expect(soughtEntries(search).filter((entry) => /[\p{L}\p{N}]/u.test(entry))).toEqual([]);
    },
  );

  test("finds every text by each of its own words, up to the bound of the index", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const entries = new Set(searchEntries(text));
        for (const word of text.split(/\s+/u))
          for (const sought of soughtEntries(word)) expect(entries).toContain(sought);
      }),
    );
  });

  test("costs a bounded number of index entries, and little time, whatever the prompt is", () => {
    for (const prompt of [
      Array.from({ length: 8_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join(""),
      Array.from({ length: 1_000 }, (_, index) => `word${index}`).join(" "),
      "x".repeat(8_000),
      "e\u0301".repeat(4_000),
    ]) {
      const cost_ms = cpuTime_ms(() => {
        expect(searchEntries(prompt).length).toBeLessThanOrEqual(1_000);
        expect(soughtEntries(prompt).length).toBeLessThanOrEqual(8);
      });
      expect(cost_ms).toBeLessThan(1_000);
    }
  });
});
