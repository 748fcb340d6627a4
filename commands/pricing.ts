import type { Catalogue } from "../src/core/catalogue/catalogue.ts";
import { models } from "../src/core/catalogue/models.ts";
import type { PriceRow } from "../src/core/catalogue/price-table.ts";
import { words } from "../src/core/catalogue/words.ts";
import { defineCommand } from "../src/core/chat/command.ts";

export const pricing = defineCommand({
  name: "pricing",
  summary: "What a picture costs, by model, resolution and quality",
  audience: "caller",
  needsConsent: false,
  options: {
    model: {
      kind: "choice",
      summary: "Only this model's prices",
      choices: models.map(({ id, name, aliases }) => ({ value: id, label: name, aliases })),
    },
  },
  example: "/pricing --model seedream",
  async run({ options }, { catalogue, clock }) {
    const at = clock.now();
    const shown = catalogue.models().filter(({ id }) => options.model === undefined || id === options.model);
    const { name, factor } = catalogue.upscaler;
    const enlarging = { name: words.upscaling(factor, name), value: upscaleLines(catalogue, at).join("\n") };
    return {
      title: words.pricingTitle,
      text: words.pricingText,
      fields: [
        ...shown.map((model) => ({ name: model.name, value: lines(catalogue.prices(model, at)).join("\n") })),
        ...(options.model === undefined ? [enlarging] : []),
      ],
    };
  },
});

/** One line for each price: the largest square picture that is enlarged at it. */
function upscaleLines(catalogue: Catalogue, at: Date): string[] {
  return catalogue.upscalePrices(at).map(({ edge, price_credits }) => words.upscalePrice(edge, price_credits));
}

/** One line for each resolution, its qualities side by side. */
function lines(rows: readonly PriceRow[]): string[] {
  const resolutions = new Set(rows.map((row) => row.resolution));
  return [...resolutions].map((resolution) => {
    const prices = rows
      .filter((row) => row.resolution === resolution)
      .map((row) => words.priceOf(words.priceRange(row.least_credits, row.most_credits), row.quality));
    return `${resolution}: ${prices.join(" · ")}`;
  });
}
