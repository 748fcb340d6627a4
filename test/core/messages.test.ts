import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalogue } from "../../src/core/catalogue/catalogue.ts";
import { models } from "../../src/core/catalogue/models.ts";
import { credits, day, list, minute } from "../../src/core/messages/english/wording.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import { messagesFor, sentence } from "../../src/core/messages.ts";
import { Refusal, type RefusalCode } from "../../src/core/refusal.ts";
import { everythingIn } from "../support/messages.ts";

const messages = messagesFor("en");
const { picture } = messages;
const said = everythingIn(messages);
const refusals = said.filter(({ path }) => path.startsWith("refusals.")).map(({ path, text }) => [path, text] as const);
// It is a file for people with an editor, not a message.
const everything = said
  .filter(({ path }) => path !== "privacy.readme" && path !== "picture.title")
  .map(({ text }) => text)
  .filter((text) => text !== "");
const at = new Date("2026-11-24T06:12:00Z");

describe("every refusal", () => {
  test.each(refusals)("%s: %s", (_code, text) => {
    expect(text).not.toMatch(/undefined|null|NaN|\[object/u);
    expect(text.length).toBeLessThanOrEqual(300);
    // An example stands last, without a full stop that would be copied with it.
    expect(text).toMatch(/\.$|For example: .+[^.]$/u);
    expect(text).toMatch(/^(?:[\p{Lu}“/]|\w+ is)/u);
  });

  test("speaks of one and of many rightly", () => {
    const say = (code: RefusalCode, data: object) => sentence(messages, { code, data } as Refusal["refusal"]);
    expect(say("credits-insufficient", { price: 1, available: 0 })).toContain("costs 1 credit, ");
    expect(say("too-fast", { waitSeconds: 1, max: 20 })).toContain("in 1 second.");
    expect(say("too-many-running", { running: 1, max: 3 })).toContain("1 picture in");
    expect(say("references-too-many", { model: "M", given: 2, max: 1 })).toContain("1 reference picture;");
  });
});

describe("every sentence", () => {
  test.each(everything)("%s", (text) => {
    expect(text).not.toMatch(/ {2}|^\s|\s$/u);
    expect(text).not.toMatch(/undefined|NaN|\[object/u);
    expect(text, "one kind of apostrophe").not.toMatch(/\w'\w/u);
    expect(text, "one kind of quotation mark").not.toMatch(/"/u);
    expect(text, "plain text has no markup").not.toMatch(/\*\*|__|<\w|\]\(|`/u);
    expect(text, "numbers agree with their nouns").not.toMatch(/\b1 (?:credits|pictures|seconds|commands)\b/u);
    expect(text.match(/\p{Extended_Pictographic}/gu) ?? []).toHaveLength(0);
  });

  test("about credits that came back reads well for none, one and many", () => {
    expect(picture.ending("cancelled", 0)).toBe("Stopped, as you asked. Nothing was charged.");
    expect(picture.ending("cancelled", 1)).toBe("Stopped, as you asked. Your credit is back.");
    expect(picture.ending("cancelled", 4)).toBe("Stopped, as you asked. Your 4 credits are back.");
  });

  test("about the queue says when it is one's turn", () => {
    expect(picture.progress({ stage: "line", ahead: 0 }, 1, 60_000)).toBe("Next in line · 1 credit");
    expect(picture.progress({ stage: "line", ahead: 3 }, 1, 60_000)).toBe("3 ahead in line · 1 credit");
  });

  test("what the catalogue refuses with real data fits as well", () => {
    const catalogue = createCatalogue();
    for (const { id, ratios } of models) {
      for (const draft of [
        { ratio: "7:99" },
        { ratio: "hexagon" },
        { resolution: "9K" },
        { quality: "x" },
        { seed: -1 },
        { n: 99 },
      ]) {
        try {
          catalogue.settle({ model: id, prompt: "fox", references: 0, ...draft });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const text = sentence(messages, error.refusal);
          expect(text.length, text).toBeLessThanOrEqual(300);
          expect(text, `${ratios.length}`).toMatch(/\.$/u);
        }
      }
    }
  });
});

describe("the helpers of wording", () => {
  test("count credits, join lists and write days", () => {
    expect([0, 1, 2].map(credits)).toEqual(["0 credits", "1 credit", "2 credits"]);
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(list)).toEqual(["", "a", "a and b", "a, b and c"]);
    expect(day(at)).toBe("24 Nov 2026");
    expect(minute(at)).toBe("24 Nov 2026, 06:12 UTC");
    expect(minute(new Date("2026-01-01T23:59:59.999Z"))).toBe("1 Jan 2026, 23:59 UTC");
  });

  test.each([
    ["a red fox", 9, "a red fox"],
    ["a red fox", 8, "a red f…"],
    ["a red fox", 3, "a…"],
    ["  a\n red\t\tfox ", 20, "a red fox"],
    ["", 5, ""],
    ["🇦🇹🇫🇷🇩🇪", 3, "🇦🇹🇫🇷🇩🇪"],
    ["🇦🇹🇫🇷🇩🇪", 2, "🇦🇹…"],
    ["👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2, "👩‍👩‍👧‍👦…"],
    ["e\u0301e\u0301e\u0301", 2, "e\u0301…"],
    [`e${"\u0301".repeat(10_000)}`, 60, "…"],
  ])("%j in %i characters is %j", (text, length, expected) => {
    expect(shortened(text, length)).toBe(expected);
  });

  test("a shortened text is never longer than asked, and is a beginning of it that cuts no character in two", () => {
    const segmenter = new Intl.Segmenter("en");
    const characters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);
    const unit = fc.constantFrom("a", " ", "🦊", "👩‍👩‍👧‍👦", "🇦🇹", "e\u0301", "\n", "ש", "한", "…");
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 80 }), fc.integer({ min: 1, max: 60 }), (units, length) => {
        const text = units.join("");
        const short = shortened(text, length);
        const line = characters(text.replace(/\s+/gu, " ").trim());
        expect(characters(short).length).toBeLessThanOrEqual(length);
        if (short === line.join("")) return;
        const kept = characters(short.slice(0, -1));
        expect(short.at(-1)).toBe("…");
        expect(line.slice(0, kept.length)).toEqual(kept);
      }),
    );
  });
});
