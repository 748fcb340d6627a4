import { shownMoney } from "../src/core/billing/money.ts";
import { changeTakesEffect, offerOf, type Subscription } from "../src/core/billing/subscription.ts";
import type { PlanOffer } from "../src/core/catalogue/offers.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Button, Field, Reply } from "../src/core/chat/reply.ts";
import { sum } from "../src/core/credits/wallet.ts";
import { offerPrice } from "../src/core/pricing/edition.ts";
import { refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";
import { agreedMoney } from "./buttons/price.ts";

const INVOICES_SHOWN = 5;
const ORDERS_READ = 50;

export const subscription = defineCommand({
  name: "subscription",
  summary: "Your plan: what it brings, when it renews, change it, cancel it or keep it",
  audience: "caller",
  needsConsent: false,
  options: {
    action: {
      kind: "choice",
      summary: "Cancel the plan at the end of its period, or keep it after all",
      choices: [
        { value: "cancel", label: "Cancel at the end of the period", aliases: ["end", "stop"] },
        { value: "resume", label: "Keep it after all", aliases: ["keep"] },
      ],
    },
  },
  example: "/subscription",
  async run({ options, caller }, services) {
    if (options.action === "cancel") return askToCancel(caller, services);
    if (options.action === "resume") return resume(caller, services);
    return overview(caller, services);
  },
  buttons: {
    // Each names the plan that it is about, where there are several.
    show: {
      pressedBy: "owner",
      run: async ({ args: [id], caller }, services) => replacing(await overview(caller, services, id)),
    },
    cancel: { pressedBy: "owner", run: async ({ args: [id], caller }, services) => askToCancel(caller, services, id) },
    end: {
      pressedBy: "owner",
      async run({ args: [id], caller }, services) {
        await services.billing.setCancel(caller.account.id, true, id);
        return replacing(await overview(caller, services, id));
      },
    },
    resume: {
      pressedBy: "owner",
      run: async ({ args: [id], caller }, services) => replacing(await resume(caller, services, id)),
    },
    change: { pressedBy: "owner", run: async ({ caller }, services) => choices(caller, services) },
    // What costs something at once is asked first.
    to: {
      pressedBy: "owner",
      run: async ({ args: [key = ""], caller }, services) => askToChange(planOffer(key, services), caller, services),
    },
    go: {
      pressedBy: "owner",
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
        if (before.offer === offer.key) return replacing({ tone: "good", text: words.changeTakenBack(name) });
        if (when === "now") return replacing({ tone: "good", text: words.changedNow(name) });
        return replacing({ tone: "good", text: words.changedLater(name, after.next?.at ?? after.period.end) });
      },
    },
    portal: {
      pressedBy: "owner",
      async run({ caller }, { billing }) {
        const { billing: words } = caller.messages;
        const url = await billing.portal(caller.account.id);
        const buttons: Button[] = [{ label: words.portalOpen, url }];
        return { title: words.portalTitle, text: words.portalText, buttons, onlyCaller: true };
      },
    },
  },
});

function replacing(reply: Reply): Reply {
  return { ...reply, replacesOrigin: true };
}

async function current({ account }: Caller, { billing }: Services): Promise<Subscription> {
  const found = await billing.subscriptionOf(account.id);
  if (found === null) throw refuse("no-subscription", {});
  return found;
}

/** One of several plans, or all of them to choose from. */
async function overview(caller: Caller, services: Services, id?: string): Promise<Reply> {
  const { billing: words } = caller.messages;
  const { billing } = services;
  const all = await billing.subscriptionsOf(caller.account.id);
  const found = all.length > 1 ? all.find((one) => one.id === id) : all[0];
  if (found === undefined && all.length > 1) return plansOf(all, caller, services);
  if (found === undefined) return { title: words.noSubscriptionTitle, text: words.noSubscription };
  const offer = offerOf(found, billing.offers);
  return {
    title: words.subscriptionTitle(nameOf(found, caller, services)),
    fields: await fieldsOf(found, offer, caller, services),
    buttons: buttonsOf(found, caller, all.length > 1),
  };
}

function nameOf(found: Subscription, { messages }: Caller, { billing }: Services): string {
  return offerOf(found, billing.offers)?.plan.name ?? messages.billing.unknownPlan;
}

function plansOf(all: readonly Subscription[], caller: Caller, services: Services): Reply {
  const { billing: words } = caller.messages;
  const lines = all.map(({ cancelAtPeriodEnd, period, price }) =>
    cancelAtPeriodEnd ? words.endsOn(period.end) : words.renewal(period.end, shownMoney(price)),
  );
  return {
    ...{ title: words.subscriptionsTitle, text: words.subscriptionsText },
    fields: all.map((one, at) => ({ name: nameOf(one, caller, services), value: lines[at] ?? "" })),
    buttons: all.map((one, at) => ({
      // Two of the same plan are told apart by their place in the list.
      label: `${at + 1}. ${nameOf(one, caller, services)}`,
      token: encodeButton("subscription", "show", caller.account.id, one.id),
    })),
  };
}

async function fieldsOf(
  found: Subscription,
  offer: PlanOffer | null,
  caller: Caller,
  services: Services,
): Promise<Field[]> {
  const { billing: words } = caller.messages;
  const { billing } = services;
  const { state, period, price, next, cancelAtPeriodEnd } = found;
  const money = shownMoney(price);
  const later = await services.pricing.expected(caller.account.id, period.end);
  const renewal = (offer !== null && next === null && offerPrice(later, offer.key, price.currency)) || price;
  const orders = (await billing.ordersOf(caller.account.id, ORDERS_READ)).filter(
    (order) => order.subscription === found.id,
  );
  const left = sum(await Promise.all(orders.map((order) => billing.unspent(order))));
  const planned = next === null || next.offer === null ? null : billing.offers.find(next.offer);
  const fields: Field[] = [
    { name: words.field.state, value: words.state[state] },
    cancelAtPeriodEnd
      ? { name: words.field.ends, value: words.endsOn(period.end) }
      : { name: words.field.renewal, value: words.renewal(period.end, shownMoney(renewal)) },
    { name: words.field.credits, value: words.left(left) },
  ];
  if (offer !== null) {
    fields.unshift({ name: words.field.plan, value: words.planValue(offer.plan.credits, money, offer.interval) });
  }
  if (next !== null && planned?.kind === "plan") {
    fields.push({ name: words.field.change, value: words.changeTo(planned.plan.name, next.at) });
  }
  const invoices = await invoiceLines(found, caller, services);
  if (invoices.length > 0) fields.push({ name: words.field.invoices, value: invoices.join("\n") });
  return fields;
}

/** What is paid is known without the provider, who may be away: then only these lines are missing. */
async function invoiceLines(found: Subscription, caller: Caller, { billing, log }: Services): Promise<string[]> {
  const { billing: words } = caller.messages;
  try {
    const invoices = await billing.invoicesOf(found, INVOICES_SHOWN);
    return invoices.map(({ createdAt, total, state }) =>
      words.invoiceLine(createdAt, shownMoney(total), words.invoiceState[state]),
    );
  } catch (error) {
    log.warn({ error }, "invoices could not be shown");
    return [];
  }
}

function buttonsOf(
  { id, state, cancelAtPeriodEnd }: Subscription,
  { account, messages }: Caller,
  isOneOfSeveral: boolean,
): Button[] {
  const { billing: words } = messages;
  const to = (label: string, button: string, style: "primary" | "secondary" | "danger" = "secondary"): Button => ({
    ...{ label, style },
    token: encodeButton("subscription", button, account.id, ...(isOneOfSeveral ? [id] : [])),
  });
  return [
    ...(cancelAtPeriodEnd ? [to(words.resumeButton, "resume", "primary")] : []),
    // Of two plans one is ended before the other is changed.
    ...(state === "active" && !cancelAtPeriodEnd && !isOneOfSeveral
      ? [to(words.changeButton, "change", "primary")]
      : []),
    to(words.portalButton, "portal"),
    ...(cancelAtPeriodEnd ? [] : [to(words.cancelButton, "cancel", "danger")]),
  ];
}

async function askToCancel(caller: Caller, services: Services, chosen?: string): Promise<Reply> {
  const { billing: words } = caller.messages;
  const all = await services.billing.subscriptionsOf(caller.account.id);
  const found = all.length > 1 ? all.find((one) => one.id === chosen) : all[0];
  if (all.length === 0) throw refuse("no-subscription", {});
  // Which one is asked first; one that ends already is shown.
  if (found === undefined || found.cancelAtPeriodEnd) return overview(caller, services, chosen);
  const name = nameOf(found, caller, services);
  const { id } = caller.account;
  const which = all.length > 1 ? [found.id] : [];
  return {
    title: words.cancelButton,
    text: words.cancelAsk(name, found.period.end),
    buttons: [
      { label: words.cancelYes, style: "danger", token: encodeButton("subscription", "end", id, ...which) },
      { label: words.cancelNo, token: encodeButton("subscription", "show", id, ...which) },
    ],
  };
}

async function resume(caller: Caller, services: Services, id?: string): Promise<Reply> {
  const isChosen = id !== undefined || (await services.billing.subscriptionsOf(caller.account.id)).length < 2;
  if (!isChosen) return overview(caller, services);
  await services.billing.setCancel(caller.account.id, false, id);
  return { ...(await overview(caller, services, id)), text: caller.messages.billing.resumed };
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
  const { currency } = found.price;
  const own = offerOf(found, offers);
  const prices = await services.pricing.for(caller.account.id);
  const others = offers.all.flatMap((offer) => {
    if (offer.kind !== "plan" || !offer.plan.isOffered || offer.key === own?.key) return [];
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
