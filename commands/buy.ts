import { shownMoney } from "../src/core/billing/money.ts";
import type { PaymentMethod } from "../src/core/billing/payments.ts";
import { placedReply } from "../src/core/billing/replies.ts";
import { defaultOffers, type Offer, type Offers, priceOf } from "../src/core/catalogue/offers.ts";
import { type Interval, intervals } from "../src/core/catalogue/plans.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Incoming } from "../src/core/chat/incoming.ts";
import type { Button, Field, Reply } from "../src/core/chat/reply.ts";
import { refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";

export const buy = defineCommand({
  name: "buy",
  summary: "Credits: packs that are paid once, plans that bring new ones every month",
  audience: "caller",
  needsConsent: false,
  options: {
    offer: {
      kind: "text",
      summary: "Which one, such as pack-small or creator-month; none shows them all",
      lengthMax: 40,
      suggestions: defaultOffers.all.map(({ key }) => key),
    },
    currency: {
      kind: "text",
      summary: "The currency to pay in, such as usd or eur",
      lengthMax: 10,
      suggestions: defaultOffers.currencies,
    },
  },
  example: "/buy pack-small --currency eur",
  async run({ options, caller, incoming }, services) {
    const { offers } = services.billing;
    const currency = await currencyOf(options.currency, caller, services);
    if (options.offer === undefined) return overview(await shopOf(caller, incoming, services), "month", currency);
    const offer = offers.find(options.offer.trim().toLowerCase());
    if (offer === null) {
      const given = options.offer;
      throw refuse("offer-unknown", { given, offers: offered(offers).map(({ key }) => key) });
    }
    // A single press buys; a line of text, which may be a slip, is asked first.
    return oneOffer(await shopOf(caller, incoming, services), offer, currency);
  },
  buttons: {
    show: {
      pressedBy: "owner",
      async run({ args: [given, currency = ""], caller, incoming }, services) {
        const interval = intervals.find((one) => one === given);
        if (interval === undefined || !services.billing.offers.currencies.includes(currency)) {
          throw refuse("button-stale", {});
        }
        return { ...overview(await shopOf(caller, incoming, services), interval, currency), replacesOrigin: true };
      },
    },
    pick: {
      pressedBy: "owner",
      // Who pays has agreed to the terms (T3).
      needsConsent: true,
      async run({ args: [key = "", currency = "", method = ""], caller, incoming }, services) {
        const { billing } = services;
        const offer = billing.offers.find(key);
        const known = billing.methodsOf(incoming.identity.platform).find((one) => one === method);
        if (offer === null) throw refuse("offer-gone", {});
        if (known === undefined) throw refuse("payments-off", {});
        const placed = await billing.buy({
          ...{ account: caller.account, offer, currency, method: known, language: caller.language },
          cause: incoming.id,
        });
        return handOver(placedReply(placed, offer, caller.messages), caller, incoming, services);
      },
    },
  },
});

/** The link goes to its person alone: by direct message, or, where that is closed, in an answer that nobody else sees. */
async function handOver(link: Reply, caller: Caller, incoming: Incoming, services: Services): Promise<Reply> {
  const { billing: words } = caller.messages;
  if (link.buttons === undefined || incoming.isDirect) return link;
  // By the click: who clicks again has perhaps lost the first message, and finds the same link in another one.
  const outcome = await services.direct(incoming.identity, link, `link:${incoming.id}`).catch((error: unknown) => {
    services.log.warn({ error, platform: incoming.identity.platform }, "a payment link did not go out");
    return "closed" as const;
  });
  if (outcome === "sent") return { tone: "good", text: words.linkSent };
  return { ...link, text: [words.linkHere, link.text].join("\n\n") };
}

/** What can be bought by this person here. */
interface Shop {
  readonly caller: Caller;
  readonly offers: Offers;
  readonly method: PaymentMethod;
  readonly sellsPlans: boolean;
  readonly isSubscribed: boolean;
}

async function shopOf(caller: Caller, incoming: Incoming, { billing }: Services): Promise<Shop> {
  const [method] = billing.methodsOf(incoming.identity.platform);
  if (method === undefined) throw refuse("payments-off", {});
  const isSubscribed = (await billing.subscriptionOf(caller.account.id)) !== null;
  return { caller, offers: billing.offers, method, sellsPlans: billing.sellsPlans(method), isSubscribed };
}

/** As asked for, else what the person paid in last, else the first. */
async function currencyOf(given: string | undefined, { account }: Caller, { billing }: Services): Promise<string> {
  const { currencies } = billing.offers;
  if (given !== undefined) {
    const asked = given.trim().toLowerCase();
    if (currencies.includes(asked)) return asked;
    throw refuse("bad-option", { option: "currency", given, allowed: currencies.join(", ") });
  }
  const [last] = await billing.ordersOf(account.id, 1);
  return currencies.find((one) => one === last?.price.currency) ?? currencies[0] ?? "usd";
}

function offered({ all }: Offers): readonly Offer[] {
  return all.filter((offer) => offer.kind === "pack" || offer.plan.isOffered);
}

function overview(shop: Shop, interval: Interval, currency: string): Reply {
  const { caller, offers, sellsPlans, isSubscribed } = shop;
  const { billing: words } = caller.messages;
  const shown = offered(offers).filter(
    (offer) => offer.kind === "pack" || (sellsPlans && !isSubscribed && offer.interval === interval),
  );
  if (shown.length === 0) return { title: words.buyTitle, text: words.noOffers };
  const packs = shown.filter(({ kind }) => kind === "pack");
  const plans = shown.filter(({ kind }) => kind === "plan");
  const lines = (some: readonly Offer[]) => some.map((offer) => lineOf(offer, currency, caller)).join("\n");
  const fields: Field[] = [
    ...(packs.length === 0 ? [] : [{ name: words.packs, value: lines(packs) }]),
    ...(plans.length === 0
      ? []
      : [{ name: interval === "month" ? words.plansMonthly : words.plansYearly, value: lines(plans) }]),
  ];
  const turn = (label: string, to: Interval, money: string): Button => ({
    ...{ label, style: "quiet" },
    token: encodeButton("buy", "show", caller.account.id, to, money),
  });
  const other: Interval = interval === "month" ? "year" : "month";
  return {
    title: words.buyTitle,
    text: isSubscribed ? words.subscribed : plans.length > 0 ? words.buyText : words.buyPacksText,
    fields,
    buttons: [
      ...shown.map((offer) => pickButton(shop, offer, currency)),
      ...(plans.length === 0 ? [] : [turn(other === "year" ? words.showYearly : words.showMonthly, other, currency)]),
      ...offers.currencies.filter((one) => one !== currency).map((one) => turn(words.showIn(one), interval, one)),
    ],
  };
}

function oneOffer(shop: Shop, offer: Offer, currency: string): Reply {
  const { billing: words } = shop.caller.messages;
  return {
    title: words.buyTitle,
    text: lineOf(offer, currency, shop.caller),
    buttons: [pickButton(shop, offer, currency)],
  };
}

function lineOf(offer: Offer, currency: string, { messages: { billing: words } }: Caller): string {
  const price = shownPrice(offer, currency);
  if (offer.kind === "plan") return words.planLine(offer.plan.name, offer.plan.credits, price, offer.interval);
  const { name, credits, lifetime_days } = offer.pack;
  return words.packLine(name, credits, lifetime_days, price);
}

function pickButton({ caller, method }: Shop, offer: Offer, currency: string): Button {
  const { billing: words } = caller.messages;
  const price = shownPrice(offer, currency);
  return {
    label:
      offer.kind === "pack"
        ? words.packButton(offer.pack.credits, price)
        : words.planButton(offer.plan.name, price, offer.interval),
    style: offer.kind === "pack" ? "secondary" : "primary",
    token: encodeButton("buy", "pick", caller.account.id, offer.key, currency, method),
  };
}

function shownPrice(offer: Offer, currency: string): string {
  const price = priceOf(offer, currency);
  if (price === null) throw refuse("offer-gone", {});
  return shownMoney(price);
}
