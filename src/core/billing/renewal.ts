import type { PlanOffer } from "../catalogue/offers.ts";
import { type Edition, offerPrice } from "../pricing/edition.ts";
import { type Money, shownMoney } from "./money.ts";
import { tellAbout } from "./notices.ts";
import { offerOf, type Subscription } from "./subscription.ts";
import type { BillingTools } from "./tools.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * What raises a price later than so long before a renewal counts for the one after it: so the next payment can be named in advance,
 * and does not hang on when the job last ran.
 */
export const RENEWAL_SETTLED_MS = 60 * 60 * 1000;
/** How long before a year is charged its person is told. */
const YEAR_NOTICE_MS = 7 * DAY_MS;

/** The payment that comes next by itself. */
export interface Renewal {
  /** What it is for; null: a plan that we do not know. */
  readonly offer: PlanOffer | null;
  readonly price: Money;
  readonly at: Date;
}

/** The coming renewal and what it will ask for; null when nothing more is charged. */
export async function renewalOf(
  { pricing, offers }: Pick<BillingTools, "pricing" | "offers">,
  subscription: Subscription,
): Promise<Renewal | null> {
  const { account, state, cancelAtPeriodEnd, next, price, period } = subscription;
  if (cancelAtPeriodEnd || state === "ended") return null;
  const offer = offerOf(next ?? subscription, offers);
  // A change that is planned has its price already, and what is not paid has one that is owed.
  if (next !== null && next.price !== null) return { offer, price: next.price, at: next.at };
  if (next === null && state !== "active") return { offer, price, at: period.end };
  const by = new Date(period.end.getTime() - RENEWAL_SETTLED_MS);
  const later = await pricing.expected(account, period.end, by);
  return { offer, price: priceIn(later, offer, price.currency) ?? price, at: next?.at ?? period.end };
}

function priceIn(edition: Edition, offer: PlanOffer | null, currency: string): Money | null {
  return offer === null ? null : offerPrice(edition, offer.key, currency);
}

/** Tells whoever is charged for a year soon: what, when, and how to end it. Each renewal once; answers for how many it is due. */
export async function tellOfRenewal(
  tools: Pick<BillingTools, "pricing" | "offers" | "clock" | "accounts" | "notices">,
  subscription: Subscription,
): Promise<boolean> {
  if (subscription.state !== "active") return false;
  const left_ms = subscription.period.end.getTime() - tools.clock.now().getTime();
  if (left_ms <= 0 || left_ms > YEAR_NOTICE_MS) return false;
  const renewal = await renewalOf(tools, subscription);
  if (renewal === null || renewal.offer?.interval !== "year") return false;
  const { price, at } = renewal;
  const { name } = renewal.offer.plan;
  const key = `renews:${subscription.id}:${subscription.period.end.getTime()}`;
  await tellAbout(tools, subscription.account, key, (_words, { planNews: words }) => ({
    title: words.renewsSoonTitle,
    text: words.renewsSoon(name, at, shownMoney(price)),
  }));
  return true;
}
