import type { PictureRequest } from "./picture-request.ts";

/** Millionths of a US dollar: the list prices are whole numbers of them, so no price is ever rounded twice. */
type MicroUsd = number;

/** What one credit is worth at list price: one US cent. */
export const CREDIT_microusd: MicroUsd = 10_000;

/** The provider's list price of one picture. */
export type Price =
  | { readonly by: "image"; readonly image_microusd: MicroUsd }
  | { readonly by: "area"; readonly million_pixels_microusd: MicroUsd }
  | { readonly by: "resolution"; readonly image_microusd: Readonly<Record<string, MicroUsd>> }
  /** By quality, for 1024 × 1024 pixels; other sizes in proportion. */
  | { readonly by: "quality"; readonly square_microusd: Readonly<Record<string, MicroUsd>> };

/** What everything that makes pictures costs, by the id of the model or upscaler. */
export type ModelPrices = Readonly<Record<string, Price>>;

/**
 * What each costs until somebody announces another price (`src/core/pricing`). It is written down with the first start and
 * counts from then on, so an edit here changes nothing for anybody but a new installation.
 */
export const openingPrices: ModelPrices = {
  "z-image": { by: "area", million_pixels_microusd: 5_000 },
  "nano-banana": {
    by: "resolution",
    image_microusd: { "0.5K": 60_000, "1K": 80_000, "2K": 120_000, "4K": 160_000 },
  },
  "gpt-image": { by: "quality", square_microusd: { low: 10_000, medium: 60_000, high: 220_000 } },
  seedream: { by: "image", image_microusd: 40_000 },
  "seedvr-upscale": { by: "area", million_pixels_microusd: 1_000 },
};

/** Whole credits for one picture of the request, rounded up, at least 1. Throws when there is no price for it. */
export function perImage_credits(prices: ModelPrices, request: PictureRequest): number {
  const price = prices[request.model];
  const amount = price === undefined ? undefined : listPrice(price, request);
  if (amount === undefined) {
    throw new Error(`no price for ${request.model} ${request.resolution} ${request.quality ?? ""} in the price book`);
  }
  return Math.max(1, Math.ceil(amount.numerator / (amount.denominator * CREDIT_microusd)));
}

/** A fraction, because 0.08 × 1.5 × 100 is more than 12 in floating point and would round up to 13. */
function listPrice(price: Price, request: PictureRequest): { numerator: number; denominator: number } | undefined {
  const pixels = request.width * request.height;
  switch (price.by) {
    case "image":
      return { numerator: price.image_microusd, denominator: 1 };
    case "area":
      return { numerator: price.million_pixels_microusd * pixels, denominator: 1_000_000 };
    case "resolution": {
      const amount = price.image_microusd[request.resolution];
      return amount === undefined ? undefined : { numerator: amount, denominator: 1 };
    }
    case "quality": {
      const amount = price.square_microusd[request.quality ?? ""];
      return amount === undefined ? undefined : { numerator: amount * pixels, denominator: 1024 * 1024 };
    }
  }
}
