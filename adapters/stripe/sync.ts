import type Stripe from "stripe";
import { STARS, shownMoney } from "../../src/core/billing/money.ts";
import { lookupKey, type Offer, type Offers, priceOf } from "../../src/core/catalogue/offers.ts";
import { createStripeClient, type StripeClientOptions } from "./client.ts";
import { findPortalConfiguration, PORTAL_MARK } from "./portal.ts";

/** How many lookup keys one call takes. @see https://docs.stripe.com/api/prices/list */
const LOOKUP_KEYS_MAX = 10;
const PRODUCTS_MAX = 100;

/** One thing that was looked at. `wrong`: a person has to decide, nothing was changed. */
export interface SyncStep {
  readonly what: "product" | "price" | "portal";
  /** The product's id, or the price's lookup key. */
  readonly name: string;
  readonly did: "kept" | "created" | "updated" | "replaced" | "missing" | "wrong";
  readonly details: string;
}

export interface SyncOptions extends StripeClientOptions {
  readonly offers: Offers;
  /** Whether it only looks. */
  readonly checkOnly?: boolean;
}

/**
 * Makes Stripe sell what the offers say: a product for each pack and plan, a price for each offer and currency, found by its
 * lookup key, and a portal that cancels with the period (T17). An existing price is never changed: Stripe forbids it, and
 * subscribers keep theirs. A new one takes the lookup key over. Safe to repeat.
 */
export async function* syncStripe(options: SyncOptions): AsyncGenerator<SyncStep> {
  const { offers, checkOnly = false } = options;
  const stripe = createStripeClient(options);
  const products = new Map(offers.all.map(productOf).map((product) => [product.id, product]));
  const { data } = await stripe.products.list({ ids: [...products.keys()], limit: PRODUCTS_MAX });
  for (const product of products.values()) {
    const known = data.find(({ id }) => id === product.id);
    yield await syncProduct(stripe, product, known, checkOnly);
  }
  const orders = offers.all.flatMap((offer) =>
    Object.keys(offer.prices).flatMap((currency) => (currency === STARS ? [] : [{ offer, currency }])),
  );
  for (let start = 0; start < orders.length; start += LOOKUP_KEYS_MAX) {
    const some = orders.slice(start, start + LOOKUP_KEYS_MAX);
    const keys = some.map(({ offer, currency }) => lookupKey(offer.key, currency));
    const prices = await stripe.prices.list({ lookup_keys: keys, limit: LOOKUP_KEYS_MAX });
    for (const [index, { offer, currency }] of some.entries()) {
      const known = prices.data.find(({ lookup_key }) => lookup_key === keys[index]);
      yield await syncPrice(stripe, offer, currency, known, checkOnly);
    }
  }
  yield await syncPortal(stripe, checkOnly);
}

interface ProductOrder {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

function productOf(offer: Offer): ProductOrder {
  if (offer.kind === "pack") {
    const { id, name, credits, lifetime_days } = offer.pack;
    const description = `${credits} credits, good for ${lifetime_days} days`;
    return { id: `easel-pack-${id}`, name: `Easel ${name}`, description };
  }
  const { id, name, credits } = offer.plan;
  return { id: `easel-plan-${id}`, name: `Easel ${name}`, description: `${credits} credits every month` };
}

async function syncProduct(
  stripe: Stripe,
  wanted: ProductOrder,
  known: Stripe.Product | undefined,
  checkOnly: boolean,
): Promise<SyncStep> {
  const { id, name, description } = wanted;
  const step = (did: SyncStep["did"], details: string): SyncStep => ({ what: "product", name: id, did, details });
  if (known === undefined) {
    if (checkOnly) return step("missing", name);
    await stripe.products.create({ id, name, description }, { idempotencyKey: `product:${id}` });
    return step("created", name);
  }
  const isSame = known.name === name && known.description === description && known.active;
  if (isSame) return step("kept", name);
  if (checkOnly) return step("wrong", `it is called ${known.name}${known.active ? "" : " and is archived"}`);
  await stripe.products.update(id, { name, description, active: true });
  return step("updated", name);
}

async function syncPrice(
  stripe: Stripe,
  offer: Offer,
  currency: string,
  known: Stripe.Price | undefined,
  checkOnly: boolean,
): Promise<SyncStep> {
  const key = lookupKey(offer.key, currency);
  const amount = priceOf(offer, currency)?.amount ?? 0;
  const shown = (price: Stripe.Price) => shownMoney({ amount: price.unit_amount ?? 0, currency: price.currency });
  const wanted = `${shownMoney({ amount, currency })}${offer.kind === "plan" ? ` a ${offer.interval}` : ""}`;
  const step = (did: SyncStep["did"], details: string): SyncStep => ({ what: "price", name: key, did, details });
  if (known !== undefined && isAsWanted(known, offer, amount, currency)) return step("kept", wanted);
  if (checkOnly) {
    return known === undefined ? step("missing", wanted) : step("wrong", `it is ${shown(known)}, not ${wanted}`);
  }
  const params: Stripe.PriceCreateParams = {
    product: productOf(offer).id,
    currency,
    unit_amount: amount,
    lookup_key: key,
    transfer_lookup_key: true,
    // The lookup key moves on to the next price; what this one was for stays with it.
    metadata: { offer: offer.key },
    ...(offer.kind === "plan" ? { recurring: { interval: offer.interval } } : {}),
  };
  // Without the price that it replaces, going back to an earlier price would only repeat an old answer.
  const idempotencyKey = `price:${key}:${amount}:${known?.id ?? "first"}`;
  await stripe.prices.create(params, { idempotencyKey });
  if (known === undefined) return step("created", wanted);
  return step("replaced", `${wanted} takes the place of ${shown(known)}; subscribers keep what they have`);
}

function isAsWanted(price: Stripe.Price, offer: Offer, amount: number, currency: string): boolean {
  const { recurring } = price;
  const interval = offer.kind === "plan" ? offer.interval : null;
  return (
    price.active &&
    price.unit_amount === amount &&
    price.currency === currency &&
    price.metadata.offer === offer.key &&
    (recurring?.interval ?? null) === interval &&
    (recurring?.interval_count ?? 1) === 1
  );
}

async function syncPortal(stripe: Stripe, checkOnly: boolean): Promise<SyncStep> {
  const step = (did: SyncStep["did"]): SyncStep => ({
    what: "portal",
    name: PORTAL_MARK,
    did,
    details: "cancels at the end of the period, shows invoices, changes the card",
  });
  const known = await findPortalConfiguration(stripe);
  if (known !== null && isPortalAsWanted(known)) return step("kept");
  if (checkOnly) return step(known === null ? "missing" : "wrong");
  if (known !== null) {
    await stripe.billingPortal.configurations.update(known.id, { features: PORTAL_FEATURES });
    return step("updated");
  }
  await stripe.billingPortal.configurations.create(
    { features: PORTAL_FEATURES, metadata: { easel: PORTAL_MARK } },
    { idempotencyKey: `portal:${PORTAL_MARK}` },
  );
  return step("created");
}

const PORTAL_FEATURES = {
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: { enabled: true, mode: "at_period_end" },
  // Plans are changed in the chat, where credits and limits follow.
  subscription_update: { enabled: false },
} as const satisfies Stripe.BillingPortal.ConfigurationCreateParams.Features;

function isPortalAsWanted({ features }: Stripe.BillingPortal.Configuration): boolean {
  const { invoice_history, payment_method_update, subscription_cancel, subscription_update } = features;
  return (
    invoice_history.enabled &&
    payment_method_update.enabled &&
    subscription_cancel.enabled &&
    subscription_cancel.mode === "at_period_end" &&
    !subscription_update.enabled
  );
}
