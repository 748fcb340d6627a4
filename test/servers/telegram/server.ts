import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type PersonOptions, type TelegramPerson, telegramPerson } from "../../support/telegram-person.ts";
import { readBody } from "./body.ts";
import { createCallbacks } from "./callbacks.ts";
import type { Context, Method } from "./context.ts";
import { ApiError } from "./errors.ts";
import { createFaults, type Fault, type Faults } from "./faults.ts";
import { createFiles, type Files } from "./files.ts";
import { createGroup, type Group, type GroupOptions } from "./groups.ts";
import { accountMethods } from "./methods/account.ts";
import { deliveryMethods } from "./methods/delivery.ts";
import { editingMethods } from "./methods/editing.ts";
import { sendingMethods } from "./methods/sending.ts";
import { starMethods } from "./methods/stars.ts";
import { createPayments, type Payments } from "./payments.ts";
import { createThrottle, type Rates, type Throttle } from "./throttle.ts";
import type { User } from "./types.ts";
import { createUpdates, type Updates } from "./updates.ts";
import { createWebhook, type Webhook } from "./webhook.ts";
import { createWorld, type World } from "./world.ts";

export interface TelegramServerOptions {
  readonly token?: string;
  readonly username?: string;
  /** How fast the bot may write; absent or null: as fast as it likes. */
  readonly rates?: Rates | null;
  /** How long a pressed button can be answered; default 15 s. */
  readonly callbackLifetime_ms?: number;
  /** The pause before a post to the webhook is tried again, doubled each time; default 50 ms. */
  readonly webhookRetry_ms?: number;
}
/** A call as it came, without its files, and how it was answered. */
export interface SeenCall {
  readonly method: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly at_ms: number;
  /** 200, an error code, or 0 where no answer left. */
  status: number;
  description: string | null;
}
export interface TelegramServer {
  /** What `TELEGRAM_API_URL` names. */
  readonly url: string;
  readonly token: string;
  readonly bot: User;
  /** Somebody with a Telegram account; the same one for the same name. */
  person(name: string, options?: PersonOptions): TelegramPerson;
  group(title: string, options?: GroupOptions): Group;
  /** What Telegram refused although its documentation told so before, or took with a shake of the head. */
  readonly violations: readonly string[];
  readonly calls: readonly SeenCall[];
  callsOf(method: string): SeenCall[];
  fault(fault: Fault): void;
  readonly faults: Faults;
  readonly updates: Updates;
  readonly webhook: Webhook;
  readonly throttle: Throttle;
  readonly files: Files;
  readonly payments: Payments;
  readonly world: World;
  /** Presses that the bot never answered. */
  unansweredPresses(): string[];
  stop(): Promise<void>;
}

const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...accountMethods, ...deliveryMethods, ...sendingMethods, ...editingMethods, ...starMethods }).map(
    // Telegram does not look at the case of a method's name.
    ([name, method]) => [name.toLowerCase(), method],
  ),
);

/** Telegram's Bot API on loopback, as strict as Telegram. @see https://core.telegram.org/bots/api */
export async function startTelegramServer(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const token = options.token ?? "123456789:AAErsatzTokenOfTheEaselBot_0123456789";
  const bot = {
    id: Number(token.split(":")[0]),
    is_bot: true,
    first_name: "Easel",
    username: options.username ?? "easel_bot",
  };
  const violations: string[] = [];
  const calls: SeenCall[] = [];
  const faults = createFaults();
  const updates = createUpdates();
  const world = createWorld({ bot, emit: (update) => updates.emit(update) });
  const files = createFiles();
  const payments = createPayments();
  const webhook = createWebhook({ updates, retryFirst_ms: options.webhookRetry_ms ?? 50 });
  const callbacks = createCallbacks({ lifetime_ms: options.callbackLifetime_ms ?? 15_000, onAnswer: world.changed });
  const throttle = createThrottle((chat, early_ms) =>
    violations.push(`chat ${chat} was written to ${Math.round(early_ms)} ms before retry_after was over`),
  );
  throttle.set(options.rates ?? null);
  const context: Context = { world, files, updates, webhook, throttle, callbacks, payments, commands: new Map() };
  const people = new Map<string, TelegramPerson>();
  let isStopping = false;

  async function answer(name: string, request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const { parameters, uploads } = await readBody(request, query);
    const seen: SeenCall = { method: name, parameters, at_ms: performance.now(), status: 0, description: null };
    if (name.toLowerCase() !== "getupdates") calls.push(seen);
    const fault = faults.take(name, parameters);
    if (fault !== null && !(await befall(fault, seen, response, parameters))) return;
    try {
      const method = methods.get(name.toLowerCase());
      if (method === undefined) throw new ApiError(404, "Not Found", { isViolation: true });
      const onUnknown = (unknown: string) => violations.push(`${name}: there is no parameter ${unknown}`);
      const result = await method({ parameters, uploads, signal: gone.signal, onUnknown }, context);
      if (fault?.kind === "lost") return void response.destroy();
      if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.delay_ms ?? 300));
      seen.status = 200;
      reply(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.isViolation) violations.push(`${name}: ${error.message}`);
      seen.status = error.code;
      seen.description = error.message;
      const { parameters: more } = error;
      reply(response, error.code, {
        ok: false,
        error_code: error.code,
        description: error.message,
        ...(more === undefined ? {} : { parameters: more }),
      });
    }
  }

  /** Whether the call goes on as if nothing were wrong so far. */
  async function befall(
    fault: Fault,
    seen: SeenCall,
    response: ServerResponse,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<boolean> {
    switch (fault.kind) {
      case "lost":
      case "slow":
        return true;
      case "silent":
        return false;
      case "reset":
        response.destroy();
        return false;
      case "502":
        seen.status = 502;
        response.writeHead(502, { "content-type": "text/html" }).end("<html><h1>502 Bad Gateway</h1></html>");
        return false;
      case "500":
        seen.status = 500;
        reply(response, 500, { ok: false, error_code: 500, description: "Internal Server Error" });
        return false;
      case "429": {
        const seconds = fault.retryAfter_s ?? 1;
        seen.status = 429;
        throttle.close(Number(parameters["chat_id"]), seconds);
        const description = `Too Many Requests: retry after ${seconds}`;
        reply(response, 429, { ok: false, error_code: 429, description, parameters: { retry_after: seconds } });
        return false;
      }
    }
  }

  async function download(path: string, response: ServerResponse): Promise<void> {
    const fault = faults.take("download", { path });
    if (
      fault !== null &&
      !(await befall(
        fault,
        { method: "download", parameters: {}, at_ms: 0, status: 0, description: null },
        response,
        {},
      ))
    )
      return;
    const file = files.byPath(path);
    if (file === undefined) return reply(response, 404, { ok: false, error_code: 404, description: "Not Found" });
    const bytes = await file.bytes();
    if (fault?.kind === "lost") {
      response.writeHead(200, { "content-length": bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
      return;
    }
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": bytes.length }).end(bytes);
  }

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://telegram");
    const [, kind, given = "", rest = ""] = /^\/(bot|file\/bot)([^/]*)\/(.*)$/.exec(pathname) ?? [];
    const work = async () => {
      if (kind === undefined) return reply(response, 404, { ok: false, error_code: 404, description: "Not Found" });
      if (decodeURIComponent(given) !== token) {
        request.resume();
        return reply(response, 401, { ok: false, error_code: 401, description: "Unauthorized" });
      }
      if (kind === "bot") return answer(rest, request, response, searchParams);
      return download(decodeURIComponent(rest), response);
    };
    work().catch((error: unknown) => {
      // A client that goes away in the middle of its own call is its own affair.
      if (!request.complete || isStopping) return void response.destroy();
      violations.push(`the server itself failed: ${error instanceof Error ? error.stack : String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const telegram: TelegramServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    bot,
    violations,
    calls,
    callsOf: (method) => calls.filter((call) => call.method.toLowerCase() === method.toLowerCase()),
    fault: (fault) => faults.add(fault),
    ...{ faults, updates, webhook, throttle, files, payments, world },
    person(name, personOptions) {
      const known = people.get(name);
      if (known !== undefined) return known;
      const person = telegramPerson({ name, world, files, callbacks, payments, options: personOptions ?? {} });
      people.set(name, person);
      return person;
    },
    group: (title, groupOptions) => createGroup(world, title, groupOptions),
    unansweredPresses: () => callbacks.unanswered(),
    async stop() {
      isStopping = true;
      webhook.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return telegram;
}

function reply(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
