import { createHash, verify } from "node:crypto";
import { z } from "zod";
import type { ProviderListener } from "../../src/core/provider.ts";
import type { Clock, HttpRoute, Log } from "../../src/core/services.ts";
import { createSigningKeys } from "./signing-keys.ts";

const SKEW_SECONDS_MAX = 300;
const BODY_BYTES_MAX = 4 * 1024 * 1024;

const news = z.object({ request_id: z.string().min(1).max(200) });

/**
 * The route on which fal tells that a request has ended. The news is only a reason to look: the result itself is asked
 * for over our own connection. 503 makes fal send it again (10 times in 2 hours).
 *
 * @see https://docs.fal.ai/model-apis/model-endpoints/webhooks
 */
export function falWebhook(options: {
  readonly path: string;
  readonly jwksUrl: string;
  readonly clock: Clock;
  readonly listener: ProviderListener;
  readonly log: Log;
}): HttpRoute {
  const { path, clock, listener, log } = options;
  const keys = createSigningKeys(options);

  /** Whether there is a signature of this moment, whoever made it. */
  function mayBeSigned(headers: Headers): boolean {
    const timestamp = headers.get("x-fal-webhook-timestamp") ?? "";
    const signature = headers.get("x-fal-webhook-signature") ?? "";
    if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{128}$/i.test(signature)) return false;
    return Math.abs(clock.now().getTime() / 1000 - Number(timestamp)) <= SKEW_SECONDS_MAX;
  }

  async function isSigned(request: Request, body: Uint8Array): Promise<boolean | null> {
    if (!mayBeSigned(request.headers)) return false;
    const header = (name: string) => request.headers.get(`x-fal-webhook-${name}`) ?? "";
    const timestamp = header("timestamp");
    const hash = createHash("sha256").update(body).digest("hex");
    const message = Buffer.from([header("request-id"), header("user-id"), timestamp, hash].join("\n"));
    const bytes = Buffer.from(header("signature"), "hex");
    return await keys.some((key) => verify(null, message, key, bytes));
  }

  return {
    method: "POST",
    path,
    bodyBytesMax: BODY_BYTES_MAX,
    refuses: (headers) => (mayBeSigned(headers) ? null : new Response(null, { status: 401 })),
    async handle(request) {
      const body = new Uint8Array(await request.arrayBuffer());
      const signed = await isSigned(request, body);
      if (signed !== true) return new Response(null, { status: signed === null ? 503 : 401 });

      const read = news.safeParse(parsed(body));
      if (!read.success) return new Response(null, { status: 400 });
      const tag = new URL(request.url).searchParams.get("tag");
      // Signed by fal, but asked for by nobody here: another program may use the same key.
      if (tag === null || tag === "") return new Response(null, { status: 200 });
      try {
        await listener.ended({ tag, requestId: read.data.request_id });
        return new Response(null, { status: 200 });
      } catch (error) {
        log.error({ error }, "the provider's news could not be taken");
        return new Response(null, { status: 503 });
      }
    },
  };
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return null;
  }
}
