import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock, HttpRoute, Ids, Log } from "../../../src/core/services.ts";
import type { SandboxBehaviour } from "./context.ts";
import { createInterruptions, type Interruption } from "./interruptions.ts";
import { createPages, pageRoutes } from "./pages/pages.ts";
import type { Press } from "./sessions.ts";
import type { Event } from "./shapes.ts";
import { createShop } from "./shop.ts";
import { answerWith, headersOf, read, toRequest } from "./wire.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const USUAL: SandboxBehaviour = {
  invoiceDraft_ms: HOUR_MS,
  slowPayment_ms: 60_000,
  renewalPauses_ms: [3 * DAY_MS, 5 * DAY_MS, 7 * DAY_MS],
  eventPauses_ms: [1_000, 5_000, 30_000, 120_000, 600_000, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS],
};
/** How often it looks whether something is due by itself. */
const LOOK_MS = 5_000;
const REQUESTS_REMEMBERED = 1_000;

export interface StripeSandboxOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log?: Log;
  /** 0 lets the system pick one. */
  readonly port?: number;
  /** Where it keeps what was bought; null or unset: in memory alone. */
  readonly dataDir?: string | null;
  readonly behaviour?: Partial<SandboxBehaviour>;
}

/** One call of the API as it came. */
export interface SandboxCall {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** null: it was interrupted. */
  readonly status: number | null;
}

export interface StripeSandbox {
  readonly apiUrl: string;
  readonly secretKey: string;
  readonly webhookSecrets: readonly string[];
  /** Its pages, for the server that people reach: `servePagesAt` tells where that is. Until then they are at `apiUrl`. */
  readonly routes: readonly HttpRoute[];
  servePagesAt(origin: string): void;
  /** Events go there from now on, signed; null: they are only listed. */
  sendEventsTo(url: string | null): void;

  now(): Date;
  /** Moves its time forward and does everything that is due on the way: renewals, bills, ends. 0: what is due by now. */
  advance(duration_ms: number): void;
  /** What the buttons of the checkout page do. */
  press(session: string, how: Press): void;
  /** Ends a payment that is under way. */
  settlePayment(session: string, ok: boolean): void;
  /** From now on the customer's card is declined, or works again. */
  setCard(customer: string, how: "works" | "is-declined"): void;
  /** What somebody does in Stripe's dashboard. Answers the refund's id. */
  refund(payment: string, amount?: number): string;
  /** Refunds from now on stay pending until `settleRefund`. */
  keepRefundsPending(pend: boolean): void;
  settleRefund(refund: string, ok: boolean): void;
  /** What the payer's bank does. Answers the dispute's id. */
  dispute(payment: string, given?: { readonly amount?: number; readonly isInquiry?: boolean }): string;
  closeDispute(dispute: string, end: "won" | "lost"): void;
  warnOfFraud(payment: string): void;
  /** What the buttons of the portal do. */
  setCancelAtPeriodEnd(subscription: string, cancel: boolean): void;

  /** Everything that has happened, oldest first. */
  events(): readonly Event[];
  /** Sends an event now, whatever was sent before; answers the endpoint's status, null when none came. */
  deliver(event: string, url?: string): Promise<number | null>;
  /** The body and the signature header that an event is sent with. */
  signed(event: string): { readonly body: string; readonly signature: string };
  /** Resolves once no event is on its way. Those that wait for another attempt do not count. */
  idle(): Promise<void>;
  /** The calls so far, oldest first. */
  calls(): readonly SandboxCall[];
  /** Spoils the next calls whose path fits. */
  interrupt(interruption: Interruption): void;
  stop(): Promise<void>;
}

/** Starts a server on loopback that speaks the part of Stripe's API that Easel calls, and shows its pages. */
export async function startStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const { clock, ids, log, dataDir = null } = options;
  let origin: string | null = null;
  const shop = createShop({
    ...{ clock, ids, log, dataDir },
    behaviour: { ...USUAL, ...options.behaviour },
    origin: () => origin ?? base(),
  });
  const { api, deliveries, sessions, refunds, subscriptions, context } = shop;
  const pages = createPages(shop);
  const interruptions = createInterruptions();
  const calls: SandboxCall[] = [];

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      log?.error({ error }, "the payments sandbox could not answer");
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const look = setInterval(() => shop.settle(), LOOK_MS);
  look.unref();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", base());
    const body = await read(request);
    if (body === null) {
      response.writeHead(413).end();
      return;
    }
    if (!url.pathname.startsWith("/v1/")) return answerWith(response, await pages(toRequest(request, url, body)));
    const headers = headersOf(request);
    const method = request.method ?? "GET";
    const call = { method, path: url.pathname, body: body.toString("utf8"), headers };
    const spoiled = interruptions.take(call.path);
    if (spoiled === "lost-before" || spoiled === "fails") {
      remember({ ...call, status: spoiled === "fails" ? 500 : null });
      if (spoiled === "lost-before") response.destroy();
      else response.writeHead(500, { "content-type": "application/json" }).end('{"error":{"type":"api_error"}}');
      return;
    }
    shop.settle();
    const answer = api.handle({ ...call, query: url.search.slice(1) });
    shop.changed();
    remember({ ...call, status: spoiled === "lost-after" ? null : answer.status });
    if (spoiled === "lost-after") {
      response.destroy();
      return;
    }
    response
      .writeHead(answer.status, {
        "content-type": "application/json",
        "request-id": `req_${ids.random()}`,
        "stripe-version": api.version,
        ...(answer.isReplay && { "idempotent-replayed": "true" }),
        ...(headers["idempotency-key"] !== undefined && { "idempotency-key": headers["idempotency-key"] }),
      })
      .end(answer.body);
  }

  function remember(call: SandboxCall): void {
    calls.push(call);
    if (calls.length > REQUESTS_REMEMBERED) calls.shift();
  }

  /** What happens by a hand of its own, after everything that was due before it. */
  function acted<T>(work: () => T): T {
    shop.settle();
    const made = work();
    shop.changed();
    return made;
  }

  return {
    apiUrl: base(),
    secretKey: shop.secretKey,
    webhookSecrets: [shop.webhookSecret],
    routes: pageRoutes(pages),
    servePagesAt(given) {
      origin = given.replace(/\/+$/, "");
    },
    sendEventsTo: deliveries.sendTo,
    now: () => new Date(context.time.now() * 1000),
    advance(duration_ms) {
      context.time.offset_ms += duration_ms;
      acted(() => {});
    },
    press: (session, how) => acted(() => sessions.press(session, how)),
    settlePayment: (session, ok) => acted(() => sessions.settle(session, ok)),
    setCard: (customer, how) => acted(() => shop.setCard(customer, how === "is-declined")),
    refund: (payment, amount) => acted(() => refunds.refund({ payment, amount }).id),
    keepRefundsPending(pend) {
      context.refundsPend = pend;
    },
    settleRefund: (refund, ok) => acted(() => refunds.settle(refund, ok)),
    dispute: (payment, given) => acted(() => refunds.dispute(payment, given).id),
    closeDispute: (dispute, end) => acted(() => void refunds.closeDispute(dispute, end)),
    warnOfFraud: (payment) => acted(() => void refunds.warnOfFraud(payment)),
    setCancelAtPeriodEnd: (id, cancel) => acted(() => subscriptions.setCancelAtPeriodEnd(id, cancel)),
    events: () => context.books.events.all(),
    deliver: (event, url) => deliveries.again(event, url),
    signed(event) {
      const body = deliveries.bodyOf(event);
      return { body, signature: deliveries.signature(body) };
    },
    idle: deliveries.idle,
    calls: () => [...calls],
    interrupt: interruptions.add,
    async stop() {
      clearInterval(look);
      deliveries.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      shop.close();
    },
  };
}
