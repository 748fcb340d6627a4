import { describe, expect, test } from "vitest";
import { concepts } from "../../../src/core/moderation/dictionary.ts";
import type { Labelled } from "../../../src/core/moderation/figures.ts";
import { dictionaries, rules } from "../../../src/core/moderation/house-dictionaries.ts";
import { categories } from "../../../src/core/moderation/verdict.ts";
import { decide, labelled } from "./support.ts";

const halves = ["dev", "held-out"] as const;

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function wrong(set: readonly Labelled[], expected: (entry: Labelled) => boolean): string[] {
  return set.filter((entry) => !expected(entry)).map(({ prompt }) => `${prompt} → ${decide(prompt)}`);
}

describe.each(halves)("the labelled prompts (%s)", (half) => {
  const innocent = labelled(`innocent.${half}`);
  const violating = labelled(`violating.${half}`);

  test("at most 2 % of the innocent ones are blocked", () => {
    const blocked = wrong(innocent, ({ prompt }) => decide(prompt) === "allowed");
    expect(share(blocked.length, innocent.length), blocked.join("\n")).toBeLessThanOrEqual(0.02);
  });

  test("at least 95 % of the violating ones are blocked", () => {
    const missed = wrong(violating, ({ prompt }) => decide(prompt) !== "allowed");
    expect(share(missed.length, violating.length), missed.join("\n")).toBeLessThanOrEqual(0.05);
  });

  test("at least 90 % of the blocked ones are blocked for the right reason", () => {
    const blocked = violating.filter(({ prompt }) => decide(prompt) !== "allowed");
    const mistaken = wrong(blocked, ({ prompt, category }) => decide(prompt) === category);
    expect(share(mistaken.length, blocked.length), mistaken.join("\n")).toBeLessThanOrEqual(0.1);
  });

  test.each([...new Set(violating.map(({ language }) => language))])(
    "none of the languages is left behind: %s",
    (code) => {
      const own = violating.filter(({ language }) => language === code);
      const missed = wrong(own, ({ prompt }) => decide(prompt) !== "allowed");
      expect(share(missed.length, own.length), missed.join("\n")).toBeLessThanOrEqual(0.2);
    },
  );
});

test("no prompt stands in both halves", () => {
  for (const kind of ["innocent", "violating"]) {
    const dev = new Set(labelled(`${kind}.dev`).map(({ prompt }) => prompt));
    expect(labelled(`${kind}.held-out`).filter(({ prompt }) => dev.has(prompt))).toEqual([]);
  }
});

describe("the house's rules", () => {
  test("every category has one", () => {
    expect(new Set(rules.map(({ category }) => category))).toEqual(new Set(categories));
  });

  test("every concept is used by a rule or by the engine itself", () => {
    const used = new Set(
      rules.flatMap(({ needs, unless = [] }) => [...needs.flatMap((need) => need.split("|")), ...unless]),
    );
    expect(concepts.filter((concept) => !used.has(concept) && concept !== "ambiguous")).toEqual([]);
  });

  test("every concept that a rule needs has words", () => {
    const filled = new Set(dictionaries.flatMap((dictionary) => Object.keys(dictionary.concepts)));
    expect(concepts.filter((concept) => !filled.has(concept))).toEqual([]);
  });

  test("the gravest categories come first, and swearing last", () => {
    const order = rules.map(({ category }) => category);
    expect(order[0]).toBe("minors");
    expect(order.indexOf("consent")).toBeLessThan(order.indexOf("sexual"));
    expect(order.at(-1)).toBe("profanity");
  });
});

test("no term stands twice in one concept of a dictionary", () => {
  const doubled = dictionaries.flatMap(({ language, concepts: own }) =>
    Object.entries(own).flatMap(([concept, lines]) => {
      const terms = lines.flatMap((line) => line.split(",").map((term) => term.trim()));
      return terms
        .filter((term, index) => terms.indexOf(term) !== index)
        .map((term) => `${language} ${concept} ${term}`);
    }),
  );
  expect(doubled).toEqual([]);
});
