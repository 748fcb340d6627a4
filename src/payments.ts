import type { Opening } from "../adapters/http/opening.ts";
import { onlyOwnHost } from "../adapters/playground/hosts.ts";
import { returnAddresses, returnPages } from "../adapters/stripe/return-pages.ts";
import type { StripeSandbox, startStripeSandbox } from "../adapters/stripe/sandbox/server.ts";
import type { Stars } from "../adapters/telegram/stars.ts";
import type { Config, StripeConfig } from "./config.ts";
import type { PaymentBook } from "./core/billing/payment-book.ts";
import type { PaymentEvents, PaymentMethod, Payments } from "./core/billing/payments.ts";
import type { Offers } from "./core/catalogue/offers.ts";
import type { Clock, HttpRoute, Ids, Log, Metrics } from "./core/services.ts";

const WEBHOOK_PATH = "/stripe";

/** The payment providers of this process. */
export interface PaymentParts {
  /** What Stripe is here; `off`: nothing can be bought by it. */
  readonly stripe: "real" | "sandbox" | "off";
  /** Telegram Stars, also where the chat itself is served by another process; null: there is no bot. */
  readonly stars: Stars | null;
  readonly routes: readonly HttpRoute[];
  /** Once the server listens, where people reach it: the methods with pages that lead back there. */
  connect(origin: string): Map<PaymentMethod, Payments>;
  /** From now on the sandbox sells what is offered, and its events come. */
  open(): Promise<void>;
  stop(): Promise<void>;
}

interface Parts {
  readonly offers: Offers;
  readonly events: PaymentEvents;
  readonly opening: Opening;
  readonly book: PaymentBook;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Used instead of a sandbox of this process's own. */
  readonly sandbox?: StripeSandbox | undefined;
}

/** Stripe, or the sandbox behind the same protocol where there is no key and sandboxes may run. */
export async function buildPayments(config: Config, parts: Parts): Promise<PaymentParts> {
  const { clock, ids, log } = parts;
  const isOwn = parts.sandbox === undefined;
  const sandbox =
    config.stripe === null && config.sandboxes
      ? (parts.sandbox ?? (await startSandbox({ clock, ids, log, dataDir: config.database.dataDir })))
      : null;
  const stripe: StripeConfig | null = config.stripe ?? sandbox;
  const stars =
    config.telegram === null
      ? null
      : (await import("../adapters/telegram/stars.ts")).connectStars({ ...parts, ...config.telegram });
  const others: [PaymentMethod, Payments][] = stars === null ? [] : [["stars", stars]];
  if (stripe === null) {
    const connect = () => new Map(others);
    return { stripe: "off", stars, routes: [], connect, open: async () => {}, stop: async () => {} };
  }
  const { connectStripe } = await import("../adapters/stripe/payments.ts");
  const { stripeWebhook } = await import("../adapters/stripe/webhook.ts");
  let webhook: HttpRoute | null = null;
  let servedAt = "";
  const publicHost = config.publicUrl === null ? null : new URL(config.publicUrl).host;
  return {
    stripe: sandbox === null ? "real" : "sandbox",
    stars,
    routes: [
      parts.opening.hold({
        method: "POST",
        path: WEBHOOK_PATH,
        refuses: (headers) => webhook?.refuses?.(headers) ?? null,
        // It begins once the addresses are known; Stripe sends again what came before.
        handle: (request, parameters) => webhook?.handle(request, parameters) ?? new Response(null, { status: 503 }),
      }),
      ...returnPages(),
      ...(sandbox?.routes ?? []).map((route) => onlyOwnHost(route, publicHost)),
    ],
    connect(origin) {
      servedAt = origin;
      const connection = connectStripe({ ...stripe, ...parts, addresses: returnAddresses(origin) });
      webhook = stripeWebhook({ ...parts, path: WEBHOOK_PATH, secrets: stripe.webhookSecrets, connection });
      return new Map<PaymentMethod, Payments>([["stripe", connection.payments], ...others]);
    },
    async open() {
      if (sandbox === null) return;
      const { syncStripe } = await import("../adapters/stripe/sync.ts");
      sandbox.servePagesAt(servedAt);
      sandbox.sendEventsTo(`${servedAt}${WEBHOOK_PATH}`);
      for await (const { did, name } of syncStripe({ ...sandbox, offers: parts.offers })) {
        if (did === "wrong") log.warn({ name, did }, "the payments sandbox sells something else than the offers say");
      }
    },
    async stop() {
      if (isOwn) await sandbox?.stop();
    },
  };
}

async function startSandbox(options: Parameters<typeof startStripeSandbox>[0]): Promise<StripeSandbox> {
  const sandbox = await import("../adapters/stripe/sandbox/server.ts");
  return sandbox.startStripeSandbox(options);
}
