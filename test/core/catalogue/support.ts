import { createCatalogue } from "../../../src/core/catalogue/catalogue.ts";
import { type Model, models } from "../../../src/core/catalogue/models.ts";
import { openingPrices } from "../../../src/core/catalogue/price-book.ts";
import { Refusal, type RefusalOf } from "../../../src/core/refusal.ts";

export const catalogue = createCatalogue();
/** Prices as they are while nobody has announced any change. */
export const opening = { models: openingPrices };

/** Every mode of a model, as the table offers it. */
export const offered = models.flatMap((model) =>
  model.resolutions.flatMap((resolution) =>
    model.ratios.flatMap((ratio) =>
      (model.qualities.length === 0 ? [undefined] : model.qualities).map((quality) => ({
        model,
        resolution: resolution.name,
        ratio,
        quality,
      })),
    ),
  ),
);

export function byId(id: string): Model {
  const model = catalogue.model(id);
  if (model === null) throw new Error(`no model ${id}`);
  return model;
}

/** What a call refused with; fails when it did not refuse. */
export function refusalOf(act: () => unknown): RefusalOf {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.refusal;
    throw error;
  }
  throw new Error("it was not refused");
}
