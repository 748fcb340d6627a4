import { z } from "zod";
import type { PlanLimits } from "../accounts/account.ts";
import { currencies, type Money, STARS } from "../billing/money.ts";
import { builtInOffers } from "./built-in-offers.ts";
import { type Interval, intervals, type PaidPlanId, type PlanId, paidPlanIds } from "./plans.ts";

/** What a thing costs, by currency, in the currency's smallest unit. */
export type Prices = Readonly<Record<string, number>>;

/** Credits that are bought once. */
export interface Pack {
  /** a-z, 0-9 and hyphens; part of the offer's key and of its name at the payment provider. */
  readonly id: string;
  readonly name: string;
  readonly credits: number;
  readonly lifetime_days: number;
  readonly prices: Prices;
}

export interface Plan {
  readonly id: PaidPlanId;
  readonly name: string;
  /** Whether it can be bought now; those who have it keep it either way. */
  readonly isOffered: boolean;
  /** Credits of each month, also where it is paid by the year. */
  readonly credits: number;
  /** How long what is left of a month lives on after it. */
  readonly rollover_days: number;
  readonly limits: PlanLimits;
  /** How long pictures are kept; null: as long as the account. */
  readonly history_days: number | null;
  readonly prices: Readonly<Record<Interval, Prices>>;
}

/** Something with a price, by its key: `pack-small`, `creator-month`. */
export type Offer =
  | { readonly key: string; readonly kind: "pack"; readonly pack: Pack; readonly prices: Prices }
  | {
      readonly key: string;
      readonly kind: "plan";
      readonly plan: Plan;
      readonly interval: Interval;
      readonly prices: Prices;
    };
export type PlanOffer = Extract<Offer, { readonly kind: "plan" }>;

export interface Offers {
  /** Every currency that every offer has a price in; the first is what nobody has to ask for. */
  readonly currencies: readonly string[];
  readonly packs: readonly Pack[];
  readonly plans: readonly Plan[];
  /** How long pictures of those without a plan are kept; null: as long as the account. */
  readonly freeHistory_days: number | null;
  /** Everything with a price, packs first; what is no longer offered included, because people may still have it. */
  readonly all: readonly Offer[];
  find(key: string): Offer | null;
  findPlan(plan: PaidPlanId, interval: Interval): PlanOffer | null;
}

/** The price of an offer in a currency; null when it has none. */
export function priceOf(offer: Offer, currency: string): Money | null {
  const amount = offer.prices[currency];
  return amount === undefined ? null : { amount, currency };
}

/** Credits that one payment for the offer is worth, over all its months. */
export function creditsOf(offer: Offer): number {
  if (offer.kind === "pack") return offer.pack.credits;
  return offer.interval === "year" ? offer.plan.credits * 12 : offer.plan.credits;
}

/** What an offer's price in a currency is called at a payment provider: one price each. */
export function lookupKey(offer: string, currency: string): string {
  return `easel-${offer}-${currency}`;
}

/** How long pictures are kept with a plan, in days; null: as long as the account. */
export function historyDaysOf(plan: PlanId, offers: Pick<Offers, "plans" | "freeHistory_days">): number | null {
  const paid = offers.plans.find(({ id }) => id === plan);
  return paid === undefined ? offers.freeHistory_days : paid.history_days;
}

/** What each plan that is paid for allows. */
export function limitsOf({ plans }: Pick<Offers, "plans">): Readonly<Record<PaidPlanId, PlanLimits>> {
  return Object.fromEntries(plans.map(({ id, limits }) => [id, limits])) as Record<PaidPlanId, PlanLimits>;
}

const whole = (min: number, max: number) => z.int(`must be a whole number`).min(min).max(max);
const text = z.string().trim().min(1).max(40);
const CREDITS_MAX = 1_000_000;
const AMOUNT_MAX = 100_000_000;
const prices = z
  .record(z.string(), whole(1, AMOUNT_MAX))
  .refine((given) => Object.keys(given).length > 0, "names no price")
  .refine(
    (given) => Object.keys(given).every((currency) => currencies.includes(currency)),
    `has an unknown currency; known are ${currencies.join(", ")}`,
  );
const withoutStars = prices.refine((given) => given[STARS] === undefined, "is in Stars, which buy packs only");
const FREE_HISTORY_DAYS = 90;
const historyDays = z.union([whole(1, 3_660), z.null()]);
const plan = z.strictObject({
  name: text,
  offered: z.boolean().default(true),
  credits: whole(1, CREDITS_MAX),
  rollover_days: whole(0, 366).default(0),
  history_days: historyDays,
  limits: z.strictObject({
    inWorksMax: whole(1, 1_000),
    atOnce: whole(1, 100),
    weight: whole(1, 100),
    commandsPerMinute: whole(1, 1_000),
  }),
  prices: z.strictObject({ month: withoutStars, year: withoutStars }),
});
const file = z.strictObject({
  // Stars are no currency that anybody chooses: where Telegram takes them, packs are sold for what they cost in them.
  currencies: z
    .array(z.string())
    .min(1, "names no currency")
    .refine((given) => !given.includes(STARS), "names Stars; a pack is sold for Stars where it has a price in xtr"),
  packs: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{1,20}$/, "must be 1 to 20 of a-z, 0-9 and -"),
        name: text,
        credits: whole(1, CREDITS_MAX),
        lifetime_days: whole(1, 3_660).default(365),
        prices,
      }),
    )
    .max(10),
  plans: z.strictObject({ starter: plan, creator: plan, studio: plan }),
  free: z.strictObject({ history_days: historyDays }).default({ history_days: FREE_HISTORY_DAYS }),
});
type OffersFile = z.input<typeof file>;

/** Says which lines of the offers cannot be used, and why. */
export class OffersError extends Error {
  override readonly name = "OffersError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`These packs and plans cannot be sold:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/**
 * Reads the offers out of a file's text.
 * @throws OffersError that names every faulty line at once
 */
export function parseOffers(json: string): Offers {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch (error) {
    throw new OffersError([`this is not JSON: ${error instanceof Error ? error.message : "it cannot be read"}`]);
  }
  return readOffers(given);
}

/** @throws OffersError that names every faulty line at once */
export function readOffers(given: unknown): Offers {
  const read = file.safeParse(given);
  if (!read.success) {
    throw new OffersError(
      read.error.issues.map(({ path, message }) => `${path.map(String).join(".") || "the file"}: ${message}`),
    );
  }
  const { data } = read;
  const packs: Pack[] = data.packs;
  const plans = paidPlanIds.map((id): Plan => {
    const { offered, ...rest } = data.plans[id];
    return { id, isOffered: offered, ...rest };
  });
  const all: Offer[] = [
    ...packs.map((pack) => ({ key: `pack-${pack.id}`, kind: "pack" as const, pack, prices: pack.prices })),
    ...plans.flatMap((one) =>
      intervals.map((interval) => ({
        key: `${one.id}-${interval}`,
        kind: "plan" as const,
        ...{ plan: one, interval, prices: one.prices[interval] },
      })),
    ),
  ];
  const faults = [...doubledPacks(packs), ...missingPrices(all, data.currencies), ...absurd(plans, data.currencies)];
  if (faults.length > 0) throw new OffersError(faults);
  const byKey = new Map(all.map((offer) => [offer.key, offer]));
  return {
    ...{ currencies: data.currencies, packs, plans, all, freeHistory_days: data.free.history_days },
    find: (key) => byKey.get(key) ?? null,
    findPlan(id, interval) {
      const found = byKey.get(`${id}-${interval}`);
      return found?.kind === "plan" ? found : null;
    },
  };
}

function doubledPacks(packs: readonly Pack[]): string[] {
  const ids = packs.map(({ id }) => id);
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `packs: two of them have the id ${id}; give each its own`);
}

/** Whoever has chosen a currency must find everything in it. */
function missingPrices(all: readonly Offer[], offered: readonly string[]): string[] {
  return all.flatMap(({ key, prices: given }) =>
    offered
      .filter((currency) => given[currency] === undefined)
      .map((currency) => `${key}: has no price in ${currency}, which currencies names`),
  );
}

function absurd(plans: readonly Plan[], offered: readonly string[]): string[] {
  return plans.flatMap(({ id, prices: { month, year }, limits }) => [
    ...offered
      .filter((currency) => (year[currency] ?? 0) < (month[currency] ?? 0))
      .map((currency) => `plans.${id}.prices.year.${currency}: a year costs less than a month`),
    ...offered
      .filter((currency) => (year[currency] ?? 0) > 12 * (month[currency] ?? 0))
      .map((currency) => `plans.${id}.prices.year.${currency}: a year costs more than twelve months`),
    ...(limits.atOnce > limits.inWorksMax
      ? [`plans.${id}.limits.atOnce: more at once than inWorksMax lets into the works`]
      : []),
  ]);
}

/** What is sold when no file says otherwise. */
export const defaultOffers: Offers = readOffers(builtInOffers satisfies OffersFile);
