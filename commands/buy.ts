import { shownMoney } from "../src/core/billing/money.ts";
import { placedReply } from "../src/core/billing/replies.ts";
import { defaultOffers } from "../src/core/catalogue/offers.ts";
import { intervals } from "../src/core/catalogue/plans.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Incoming } from "../src/core/chat/incoming.ts";
import type { Button, Reply } from "../src/core/chat/reply.ts";
import { refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";
import { expectPlan } from "../src/core/switches/guards.ts";
import { agreedMoney } from "./buttons/price.ts";
import { buttonAt, currencyOf, methodOf, oneOffer, overview, SHOP_PAYLOAD, shopFront, shopOf } from "./buttons/shop.ts";

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
    if (options.offer === undefined && options.currency === undefined) return shopFront(caller, incoming, services);
    const shop = await shopOf(caller, incoming, services);
    const currency = await currencyOf(options.currency, caller, incoming, services);
    if (options.offer === undefined) return overview(shop, "month", currency);
    const offer = offers.find(options.offer.trim().toLowerCase());
    if (offer === null) {
      const given = options.offer;
      throw refuse("offer-unknown", { given, offers: shop.sold.map(({ key }) => key) });
    }
    expectPlan(services.switches, offer);
    // A single press buys; a line of text, which may be a slip, is asked first.
    return oneOffer(shop, offer, currency);
  },
  buttons: {
    show: {
      pressedBy: "owner",
      async run({ args: [given, currency = ""], caller, incoming }, services) {
        const interval = intervals.find((one) => one === given);
        if (interval === undefined) throw refuse("button-stale", {});
        // What a button names may be gone by now.
        await currencyOf(currency, caller, incoming, services);
        return { ...overview(await shopOf(caller, incoming, services), interval, currency), replacesOrigin: true };
      },
    },
    pick: {
      pressedBy: "owner",
      // Who pays has agreed to the terms (T3).
      needsConsent: true,
      async run({ args: [key = "", currency = "", shown], caller, incoming }, services) {
        const { billing } = services;
        const offer = billing.offers.find(key);
        const method = billing.methodsOf(incoming.identity.platform).find((one) => one === methodOf(currency));
        if (offer === null) throw refuse("offer-gone", {});
        if (method === undefined) throw refuse("payments-off", {});
        const { price, before, now } = await agreedMoney(shown, { offer: key, currency }, caller, services);
        if (price === null) {
          const text = caller.messages.prices.changed(shownMoney(before), shownMoney(now));
          return { text, buttons: [buttonAt(now, offer, caller)] };
        }
        const placed = await billing.buy({
          ...{ account: caller.account, offer, currency, price, method, language: caller.language },
          cause: incoming.id,
        });
        return handOver(placedReply(placed, offer, caller.messages), caller, incoming, services);
      },
    },
  },
});

/**
 * The link goes to its person alone: by direct message, or, where that is closed, in an answer that nobody else sees. Where a chat
 * has to be opened by the person first, the way there is shown instead.
 */
async function handOver(link: Reply, caller: Caller, incoming: Incoming, services: Services): Promise<Reply> {
  const { billing: words } = caller.messages;
  if (link.buttons === undefined || incoming.isDirect) return link;
  // By the click: who clicks again has perhaps lost the first message, and finds the same link in another one.
  const outcome = await services.direct(incoming.identity, link, `link:${incoming.id}`).catch((error: unknown) => {
    services.log.warn({ error, platform: incoming.identity.platform }, "a payment link did not go out");
    return "closed" as const;
  });
  if (outcome === "sent") return { tone: "good", text: words.linkSent };
  const url = await services.deepLink(incoming.identity.platform, SHOP_PAYLOAD);
  if (url === null) return { ...link, text: [words.linkHere, link.text].join("\n\n") };
  const buttons: Button[] = [{ label: words.openChatButton, url }];
  return { text: words.openChat, buttons };
}
