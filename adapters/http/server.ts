import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import type { HttpRoute, Log } from "../../src/core/services.ts";
import { type BodyBudget, createBodyBudget } from "./body-budget.ts";
import { BodiesTooMany, BodyIncomplete, BodyTooLarge, readRequest } from "./bounded-body.ts";
import { createOpenStreams } from "./open-streams.ts";

const BODY_BYTES_MAX_DEFAULT = 1024 * 1024;
/** What all bodies may hold together: five messages full of files at once. */
const BODIES_BYTES_MAX_DEFAULT = 512 * 1024 * 1024;
const BUSY_RETRY_SECONDS = 3;
const HEADERS_TIMEOUT_MS = 10_000;
/** Long enough for fourteen pictures over a slow line. */
const REQUEST_TIMEOUT_MS = 120_000;
const IDLE_TIMEOUT_MS = 5_000;
/** How long requests that are being answered may go on once the server stops; `stop` promises a second altogether. */
const STOP_GRACE_MS = 700;

/** Sent with every answer; a route may set its own, such as a page its content security policy. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

export interface HttpOptions {
  /** 0: the system picks a free one. */
  readonly port: number;
  /** The address to listen on; unset: all of them. */
  readonly host?: string;
  readonly routes: readonly HttpRoute[];
  readonly log: Log;
  /** The bytes of bodies that the process holds at once, at most; more are answered 503. Default 512 MiB. */
  readonly bodiesBytesMax?: number;
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
  const app = createApp(options, streams.track, () => stopping);
  const server = createAdaptorServer({
    fetch: app.fetch,
    // The process keeps the runtime's own Request and Response, which every other client here uses too.
    overrideGlobalObjects: false,
    serverOptions: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: IDLE_TIMEOUT_MS,
      connectionsCheckingInterval: 5_000,
    },
  }) as import("node:http").Server;

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

function createApp(options: HttpOptions, track: (response: Response) => Response, stopping: () => boolean): Hono {
  const app = new Hono();
  const budget = createBodyBudget(options.bodiesBytesMax ?? BODIES_BYTES_MAX_DEFAULT);
  app.use(async (context, next) => {
    if (stopping()) {
      context.res = problem(503, "The service is stopping. Please try again in a moment.");
      context.res.headers.set("Retry-After", "5");
    } else await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
    if (stopping()) context.res.headers.set("Connection", "close");
  });
  for (const route of options.routes) {
    app.on(route.method, route.path, async (context) => {
      try {
        const response = await answer(route, context.req.raw, context.req.param(), budget);
        if (context.req.method !== "HEAD") return track(response);
        // Nobody will read it: an event stream must not stay open behind a HEAD.
        await response.body?.cancel();
        return new Response(null, response);
      } catch (error) {
        if (error instanceof BodyTooLarge)
          return problem(413, "That is more than this address takes. Please send less at once.");
        if (error instanceof BodiesTooMany) return busy();
        if (error instanceof BodyIncomplete) return problem(400, "The request did not arrive whole.");
        const reference = randomBytes(4).toString("hex");
        options.log.error({ error, reference, method: route.method, path: route.path }, "a request failed");
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
): Promise<Response> {
  const limit = route.bodyBytesMax ?? BODY_BYTES_MAX_DEFAULT;
  const bytesMax = typeof limit === "number" ? limit : limit(raw.headers.get("content-type") ?? "");
  const { request, release } = await readRequest(raw, bytesMax, budget);
  const uses: Promise<unknown>[] = [];
  try {
    return await route.handle(request, parameters, (until) => uses.push(until));
  } finally {
    void Promise.allSettled(uses).then(release);
  }
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
