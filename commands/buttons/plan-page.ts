import { shownMoney } from "../../src/core/billing/money.ts";
import type { Renewal } from "../../src/core/billing/renewal.ts";
import { offerOf, type Subscription } from "../../src/core/billing/subscription.ts";
import type { PlanOffer } from "../../src/core/catalogue/offers.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import type { Button, Field, Reply } from "../../src/core/chat/reply.ts";
import { sum } from "../../src/core/credits/wallet.ts";
import type { Services } from "../../src/core/services.ts";

const INVOICES_SHOWN = 5;
const ORDERS_READ = 50;

/** One of several plans, or all of them to choose from. */
export async function planPage(caller: Caller, services: Services, id?: string): Promise<Reply> {
  const { billing: words } = caller.messages;
  const { billing } = services;
  const all = await billing.subscriptionsOf(caller.account.id);
  const found = all.length > 1 ? all.find((one) => one.id === id) : all[0];
  if (found === undefined && all.length > 1) return plansOf(all, caller, services);
  if (found === undefined) return { title: words.noSubscriptionTitle, text: words.noSubscription };
  const offer = offerOf(found, billing.offers);
  return {
    title: words.subscriptionTitle(planName(found, caller, services)),
    fields: await fieldsOf(found, offer, caller, services),
    buttons: buttonsOf(found, caller, all.length > 1),
  };
}

export function planName(found: Subscription, { messages }: Caller, { billing }: Services): string {
  return offerOf(found, billing.offers)?.plan.name ?? messages.billing.unknownPlan;
}

async function plansOf(all: readonly Subscription[], caller: Caller, services: Services): Promise<Reply> {
  const { billing: words } = caller.messages;
  const renewals = await Promise.all(all.map((one) => services.billing.renewalOf(one)));
  const lines = all.map(({ period }, at) => endOrRenewal(period.end, renewals[at] ?? null, caller));
  return {
    ...{ title: words.subscriptionsTitle, text: words.subscriptionsText },
    fields: all.map((one, at) => ({ name: planName(one, caller, services), value: lines[at] ?? "" })),
    buttons: all.map((one, at) => ({
      // Two of the same plan are told apart by their place in the list.
      label: `${at + 1}. ${planName(one, caller, services)}`,
      token: encodeButton("subscription", "show", caller.account.id, one.id),
    })),
  };
}

function endOrRenewal(end: Date, renewal: Renewal | null, { messages: { billing: words } }: Caller): string {
  return renewal === null ? words.endsOn(end) : words.renewal(renewal.at, shownMoney(renewal.price));
}

async function fieldsOf(
  found: Subscription,
  offer: PlanOffer | null,
  caller: Caller,
  services: Services,
): Promise<Field[]> {
  const { billing: words } = caller.messages;
  const { billing } = services;
  const { state, period, next } = found;
  const money = shownMoney(found.price);
  const renewal = await billing.renewalOf(found);
  const orders = (await billing.ordersOf(caller.account.id, ORDERS_READ)).filter(
    (order) => order.subscription === found.id,
  );
  const left = sum(await Promise.all(orders.map((order) => billing.unspent(order))));
  const planned = next === null || next.offer === null ? null : billing.offers.find(next.offer);
  const fields: Field[] = [
    { name: words.field.state, value: words.state[state] },
    {
      name: renewal === null ? words.field.ends : words.field.renewal,
      value: endOrRenewal(period.end, renewal, caller),
    },
    { name: words.field.credits, value: words.left(left) },
  ];
  if (offer !== null) {
    fields.unshift({ name: words.field.plan, value: words.planValue(offer.plan.credits, money, offer.interval) });
  }
  if (next !== null && planned?.kind === "plan") {
    fields.push({ name: words.field.change, value: words.changeTo(planned.plan.name, next.at) });
  }
  if (offer !== null) {
    const { planNews: news } = caller.messages;
    fields.push({ name: news.keptTitle, value: news.keptWith(offer.plan.name, offer.plan.history_days) });
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
