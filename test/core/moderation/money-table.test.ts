import { describe, expect, test } from "vitest";
import { messagesFor } from "../../../src/core/messages.ts";
import {
  decide,
  findingRules,
  isLastReturned,
  type Occurrence,
  settlementRules,
  tableRows,
} from "../../../src/core/moderation/money-table.ts";
import { defaultModerationNumbers, moderationNumbersSchema } from "../../../src/core/moderation/numbers.ts";
import { tableLines } from "../../../src/core/moderation/table-text.ts";
import { categories } from "../../../src/core/moderation/verdict.ts";

const numbers = defaultModerationNumbers;
type Finding = Extract<Occurrence, { where: "prompt" | "upload" }>;
type Other = Exclude<Occurrence, Finding>;

describe("what our own checks find, before anything is held", () => {
  const line = (where: Finding["where"], category: Finding["category"], confidence = 0.95) => {
    const { rule, credits, strikes, suspends } = decide({ where, category, confidence }, numbers);
    return `${rule}, ${credits}, ${strikes}${suspends ? ", suspended" : ""}`;
  };

  test.each([
    ["prompt", "profanity", "swearing-told, not-taken, 0"],
    ["prompt", "selfharm", "swearing-told, not-taken, 0"],
    ["prompt", "violence", "prompt-blocked, not-taken, 0.5"],
    ["prompt", "sexual", "prompt-blocked, not-taken, 0.5"],
    ["prompt", "hate", "prompt-blocked, not-taken, 1"],
    ["upload", "blocked-image", "upload-blocked, not-taken, 1"],
    ["upload", "sexual", "upload-blocked, not-taken, 0.5"],
    ["prompt", "minors", "gravest-suspended, not-taken, 1, suspended"],
    ["upload", "consent", "gravest-suspended, not-taken, 1, suspended"],
  ] as const)("%s of %s: %s", (where, category, expected) => {
    expect(line(where, category)).toBe(expected);
  });

  test("of the gravest kind suspends from the stated confidence on, and is a strike below it", () => {
    expect(line("prompt", "minors", 0.9)).toContain("suspended");
    expect(line("prompt", "minors", 0.89)).toBe("prompt-blocked, not-taken, 1");
  });
});

describe("what the provider says", () => {
  const line = (occurrence: Other) => {
    const { rule, credits, strikes } = decide(occurrence, numbers);
    return `${rule}, ${credits}, ${strikes}`;
  };
  const refusal = (refusals: number, changed: Partial<Extract<Other, { where: "provider-input" }>> = {}) =>
    line({ where: "provider-input", refusals, wasWarned: refusals > 3, isWave: false, ...changed });

  test("three refusals in the window give the credits back, and the fourth keeps them", () => {
    expect([1, 2, 3, 4, 5].map((count) => refusal(count))).toEqual([
      "refused-by-provider-returned, returned, 1",
      "refused-by-provider-returned, returned, 1",
      "refused-by-provider-returned, returned, 1",
      "refused-by-provider-kept, kept, 1",
      "refused-by-provider-kept, kept, 1",
    ]);
  });

  test("nothing is kept of somebody who had not been told before", () => {
    expect(refusal(4, { wasWarned: false })).toBe("refused-by-provider-returned, returned, 1");
    expect(refusal(40, { wasWarned: false })).toBe("refused-by-provider-returned, returned, 1");
  });

  test("the last one that comes back says so, and so does each that came at the same moment", () => {
    const isLast = (rule: string, refusals: number) => isLastReturned({ rule, refusals }, numbers);
    expect([1, 2, 3, 4].map((refusals) => isLast("refused-by-provider-returned", refusals))).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(isLast("refused-by-provider-kept", 4)).toBe(false);
  });

  test("a hidden picture is half a strike and never costs its share", () => {
    expect(line({ where: "provider-output", isWave: false })).toBe("flagged-share-returned, returned, 0.5");
  });

  test("in a wave nothing is kept and nobody is struck, whatever was before", () => {
    expect(refusal(40, { isWave: true })).toBe("refused-in-a-wave-returned, returned, 0");
    expect(line({ where: "provider-output", isWave: true })).toBe("refused-in-a-wave-returned, returned, 0");
  });
});

test("what is nobody’s fault gives everything back and weighs nothing", () => {
  const lines = (["technical", "missing", "cancelled", "never-held", "delivered"] as const).map((where) =>
    decide({ where }, numbers),
  );
  expect(lines.map(({ rule, credits, strikes }) => [rule, credits, strikes])).toEqual([
    ["technical-failure-returned", "returned", 0],
    ["missing-share-returned", "returned", 0],
    ["cancelled-returned", "returned", 0],
    ["nothing-held", "not-taken", 0],
    ["delivered-in-full", "paid", 0],
  ]);
});

describe("the operator’s numbers", () => {
  test("move the changeover, the weights and what is gravest", () => {
    const own = moderationNumbersSchema.parse({
      ...{ refusalsReturned: 0, strikesOfRefusal: 2, strikesOfFlag: 0, gravest: ["hate"] },
      strikesByCategory: { profanity: 1 },
    });
    const first = decide({ where: "provider-input", refusals: 1, wasWarned: true, isWave: false }, own);
    expect(first).toMatchObject({ rule: "refused-by-provider-kept", strikes: 2 });
    expect(decide({ where: "provider-output", isWave: false }, own).strikes).toBe(0);
    expect(decide({ where: "prompt", category: "profanity", confidence: 1 }, own).rule).toBe("prompt-blocked");
    expect(decide({ where: "prompt", category: "hate", confidence: 1 }, own).suspends).toBe(true);
    expect(decide({ where: "prompt", category: "minors", confidence: 1 }, own)).toMatchObject({
      ...{ suspends: false, strikes: 1 },
    });
  });

  test("are whole or half strikes, so that they add up exactly", () => {
    expect(moderationNumbersSchema.safeParse({ strikesOfFlag: 0.3 }).success).toBe(false);
    expect(moderationNumbersSchema.safeParse({ strikesOfFlagg: 1 }).success).toBe(false);
  });
});

describe("the table that people read", () => {
  test("has each rule in exactly one row", () => {
    const inRows = tableRows.flatMap(({ rules }) => rules as readonly string[]);
    expect(inRows.toSorted()).toEqual([...settlementRules, ...findingRules].toSorted());
  });

  test("says the numbers that count here", () => {
    const words = messagesFor("en");
    const lines = tableLines(words, numbers);
    expect(lines).toHaveLength(tableRows.length);
    expect(lines[2]).toContain("come back 3 times in 30 days");
    expect(lines[3]).toContain("half a strike");
    const own = tableLines(words, { ...numbers, refusalsReturned: 1, window_days: 7, strikesOfFlag: 2.5 });
    expect(own[2]).toContain("come back once in 7 days");
    expect(own[3]).toContain("2½ strikes");
  });

  test("knows every category of the filter", () => {
    for (const category of categories) {
      expect(decide({ where: "prompt", category, confidence: 0.5 }, numbers).credits).toBe("not-taken");
    }
  });
});
