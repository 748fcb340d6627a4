import type { Model } from "./models.ts";
import { type ModelPrices, perImage_credits } from "./price-book.ts";
import { settle } from "./settle.ts";

/** Credits for one picture; they span a range where the price follows the pixels and so the ratio. */
export interface PriceRow {
  readonly resolution: string;
  readonly quality: string | null;
  readonly least_credits: number;
  readonly most_credits: number;
}

/** One row for each resolution and quality of a model. */
export function priceRows(model: Model, at: ModelPrices): PriceRow[] {
  const qualities = model.qualities.length === 0 ? [undefined] : model.qualities;
  return model.resolutions.flatMap(({ name: resolution }) =>
    qualities.map((quality) => {
      const prices = model.ratios.map((ratio) =>
        perImage_credits(at, settle(model, { prompt: "any", ratio, resolution, quality, references: 0 }, [])),
      );
      return {
        resolution,
        quality: quality ?? null,
        least_credits: Math.min(...prices),
        most_credits: Math.max(...prices),
      };
    }),
  );
}
