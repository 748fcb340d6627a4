import type { Catalogue } from "../src/core/catalogue/catalogue.ts";
import type { Model } from "../src/core/catalogue/models.ts";
import { words } from "../src/core/catalogue/words.ts";
import { defineCommand } from "../src/core/chat/command.ts";

export const models = defineCommand({
  name: "models",
  summary: "The models you can choose from, and what each is good at",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/models",
  async run(_input, { catalogue, clock }) {
    const offered = catalogue.models();
    return {
      title: words.modelsTitle,
      text: `${words.modelsMakers} ${words.modelsText}`,
      fields: offered.map((model, index) => ({
        name: `${model.name} by ${model.maker} (--model ${model.id})`,
        value: describe(model, index === 0, catalogue, clock.now()),
      })),
      buttons: offered.map((model) => ({ label: words.policyLink(model.maker), url: model.policyUrl })),
    };
  },
});

function describe(model: Model, isFirst: boolean, catalogue: Catalogue, at: Date): string {
  const least = Math.min(...catalogue.prices(model, at).map((row) => row.least_credits));
  const lines = [
    model.strengths,
    words.takes({
      ratios: model.ratios.length,
      widest: `${model.ratios.slice(0, 3).join(", ")} …`,
      resolutions: model.resolutions.map(({ name }) => name).join(", "),
      images: model.imagesMax,
      references: model.references.max,
    }),
    ...(model.qualities.length > 0 ? [words.qualities(model.qualities)] : []),
    words.from(words.credits(least)),
    ...(isFirst ? [words.modelIsFirst] : []),
    ...(catalogue.isOff(model.id) ? [words.modelOff] : []),
  ];
  return lines.join("\n");
}
