import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { createFal } from "../../../../adapters/fal/provider.ts";
import { type FalSandbox, type FalSandboxOptions, startFalSandbox } from "../../../../adapters/fal/sandbox/server.ts";
import { falWebhook } from "../../../../adapters/fal/webhook.ts";
import { createImaging } from "../../../../adapters/sharp/imaging.ts";
import type { Provider, ProviderResult } from "../../../../src/core/provider.ts";
import type { Clock, Ids } from "../../../../src/core/services.ts";
import { type RawServer, startRawServer, takeNotes } from "../raw-server.ts";

export const imaging = createImaging();
const clock: Clock = {
  now: () => new Date(),
  sleep: async (duration_ms, signal) => pause(duration_ms, undefined, signal === undefined ? {} : { signal }),
};
const ids: Ids = {
  random: () => randomBytes(16).toString("hex").slice(0, 20),
  derived: (cause) => cause,
  chance: (limit) => Math.floor(Math.random() * limit),
};

export interface Stage extends AsyncDisposable {
  readonly sandbox: FalSandbox;
  readonly provider: Provider;
  /** Our side of the webhook: what came, and what it told. */
  readonly hook: RawServer;
  readonly told: { readonly tag: string; readonly requestId: string }[];
  /** How often the webhook is answered 503 first. */
  refusals: number;
  submit(endpoint: string, input: Record<string, unknown>, tag?: string): Promise<string>;
  /** Waits for the end, and answers the result. */
  result(endpoint: string, input: Record<string, unknown>): Promise<ProviderResult>;
}

/** The real client and the real webhook route with the sandbox between them, at full speed. */
export async function startStage(options: Partial<FalSandboxOptions> = {}): Promise<Stage> {
  const sandbox = await startFalSandbox({
    imaging,
    clock,
    ids,
    ...options,
    speed: { queue_ms: 0, painting_ms: 0, slow_ms: 300, webhookPauses_ms: [20, 20, 20], ...options.speed },
  });
  const told: { tag: string; requestId: string }[] = [];
  const notes = takeNotes();
  const route = falWebhook({
    path: "/fal",
    jwksUrl: sandbox.jwksUrl,
    clock,
    log: notes.log,
    listener: {
      async ended(news) {
        if (stage.refusals-- > 0) throw new Error("not now");
        told.push(news);
      },
    },
  });
  const hook = await startRawServer(async (response, { url, headers, body }) => {
    const request = new Request(hook.url + url, {
      method: "POST",
      body: Buffer.from(body, "latin1"),
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
    });
    response.writeHead((await route.handle(request, {})).status).end();
  });
  const provider = createFal({ ...sandbox, webhookUrl: `${hook.url}/fal`, ...notes });

  const stage: Stage = {
    sandbox,
    provider,
    hook,
    told,
    refusals: 0,
    async submit(endpoint, input, tag = "gen.0") {
      return (await provider.submit({ tag, endpoint, input })).requestId;
    },
    async result(endpoint, input) {
      const request = { endpoint, requestId: await stage.submit(endpoint, input) };
      await until(async () => (await provider.status(request)).state === "done");
      return provider.result(request);
    },
    async [Symbol.asyncDispose]() {
      await sandbox.stop();
      await hook[Symbol.asyncDispose]();
    },
  };
  return stage;
}

/** Waits until it is so, at most forty seconds. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let turn = 0; turn < 4_000; turn++) {
    if (await holds()) return;
    await pause(10);
  }
  throw new Error("it did not come to that within 40 seconds");
}
