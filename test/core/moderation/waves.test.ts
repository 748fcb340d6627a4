import { describe, expect, test } from "vitest";
import { defaultModerationNumbers } from "../../../src/core/moderation/numbers.ts";
import { goesOn, type Refused, waveBeginning } from "../../../src/core/moderation/waves.ts";

const numbers = defaultModerationNumbers;

/** So many refusals of a model, spread over so many people. */
function refused(model: string, count: number, accounts: number): Refused[] {
  return Array.from({ length: count }, (_, index) => ({ model, account: `${model}-${index % accounts}` }));
}
function begins(
  all: readonly Refused[],
  made: Readonly<Record<string, number>> = {},
  open: readonly string[] = [],
): string | null {
  return waveBeginning({ refused: all, made: new Map(Object.entries(made)) }, new Set(open), numbers);
}

describe("a wave of a model", () => {
  test("begins with ten refusals of five people, half of all requests", () => {
    expect(begins(refused("a", 10, 5), { a: 10 })).toBe("a");
  });

  test.each([
    ["too few refusals", refused("a", 9, 5), {}],
    ["one person who asks for what is not allowed all day long", refused("a", 500, 1), {}],
    ["four of them", refused("a", 500, 4), {}],
    ["many people among many more whose pictures come", refused("a", 40, 20), { a: 41 }],
  ])("does not begin with %s", (_, all, made) => {
    expect(begins(all, made)).toBeNull();
  });

  test("does not begin twice", () => {
    expect(begins(refused("a", 50, 20), {}, ["a"])).toBeNull();
  });

  test("pictures of another model do not hide it", () => {
    expect(begins(refused("a", 20, 10), { b: 1_000 })).toBe("a");
  });
});

describe("a wave of the provider", () => {
  test("begins where two models have one at a time, or one each", () => {
    expect(begins([...refused("a", 10, 5), ...refused("b", 10, 5)])).toBe("provider");
    expect(begins([...refused("a", 50, 5), ...refused("b", 10, 5)], {}, ["a"])).toBe("provider");
  });

  test("begins where many models refuse a little each, and together too much", () => {
    const all = ["a", "b", "c", "d"].flatMap((model) => refused(model, 3, 3));
    expect(begins(all)).toBe("provider");
    expect(begins(all, { a: 20 })).toBeNull();
  });

  test("is not begun by one person who tries another model while the first one refuses everybody", () => {
    expect(begins([...refused("a", 9, 9), ...refused("b", 5, 1)])).toBeNull();
  });

  test("is not begun by the model alone that has a wave of its own", () => {
    expect(begins([...refused("a", 500, 50), ...refused("b", 2, 2)], {}, ["a"])).toBeNull();
  });

  test("leaves nothing to begin beside it", () => {
    expect(begins(refused("a", 500, 50), {}, ["provider"])).toBeNull();
  });
});

test("a wave goes on while its own refusals are unusual, and no longer", () => {
  const traffic = (count: number, made = 0) => ({ refused: refused("a", count, 10), made: new Map([["a", made]]) });
  expect(goesOn(traffic(10), "a", numbers)).toBe(true);
  expect(goesOn(traffic(10), "provider", numbers)).toBe(true);
  expect(goesOn(traffic(10), "b", numbers)).toBe(false);
  expect(goesOn(traffic(10, 11), "a", numbers)).toBe(false);
  expect(goesOn(traffic(9), "a", numbers)).toBe(false);
});
