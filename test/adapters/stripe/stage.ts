import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type Stripe from "stripe";
import { connectStripe, type StripeMetrics, type StripeOptions } from "../../../adapters/stripe/payments.ts";
import {
  type StripeSandbox,
  type StripeSandboxOptions,
  startStripeSandbox,
} from "../../../adapters/stripe/sandbox/server.ts";
import { syncStripe } from "../../../adapters/stripe/sync.ts";
import { stripeWebhook } from "../../../adapters/stripe/webhook.ts";
import type { Money } from "../../../src/core/billing/money.ts";
import type {
  Checkout,
  CheckoutRequest,
  Listed,
  PaymentEvent,
  PaymentEvents,
  Payments,
} from "../../../src/core/billing/payments.ts";
import { defaultOffers, type Offers, type Prices, priceOf } from "../../../src/core/catalogue/offers.ts";
import type { HttpRoute } from "../../../src/core/services.ts";
import { systemIds } from "../../../src/system.ts";
import { TestClock, TestLog } from "../../support/credits.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export interface Stage extends AsyncDisposable {
  readonly sandbox: StripeSandbox;
  readonly payments: Payments;
  readonly stripe: Stripe;
  readonly clock: TestClock;
  readonly log: TestLog;
  /** Our side of the webhook. */
  readonly route: HttpRoute;
  readonly hookUrl: string;
  /** What the core was told, oldest first. */
  readonly told: PaymentEvent[];
  /** Calls and events as they were counted. */
  readonly counted: string[];
  /** How often the core refuses an event first. */
  refusals: number;
  /** An order's page; the order gets a name of its own unless one is given. */
  checkout(offer: string, given?: Partial<CheckoutRequest>): Promise<Checkout>;
  /** The same, paid. */
  bought(offer: string, given?: Partial<CheckoutRequest>): Promise<Checkout>;
}

export const addresses = {
  paid: "http://127.0.0.1:9/paid",
  cancelled: "http://127.0.0.1:9/cancelled",
  portal: "http://127.0.0.1:9/back",
};

/** The real client and the real webhook route with the sandbox between them. Its clock stands still until it is moved. */
export async function startStage(
  options: {
    readonly sandbox?: Partial<StripeSandboxOptions>;
    readonly stripe?: Partial<StripeOptions>;
    readonly secrets?: readonly string[];
    /** In what the offers have prices; fewer are set up sooner. */
    readonly currencies?: readonly string[];
    /** Who hears of events after they were noted. */
    readonly events?: PaymentEvents;
  } = {},
): Promise<Stage> {
  const clock = new TestClock();
  const log = new TestLog();
  const sandbox = await startStripeSandbox({
    ...{ clock, ids: systemIds, log },
    ...options.sandbox,
    behaviour: { eventPauses_ms: [1, 1, 1], ...options.sandbox?.behaviour },
  });
  const { secretKey, apiUrl } = sandbox;
  await all(syncStripe({ secretKey, apiUrl, offers: pricedIn(options.currencies ?? ["usd"]) }));

  const counted: string[] = [];
  const metrics: StripeMetrics = {
    paymentCall: (call, outcome) => counted.push(`${call} ${outcome}`),
    paymentEvent: (type, outcome) => counted.push(`${type} ${outcome}`),
  };
  const connection = connectStripe({ secretKey, apiUrl, addresses, clock, metrics, log, ...options.stripe });
  const told: PaymentEvent[] = [];
  const seen = new Set<string>();
  const route = stripeWebhook({
    ...{ path: "/stripe", connection, clock, metrics, log },
    secrets: options.secrets ?? sandbox.webhookSecrets,
    events: {
      async received(event) {
        if (stage.refusals-- > 0) throw new Error("not now");
        if (!seen.has(event.id)) told.push(event);
        const outcome = seen.has(event.id) ? "repeated" : "handled";
        seen.add(event.id);
        return (await options.events?.received(event)) ?? outcome;
      },
    },
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]);
    const url = `http://127.0.0.1${request.url}`;
    const answer = await route.handle(new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) }), {});
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  let orders = 0;

  const stage: Stage = {
    ...{ sandbox, clock, log, route, told, counted, refusals: 0 },
    hookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stripe`,
    payments: connection.payments,
    stripe: connection.stripe,
    async checkout(offer, given = {}) {
      const currency = given.price?.currency ?? "usd";
      return connection.payments.checkout({
        order: `order-${++orders}`,
        account: "account-1",
        customer: null,
        kind: offer.startsWith("pack-") ? "pack" : "plan",
        offer,
        language: "en-US",
        expiresAt: new Date(clock.now().getTime() + 2 * HOUR_MS),
        ...given,
        price: given.price ?? price(offer, currency),
      });
    },
    async bought(offer, given) {
      const { id } = await stage.checkout(offer, given);
      sandbox.press(id, "pay");
      return found(await stage.payments.findCheckout(id));
    },
    async [Symbol.asyncDispose]() {
      await sandbox.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return stage;
}

function pricedIn(currencies: readonly string[]): Offers {
  const only = (prices: Prices) => Object.fromEntries(currencies.map((currency) => [currency, prices[currency] ?? 0]));
  return { ...defaultOffers, all: defaultOffers.all.map((offer) => ({ ...offer, prices: only(offer.prices) })) };
}

/** What an offer costs. */
export function price(offer: string, currency: string): Money {
  const known = defaultOffers.find(offer);
  return found(known === null ? null : priceOf(known, currency));
}

export function found<T>(given: T | null | undefined): T {
  if (given === null || given === undefined) throw new Error("there is none");
  return given;
}

/** What a list names, read. */
export async function readAll<T>(items: AsyncIterable<Listed<T>>): Promise<T[]> {
  const listed = await all(items);
  const read = await Promise.all(listed.map((one) => one.read()));
  return read.flatMap((one) => (one === null ? [] : [one]));
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Waits until it is so, at most forty seconds. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 4_000; turn++) {
    if (holds()) return;
    await pause(10);
  }
  throw new Error("it did not come to that within 40 seconds");
}
