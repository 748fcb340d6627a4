import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { createWebhooks } from "../../adapters/fal/sandbox/webhooks.ts";
import { systemClock } from "../../src/system.ts";

/** fal's queue protocol with a provider that takes no time and no thought: for load, where the painter would be the limit. */
export interface InstantFal {
  readonly queueUrl: string;
  readonly jwksUrl: string;
  readonly key: string;
  /** Prompts in the order in which they were submitted. */
  readonly prompts: readonly string[];
  /** The most requests that were under way at once. */
  atOnceMax(): number;
  /** Whatever is submitted from now on does not end. */
  hold(): void;
  /** Ends what was held so far, and holds nothing more. */
  release(): void;
  stop(): Promise<void>;
}

const RESULTS_KEPT = 2_000;
const WEBHOOK_PAUSES_MS = [200, 500, 1_000, 2_000, 4_000];

/**
 * `work_ms`: how long a request takes. `webhooks`: its end is told, signed, to whoever asked for that. `fails`: whether this
 * prompt ends in a fault of the model's.
 */
export async function startInstantFal({
  work_ms = 0,
  webhooks: tells = false,
  fails = () => false,
}: {
  work_ms?: number;
  webhooks?: boolean;
  fails?: (prompt: string) => boolean;
} = {}): Promise<InstantFal> {
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#4b5bd6" } })
    .png()
    .toBuffer();
  const prompts: string[] = [];
  const doneAt = new Map<string, number>();
  const failing = new Set<string>();
  const held: { readonly id: string; readonly webhook: string | null }[] = [];
  const webhooks = createWebhooks({ clock: systemClock, pauses_ms: WEBHOOK_PAUSES_MS, log: undefined });
  const fetched = new Set<string>();
  const telling = new Set<NodeJS.Timeout>();
  let isHeld = false;
  let atOnce = 0;
  let most = 0;

  const server = createServer((request, response) => {
    const answer = (body: object, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const [path = "", query = ""] = (request.url ?? "").split("?");
    if (path === "/.well-known/jwks.json") return void answer(webhooks.keySet);
    if (path === "/picture.png") {
      response.writeHead(200, { "content-type": "image/png", "content-length": picture.length }).end(picture);
      return;
    }
    const found = /^(.*)\/requests\/([^/]+)(\/status|\/cancel)?$/u.exec(path);
    if (request.method === "POST" && found === null) {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const prompt = String((JSON.parse(Buffer.concat(chunks).toString()) as { prompt: string }).prompt);
        prompts.push(prompt);
        const id = randomBytes(12).toString("hex");
        if (fails(prompt)) failing.add(id);
        atOnce += 1;
        most = Math.max(most, atOnce);
        doneAt.set(id, isHeld ? Number.POSITIVE_INFINITY : performance.now() + work_ms);
        const base = `${url}${path}/requests/${id}`;
        const webhook = new URLSearchParams(query).get("fal_webhook");
        if (isHeld) held.push({ id, webhook });
        else tellLater(id, webhook);
        answer({ request_id: id, status_url: `${base}/status`, response_url: base, cancel_url: `${base}/cancel` });
      });
      return;
    }
    const id = found?.[2] ?? "";
    const due = doneAt.get(id);
    if (due === undefined) return void answer({ detail: "no such request" }, 404);
    if (found?.[3] === "/status") {
      return void answer({ status: performance.now() >= due ? "COMPLETED" : "IN_PROGRESS", request_id: id });
    }
    // Whoever asks again gets it again, as long as it is kept.
    if (!fetched.has(id)) atOnce -= 1;
    fetched.add(id);
    const [oldest = ""] = fetched;
    if (fetched.size > RESULTS_KEPT && fetched.delete(oldest)) doneAt.delete(oldest);
    if (failing.delete(id)) return void answer({ detail: "it broke", error_type: "runner_server_error" }, 500);
    answer({ images: [{ url: `${url}/picture.png`, content_type: "image/png" }], seed: 1, has_nsfw_concepts: [false] });
  });
  function tellLater(id: string, webhook: string | null): void {
    if (!tells || webhook === null) return;
    const timer = setTimeout(() => {
      telling.delete(timer);
      webhooks.send(webhook, { request_id: id });
    }, work_ms);
    telling.add(timer);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    queueUrl: url,
    jwksUrl: `${url}/.well-known/jwks.json`,
    key: "instant",
    prompts,
    atOnceMax: () => most,
    hold() {
      isHeld = true;
    },
    release() {
      isHeld = false;
      for (const { id, webhook } of held.splice(0)) {
        doneAt.set(id, performance.now() + work_ms);
        tellLater(id, webhook);
      }
    },
    async stop() {
      webhooks.stop();
      for (const timer of telling) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
