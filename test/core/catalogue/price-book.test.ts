import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { models } from "../../../src/core/catalogue/models.ts";
import { openingPrices } from "../../../src/core/catalogue/price-book.ts";
import { upscaler } from "../../../src/core/catalogue/upscaler.ts";
import { catalogue, offered, opening } from "./support.ts";

const quoteOf = (draft: { model: string; ratio?: string; resolution?: string; quality?: string; n?: number }) =>
  catalogue.quote(catalogue.settle({ prompt: "a red fox", references: 0, ...draft }), opening);

describe("the list prices in credits", () => {
  test.each([
    ["z-image", "1K", undefined, 1],
    ["z-image", "2K", undefined, 2],
    ["nano-banana", "0.5K", undefined, 6],
    ["nano-banana", "1K", undefined, 8],
    // 0.08 × 1.5 × 100 is 12.000000000000002 in floating point; nobody pays 13.
    ["nano-banana", "2K", undefined, 12],
    ["nano-banana", "4K", undefined, 16],
    ["gpt-image", "1K", "low", 1],
    ["gpt-image", "1K", "medium", 6],
    ["gpt-image", "1K", "high", 22],
    ["gpt-image", "2K", "high", 88],
    ["seedream", "2K", undefined, 4],
    ["seedream", "4K", undefined, 4],
  ] as const)("%s %s %s: %d", (model, resolution, quality, credits) => {
    expect(quoteOf({ model, resolution, ...(quality === undefined ? {} : { quality }) }).perImage_credits).toBe(
      credits,
    );
  });
});

test.each(offered)("$model.id $ratio $resolution $quality has a price, and n pictures cost n times as much", (mode) => {
  const { ratio, resolution, quality } = mode;
  const base = { model: mode.model.id, ratio, resolution, ...(quality === undefined ? {} : { quality }) };
  const one = quoteOf(base);
  expect(Number.isSafeInteger(one.perImage_credits)).toBe(true);
  expect(one.perImage_credits).toBeGreaterThanOrEqual(1);
  expect(one.total_credits).toBe(one.perImage_credits);
  for (let n = 1; n <= mode.model.imagesMax; n++) {
    expect(quoteOf({ ...base, n })).toEqual({ ...one, total_credits: n * one.perImage_credits });
  }
});

test("the share of any flagged pictures is a whole number of credits", () => {
  fc.assert(
    fc.property(fc.constantFrom(...offered), fc.integer({ min: 1, max: 4 }), fc.nat(4), (mode, n, flagged) => {
      const { perImage_credits, total_credits } = quoteOf({ model: mode.model.id, n });
      const back = perImage_credits * Math.min(flagged, n);
      return Number.isSafeInteger(back) && total_credits - back === perImage_credits * (n - Math.min(flagged, n));
    }),
  );
});

test("a model without a price is a fault, not a free picture", () => {
  const request = catalogue.settle({ prompt: "x", references: 0 });
  expect(() => catalogue.quote(request, { models: {} })).toThrow(/no price for z-image/);
});

test("everything that makes pictures has an opening price", () => {
  expect(Object.keys(openingPrices).toSorted()).toEqual([...models, upscaler].map(({ id }) => id).toSorted());
});

test("the price table spans exactly the prices that are charged", () => {
  for (const model of models) {
    for (const row of catalogue.prices(model, opening)) {
      const charged = model.ratios.map(
        (ratio) =>
          quoteOf({
            model: model.id,
            ratio,
            resolution: row.resolution,
            ...(row.quality === null ? {} : { quality: row.quality }),
          }).perImage_credits,
      );
      expect([row.least_credits, row.most_credits]).toEqual([Math.min(...charged), Math.max(...charged)]);
    }
  }
});
