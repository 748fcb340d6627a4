import type Stripe from "stripe";
import type { Money } from "../../src/core/billing/money.ts";
import { PaymentRefused } from "../../src/core/billing/payments.ts";
import { lookupKey } from "../../src/core/catalogue/offers.ts";
import type { Clock } from "../../src/core/services.ts";

/** How long a lookup key is taken to mean the same price: it moves on when an operator changes what something costs. */
const KEY_FRESH_MS = 60_000;

const PAGE_SIZE_MAX = 100;

export interface PriceBook {
  /** The price that the offer is sold at now. @throws PaymentRefused when Stripe has none. */
  current(offer: string, currency: string): Promise<Stripe.Price>;
  /**
   * The price of the offer that asks for just this: what others pay may be something else (T16). Stripe's prices never change, so
   * one that is not there is made. @throws PaymentRefused when Stripe does not sell the offer at all.
   */
  costing(offer: string, price: Money): Promise<Stripe.Price>;
  /** A price of the offer was refused: it is looked up anew when it is asked for next. */
  forget(offer: string, price: Money): void;
  /** Which offer a price is or was for; null: it is none of ours. */
  offerOf(price: string | Stripe.Price): Promise<string | null>;
  /** What a price asks for. */
  moneyOf(price: string): Promise<Money>;
}

export function createPriceBook({ stripe, clock }: { readonly stripe: Stripe; readonly clock: Clock }): PriceBook {
  const byKey = new Map<string, { readonly price: Stripe.Price; readonly until_ms: number }>();
  // A price asks for the same amount for ever.
  const byAmount = new Map<string, Stripe.Price>();
  // By offer and amount, the price that was refused: the key that made it would bring it back.
  const refused = new Map<string, string>();
  // What a price is for never changes, so this is never stale.
  const offers = new Map<string, string | null>();
  const amounts = new Map<string, Money>();

  async function look(key: string): Promise<Stripe.Price> {
    const { data } = await stripe.prices.list({ lookup_keys: [key], active: true, limit: 1 });
    const price = data[0];
    if (price === undefined) throw new PaymentRefused("price-missing");
    byKey.set(key, { price, until_ms: clock.now().getTime() + KEY_FRESH_MS });
    return price;
  }

  async function current(offer: string, currency: string): Promise<Stripe.Price> {
    const key = lookupKey(offer, currency);
    const known = byKey.get(key);
    return known !== undefined && known.until_ms > clock.now().getTime() ? known.price : look(key);
  }

  async function priceOf(sold: Stripe.Price, offer: string, amount: number): Promise<Stripe.Price | null> {
    const { currency, type } = sold;
    const all = stripe.prices.list({ product: productOf(sold), active: true, currency, type, limit: PAGE_SIZE_MAX });
    for await (const price of all) {
      const isSame = price.recurring?.interval === sold.recurring?.interval && price.metadata.offer === offer;
      if (isSame && price.unit_amount === amount) return price;
    }
    return null;
  }

  function make(sold: Stripe.Price, offer: string, amount: number): Promise<Stripe.Price> {
    const { currency, recurring } = sold;
    const params: Stripe.PriceCreateParams = {
      ...{ product: productOf(sold), currency, unit_amount: amount, metadata: { offer } },
      ...(recurring === null ? {} : { recurring: { interval: recurring.interval } }),
    };
    const key = `${lookupKey(offer, currency)}:${amount}`;
    const instead = refused.get(key);
    const idempotencyKey = instead === undefined ? `price:${key}` : `price:${key}:${instead}`;
    return stripe.prices.create(params, { idempotencyKey });
  }

  return {
    current,
    async costing(offer, { amount, currency }) {
      const sold = await current(offer, currency);
      if (sold.unit_amount === amount) return sold;
      const key = `${lookupKey(offer, currency)}:${amount}`;
      const known = byAmount.get(key) ?? (await priceOf(sold, offer, amount)) ?? (await make(sold, offer, amount));
      byAmount.set(key, known);
      return known;
    },
    forget(offer, { amount, currency }) {
      const key = lookupKey(offer, currency);
      const known = byAmount.get(`${key}:${amount}`);
      if (known !== undefined) refused.set(`${key}:${amount}`, known.id);
      byKey.delete(key);
      byAmount.delete(`${key}:${amount}`);
    },
    async offerOf(given) {
      const id = typeof given === "string" ? given : given.id;
      const known = offers.get(id);
      if (known !== undefined) return known;
      const price = typeof given === "string" ? await stripe.prices.retrieve(given) : given;
      const offer = price.metadata.offer ?? null;
      offers.set(id, offer);
      return offer;
    },
    async moneyOf(id) {
      const known = amounts.get(id);
      if (known !== undefined) return known;
      const { unit_amount, currency } = await stripe.prices.retrieve(id);
      const money = { amount: unit_amount ?? 0, currency };
      amounts.set(id, money);
      return money;
    },
  };
}

function productOf({ product }: Stripe.Price): string {
  return typeof product === "string" ? product : product.id;
}
