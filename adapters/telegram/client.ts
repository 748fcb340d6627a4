import { autoRetry } from "@grammyjs/auto-retry";
import { Api, type RawApi, type Transformer } from "grammy";
import type { Clock } from "../../src/core/services.ts";
import { TelegramRefused, TelegramUnreachable } from "./refusals.ts";
import { inTurn } from "./turns.ts";

/** How often and how long one call waits where Telegram says so; beyond, whoever asked tries later. */
const RETRIES_MAX = 2;
const RETRY_AFTER_MAX_SECONDS = 30;
/** Long enough for an album on a slow line, and for a long poll. */
const CALL_TIMEOUT_SECONDS = 90;
/** The others wait in their chat's turn while one is not answered. */
const WORDS_TIMEOUT_MS = 20_000;
const LONG_CALLS = new Set(["getUpdates", "sendPhoto", "sendDocument", "sendMediaGroup", "editMessageMedia"]);

/** What is said to Telegram: grammY's client, whose errors are ours. */
export type TelegramApi = RawApi;

/**
 * grammY's client for a bot. Its own errors hold the request, the token in its address among it, so none of them leaves: every
 * call throws `TelegramRefused` or `TelegramUnreachable`.
 */
export function createClient({
  token,
  apiUrl,
  clock,
}: {
  readonly token: string;
  readonly apiUrl: string;
  readonly clock: Clock;
}): TelegramApi {
  const api = new Api(token, { apiRoot: apiUrl.replace(/\/+$/u, ""), timeoutSeconds: CALL_TIMEOUT_SECONDS });
  api.config.use(soon);
  // Of network errors nobody knows whether the call was taken: the core decides what is shown again.
  api.config.use(
    autoRetry({
      maxRetryAttempts: RETRIES_MAX,
      maxDelaySeconds: RETRY_AFTER_MAX_SECONDS,
      rethrowInternalServerErrors: true,
      rethrowHttpErrors: true,
    }),
  );
  api.config.use(inTurn(clock, RETRY_AFTER_MAX_SECONDS));
  // The last one is the outermost: nothing is thrown past it.
  api.config.use(ourErrors);
  return api.raw;
}

/** What carries only words is answered soon or not at all. */
const soon: Transformer = (call, method, payload, signal) => {
  const deadline = LONG_CALLS.has(method) ? signal : (signal ?? AbortSignal.timeout(WORDS_TIMEOUT_MS));
  return call(method, payload, deadline as typeof signal);
};

const ourErrors: Transformer = async (call, method, payload, signal) => {
  const answer = await call(method, payload, signal).catch((error: unknown) => {
    throw new TelegramUnreachable(method, codeOf(error));
  });
  if (!answer.ok) {
    if (answer.error_code >= 500) throw new TelegramUnreachable(method, String(answer.error_code));
    throw new TelegramRefused(method, answer);
  }
  return answer;
};

/** The system's code from within grammY's error, which is the only part of it that may be told. */
function codeOf(error: unknown): string {
  for (let inner = error, depth = 0; typeof inner === "object" && inner !== null && depth < 4; depth++) {
    const { code, cause, error: wrapped } = inner as { code?: unknown; cause?: unknown; error?: unknown };
    if (typeof code === "string" && /^[A-Z_]{3,40}$/u.test(code)) return code;
    inner = wrapped ?? cause;
  }
  return "no answer";
}
