import type { IncomingMessage, ServerResponse } from "node:http";
import type { Cdn } from "./attachments.ts";
import { ApiError, notFound, unauthorized } from "./errors.ts";
import type { Faults } from "./faults.ts";
import { type Body, readBody } from "./multipart.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { Answer, Route } from "./routes.ts";
import type { World } from "./world.ts";

/** One request of the app, and what it was answered. */
export interface RecordedCall {
  /** With names for its parts: `PATCH /webhooks/:application/:token/messages/:message`. */
  readonly route: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly json: unknown;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly isByBot: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** null while it is being answered, or when it never is. */
  status: number | null;
  /** Discord's code of an error. */
  code: number | null;
}

export interface RestParts {
  readonly world: World;
  readonly token: string;
  readonly routes: readonly Route[];
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly cdn: Cdn;
  readonly calls: RecordedCall[];
}

/** Codes that say that a body is not as Discord wants it, whatever the circumstances. */
const CARELESS: readonly number[] = [40005, 50006, 50035, 50109];

/** The HTTP side: finds the route, checks who asks and how often, and answers as Discord does. */
export function createRest(parts: RestParts): (request: IncomingMessage, response: ServerResponse) => void {
  const { world, token, faults, rateLimits, cdn, calls } = parts;
  const routes = parts.routes.map((route) => ({ route, steps: route.path.split("/").slice(1) }));

  function find(method: string, path: string): { route: Route; parameters: Record<string, string> } | null {
    // The client encodes what stands in a path: `%40original`.
    const given = path.split("/").slice(1).map(decodeURIComponent);
    let best: { route: Route; parameters: Record<string, string> } | null = null;
    for (const { route, steps } of routes) {
      if (route.method !== method || steps.length !== given.length) continue;
      const parameters: Record<string, string> = {};
      const fits = steps.every((step, index) => {
        const part = given[index] ?? "";
        if (!step.startsWith(":")) return step === part;
        parameters[step.slice(1)] = part;
        return true;
      });
      if (fits && (best === null || Object.keys(parameters).length < Object.keys(best.parameters).length)) {
        best = { route, parameters };
      }
    }
    return best;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://discord.test");
    if (url.pathname.startsWith("/attachments/")) return serveFile(url, response);
    const path = /^\/api(?:\/v10)?(\/.*)$/u.exec(url.pathname)?.[1];
    const method = request.method ?? "";
    const found = path === undefined ? null : find(method, path);
    const isByBot = request.headers.authorization === `Bot ${token}`;
    const name = `${method} ${found?.route.path ?? path ?? url.pathname}`;
    const fault = faults.take(name);
    if (fault?.kind === "reset") {
      request.socket.destroy();
      return;
    }
    let call: RecordedCall | null = null;
    try {
      const body = await readBody(request);
      call = record(name, url.pathname, found?.parameters ?? {}, body, isByBot);
      if (fault?.kind === "silent") return;
      if (fault?.kind === "late") await new Promise((resolve) => setTimeout(resolve, fault.delay_ms));
      if (fault?.kind === "status") {
        answerFault(response, call, fault.status, fault.retryAfter_s ?? 0, fault.isGlobal ?? false);
        return;
      }
      if (found === null) throw notFound();
      if (found.route.needs === "bot" && !isByBot) throw unauthorized();
      if (isLimited(response, call, found.route, found.parameters)) return;
      const answer = found.route.run({ parameters: found.parameters, query: url.searchParams, body });
      call.status = answer.status;
      if (fault?.kind === "lost") request.socket.destroy();
      else send(response, answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      call ??= record(name, url.pathname, found?.parameters ?? {}, { json: null, files: [] }, isByBot);
      call.status = error.status;
      call.code = error.code;
      if (CARELESS.includes(error.code)) {
        world.violations.push(`${name}: ${error.code} ${error.message} ${JSON.stringify(error.errors ?? {})}`);
      }
      send(response, { status: error.status, body: error.body() });
    } finally {
      world.changed();
    }
  }

  function record(
    route: string,
    path: string,
    parameters: Readonly<Record<string, string>>,
    body: Body,
    isByBot: boolean,
  ): RecordedCall {
    const call: RecordedCall = {
      ...{ route, path, parameters, json: body.json, files: body.files, isByBot, at: world.clock.now() },
      ...{ status: null, code: null },
    };
    calls.push(call);
    return call;
  }

  function isLimited(
    response: ServerResponse,
    call: RecordedCall,
    { bucket, needs, path, method }: Route,
    parameters: Readonly<Record<string, string>>,
  ): boolean {
    const about = parameters["channel"] ?? parameters["token"] ?? "";
    const verdict = rateLimits.take(bucket, `${method} ${path} ${about}`, needs === "bot");
    for (const [header, value] of Object.entries(verdict.headers)) response.setHeader(header, value);
    if (verdict.retryAfter_s === null) return false;
    answerFault(response, call, 429, verdict.retryAfter_s, verdict.isGlobal);
    return true;
  }

  function answerFault(
    response: ServerResponse,
    call: RecordedCall,
    status: number,
    retryAfter_s: number,
    isGlobal: boolean,
  ): void {
    call.status = status;
    if (status !== 429) {
      // A proxy in front of Discord answers, and not in JSON.
      response.writeHead(status, { "content-type": "text/html" }).end(`<h1>${status}</h1>`);
      return;
    }
    response.setHeader("retry-after", String(Math.ceil(retryAfter_s)));
    if (!response.hasHeader("x-ratelimit-scope")) response.setHeader("x-ratelimit-scope", isGlobal ? "global" : "user");
    if (isGlobal) response.setHeader("x-ratelimit-global", "true");
    const message = "You are being rate limited.";
    send(response, { status: 429, body: { message, retry_after: retryAfter_s, global: isGlobal } });
  }

  function serveFile(url: URL, response: ServerResponse): void {
    const attachment = cdn.find(url.pathname, url.searchParams);
    if (attachment === null) {
      response.writeHead(404, { "content-type": "text/plain" }).end("This content is no longer available.");
      return;
    }
    response
      .writeHead(200, { "content-type": attachment.contentType, "content-length": attachment.bytes.length })
      .end(attachment.bytes);
  }

  return (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (request.errored !== null) return;
      // This server itself has a fault, which its tests must see.
      world.violations.push(`the test server failed: ${String(error)}`);
      response.destroy();
    });
  };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  if (body === undefined) response.writeHead(status).end();
  else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
