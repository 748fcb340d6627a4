import type { Catalogue, PricedAt } from "../src/core/catalogue/catalogue.ts";
import type { Model } from "../src/core/catalogue/models.ts";
import { defineCommand } from "../src/core/chat/command.ts";
import type { Messages } from "../src/core/messages.ts";

export const models = defineCommand({
  name: "models",
  summary: "The models you can choose from, and what each is good at",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/models",
  async run({ caller: { account, messages } }, { catalogue, pricing }) {
    const { models: words } = messages;
    const offered = catalogue.models();
    const prices = await pricing.for(account.id);
    return {
      title: words.title,
      text: words.text,
      fields: offered.map((model, index) => ({
        name: words.name(model.name, model.maker, model.id),
        value: describe(model, index === 0, catalogue, prices, words),
      })),
      buttons: offered.map((model) => ({ label: words.policy(model.maker), url: model.policyUrl })),
    };
  },
});

function describe(
  model: Model,
  isFirst: boolean,
  catalogue: Catalogue,
  prices: PricedAt,
  words: Messages["models"],
): string {
  const least = Math.min(...catalogue.prices(model, prices).map((row) => row.least_credits));
  const strengths = new Map(Object.entries(words.strengths)).get(model.id);
  const lines = [
    ...(strengths === undefined ? [] : [strengths]),
    words.takes({
      ratios: model.ratios.length,
      widest: `${model.ratios.slice(0, 3).join(", ")} …`,
      resolutions: model.resolutions.map(({ name }) => name).join(", "),
      images: model.imagesMax,
      references: model.references.max,
    }),
    ...(model.qualities.length > 0 ? [words.qualities(model.qualities)] : []),
    words.from(least),
    ...(isFirst ? [words.isFirst] : []),
    ...(catalogue.isOff(model.id) ? [words.isOff] : []),
  ];
  return lines.join("\n");
}
