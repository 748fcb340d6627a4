import { setMaxListeners } from "node:events";
import type { Clock, Ids, Log } from "../../../src/core/services.ts";
import type { Answer } from "./answers.ts";
import type { Painting } from "./studio.ts";
import type { SandboxTrigger } from "./triggers.ts";

/** How long things take, in milliseconds. */
export interface SandboxSpeed {
  readonly queue_ms: number;
  readonly painting_ms: number;
  /** A painting with `[slow]` in its prompt. */
  readonly slow_ms: number;
  /** Pauses before a webhook is sent again. */
  readonly webhookPauses_ms: readonly number[];
}

export interface QueuedRequest {
  readonly requestId: string;
  readonly endpoint: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly webhook: string | null;
  readonly triggers: ReadonlySet<SandboxTrigger>;
  state: "queued" | "running" | "done" | "cancelled";
  answer: Answer | null;
  /** Pictures that would be paid for. */
  billed: number;
}

export interface QueueOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log | undefined;
  readonly speed: SandboxSpeed;
  /** How many requests are painted at once. */
  readonly concurrency: number;
  paint(endpoint: string, input: unknown, keepSeconds: number): Promise<Painting>;
  /** Called once when a request has an answer. */
  ended(request: QueuedRequest): void;
}

/** Requests wait in order, some are painted at once, each ends once. */
export class Queue {
  readonly #options: QueueOptions;
  readonly #requests = new Map<string, QueuedRequest>();
  readonly #waiting: QueuedRequest[] = [];
  readonly #stopping = new AbortController();
  #running = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
    // Every request that is being paced listens to it, however many there are.
    setMaxListeners(0, this.#stopping.signal);
  }

  submit(given: Pick<QueuedRequest, "endpoint" | "input" | "headers" | "webhook" | "triggers">): QueuedRequest {
    const requestId = this.#options.ids.random();
    const request: QueuedRequest = { ...given, requestId, state: "queued", answer: null, billed: 0 };
    this.#requests.set(request.requestId, request);
    this.#waiting.push(request);
    this.#pace(this.#options.speed.queue_ms, () => this.#next());
    return request;
  }

  /** Found under the first two parts of its endpoint, as fal's queue addresses it. */
  find(application: string, requestId: string): QueuedRequest | null {
    const request = this.#requests.get(requestId);
    return request?.endpoint.split("/").slice(0, 2).join("/") === application ? request : null;
  }

  ahead(request: QueuedRequest): number {
    return Math.max(0, this.#waiting.indexOf(request));
  }

  forget(requestId: string): void {
    this.#requests.delete(requestId);
  }

  /** False when it is too late. What is being painted is thrown away. */
  cancel(request: QueuedRequest): boolean {
    if (request.state === "done" || request.state === "cancelled") return false;
    const waited = this.#waiting.indexOf(request);
    if (waited >= 0) this.#waiting.splice(waited, 1);
    request.state = "cancelled";
    return true;
  }

  stop(): void {
    this.#stopping.abort();
  }

  #next(): void {
    while (this.#running < this.#options.concurrency) {
      const request = this.#waiting.shift();
      if (request === undefined) return;
      request.state = "running";
      this.#running++;
      this.#paint(request)
        .finally(() => {
          this.#running--;
          this.#next();
        })
        .catch((error: unknown) => {
          this.#options.log?.error({ error, endpoint: request.endpoint }, "the sandbox could not paint");
          this.#end(request, { answer: { status: 500, body: { detail: "Internal server error" } }, billed: 0 });
        });
    }
  }

  async #paint(request: QueuedRequest): Promise<void> {
    const { speed, paint } = this.#options;
    if (request.triggers.has("stuck")) return;
    const pace_ms = request.triggers.has("slow") ? speed.slow_ms : speed.painting_ms;
    const [painting] = await Promise.all([
      paint(request.endpoint, request.input, keepSeconds(request.headers)),
      new Promise<void>((resolve) => this.#pace(pace_ms, resolve)),
    ]);
    this.#end(request, painting);
  }

  #end(request: QueuedRequest, painting: Painting): void {
    if (request.state !== "running" || this.#stopping.signal.aborted) return;
    request.state = "done";
    request.answer = painting.answer;
    request.billed = painting.billed;
    this.#options.ended(request);
  }

  #pace(duration_ms: number, then: () => void): void {
    if (duration_ms <= 0) {
      then();
      return;
    }
    // A stopped sandbox leaves its paintings unfinished.
    this.#options.clock.sleep(duration_ms, this.#stopping.signal).then(then, () => {});
  }
}

function keepSeconds(headers: Readonly<Record<string, string>>): number {
  const wish = /"expiration_duration_seconds":(\d+)/.exec(headers["x-fal-object-lifecycle-preference"] ?? "")?.[1];
  return wish === undefined ? 7 * 24 * 3600 : Number(wish);
}
