import type { Catalogue, PricedAt } from "../src/core/catalogue/catalogue.ts";
import type { Model } from "../src/core/catalogue/models.ts";
import { defineCommand } from "../src/core/chat/command.ts";
import type { Messages } from "../src/core/messages.ts";
import type { SwitchState } from "../src/core/switches/switches.ts";

export const models = defineCommand({
  name: "models",
  summary: "The models you can choose from, and what each is good at",
  audience: "caller",
  needsConsent: false,
  options: {},
  example: "/models",
  async run({ caller: { account, messages } }, { catalogue, pricing, switches }) {
    const { models: words, switches: switchWords } = messages;
    const offered = catalogue.models();
    const prices = await pricing.for(account.id);
    return {
      title: words.title,
      text: words.text,
      fields: offered.map((model, index) => ({
        name: words.name(model.name, model.maker, model.id),
        value: [
          describe(model, index === 0, catalogue, prices, words),
          ...whyOff(switches.off(`model:${model.id}`), words, switchWords),
        ].join("\n"),
      })),
      buttons: offered.map((model) => ({ label: words.policy(model.maker), url: model.policyUrl })),
    };
  },
});

/** That it is off, what operators say of it, and when it comes on again (T2). */
function whyOff(state: SwitchState | null, words: Messages["models"], { backAt }: Messages["switches"]): string[] {
  if (state === null) return [];
  const { note, until } = state;
  return [words.isOff, ...(note === null ? [] : [note]), ...(until === null ? [] : [backAt(until)])];
}

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
  ];
  return lines.join("\n");
}
