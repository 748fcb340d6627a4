import { shownMoney } from "../src/core/billing/money.ts";
import type { Catalogue, PricedAt } from "../src/core/catalogue/catalogue.ts";
import { models } from "../src/core/catalogue/models.ts";
import type { PriceRow } from "../src/core/catalogue/price-table.ts";
import { defineCommand } from "../src/core/chat/command.ts";
import type { Field } from "../src/core/chat/reply.ts";
import type { Messages } from "../src/core/messages.ts";
import { type Edition, offerPrice } from "../src/core/pricing/edition.ts";
import { changeLines, subjectName } from "../src/core/pricing/price-lines.ts";
import type { Announced } from "../src/core/pricing/pricing.ts";
import type { Services } from "../src/core/services.ts";
import { isSold } from "../src/core/switches/guards.ts";
import { currencyOf } from "./buttons/shop.ts";

export const pricing = defineCommand({
  name: "pricing",
  summary: "What a picture costs you, by model, resolution and quality, and what is announced",
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
  async run({ options, caller, incoming }, services) {
    const { catalogue } = services;
    const { pricing: words } = caller.messages;
    const prices = await services.pricing.for(caller.account.id);
    const shown = catalogue.models().filter(({ id }) => options.model === undefined || id === options.model);
    const { name, factor } = catalogue.upscaler;
    const enlarging = { name: words.upscaling(factor, name), value: upscaleLines(catalogue, prices, words).join("\n") };
    const announced = await services.pricing.announced(caller.account.id);
    const sells = services.billing.methodsOf(incoming.identity.platform).length > 0;
    const currency = sells ? await currencyOf(undefined, caller, incoming, services) : null;
    return {
      title: words.title,
      text: words.text,
      fields: [
        ...shown.map((model) => ({
          name: model.name,
          value: lines(catalogue.prices(model, prices), words).join("\n"),
        })),
        ...(options.model === undefined ? [enlarging] : []),
        ...(options.model === undefined ? offerFields(prices, currency, caller.messages, services) : []),
        ...announcedFields(
          announced.filter(({ change }) => options.model === undefined || change.subject === options.model),
          caller.messages,
          services,
        ),
      ],
    };
  },
});

/** What credits cost this person today, in the currency of their last order; nothing where nothing can be bought. */
function offerFields(
  prices: Edition,
  currency: string | null,
  messages: Messages,
  { billing, switches }: Services,
): Field[] {
  const { prices: said } = messages;
  const lines = billing.offers.all.flatMap((offer) => {
    if (currency === null || !isSold(switches, offer)) return [];
    const price = offerPrice(prices, offer.key, currency);
    return price === null ? [] : [`${subjectName(offer.key, billing.offers, messages)}: ${shownMoney(price)}`];
  });
  return lines.length === 0 ? [] : [{ name: said.offersTitle, value: [...lines, said.offersText].join("\n") }];
}

/** What is announced, and from when on this person pays it (T16). */
function announcedFields(announced: readonly Announced[], messages: Messages, { billing }: Services): Field[] {
  const { prices: said } = messages;
  if (announced.length === 0) return [];
  const texts = announced.map((upcoming) => {
    const { change, holdsFrom } = upcoming;
    const subject = subjectName(change.subject, billing.offers, messages);
    const changes = changeLines(upcoming, billing.offers, messages);
    if (holdsFrom === null) return said.announcedUntold(subject, changes, change.effectiveAt);
    return holdsFrom > change.effectiveAt
      ? said.announcedForOthers(subject, changes, change.effectiveAt, holdsFrom)
      : said.announced(subject, changes, change.effectiveAt);
  });
  return [{ name: said.announcedTitle, value: texts.join("\n") }];
}

/** One line for each price: the largest square picture that is enlarged at it. */
function upscaleLines(catalogue: Catalogue, prices: PricedAt, words: Messages["pricing"]): string[] {
  return catalogue.upscalePrices(prices).map(({ edge, price_credits }) => words.upscale(edge, price_credits));
}

/** One line for each resolution, its qualities side by side. */
function lines(rows: readonly PriceRow[], words: Messages["pricing"]): string[] {
  const resolutions = new Set(rows.map((row) => row.resolution));
  return [...resolutions].map((resolution) => {
    const prices = rows
      .filter((row) => row.resolution === resolution)
      .map((row) => words.price(words.range(row.least_credits, row.most_credits), row.quality));
    return `${resolution}: ${prices.join(" · ")}`;
  });
}
