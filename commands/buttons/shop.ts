import { type Money, STARS, shownMoney } from "../../src/core/billing/money.ts";
import type { PaymentMethod } from "../../src/core/billing/payments.ts";
import type { Offer, Offers } from "../../src/core/catalogue/offers.ts";
import type { Interval } from "../../src/core/catalogue/plans.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import type { Incoming } from "../../src/core/chat/incoming.ts";
import type { Button, Field, Reply } from "../../src/core/chat/reply.ts";
import { type Edition, offerPrice } from "../../src/core/pricing/edition.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { expectPurchases, isSold } from "../../src/core/switches/guards.ts";

/** What a deep link carries that leads from a group to the shop. */
export const SHOP_PAYLOAD = "buy";

/** Everything that this person can buy here. */
export async function shopFront(caller: Caller, incoming: Incoming, services: Services): Promise<Reply> {
  const currency = await currencyOf(undefined, caller, incoming, services);
  return overview(await shopOf(caller, incoming, services), "month", currency);
}

/** What can be bought by this person here. */
export interface Shop {
  readonly caller: Caller;
  readonly offers: Offers;
  /** Those of them that can be had now. */
  readonly sold: readonly Offer[];
  /** What everything costs this person now. */
  readonly prices: Edition;
  /** The one that is offered first in front. */
  readonly methods: readonly PaymentMethod[];
  readonly sellsPlans: (method: PaymentMethod) => boolean;
  readonly isSubscribed: boolean;
}

/** Each currency is paid in one way. */
export function methodOf(currency: string): PaymentMethod {
  return currency === STARS ? "stars" : "stripe";
}

/** What can be paid in here, by the methods that there are. */
function currenciesOf(methods: readonly PaymentMethod[], { currencies }: Offers): readonly string[] {
  return methods.flatMap((method) => (method === "stars" ? [STARS] : currencies));
}

export async function shopOf(
  caller: Caller,
  incoming: Incoming,
  { billing, pricing, switches }: Services,
): Promise<Shop> {
  expectPurchases(switches);
  const methods = billing.methodsOf(incoming.identity.platform);
  if (methods.length === 0) throw refuse("payments-off", {});
  const isSubscribed = (await billing.subscriptionOf(caller.account.id)) !== null;
  const prices = await pricing.for(caller.account.id);
  const sold = billing.offers.all.filter((offer) => isSold(switches, offer));
  return { caller, offers: billing.offers, sold, prices, methods, sellsPlans: billing.sellsPlans, isSubscribed };
}

/** As asked for, else what the person paid in last, else the first. */
export async function currencyOf(
  given: string | undefined,
  { account }: Caller,
  { identity }: Incoming,
  { billing }: Services,
): Promise<string> {
  const currencies = currenciesOf(billing.methodsOf(identity.platform), billing.offers);
  if (given !== undefined) {
    const asked = given.trim().toLowerCase();
    if (currencies.includes(asked)) return asked;
    throw refuse("bad-option", { option: "currency", given, allowed: currencies.join(", ") });
  }
  const [last] = await billing.ordersOf(account.id, 1);
  return currencies.find((one) => one === last?.price.currency) ?? currencies[0] ?? "usd";
}

export function overview(shop: Shop, interval: Interval, currency: string): Reply {
  const { caller, offers, isSubscribed, methods } = shop;
  const { billing: words, prices: priceWords } = caller.messages;
  const sellsPlans = shop.sellsPlans(methodOf(currency));
  const shown = shop.sold
    .filter((offer) => offer.kind === "pack" || (sellsPlans && !isSubscribed && offer.interval === interval))
    .filter(({ key }) => offerPrice(shop.prices, key, currency) !== null);
  if (shown.length === 0) return { title: words.buyTitle, text: words.noOffers };
  const packs = shown.filter(({ kind }) => kind === "pack");
  const plans = shown.filter(({ kind }) => kind === "plan");
  const lines = (some: readonly Offer[]) => some.map((offer) => lineOf(offer, currency, shop)).join("\n");
  const fields: Field[] = [
    ...(packs.length === 0 ? [] : [{ name: words.packs, value: lines(packs) }]),
    ...(plans.length === 0
      ? []
      : [
          { name: interval === "month" ? words.plansMonthly : words.plansYearly, value: lines(plans) },
          keptField(offers, caller),
        ]),
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
      ...currenciesOf(methods, offers)
        .filter((one) => one !== currency)
        .map((one) => turn(one === STARS ? priceWords.payWithStars : words.showIn(one), interval, one)),
    ],
  };
}

/** How long each plan keeps pictures, and nobody's plan: part of what is bought. */
function keptField({ plans, freeHistory_days }: Offers, { messages: { planNews: words } }: Caller): Field {
  const offeredPlans = plans.filter(({ isOffered }) => isOffered);
  const lines = offeredPlans.map(({ name, history_days }) => words.keptWith(name, history_days));
  return { name: words.keptTitle, value: [words.keptWithout(freeHistory_days), ...lines].join("\n") };
}

export function oneOffer(shop: Shop, offer: Offer, currency: string): Reply {
  const { billing: words } = shop.caller.messages;
  return {
    title: words.buyTitle,
    text: lineOf(offer, currency, shop),
    buttons: [pickButton(shop, offer, currency)],
  };
}

function lineOf(offer: Offer, currency: string, { caller, prices }: Shop): string {
  const { billing: words } = caller.messages;
  const price = shownMoney(priceOf(prices, offer, currency));
  if (offer.kind === "plan") return words.planLine(offer.plan.name, offer.plan.credits, price, offer.interval);
  const { name, credits, lifetime_days } = offer.pack;
  return words.packLine(name, credits, lifetime_days, price);
}

/** The price is part of it: pressing it agrees to this price and to no other. */
function pickButton({ caller, prices }: Pick<Shop, "caller" | "prices">, offer: Offer, currency: string): Button {
  return buttonAt(priceOf(prices, offer, currency), offer, caller);
}

export function buttonAt(money: Money, offer: Offer, caller: Caller): Button {
  const { billing: words } = caller.messages;
  const price = shownMoney(money);
  return {
    label:
      offer.kind === "pack"
        ? words.packButton(offer.pack.credits, price)
        : words.planButton(offer.plan.name, price, offer.interval),
    style: offer.kind === "pack" ? "secondary" : "primary",
    token: encodeButton("buy", "pick", caller.account.id, offer.key, money.currency, String(money.amount)),
  };
}

function priceOf(prices: Edition, { key }: Offer, currency: string): Money {
  const price = offerPrice(prices, key, currency);
  if (price === null) throw refuse("offer-gone", {});
  return price;
}
