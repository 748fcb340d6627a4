import type { Money } from "../billing/money.ts";
import type { Offer, Prices } from "../catalogue/offers.ts";
import { type ModelPrices, openingPrices, type Price } from "../catalogue/price-book.ts";

/** All prices at one moment, for one account. Plain data: what is computed from it is computed at once. */
export interface Edition {
  readonly models: ModelPrices;
  /** By the key of the offer and the currency, in the currency's smallest unit. */
  readonly offers: Readonly<Record<string, Prices>>;
}

/**
 * What one subject costs, by the name of each of its prices: `image`, `area`, `1K`, `high` for what makes pictures, a currency
 * for an offer. All are whole numbers: millionths of a US dollar, or a currency's smallest unit.
 */
export type Amounts = Readonly<Record<string, number>>;

/** By subject: a model's id, the upscaler's, or the key of an offer. */
export type AmountsBySubject = Readonly<Record<string, Amounts>>;

/** The price of an offer for whom the edition is for; null when it is not sold in that currency. */
export function offerPrice({ offers }: Pick<Edition, "offers">, offer: string, currency: string): Money | null {
  const amount = offers[offer]?.[currency];
  return amount === undefined ? null : { amount, currency };
}

/** What everything costs before anybody has announced anything. */
export function openingAmounts(offers: readonly Offer[], models: ModelPrices = openingPrices): AmountsBySubject {
  return {
    ...Object.fromEntries(Object.entries(models).map(([id, price]) => [id, amountsOf(price)])),
    ...Object.fromEntries(offers.map(({ key, prices }) => [key, prices])),
  };
}

/** `shapes` says how each model is paid for; whatever it does not name is an offer. */
export function editionOf(amounts: AmountsBySubject, shapes: ModelPrices = openingPrices): Edition {
  const models: Record<string, Price> = {};
  const offers: Record<string, Prices> = {};
  for (const [subject, given] of Object.entries(amounts)) {
    const shape = shapes[subject];
    if (shape === undefined) offers[subject] = given;
    else models[subject] = withAmounts(shape, given);
  }
  return { models, offers };
}

/** The names of a price are part of how it is computed, so they stay when amounts change. */
export function amountsOf(price: Price): Amounts {
  switch (price.by) {
    case "image":
      return { image: price.image_microusd };
    case "area":
      return { area: price.million_pixels_microusd };
    case "resolution":
      return price.image_microusd;
    case "quality":
      return price.square_microusd;
  }
}

function withAmounts(shape: Price, amounts: Amounts): Price {
  switch (shape.by) {
    case "image":
      return { by: "image", image_microusd: amounts["image"] ?? shape.image_microusd };
    case "area":
      return { by: "area", million_pixels_microusd: amounts["area"] ?? shape.million_pixels_microusd };
    case "resolution":
      return { by: "resolution", image_microusd: amounts };
    case "quality":
      return { by: "quality", square_microusd: amounts };
  }
}
