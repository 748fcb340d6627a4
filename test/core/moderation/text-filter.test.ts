import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Dictionary } from "../../../src/core/moderation/dictionary.ts";
import type { Rule } from "../../../src/core/moderation/rules.ts";
import { CHARACTERS_READ_MAX, createTextFilter } from "../../../src/core/moderation/text-filter.ts";
import { decide, work_ms } from "./support.ts";

const swearing = { words: ["bother"], has: (word: string) => word === "bother" };

/** A filter about owls, so that the engine is tested apart from the house's words. */
function owls(dictionary: Partial<Dictionary>, rules: readonly Rule[], allow: readonly string[] = []) {
  const whole: Dictionary = { language: "en", concepts: {}, ...dictionary };
  const filter = createTextFilter({ words: swearing, dictionaries: [whole], rules, allow });
  return (prompt: string) => {
    const verdict = filter.check(prompt);
    return verdict.allowed ? "allowed" : verdict.matched;
  };
}

const one: Rule = { category: "sexual", needs: ["explicit"], confidence: 0.9 };

describe("terms", () => {
  test.each([
    ["owl", "two owls", "owls"],
    ["owl", "an owlet", "allowed"],
    ["owl*", "an owlet", "owlet"],
    ["*owl", "a barnowl", "barnowl"],
    ["barn owl", "a barn owl", "barn owl"],
    ["barn owl", "an owl in a barn", "allowed"],
    ["barn|snowy owl", "a snowy owl", "snowy owl"],
    ["feed ~ owl", "feed the hungry owl", "feed the hungry owl"],
    ["feed ~ owl", "feed one two three four owl", "allowed"],
    ["梟", "森の梟", "梟"],
    ["白梟", "白 梟", "白梟"],
    ["白梟", "白い梟", "allowed"],
  ])("%j in %j: %s", (term, prompt, found) => {
    expect(owls({ concepts: { explicit: [term] } }, [one])(prompt)).toBe(found);
  });

  test("one string may hold several", () => {
    const check = owls({ concepts: { explicit: ["owl, eagle", "hawk"] } }, [one]);
    expect([check("owl"), check("eagle"), check("hawk"), check("wren")]).toEqual(["owl", "eagle", "hawk", "allowed"]);
  });

  test("an innocent phrase takes its words out, and only there", () => {
    const check = owls({ concepts: { explicit: ["owl"] }, innocent: ["night owl"] }, [one], ["owl ~ moon"]);
    expect(check("a night owl")).toBe("allowed");
    expect(check("an owl before the moon")).toBe("allowed");
    expect(check("a night owl beside an owl")).toBe("owl");
  });

  test("an innocent phrase leaves its context alone", () => {
    const check = owls({ concepts: { explicit: ["owl", "moon"] }, innocent: ["owl ^moon"] }, [one]);
    expect(check("an owl moon")).toBe("moon");
    expect(check("an owl")).toBe("owl");
  });

  test("a concept or term that is written wrongly is refused when the filter is built", () => {
    expect(() => owls({ concepts: { owls: ["owl"] } as never }, [one])).toThrow();
    expect(() => owls({ concepts: { explicit: ["~ owl"] } }, [one])).toThrow(/begin with a word/);
    expect(() => owls({}, [{ ...one, needs: ["owls"] }])).toThrow();
  });
});

describe("rules", () => {
  const words = { concepts: { minor: ["owl"], explicit: ["wolf"], art: ["opera"], fiction: ["tale"] } };

  test("several needs must all be met, within the distance", () => {
    const check = owls(words, [{ ...one, needs: ["minor", "explicit"], within: 3 }]);
    expect(check("an owl")).toBe("allowed");
    expect(check("an owl and a wolf")).toBe("owl + wolf");
    expect(check("a wolf, then an owl")).toBe("wolf + owl");
    expect(check("an owl far far far away from a wolf")).toBe("allowed");
    expect(check("owl x x x x x x x owl wolf")).toBe("owl + wolf");
  });

  test("alternatives fulfil one need", () => {
    const check = owls(words, [{ ...one, needs: ["minor", "explicit|art"] }]);
    expect(check("owl opera")).toBe("owl + opera");
  });

  test("one place does not fulfil the same need twice", () => {
    const check = owls(words, [{ ...one, needs: ["minor", "minor|explicit"] }]);
    expect(check("one owl")).toBe("allowed");
    expect(check("one owl and one owl")).toBe("owl + owl");
  });

  test("an excusing concept anywhere lifts the rule", () => {
    expect(owls(words, [{ ...one, unless: ["fiction"] }])("a wolf in a tale")).toBe("allowed");
  });

  test("the first rule that holds decides", () => {
    const rules: Rule[] = [
      { category: "minors", needs: ["minor", "explicit"], confidence: 1 },
      { category: "sexual", needs: ["explicit"], confidence: 1 },
    ];
    const filter = createTextFilter({ words: swearing, dictionaries: [{ language: "en", ...words }], rules });
    expect(filter.check("wolf")).toMatchObject({ category: "sexual", stage: "prompt", confidence: 1 });
    expect(filter.check("wolf and owl")).toMatchObject({ category: "minors" });
  });

  test("a swear word is profanity unless the dictionaries know another meaning", () => {
    const profanity: Rule = { category: "profanity", needs: ["profanity"], confidence: 1 };
    expect(owls({}, [profanity])("oh bother")).toBe("bother");
    expect(owls({ concepts: { ambiguous: ["bother"] } }, [profanity])("oh bother")).toBe("allowed");
    expect(owls({ innocent: ["do not bother"] }, [profanity])("do not bother")).toBe("allowed");
  });
});

test("a word of two languages counts only where its own is written", () => {
  const german: Dictionary = {
    language: "de",
    signs: ["der, die, und"],
    homographs: ["kind"],
    concepts: { explicit: ["kind", "eule"] },
  };
  const english: Dictionary = { language: "en", signs: ["the, a, and"], concepts: {} };
  const filter = createTextFilter({ words: swearing, dictionaries: [english, german], rules: [one] });
  expect(filter.check("a kind man and the owl").allowed).toBe(true);
  expect(filter.check("kind").allowed).toBe(true);
  expect(filter.check("die Eule").allowed).toBe(false);
  expect(filter.check("der Mann und das Kind").allowed).toBe(false);
});

describe("ages under 18", () => {
  const check = owls(
    { ages: { units: ["years, yo, 歳"], before: ["aged"], numbers: { nine: 9, thirty: 30 } }, concepts: {} },
    [{ category: "minors", needs: ["minor"], confidence: 1 }],
  );
  test.each([
    ["12 years old", "12 years"],
    ["a 12-years-old", "12 years"],
    ["17yo", "17yo"],
    ["nine years", "nine years"],
    ["aged 9", "9"],
    ["12歳", "12 歳"],
    ["18 years", "allowed"],
    ["thirty years", "allowed"],
    ["12 owls", "allowed"],
    ["1200 years", "allowed"],
  ])("%s: %s", (prompt, found) => {
    expect(check(prompt)).toBe(found);
  });
});

describe("a disguise does not help", () => {
  test.each([
    "nude woman",
    "NUDE woman",
    "n.u.d.e woman",
    "n u d e woman",
    "n-u-d-e woman",
    "n_u_d_e woman",
    "nu.de woman",
    "nud3 woman",
    "n∪de nuuuude woman",
    "nuude woman",
    "n*de woman",
    "ｎｕｄｅ woman",
    "nudе woman",
    "nu\u200bde woman",
    "n\u0301u\u0301d\u0301e\u0301 woman",
    "𝖓𝖚𝖉𝖊 woman",
    "(nude) woman",
    "woman,nude",
    "woman\nnude!",
    "n ude woman",
    "#nude #woman",
    "$ex scene",
    "p0rn star",
    "n4k3d lady",
    "n a k e d lady",
    "n*ude lady",
    "nudegirl",
    "p0rn0graphic scene",
  ])("%j", (prompt) => {
    expect(decide(prompt)).toBe("sexual");
  });
});

describe("any text at all", () => {
  test("gets a verdict", () => {
    const pieces = fc.constantFrom(
      "n.u.d.e",
      "child ",
      "裸",
      "f*ck ",
      "\u0301",
      "@$$",
      "голая ",
      " ",
      "remove the ",
      "12yo",
      "\n",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.array(pieces).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(text, (prompt) => typeof decide(prompt) === "string"),
      { numRuns: 100 },
    );
  });

  test.each([
    ["plain words", "a red fox in the snow "],
    ["single letters", "n u d e "],
    ["stars", "f*** a**h**e "],
    ["dots", "n.u.d."],
    ["one letter", "a"],
    ["ideographs", "裸鼹鼠在"],
    ["look-alikes", "сех"],
    ["marks", "n\u0301\u0302\u0303"],
    ["characters that unfold", "\ufdfa"],
    ["half rules", "child remove the the the "],
  ])("is read in linear time: a megabyte of %s", (_name, piece) => {
    const prompt = piece.repeat(Math.ceil(1_000_000 / piece.length));
    // It takes well under half a second; quadratic time would take minutes.
    expect(work_ms(prompt)).toBeLessThan(5000);
  });

  test("is read up to a stated length, which no model's limit comes near", () => {
    expect(decide(`${"a fox ".repeat(15_000)} nude woman`)).toBe("sexual");
    expect(decide(`${"x".repeat(CHARACTERS_READ_MAX)} nude woman`)).toBe("allowed");
  });
});
