import { createHmac } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { Clock, Log } from "../../../src/core/services.ts";
import type { Books, Delivery } from "./books.ts";
import type { Presenter } from "./present.ts";

const ANSWER_MS_MAX = 15_000;
/** How many are on their way at once: a year that passes in a moment brings thousands. */
const AT_ONCE_MAX = 32;

/** Signs events as Stripe does and sends them until they are taken, side by side and so in no order. */
export function createDeliveries(options: {
  readonly books: Books;
  readonly presenter: Presenter;
  readonly clock: Clock;
  readonly secret: string;
  readonly pauses_ms: readonly number[];
  readonly log: Log | undefined;
  changed(): void;
}) {
  const { books, presenter, clock, secret, pauses_ms, log, changed } = options;
  const stopping = new AbortController();
  // All events that wait for their next attempt listen to it, however many there are.
  setMaxListeners(0, stopping.signal);
  let endpoint: string | null = null;
  /** Attempts that have begun and have no answer yet. */
  const running = new Set<Promise<unknown>>();
  let free = AT_ONCE_MAX;
  const waiting: (() => void)[] = [];

  function bodyOf(id: string): string {
    const event = books.events.get(id);
    if (event === undefined) throw new Error("no such event");
    return JSON.stringify(presenter.shown(event));
  }

  /** The header of a body, as of the receiver's clock, which may be behind the sandbox's own. */
  function signature(body: string): string {
    const timestamp = Math.floor(clock.now().getTime() / 1000);
    const hash = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
    return `t=${timestamp},v1=${hash}`;
  }

  async function post(url: string, id: string): Promise<number | null> {
    const body = bodyOf(id);
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Stripe/1.0 (sandbox)",
      "stripe-signature": signature(body),
    };
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(ANSWER_MS_MAX)]);
    try {
      const answer = await fetch(url, { method: "POST", body, headers, signal, redirect: "manual" });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return null;
    }
  }

  async function inTurn(url: string, id: string): Promise<number | null> {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await post(url, id);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  }

  function attempt(url: string, id: string): Promise<number | null> {
    const attempting = inTurn(url, id).finally(() => running.delete(attempting));
    running.add(attempting);
    return attempting;
  }

  async function send(delivery: Delivery): Promise<void> {
    for (let tries = 0; tries <= pauses_ms.length; tries++) {
      if (tries > 0) await clock.sleep(pauses_ms[tries - 1] ?? 0, stopping.signal);
      if (stopping.signal.aborted || endpoint === null || delivery.state === "delivered") return;
      const status = await attempt(endpoint, delivery.id);
      if (stopping.signal.aborted) return;
      delivery.attempts += 1;
      delivery.status = status;
      if (status !== null && status >= 200 && status < 300) delivery.state = "delivered";
      changed();
      if (delivery.state === "delivered") return;
    }
    delivery.state = "given-up";
    changed();
    log?.warn({ event: delivery.id }, "the sandbox gave up sending an event");
  }

  function start(delivery: Delivery): void {
    send(delivery).catch(() => {});
  }

  return {
    /** News of an event that has just happened; without an endpoint it is only listed. */
    send(id: string): void {
      if (endpoint === null) return;
      start(books.deliveries.add({ id, attempts: 0, state: "waiting", status: null }));
    },
    /** From now on events go there; those that were under way when the process ended go on. */
    sendTo(url: string | null): void {
      const isFirst = endpoint === null;
      endpoint = url;
      if (!isFirst || url === null) return;
      for (const delivery of books.deliveries.all()) if (delivery.state === "waiting") start(delivery);
    },
    /** Sends one event once more, now; answers what the endpoint said. */
    async again(id: string, url: string | null = endpoint): Promise<number | null> {
      if (url === null) throw new Error("no endpoint is set");
      const status = await attempt(url, id);
      const delivery =
        books.deliveries.get(id) ?? books.deliveries.add({ id, attempts: 0, state: "waiting", status: null });
      delivery.attempts += 1;
      delivery.status = status;
      if (status !== null && status >= 200 && status < 300) delivery.state = "delivered";
      changed();
      return status;
    },
    /** Resolves once nothing is on its way; what waits for another attempt does not count. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.allSettled(running);
    },
    bodyOf,
    signature,
    stop: () => stopping.abort(),
  };
}
