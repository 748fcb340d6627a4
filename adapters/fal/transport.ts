import { setTimeout as pause } from "node:timers/promises";
import { ProviderUnreachable } from "../../src/core/provider.ts";
import { type Call, readFailure } from "./answers.ts";
import { readFault } from "./network.ts";

/** An answer of the API holds links and small facts; more than this is no answer of fal's. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
const RETRY_PAUSES_MS = [200, 800];
const API_HOSTS = new Set(["queue.fal.run", "fal.run", "rest.fal.ai"]);

export interface TransportOptions {
  readonly call: Call;
  readonly endpoint: string;
  readonly queueUrl: string | null;
  readonly timeout_ms: number;
  /** Asking again is harmless: not for what creates or stops something. */
  readonly retries: boolean;
}

/**
 * The `fetch` given to fal's client. It judges failures itself and throws our two errors, which the client does not take
 * for something to try again: the client would post a submission up to four times, whatever its options say. The time
 * limit holds for the exchange with all its retries, body included.
 */
export function createTransport(options: TransportOptions): typeof fetch {
  const { call, timeout_ms, retries } = options;
  const signal = AbortSignal.timeout(timeout_ms);
  return async (url, init) => {
    const pauses = retries ? [...RETRY_PAUSES_MS] : [];
    for (;;) {
      try {
        return await exchange(options, redirected(String(url), options.queueUrl), init, signal);
      } catch (fault) {
        const judged = readFault(fault);
        const pause_ms = pauses.shift();
        const hopeless = !(judged instanceof ProviderUnreachable) || !TEMPORARY.test(judged.code);
        if (hopeless || pause_ms === undefined || signal.aborted) throw judged;
        await pause(pause_ms, undefined, { signal }).catch(() => {
          throw new ProviderUnreachable("timeout", call === "submit" ? "maybe" : "no");
        });
      }
    }
  };
}
const TEMPORARY = /^(http_5\d\d|rate_limited|connection_lost|no_connection)$/;

async function exchange(
  { call, endpoint }: TransportOptions,
  url: string,
  init: RequestInit | undefined,
  signal: AbortSignal,
): Promise<Response> {
  // A redirect that is followed would post again, and carry the key to wherever it points.
  const response = await fetch(url, { ...init, signal, redirect: "manual" });
  const text = await textWithin(response, ANSWER_BYTES_MAX);
  if (response.ok && init?.method === "PUT" && call === "upload") return new Response(null, { status: 200 });
  const body = parsed(text);
  if (!response.ok) throw readFailure(call, endpoint, { status: response.status, headers: response.headers, body });
  if (body === undefined) throw new ProviderUnreachable("malformed", "maybe");
  return Response.json(body);
}

function redirected(url: string, queueUrl: string | null): string {
  const { host, pathname, search } = new URL(url);
  if (queueUrl === null || !API_HOSTS.has(host)) return url;
  return `${queueUrl.replace(/\/+$/, "")}${pathname}${search}`;
}

async function textWithin(response: Response, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (bytes > bytesMax) throw new ProviderUnreachable("malformed", "maybe");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
