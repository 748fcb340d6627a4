import { createFalClient, type FalClient } from "@fal-ai/client";
import { z } from "zod";
import type { Provider, ProviderResult } from "../../src/core/provider.ts";
import { ProviderRefused, ProviderUnreachable } from "../../src/core/provider.ts";
import type { Log, Metrics } from "../../src/core/services.ts";
import type { Call } from "./answers.ts";
import { createDownload } from "./download.ts";
import { readFault } from "./network.ts";
import { createTransport } from "./transport.ts";

/** How long fal keeps results and references: long enough to copy them, see T14 in the terms. */
const KEEP_SECONDS = 3600;

export interface FalOptions {
  readonly key: string;
  /** Takes the place of queue.fal.run, fal.run and rest.fal.ai in every call: a proxy, or a sandbox. */
  readonly queueUrl: string | null;
  /** Where fal reports the end of a request; null: it is asked for instead. */
  readonly webhookUrl: string | null;
  readonly metrics: Metrics;
  readonly log: Log;
  /** How long each call may take in all, in milliseconds. */
  readonly timeouts_ms?: Partial<Record<Call, number>>;
}

const TIMEOUTS_MS: Record<Call, number> = {
  submit: 20_000,
  status: 10_000,
  result: 20_000,
  cancel: 10_000,
  upload: 60_000,
  download: 60_000,
};

const submitted = z.object({ request_id: z.string().min(1).max(200) });
const progress = z.discriminatedUnion("status", [
  z.object({ status: z.literal("IN_QUEUE"), queue_position: z.number().int().nonnegative().nullish().catch(null) }),
  z.object({ status: z.literal("IN_PROGRESS") }),
  z.object({ status: z.literal("COMPLETED") }),
]);
const file = z.object({ url: z.string().min(1), content_type: z.string().nullish() });
const made = z.union([
  z.object({
    images: z.array(file),
    seed: z.number().nullish(),
    has_nsfw_concepts: z.array(z.boolean()).nullish(),
    description: z.string().nullish(),
  }),
  // Upscalers answer one image.
  z.object({ image: file, seed: z.number().nullish() }),
]);

/** fal.ai as the core's `Provider`, over fal's own client. */
export function createFal(options: FalOptions): Provider {
  const { key, queueUrl, webhookUrl, metrics, log } = options;
  const timeouts_ms = { ...TIMEOUTS_MS, ...options.timeouts_ms };
  const download = createDownload({ queueUrl });

  function client(call: Call, endpoint: string): FalClient {
    const retries = call === "status" || call === "result";
    const transport = createTransport({ call, endpoint, queueUrl, timeout_ms: timeouts_ms[call], retries });
    return createFalClient({ credentials: key, fetch: transport });
  }

  async function measured<T>(call: Call, endpoint: string | null, run: () => Promise<T>): Promise<T> {
    const start_ms = performance.now();
    const outcome = (word: "ok" | "refused" | "unreachable") =>
      metrics.providerCall(call, word, performance.now() - start_ms);
    try {
      const value = await run();
      outcome("ok");
      return value;
    } catch (fault) {
      const judged = readFault(fault);
      outcome(judged instanceof ProviderRefused ? "refused" : "unreachable");
      if (judged instanceof ProviderUnreachable) {
        log.warn({ call, endpoint, code: judged.code, taken: judged.taken }, "the provider did not answer");
      }
      throw judged;
    }
  }

  return {
    submit: ({ tag, endpoint, input }) =>
      measured("submit", endpoint, async () => {
        const answer: unknown = await client("submit", endpoint).queue.submit(endpoint, {
          input,
          ...(webhookUrl !== null && { webhookUrl: tagged(webhookUrl, tag) }),
          storageSettings: { expiresIn: KEEP_SECONDS },
          headers: { "x-fal-store-io": "0" },
        });
        return { requestId: checked(submitted, answer).request_id };
      }),

    status: ({ endpoint, requestId }) =>
      measured("status", endpoint, async () => {
        const answer: unknown = await client("status", endpoint).queue.status(endpoint, { requestId });
        const now = checked(progress, answer);
        switch (now.status) {
          case "IN_QUEUE":
            return { state: "queued", ahead: now.queue_position ?? null };
          case "IN_PROGRESS":
            return { state: "running" };
          case "COMPLETED":
            return { state: "done" };
        }
      }),

    result: ({ endpoint, requestId }) =>
      measured("result", endpoint, async () => {
        const answer = await client("result", endpoint).queue.result(endpoint, { requestId });
        return readResult(checked(made, answer.data));
      }),

    cancel: async ({ endpoint, requestId }) => {
      try {
        return await measured("cancel", endpoint, async () => {
          await client("cancel", endpoint).queue.cancel(endpoint, { requestId });
          return true;
        });
      } catch (fault) {
        // 400 already completed, 404 unknown: either way there is nothing left to stop.
        if (fault instanceof ProviderRefused) return false;
        throw fault;
      }
    },

    download: (url, bytesMax) => measured("download", null, () => download(url, bytesMax, timeouts_ms.download)),

    upload: (bytes, contentType) =>
      measured("upload", null, async () => {
        const blob = new Blob([new Uint8Array(bytes)], { type: contentType });
        const link: unknown = await client("upload", "storage").storage.upload(blob, {
          lifecycle: { expiresIn: KEEP_SECONDS },
        });
        return checked(z.url(), link);
      }),
  };
}

function tagged(webhookUrl: string, tag: string): string {
  const url = new URL(webhookUrl);
  url.searchParams.set("tag", tag);
  return url.href;
}

function checked<T>(shape: z.ZodType<T>, answer: unknown): T {
  const read = shape.safeParse(answer);
  if (!read.success) throw new ProviderUnreachable("malformed", "maybe");
  return read.data;
}

function readResult(answer: z.infer<typeof made>): ProviderResult {
  if ("image" in answer) {
    return { images: [readFile(answer.image, false)], seed: answer.seed ?? null };
  }
  if (answer.images.length === 0) {
    // Google's models say no in words, with a 200 and without a picture.
    throw answer.description
      ? new ProviderRefused("refused_in_text", true, "prompt")
      : new ProviderRefused("no_images", false, "provider");
  }
  const flags = answer.has_nsfw_concepts ?? [];
  return {
    images: answer.images.map((image, index) => readFile(image, flags[index] ?? false)),
    seed: answer.seed ?? null,
  };
}

function readFile({ url, content_type }: z.infer<typeof file>, flagged: boolean) {
  return { url, contentType: content_type ?? null, flagged };
}
