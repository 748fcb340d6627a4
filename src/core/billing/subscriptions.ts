import type { PlanOffer } from "../catalogue/offers.ts";
import { standingOf } from "../moderation/sanction.ts";
import { offerPrice } from "../pricing/edition.ts";
import { refuse } from "../refusal.ts";
import { expectPlan, expectPurchases } from "../switches/guards.ts";
import type { Money } from "./money.ts";
import { tellAbout } from "./notices.ts";
import type { Order } from "./order.ts";
import {
  type PaymentMethod,
  PaymentRefused,
  type Payments,
  PaymentUnreachable,
  type ProviderSubscription,
} from "./payments.ts";
import { changeTakesEffect, isCurrent, offerOf, planOf, type Subscription, subscriptionSeen } from "./subscription.ts";
import { type BillingTools, currentAccount, providerOf } from "./tools.ts";

const ATTEMPTS_MAX = 20;
const JITTER_MS_MAX = 64;

/**
 * Fetches a subscription as it is now and takes it in. What is fetched is stored only if nobody stored anything since before
 * the fetching, so that an older state never covers a newer one, whatever the order of the events.
 */
export async function subscriptionChanged(
  tools: BillingTools,
  method: PaymentMethod,
  id: string,
): Promise<Subscription | null> {
  const provider = providerOf(tools, method);
  const fetch = () => provider.findSubscription(id);
  const seen = await takeIn(tools, method, id, fetch);
  if (seen === null || !isCurrent(seen) || !(await isClosed(tools, seen.account))) return seen;
  // Its page was open when the account was closed. Whatever fails here comes again: with its event, and with the reconciliation.
  await provider.cancelNow(id);
  return takeIn(tools, method, id, fetch);
}

/** Whether nobody may have anything any more there: terminated by now, or erased after it. */
async function isClosed(tools: BillingTools, account: string): Promise<boolean> {
  const person = await currentAccount(tools, account);
  return person === null || standingOf(person.sanctions, tools.clock.now()).state === "terminated";
}

async function takeIn(
  tools: BillingTools,
  method: PaymentMethod,
  id: string,
  fetch: () => Promise<ProviderSubscription | null>,
): Promise<Subscription | null> {
  const { subscriptions, clock, ids, inOrder } = tools;
  return inOrder.run(`subscription:${method}:${id}`, async () => {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const before = await subscriptions.find(method, id);
      const seen = await fetch();
      if (seen === null) return before;
      const began = before === null && seen.order !== null ? await tools.orders.find(seen.order) : null;
      const account = await ownerOf(tools, seen, before, began);
      if (account === null) {
        tools.log.warn({ method, subscription: id }, "a subscription belongs to no account of ours");
        return null;
      }
      const after = subscriptionSeen(seen, before, {
        ...{ method, account, now: clock.now() },
        orderedAt: began?.createdAt ?? null,
      });
      // Told first, once for the key: who dies in between tells it with the next attempt.
      await tellChanges(tools, before, after);
      if (await subscriptions.write(before?.version ?? null, after)) {
        await setPlan(tools, account);
        return after;
      }
      await clock.sleep(1 + ids.chance(Math.min(2 ** attempt, JITTER_MS_MAX)));
    }
    throw new Error(`subscription ${id} stayed contended over ${ATTEMPTS_MAX} attempts`);
  });
}

async function ownerOf(
  tools: BillingTools,
  seen: ProviderSubscription,
  before: Subscription | null,
  began: Order | null,
): Promise<string | null> {
  const named = before?.account ?? began?.account ?? seen.account;
  if (named === null) return null;
  // An account that is gone keeps its subscription: it still has to be ended at the provider.
  return (await currentAccount(tools, named))?.id ?? (before !== null || began !== null ? named : null);
}

async function tellChanges(tools: BillingTools, before: Subscription | null, now: Subscription): Promise<void> {
  const offer = offerOf(now, tools.offers);
  if (offer === null || before === null) return;
  // Whose account was closed was told so, and what became of the plan with it.
  const person = await currentAccount(tools, now.account);
  if (person !== null && standingOf(person.sanctions, tools.clock.now()).state === "terminated") return;
  const key = `${now.id}:${now.period.end.getTime()}`;
  if (now.cancelAtPeriodEnd && !before.cancelAtPeriodEnd) {
    await tellAbout(tools, now.account, `cancelled:${key}:${now.version}`, (words) => ({
      title: words.cancelledTitle,
      text: words.cancelled(offer.plan.name, now.period.end),
    }));
  }
  // What was never paid was no plan yet.
  if (now.state === "ended" && before.state !== "ended" && before.state !== "incomplete") {
    await tellAbout(tools, now.account, `ended:${now.id}`, (words) => ({
      title: words.endedTitle,
      text: words.ended(offer.plan.name),
    }));
  }
}

/**
 * Writes into the account which plan is paid for now. Read once more after the writing: who wrote the other state of a subscription
 * meanwhile has read either ours or been read by us.
 */
export async function setPlan(
  tools: Pick<BillingTools, "accounts" | "subscriptions" | "offers" | "clock">,
  account: string,
): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const person = await currentAccount(tools, account);
    if (person === null) return;
    const all = await tools.subscriptions.ofAccount(person.id);
    const plan = planOf(all, tools.offers, tools.clock.now());
    if (person.plan === plan) return;
    await tools.accounts.setPlan(person, plan);
  }
  throw new Error(`the plan of account ${account} stayed contended over ${ATTEMPTS_MAX} attempts`);
}

/** The one that the account has, as it is at the provider now; refuses when there is none. */
async function currentSubscription(tools: BillingTools, account: string, id?: string): Promise<Subscription> {
  const all = (await tools.subscriptions.ofAccount(account)).filter(isCurrent);
  const found = id === undefined ? all[0] : all.find((one) => one.id === id);
  if (found === undefined) throw refuse("no-subscription", {});
  const now = await subscriptionChanged(tools, found.method, found.id).catch((error: unknown) => {
    throw told(tools, error);
  });
  if (now === null || !isCurrent(now)) throw refuse("no-subscription", {});
  return now;
}

/** Ends it with the period, or takes that back (T17). The provider's portal does the same and ends in the same state. */
export async function setCancel(
  tools: BillingTools,
  account: string,
  cancel: boolean,
  subscription?: string,
): Promise<Subscription> {
  const { method, id } = await currentSubscription(tools, account, subscription);
  return act(tools, method, id, (provider) => provider.setCancelAtPeriodEnd(id, cancel));
}

/** Ends all of an account's subscriptions at once: for a termination (T19). Safe to repeat. */
export async function endSubscriptions(tools: BillingTools, account: string): Promise<void> {
  for (const { method, id } of (await tools.subscriptions.ofAccount(account)).filter(isCurrent)) {
    await act(tools, method, id, (provider) => provider.cancelNow(id));
  }
}

/** Another plan: a better one at once, a smaller one at the end of the period. The offer it has takes a planned change back. */
export async function changeOffer(
  tools: BillingTools,
  account: string,
  to: PlanOffer,
  cause: string,
  /** What the person was told it costs; absent: what it costs them now. */
  agreed?: Money,
): Promise<{ readonly subscription: Subscription; readonly when: "now" | "period-end" }> {
  const before = await currentSubscription(tools, account);
  const from = offerOf(before, tools.offers);
  // While a payment is missing, a new plan would be given for nothing.
  if (before.state !== "active" || from === null) throw refuse("subscription-not-active", {});
  if (before.cancelAtPeriodEnd) throw refuse("subscription-ends", {});
  const isSame = from.key === to.key;
  if (isSame && before.next === null) throw refuse("same-plan", {});
  // To keep what one has costs nothing new.
  if (!isSame) {
    expectPurchases(tools.switches);
    expectPlan(tools.switches, to);
  }
  const when = isSame ? "period-end" : changeTakesEffect(from, to);
  const { method, id, price: paid } = before;
  const cost = agreed ?? offerPrice(await tools.pricing.for(account), to.key, paid.currency);
  if (cost === null || cost.currency !== paid.currency) throw refuse("offer-gone", {});
  const subscription = await act(tools, method, id, (provider) =>
    provider.changeOffer({ subscription: id, offer: to.key, price: cost, when, key: `change:${cause}` }),
  );
  return { subscription, when };
}

/** The provider's page where invoices, the card and the subscription are. */
export async function portalOf(tools: BillingTools, account: string): Promise<string> {
  const { method, customer } = await currentSubscription(tools, account);
  try {
    return (await providerOf(tools, method).portal(customer)).url;
  } catch (error) {
    throw told(tools, error);
  }
}

/** Does something at the provider, then takes in how the subscription is after it. */
async function act(
  tools: BillingTools,
  method: PaymentMethod,
  id: string,
  call: (provider: Payments) => Promise<ProviderSubscription>,
): Promise<Subscription> {
  try {
    await call(providerOf(tools, method));
  } catch (error) {
    throw told(tools, error);
  }
  // Asked again rather than taken from the answer, which may be older than what an event has stored meanwhile.
  const after = await subscriptionChanged(tools, method, id).catch((error: unknown) => {
    throw told(tools, error);
  });
  if (after === null) throw new Error(`subscription ${id} is gone`);
  return after;
}

/** What the provider cannot do becomes a sentence for the person. */
function told({ log }: BillingTools, error: unknown): unknown {
  if (error instanceof PaymentUnreachable) {
    log.warn({ error }, "the payment provider could not be reached");
    return refuse("payment-unreachable", {});
  }
  if (!(error instanceof PaymentRefused)) return error;
  if (error.isDeclined) return refuse("payment-declined", {});
  log.error({ error, code: error.code }, "the payment provider refused a change of a subscription");
  return refuse("payment-refused", {});
}
