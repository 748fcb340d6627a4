import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock, Ids, Imaging, Log } from "../../../src/core/services.ts";
import { type Answer, infrastructure, policyViolation, problem } from "./answers.ts";
import { Files } from "./files.ts";
import { models } from "./models.ts";
import { Queue, type QueuedRequest, type SandboxSpeed } from "./queue.ts";
import { createSandboxStudio } from "./studio.ts";
import { triggersOf } from "./triggers.ts";
import { createWebhooks } from "./webhooks.ts";
import { parsed, read, send } from "./wire.ts";

const REQUESTS_REMEMBERED = 1000;
const USUAL_SPEED: SandboxSpeed = {
  queue_ms: 300,
  painting_ms: 1000,
  slow_ms: 20_000,
  webhookPauses_ms: [300, 1000, 2000, 4000, 8000, 16_000, 60_000, 300_000, 900_000, 3_600_000],
};

export interface FalSandboxOptions {
  readonly imaging: Imaging;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log?: Log;
  /** 0 lets the system pick one. */
  readonly port?: number;
  readonly speed?: Partial<SandboxSpeed>;
  /** How many requests are painted at once. */
  readonly concurrency?: number;
}

/** One submission as it came, and what became of it. */
export interface SandboxRequest {
  readonly endpoint: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly webhook: string | null;
  /** null: not taken. */
  readonly requestId: string | null;
  readonly state: QueuedRequest["state"] | "rejected";
  /** Pictures that would be paid for. */
  readonly billed: number;
}

export interface FalSandbox {
  readonly queueUrl: string;
  readonly jwksUrl: string;
  readonly key: string;
  /** The submissions so far, oldest first. */
  requests(): readonly SandboxRequest[];
  /** With which headers uploads were asked for so far, oldest first. */
  uploads(): readonly SandboxRequest["headers"][];
  stop(): Promise<void>;
}

/** Starts a server on loopback that speaks fal's queue protocol and paints the pictures itself. */
export async function startFalSandbox(options: FalSandboxOptions): Promise<FalSandbox> {
  const { clock, ids, log } = options;
  const speed = { ...USUAL_SPEED, ...options.speed };
  const key = `sandbox:${ids.random()}`;
  const files = new Files(clock);
  const webhooks = createWebhooks({ clock, pauses_ms: speed.webhookPauses_ms, log });
  const paint = createSandboxStudio({ ...options, files, filesUrl: () => `${base()}/files/` });
  const queue = new Queue({ clock, ids, log, speed, concurrency: options.concurrency ?? 4, paint, ended });
  const submissions: (QueuedRequest | SandboxRequest)[] = [];
  const uploads: SandboxRequest["headers"][] = [];
  const turnedAway = new Set<string>();

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function ended(request: QueuedRequest): void {
    const { webhook, triggers, answer, requestId } = request;
    if (webhook === null || triggers.has("no-webhook") || triggers.has("lost-all")) return;
    const ok = answer?.status === 200;
    const news = {
      request_id: requestId,
      gateway_request_id: requestId,
      status: ok ? "OK" : "ERROR",
      ...(!ok && { error: `Invalid status code: ${answer?.status}` }),
      payload: answer?.body,
    };
    webhooks.send(webhook, news);
    if (triggers.has("twice-webhook")) webhooks.send(webhook, news);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", base());
    const parts = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
    const method = request.method ?? "GET";
    const [first = "", second = ""] = parts;

    if (method === "GET" && url.pathname === "/.well-known/jwks.json")
      return send(response, { status: 200, body: webhooks.keySet });
    if (method === "GET" && first === "files") return serveFile(response, second);
    if (method === "PUT" && url.pathname.startsWith("/uploads/")) {
      const contentType = request.headers["content-type"] ?? "application/octet-stream";
      files.put(second, { bytes: await read(request), contentType }, 3600);
      return send(response, { status: 200, body: {} });
    }
    if (request.headers.authorization !== `Key ${key}`) {
      request.resume();
      return send(
        response,
        infrastructure(401, "unauthorized", "Cannot access application. Authentication is required."),
      );
    }
    if (method === "POST" && url.pathname === "/storage/upload/initiate") {
      await read(request);
      uploads.push(headersOf(request));
      if (uploads.length > REQUESTS_REMEMBERED) uploads.shift();
      const name = ids.random();
      return send(response, {
        status: 200,
        body: { upload_url: `${base()}/uploads/${name}`, file_url: `${base()}/files/${name}` },
      });
    }
    if (method === "POST") return submit(request, response, url, parts.join("/"));
    const [, , requests, requestId = "", step] = parts;
    const found = requests === "requests" ? queue.find(`${first}/${second}`, requestId) : null;
    if (found === null) return send(response, infrastructure(404, "not_found", "Request not found"));
    if (method === "GET" && step === "status") return send(response, statusOf(found));
    if (method === "GET" && step === undefined) return send(response, resultOf(found));
    if (method === "PUT" && step === "cancel") {
      return send(
        response,
        queue.cancel(found)
          ? { status: 202, body: { status: "CANCELLATION_REQUESTED" } }
          : { status: 400, body: { status: "ALREADY_COMPLETED" } },
      );
    }
    send(response, infrastructure(405, "method_not_allowed", "Method not allowed"));
  }

  async function submit(request: IncomingMessage, response: ServerResponse, url: URL, endpoint: string): Promise<void> {
    const body: unknown = parsed(await read(request));
    const input = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
    const headers = headersOf(request);
    const webhook = url.searchParams.get("fal_webhook");
    const prompt = typeof input.prompt === "string" ? input.prompt : "";
    const triggers = triggersOf(prompt);

    const rejection = rejected(endpoint, body, prompt);
    if (rejection !== null) {
      remember({ endpoint, input, headers, webhook, requestId: null, state: "rejected", billed: 0 });
      return send(response, rejection);
    }
    const queued = queue.submit({ endpoint, input, headers, webhook, triggers });
    remember(queued);
    if (triggers.has("lost-answer") || triggers.has("lost-all")) {
      response.destroy();
      return;
    }
    send(response, statusOf(queued, 200));
  }

  function rejected(endpoint: string, body: unknown, prompt: string): Answer | null {
    const triggers = triggersOf(prompt);
    if (models[endpoint] === undefined) return infrastructure(404, "not_found", `Application "${endpoint}" not found`);
    if (body === undefined) return problem(422, "json_invalid", [], "The body is not JSON.");
    if (triggers.has("down")) return infrastructure(503, "runner_unavailable", "No runner is available");
    if (triggers.has("refuse-at-once")) return policyViolation(["prompt"], prompt);
    if (triggers.has("busy") && !turnedAway.delete(prompt)) {
      turnedAway.add(prompt);
      return infrastructure(429, "rate_limited", "Too many requests");
    }
    return null;
  }

  function remember(request: QueuedRequest | SandboxRequest): void {
    submissions.push(request);
    const forgotten = submissions.length > REQUESTS_REMEMBERED ? submissions.shift() : undefined;
    if (forgotten?.requestId) queue.forget(forgotten.requestId);
  }

  function statusOf(request: QueuedRequest, status?: number): Answer {
    const { requestId, endpoint, state } = request;
    const response_url = `${base()}/${endpoint.split("/").slice(0, 2).join("/")}/requests/${requestId}`;
    const body = {
      request_id: requestId,
      response_url,
      status_url: `${response_url}/status`,
      cancel_url: `${response_url}/cancel`,
    };
    if (state === "queued")
      return { status: status ?? 202, body: { status: "IN_QUEUE", queue_position: queue.ahead(request), ...body } };
    if (state === "running") return { status: status ?? 202, body: { status: "IN_PROGRESS", logs: null, ...body } };
    return { status: 200, body: { status: "COMPLETED", logs: null, metrics: { inference_time: 0.8 }, ...body } };
  }

  function resultOf(request: QueuedRequest): Answer {
    if (request.triggers.has("lost-result")) return infrastructure(404, "not_found", "Request not found");
    if (request.state === "cancelled") return infrastructure(499, "client_cancelled", "Request was cancelled");
    if (request.answer === null) return { status: 400, body: { detail: "Request is still in progress" } };
    const { answer, requestId } = request;
    return { ...answer, headers: { ...answer.headers, "x-fal-request-id": requestId } };
  }

  function serveFile(response: ServerResponse, name: string): void {
    const file = files.read(name);
    if (file === null) {
      send(response, { status: 404, body: { detail: "Not found" } });
      return;
    }
    response
      .writeHead(200, { "content-type": file.contentType, "content-length": file.bytes.byteLength })
      .end(file.bytes);
  }

  return {
    queueUrl: base(),
    jwksUrl: `${base()}/.well-known/jwks.json`,
    key,
    requests: () =>
      submissions.map(({ endpoint, input, headers, webhook, requestId, state, billed }) => ({
        endpoint,
        input,
        headers,
        webhook,
        requestId,
        state,
        billed,
      })),
    uploads: () => [...uploads],
    async stop() {
      queue.stop();
      webhooks.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function headersOf({ headers }: IncomingMessage): SandboxRequest["headers"] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
