import Stripe from "stripe";
import type { Checkout, CheckoutRequest, Payments } from "../../src/core/billing/payments.ts";
import { PaymentRefused } from "../../src/core/billing/payments.ts";
import { isMissing, refusedParameter } from "./faults.ts";
import type { PriceBook } from "./prices.ts";
import { EXPAND_CHECKOUT, type Reader } from "./read.ts";
import { isReplay } from "./replay.ts";

/** Where Stripe's pages send people when they are done. */
export interface ReturnAddresses {
  readonly paid: string;
  readonly cancelled: string;
  /** From the page where a subscription is looked after. */
  readonly portal: string;
}

interface Parts {
  readonly stripe: Stripe;
  readonly prices: PriceBook;
  readonly reader: Reader;
  readonly addresses: ReturnAddresses;
}

const PAGE_SIZE_MAX = 100;
/**
 * How plans can be paid, of what the account has switched on: by methods that answer at once. With slow ones Stripe begins a
 * subscription days before it knows whether anybody pays.
 */
const INSTANT_METHODS = ["card", "link", "paypal", "amazon_pay", "cashapp", "revolut_pay", "kakao_pay", "naver_pay"];

/** @see https://docs.stripe.com/payments/checkout/how-checkout-works */
export function createCheckouts({
  stripe,
  prices,
  reader,
  addresses,
}: Parts): Pick<Payments, "checkout" | "findCheckout" | "expireCheckout"> {
  /** One customer for each account: the search finds those of long ago, the key those of this minute. */
  async function customerOf(account: string): Promise<string> {
    const known = await stripe.customers.search({ query: `metadata['account']:'${quoted(account)}'`, limit: 1 });
    if (known.data[0] !== undefined) return known.data[0].id;
    return newCustomer(account, `customer:${account}`);
  }

  async function newCustomer(account: string, idempotencyKey: string): Promise<string> {
    return (await stripe.customers.create({ metadata: { account } }, { idempotencyKey })).id;
  }

  async function checkout(request: CheckoutRequest): Promise<Checkout> {
    const customer = request.customer ?? (await customerOf(request.account));
    try {
      return await opened(request, customer, `checkout:${request.order}`);
    } catch (fault) {
      if (!isMissing(fault) || refusedParameter(fault) !== "customer") throw fault;
      // Whoever was deleted in Stripe's dashboard begins anew, under keys that the deleted one has not used.
      const { account, order } = request;
      return opened(request, await newCustomer(account, `customer:${account}:${order}`), `checkout:${order}:anew`);
    }
  }

  async function opened(request: CheckoutRequest, customer: string, idempotencyKey: string): Promise<Checkout> {
    const price = await prices.costing(request.offer, request.price);
    const metadata = { order: request.order, account: request.account };
    const params: Stripe.Checkout.SessionCreateParams = {
      customer,
      metadata,
      client_reference_id: request.account,
      line_items: [{ price: price.id, quantity: 1 }],
      // What the person was told is what the page asks for, in the same currency.
      adaptive_pricing: { enabled: false },
      locale: localeOf(request.language),
      success_url: addresses.paid,
      cancel_url: addresses.cancelled,
      expires_at: Math.floor(request.expiresAt.getTime() / 1000),
      expand: EXPAND_CHECKOUT,
      ...(request.kind === "pack"
        ? { mode: "payment", payment_intent_data: { metadata } }
        : {
            mode: "subscription",
            subscription_data: { metadata },
            allowed_payment_method_types: [...INSTANT_METHODS],
          }),
    };
    try {
      const session = await stripe.checkout.sessions.create(params, { idempotencyKey });
      // A key that comes again is answered as the first time, which may be hours ago.
      return reader.checkout(isReplay(session) ? await retrieve(session.id) : session);
    } catch (fault) {
      // Switched off or deleted since it was looked up: the next order asks for it anew.
      if (refusedParameter(fault)?.startsWith("line_items")) prices.forget(request.offer, request.price);
      // The order was opened before with other words, such as the addresses of an earlier release: that page is the page.
      if (!(fault instanceof Stripe.errors.StripeIdempotencyError)) throw fault;
      const opened = await sessionOf(customer, request.order);
      if (opened === null) throw fault;
      return reader.checkout(opened);
    }
  }

  async function sessionOf(customer: string, order: string): Promise<Stripe.Checkout.Session | null> {
    const sessions = await stripe.checkout.sessions.list({ customer, limit: PAGE_SIZE_MAX });
    const found = sessions.data.find(({ metadata }) => metadata?.order === order);
    return found === undefined ? null : await retrieve(found.id);
  }

  function retrieve(id: string): Promise<Stripe.Checkout.Session> {
    return stripe.checkout.sessions.retrieve(id, { expand: EXPAND_CHECKOUT });
  }

  return {
    checkout,
    async findCheckout(id) {
      try {
        return reader.checkout(await retrieve(id));
      } catch (fault) {
        if (isMissing(fault)) return null;
        throw fault;
      }
    },
    async expireCheckout(id) {
      const now = await retrieve(id);
      if (now.status !== "open") return reader.checkout(now);
      try {
        return reader.checkout(await stripe.checkout.sessions.expire(id, { expand: EXPAND_CHECKOUT }));
      } catch (fault) {
        // Paid or expired between the two calls.
        const later = await retrieve(id);
        if (later.status === "open") throw fault;
        return reader.checkout(later);
      }
    },
  };
}

/** An account's id goes into a query's quotes. */
function quoted(account: string): string {
  if (!/^[\w:.-]{1,200}$/.test(account)) throw new PaymentRefused("account-unusable");
  return account;
}

const LOCALES = new Set(
  (
    "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th " +
    "tr vi zh zh-HK zh-TW"
  ).split(" "),
);

/** The page's language nearest to the person's; `auto`: the browser's. */
function localeOf(language: string): Stripe.Checkout.SessionCreateParams.Locale {
  const [base = ""] = language.split("-");
  return LOCALES.has(language) ? language : LOCALES.has(base) ? base : "auto";
}
