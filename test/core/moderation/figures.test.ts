import { describe, expect, test } from "vitest";
import { figuresOf, figuresText, precision, recall } from "../../../src/core/moderation/figures.ts";
import { categories } from "../../../src/core/moderation/verdict.ts";
import { filter, labelled, work_ms } from "./support.ts";

const all = ["innocent.dev", "innocent.held-out", "violating.dev", "violating.held-out"].flatMap(labelled);
const figures = figuresOf(all, filter);

describe("the filter's figures over all labelled prompts", () => {
  test("cover every category and each of its nine languages", () => {
    expect(figures.categories.map(({ of }) => of)).toEqual([...categories].toSorted());
    expect(figures.languages).toHaveLength(9);
  });

  test.each([...figures.categories, ...figures.languages])("$of: recall and precision of at least 95 %", (one) => {
    const table = figuresText("", [one]);
    expect(recall(one), table).toBeGreaterThanOrEqual(0.95);
    expect(precision(one), table).toBeGreaterThanOrEqual(0.95);
  });
});

test("what is not blocked lowers the recall, and what is blocked wrongly the precision", () => {
  const blocksOwls = {
    check: (prompt: string) =>
      prompt.includes("owl")
        ? ({ allowed: false, stage: "prompt", category: "hate", matched: "owl", confidence: 1 } as const)
        : ({ allowed: true } as const),
  };
  const { categories: byCategory, languages } = figuresOf(
    [
      { language: "en", category: "hate", prompt: "an owl" },
      { language: "en", category: "hate", prompt: "an eagle" },
      { language: "de", category: "violence", prompt: "two owls" },
      { language: "de", prompt: "a third owl" },
      { language: "de", prompt: "a wren" },
    ],
    blocksOwls,
  );
  expect(byCategory.map((one) => [one.of, recall(one), precision(one)])).toEqual([
    ["hate", 0.5, 1 / 3],
    ["violence", 1, 1],
  ]);
  expect(languages.map((one) => [one.of, recall(one), precision(one)])).toEqual([
    ["de", 1, 0.5],
    ["en", 0.5, 1],
  ]);
  expect(figuresText("language", languages)).toContain("1 of 2 (50.0 %)");
});

function median_ms(prompt: string): number {
  const taken = Array.from({ length: 25 }, (_, index) => work_ms(`${index} ${prompt}`));
  return taken.toSorted((a, b) => a - b)[12] ?? 0;
}

test("a prompt of 2,000 characters takes less than 5 ms", () => {
  const prompt = all
    .map((one) => one.prompt)
    .join(", ")
    .slice(0, 2_000);
  // The first readings are slower: the machine learns them.
  median_ms(prompt);
  expect(Math.min(median_ms(prompt), median_ms(prompt), median_ms(prompt))).toBeLessThan(5);
});

test.each([
  ["signs in front of a letter", `${"$".repeat(50_000)}x`],
  ["signs between letters", `a${"!".repeat(50_000)}a`],
  ["runs of signs", `${"+".repeat(500)}x `.repeat(100)],
])("no expression looks at the same %s again and again", (_, prompt) => {
  // A few milliseconds; what looks again for each sign takes seconds.
  expect(work_ms(prompt)).toBeLessThan(500);
});
