import { credits, list } from "../messages/wording.ts";

/** What the catalogue says to people. */
export const words = {
  examplePrompt: "a red fox in the snow, morning light",
  noSetting: "none, so leave it out",
  noSeed: (models: readonly string[]) => `none, but ${list(models)} do`,
  upTo: (max: number) => `1 to ${max} pictures at a time`,
  wholeNumber: (min: number, max: number) => `a whole number from ${min} to ${max}`,
  strength: "a number from 0.01 (almost the reference) to 1 (almost free of it)",
  ratio: (ratios: readonly string[], named: readonly string[]) =>
    `a ratio such as ${ratios.join(", ")}, or a word: ${named.join(", ")}`,
  credits,

  modelsTitle: "Models",
  modelsText: "Name one with --model, for example: /imagine a lighthouse in a storm --model seedream",
  modelOff: "Switched off at the moment.",
  modelIsFirst: "Paints when you name no model.",
  from: (credits: string) => `From ${credits} a picture.`,
  takes: (facts: { ratios: number; widest: string; resolutions: string; images: number; references: number }) =>
    `Takes ${facts.ratios} ratios (${facts.widest}), ${facts.resolutions}, up to ${facts.images} pictures at a time and ${
      facts.references === 1 ? "1 reference image" : `${facts.references} reference images`
    }.`,
  qualities: (names: readonly string[]) => `Qualities: ${names.join(", ")}.`,
  policyLink: (maker: string) => `${maker}’s rules`,
  modelsMakers: "The rules of a model’s maker hold for its pictures too.",

  pricingTitle: "Prices",
  pricingText:
    "Credits for one picture: 1 credit for each US cent of the list price, rounded up. Several pictures cost that price times their number. You see the price before you spend, and what fails is given back.",
  priceOf: (credits: string, quality: string | null) => (quality === null ? credits : `${quality} ${credits}`),
  upscaling: (factor: number, name: string) => `Upscale ×${factor} (${name})`,
  upscalePrice: (edge: number, price: number) => `up to ${edge} × ${edge}: ${price}`,
  priceRange: (least: number, most: number) => (least === most ? String(least) : `${least}–${most} by ratio`),
} as const;
