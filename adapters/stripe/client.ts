import Stripe from "stripe";

/** The version whose field paths this folder reads; an account's own default does not count. */
const API_VERSION = "2026-10-28.endive";
const TIMEOUT_MS = 20_000;
/** Each try of a creation carries the same idempotency key, so that a lost answer makes nothing twice. */
const RETRIES_MAX = 2;

export interface StripeClientOptions {
  readonly secretKey: string;
  /** Takes the place of https://api.stripe.com in every call: a proxy, or a sandbox. */
  readonly apiUrl: string | null;
  /** How long one try may take, in milliseconds. */
  readonly timeout_ms?: number;
}

/** Stripe's own client, pinned to one API version and sending nothing but what it is asked to. */
export function createStripeClient(options: StripeClientOptions): Stripe {
  return new Stripe(options.secretKey, {
    apiVersion: API_VERSION,
    maxNetworkRetries: RETRIES_MAX,
    timeout: options.timeout_ms ?? TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: "Easel" },
    ...(options.apiUrl === null ? {} : elsewhere(new URL(options.apiUrl))),
  });
}

function elsewhere(url: URL) {
  const secure = url.protocol === "https:";
  const prefix = url.pathname.replace(/\/+$/, "");
  const inner = Stripe.createNodeHttpClient();
  return {
    protocol: secure ? "https" : "http",
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 443 : 80) : Number(url.port),
    ...(prefix === "" ? {} : { httpClient: underPath(inner, prefix) }),
  } as const;
}

/** The client knows hosts only: a proxy that serves Stripe under a path needs it put in front. */
function underPath(inner: Stripe.HttpClient, prefix: string): Stripe.HttpClient {
  return {
    getClientName: () => inner.getClientName(),
    makeRequest: (host, port, path, ...rest) => inner.makeRequest(host, port, `${prefix}${path}`, ...rest),
  };
}
