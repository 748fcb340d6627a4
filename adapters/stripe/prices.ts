import type Stripe from "stripe";
import type { Money } from "../../src/core/billing/money.ts";
import { PaymentRefused } from "../../src/core/billing/payments.ts";
import { lookupKey } from "../../src/core/catalogue/offers.ts";
import type { Clock } from "../../src/core/services.ts";

/** How long a lookup key is taken to mean the same price: it moves on when an operator changes what something costs. */
const KEY_FRESH_MS = 60_000;

export interface PriceBook {
  /** The price that the offer is sold at now. @throws PaymentRefused when Stripe has none. */
  current(offer: string, currency: string): Promise<Stripe.Price>;
  /** As `current`, but only when it costs just this. @throws PaymentRefused `price-differs` */
  costing(offer: string, price: Money): Promise<Stripe.Price>;
  /** Which offer a price is or was for; null: it is none of ours. */
  offerOf(price: string | Stripe.Price): Promise<string | null>;
}

export function createPriceBook({ stripe, clock }: { readonly stripe: Stripe; readonly clock: Clock }): PriceBook {
  const byKey = new Map<string, { readonly price: Stripe.Price; readonly until_ms: number }>();
  // What a price is for never changes, so this is never stale.
  const offers = new Map<string, string | null>();

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

  return {
    current,
    async costing(offer, { amount, currency }) {
      const fits = (price: Stripe.Price) => price.unit_amount === amount && price.currency === currency;
      const price = await current(offer, currency);
      if (fits(price)) return price;
      const fresh = await look(lookupKey(offer, currency));
      if (!fits(fresh)) throw new PaymentRefused("price-differs");
      return fresh;
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
  };
}
