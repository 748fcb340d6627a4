import { randomBytes } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { HttpRoute, Log } from "../../src/core/services.ts";
import { type AddressPace, createAddressPace } from "./address-pace.ts";
import { type BodyBudget, createBodyBudget } from "./body-budget.ts";
import {
  BodiesTooMany,
  BodyIncomplete,
  type BodyPatience,
  BodyTooLarge,
  BodyTooSlow,
  readRequest,
} from "./bounded-body.ts";
import { createOpenStreams } from "./open-streams.ts";
import { securityHeaders } from "./security-headers.ts";

const BODY_BYTES_MAX_DEFAULT = 1024 * 1024;
/** What all bodies may hold together: five messages full of files at once. */
const BODIES_BYTES_MAX_DEFAULT = 512 * 1024 * 1024;
const BUSY_RETRY_SECONDS = 3;
const PATIENCE_DEFAULT: HttpPatience = {
  headers_ms: 10_000,
  // Long enough for fourteen pictures over a slow line.
  request_ms: 120_000,
  // A phone that changes from one net to another.
  pause_ms: 30_000,
  small_ms: 30_000,
};
const IDLE_TIMEOUT_MS = 5_000;
/** How often connections are looked at for those that take too long. */
const LOOK_MS_MAX = 5_000;
/** A process has room for some thousand open files; what is left is for the database and the vendors. */
const CONNECTIONS_MAX = 8_192;
/** Browsers and vendors send about twenty. */
const HEADERS_MAX = 100;
const HEADERS_BYTES_MAX = 16 * 1024;
/** How long requests that are being answered may go on once the server stops; `stop` promises a second altogether. */
const STOP_GRACE_MS = 700;

export interface HttpPatience extends BodyPatience {
  /** Until all headers are there. */
  readonly headers_ms: number;
  /** Until the whole request is there. */
  readonly request_ms: number;
}

export interface HttpOptions {
  /** 0: the system picks a free one. */
  readonly port: number;
  /** The address to listen on; unset: all of them. */
  readonly host?: string;
  readonly routes: readonly HttpRoute[];
  readonly log: Log;
  /** The bytes of bodies that the process holds at once, at most; more are answered 503. Default 512 MiB. */
  readonly bodiesBytesMax?: number;
  /** Whether people reach it by https, which browsers are then told to keep to. Default: no. */
  readonly isSecure?: boolean;
  /** How slow who asks may be; unset: as long as an honest line needs. */
  readonly patience?: Partial<HttpPatience>;
  /** Who may ask how often; unset: as `createAddressPace` counts. */
  readonly pace?: AddressPace;
  /** Default 8,192; more are turned away without an answer. */
  readonly connectionsMax?: number;
}

export interface RunningHttp {
  readonly port: number;
  /** Where a person on this machine reaches it, without a slash at the end. */
  readonly url: string;
  /** Accepts nothing new, ends event streams, lets requests under way finish; closed within a second. */
  stop(): Promise<void>;
}

/** Serves the routes; rejects with a sentence for the operator when the port cannot be had. */
export async function startHttp(options: HttpOptions): Promise<RunningHttp> {
  const streams = createOpenStreams();
  let stopping = false;
  const patience = { ...PATIENCE_DEFAULT, ...options.patience };
  const app = createApp({ ...options, patience }, streams.track, () => stopping);
  const server = createAdaptorServer({
    fetch: app.fetch,
    // The process keeps the runtime's own Request and Response, which every other client here uses too.
    overrideGlobalObjects: false,
    serverOptions: {
      headersTimeout: patience.headers_ms,
      requestTimeout: patience.request_ms,
      keepAliveTimeout: IDLE_TIMEOUT_MS,
      connectionsCheckingInterval: Math.min(LOOK_MS_MAX, patience.headers_ms),
      maxHeaderSize: HEADERS_BYTES_MAX,
    },
  }) as Server;
  server.maxHeadersCount = HEADERS_MAX;
  server.maxConnections = options.connectionsMax ?? CONNECTIONS_MAX;

  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, options.port)));
    server.listen(options.port, options.host, resolve);
  });
  server.on("error", (error) => options.log.error({ error }, "the HTTP server reported an error"));
  const { port } = server.address() as AddressInfo;

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    streams.endAll();
    // A connection whose answer has just ended would otherwise be kept for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    const grace = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
    await closed;
    clearInterval(sweep);
    clearTimeout(grace);
  };
  return {
    port,
    url: `http://${reachableHost(options.host)}:${port}`,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

interface Bindings {
  readonly incoming: IncomingMessage;
}

function createApp(
  options: HttpOptions & { readonly patience: BodyPatience },
  track: (response: Response) => Response,
  stopping: () => boolean,
): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>();
  const budget = createBodyBudget(options.bodiesBytesMax ?? BODIES_BYTES_MAX_DEFAULT);
  const pace = options.pace ?? createAddressPace();
  const safety = securityHeaders({ isSecure: options.isSecure ?? false });
  app.use(async (context, next) => {
    if (stopping()) {
      context.res = problem(503, "The service is stopping. Please try again in a moment.");
      context.res.headers.set("Retry-After", "5");
    } else await next();
    for (const [name, value] of safety) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
    if (stopping()) context.res.headers.set("Connection", "close");
  });
  for (const route of options.routes) {
    app.on(route.method, route.path, async (context) => {
      const { path, perMinuteMax: max } = route;
      const address = context.env.incoming.socket.remoteAddress ?? "";
      const wait_s = max === undefined ? 0 : pace.wait_s(address, { path, max }, performance.now());
      if (wait_s > 0) return tooMany(wait_s);
      try {
        const response = await answer(route, context.req.raw, context.req.param(), budget, options.patience);
        if (context.req.method !== "HEAD") return track(response);
        // Nobody will read it: an event stream must not stay open behind a HEAD.
        await response.body?.cancel();
        return new Response(null, response);
      } catch (error) {
        const told = ofBody(error);
        if (told !== null) return told;
        const reference = randomBytes(4).toString("hex");
        options.log.error({ error, reference, method: route.method, path }, "a request failed");
        return problem(500, `Something went wrong on our side. The reference is ${reference}.`, reference);
      }
    });
  }
  for (const [path, methods] of methodsByPath(options.routes)) {
    app.all(path, () => {
      const response = problem(405, `This address takes ${methods.join(" or ")}.`);
      response.headers.set("Allow", methods.join(", "));
      return response;
    });
  }
  app.notFound(() => problem(404, "There is nothing at this address."));
  return app;
}

/** Has the route answer; the body counts against the budget until nobody uses it. */
async function answer(
  route: HttpRoute,
  raw: Request,
  parameters: Readonly<Record<string, string>>,
  budget: BodyBudget,
  patience: BodyPatience,
): Promise<Response> {
  const refused = route.refuses?.(raw.headers) ?? null;
  if (refused !== null) return refused;
  const limit = route.bodyBytesMax ?? BODY_BYTES_MAX_DEFAULT;
  const bytesMax = typeof limit === "number" ? limit : limit(raw.headers.get("content-type") ?? "");
  const { request, release } = await readRequest(raw, bytesMax, budget, patience);
  const uses: Promise<unknown>[] = [];
  try {
    return await route.handle(request, parameters, (until) => uses.push(until));
  } finally {
    void Promise.allSettled(uses).then(release);
  }
}

/** What a sender is told whose body was not taken; null: something else went wrong. */
function ofBody(error: unknown): Response | null {
  if (error instanceof BodyTooLarge)
    return problem(413, "That is more than this address takes. Please send less at once.");
  if (error instanceof BodyTooSlow) return problem(408, "The request came too slowly. Please try again.");
  if (error instanceof BodiesTooMany) return busy();
  return error instanceof BodyIncomplete ? problem(400, "The request did not arrive whole.") : null;
}

function tooMany(wait_s: number): Response {
  const response = problem(429, `That is often. Please try again in ${wait_s} s.`);
  response.headers.set("Retry-After", String(wait_s));
  return response;
}

function busy(): Response {
  const response = problem(503, "Many files are arriving at once. Yours will have room again in a moment.");
  response.headers.set("Retry-After", String(BUSY_RETRY_SECONDS));
  return response;
}

function methodsByPath(routes: readonly HttpRoute[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? [];
    methods.set(path, [...known, ...(method === "GET" ? ["GET", "HEAD"] : [method])]);
  }
  return methods;
}

function problem(status: number, error: string, reference?: string): Response {
  return Response.json({ error, ...(reference === undefined ? {} : { reference }) }, { status });
}

function reachableHost(host: string | undefined): string {
  if (host === undefined || host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function listenError(error: Error, port: number): Error {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return new Error(
      `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1}.`,
      { cause: error },
    );
  }
  if (code === "EACCES") {
    return new Error(`This user may not open port ${port}. Choose one above 1023, such as PORT=8080.`, {
      cause: error,
    });
  }
  if (code === "EADDRNOTAVAIL") {
    return new Error("This machine does not have the address that the server was told to listen on.", { cause: error });
  }
  return error;
}
