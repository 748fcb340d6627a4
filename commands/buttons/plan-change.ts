import { shownMoney } from "../../src/core/billing/money.ts";
import { changeTakesEffect, offerOf, type Subscription } from "../../src/core/billing/subscription.ts";
import type { PlanOffer } from "../../src/core/catalogue/offers.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { offerPrice } from "../../src/core/pricing/edition.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { expectPlan, expectPurchases, isSold } from "../../src/core/switches/guards.ts";
import { agreedMoney } from "./price.ts";

/** From one plan to another: choose, see what it costs, agree. */
export const planChangeButtons: Readonly<Record<string, ButtonHandler>> = {
  change: {
    pressedBy: "owner",
    whileSuspended: false,
    duringMaintenance: false,
    run: async ({ caller }, services) => choices(caller, services),
  },
  // What costs something at once is asked first.
  to: {
    pressedBy: "owner",
    whileSuspended: false,
    duringMaintenance: false,
    run: async ({ args: [key = ""], caller }, services) => askToChange(planOffer(key, services), caller, services),
  },
  go: {
    pressedBy: "owner",
    // Who pays has agreed to the terms (T3).
    needsConsent: true,
    whileSuspended: false,
    duringMaintenance: false,
    async run({ args: [key = "", shown], caller, incoming }, services) {
      const { billing } = services;
      const offer = planOffer(key, services);
      const { billing: words } = caller.messages;
      const before = await current(caller, services);
      const { currency } = before.price;
      const { price } = await agreedMoney(shown, { offer: key, currency }, caller, services);
      // It costs something else by now: the question comes once more, with today's price.
      if (price === null) return askToChange(offer, caller, services);
      const { subscription: after, when } = await billing.changeOffer(caller.account.id, offer, incoming.id, price);
      const { name } = offer.plan;
      if (before.offer === offer.key) return { tone: "good", text: words.changeTakenBack(name), replacesOrigin: true };
      if (when === "now") return { tone: "good", text: words.changedNow(name), replacesOrigin: true };
      return { tone: "good", text: words.changedLater(name, after.next?.at ?? after.period.end), replacesOrigin: true };
    },
  },
};

async function current({ account }: Caller, { billing }: Services): Promise<Subscription> {
  const found = await billing.subscriptionOf(account.id);
  if (found === null) throw refuse("no-subscription", {});
  return found;
}

function planOffer(key: string, { billing }: Services): PlanOffer {
  const offer = billing.offers.find(key);
  if (offer?.kind !== "plan") throw refuse("offer-gone", {});
  return offer;
}

async function askToChange(to: PlanOffer, caller: Caller, services: Services): Promise<Reply> {
  const { billing: words } = caller.messages;
  const { offers } = services.billing;
  const found = await current(caller, services);
  const own = offerOf(found, offers);
  const price = offerPrice(await services.pricing.for(caller.account.id), to.key, found.price.currency);
  if (own === null || price === null) throw refuse("offer-gone", {});
  if (own.key !== to.key) {
    expectPurchases(services.switches);
    expectPlan(services.switches, to);
  }
  const { name } = to.plan;
  const isNow = own.key !== to.key && changeTakesEffect(own, to) === "now";
  const money = shownMoney(price);
  const text =
    own.key === to.key
      ? words.changeAskKeep(name)
      : isNow
        ? words.changeAskNow(name, to.plan.credits, money, own.plan.name)
        : words.changeAskLater(name, to.plan.credits, money, found.period.end);
  return {
    ...{ title: words.changeTitle, text },
    buttons: [
      {
        label: isNow ? words.changeYesNow : words.changeYes,
        style: "primary",
        token: encodeButton("subscription", "go", caller.account.id, to.key, String(price.amount)),
      },
      { label: words.changeNo, token: encodeButton("subscription", "show", caller.account.id) },
    ],
    replacesOrigin: true,
  };
}

/** Every other plan, and the present one where a change is planned. */
async function choices(caller: Caller, services: Services): Promise<Reply> {
  const { billing: words } = caller.messages;
  const { offers } = services.billing;
  const found = await current(caller, services);
  // Who has planned a change may take it back at any time.
  if (found.next === null) expectPurchases(services.switches);
  const { currency } = found.price;
  const own = offerOf(found, offers);
  const prices = await services.pricing.for(caller.account.id);
  const others = offers.all.flatMap((offer) => {
    if (offer.kind !== "plan" || !isSold(services.switches, offer) || offer.key === own?.key) return [];
    const price = offerPrice(prices, offer.key, currency);
    return price === null ? [] : [{ offer, price }];
  });
  const token = (key: string) => encodeButton("subscription", "to", caller.account.id, key);
  return {
    title: words.changeTitle,
    text: words.changeText,
    buttons: [
      ...others.map(
        ({ offer, price }): Button => ({
          label: words.changeButtonTo(offer.plan.name, shownMoney(price), offer.interval),
          token: token(offer.key),
        }),
      ),
      ...(own !== null && found.next !== null
        ? [{ label: words.changeKeep(own.plan.name), style: "quiet" as const, token: token(own.key) }]
        : []),
    ],
  };
}
