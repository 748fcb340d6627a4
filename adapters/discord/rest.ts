import { DefaultRestOptions, REST, RESTEvents, type RESTOptions } from "discord.js";
import { createLanes } from "./lanes.ts";

const API_VERSION = "10";
/** An upload of 25 MiB over a slow line takes a while; the library's own limit is for each attempt. */
const TIMEOUT_MS = 30_000;
/** An acknowledgement that takes longer is of no use any more; asking again tells whether it arrived. */
const ACKNOWLEDGE_TIMEOUT_MS = 3_000;
const RETRIES = 3;
/** The library remembers each interaction that was answered until it looks for those at rest, by itself once an hour. */
const SWEEP_EVERY_MS = 60_000;
/**
 * Answers to interactions are not counted among the 50 requests a second that a bot has, and the library counts all it
 * sends. What Discord does limit, it says in its answers, which are obeyed.
 * @see https://discord.com/developers/docs/interactions/receiving-and-responding#endpoints
 */
const INTERACTION_REQUESTS_PER_SECOND = 10_000;

export interface RestClients {
  /** With the interaction's token and no other: answers, edits, follow-ups. */
  readonly interactions: REST;
  /** As the bot: channels, direct messages, commands. */
  readonly bot: REST;
}

type MakeRequest = RESTOptions["makeRequest"];

/** A connection that broke, by the words of the HTTP client that the library uses. */
const BROKEN = ["UND_ERR_SOCKET", "EPIPE"];

/** The library repeats a request whose connection broke, and knows such a break by one name only. */
const makeRequest: MakeRequest = async (url, init) => {
  try {
    return await DefaultRestOptions.makeRequest(url, init);
  } catch (error) {
    const isBroken = error instanceof Error && "code" in error && BROKEN.includes(String(error.code));
    const isOverdue = error instanceof Error && error.name === "TimeoutError";
    if (!isBroken && !isOverdue) throw error;
    throw Object.assign(new Error("the connection broke", { cause: error }), { code: "ECONNRESET" });
  }
};

/** The same with a time of its own, beside the library's. */
function within(duration_ms: number): MakeRequest {
  return (url, init) => {
    const overdue = AbortSignal.timeout(duration_ms);
    return makeRequest(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, overdue]) : overdue });
  };
}

/** `apiUrl` without the version: `https://discord.com/api`. */
export function restOptions(apiUrl: string): Partial<RESTOptions> {
  return {
    ...{ api: apiUrl, version: API_VERSION, timeout: TIMEOUT_MS, retries: RETRIES, makeRequest },
    handlerSweepInterval: SWEEP_EVERY_MS,
  };
}

/** A person waits for it to be answered within three seconds. */
function isAcknowledgement(url: string): boolean {
  return url.endsWith("/callback");
}

/**
 * Calls `onRefused` when Discord refuses the bot's token, once until it takes it again: whatever was to be sent in between fails
 * for this one reason.
 */
export function watchToken(bot: REST, onRefused: () => void): void {
  let isRefused = false;
  bot.on(RESTEvents.Response, (_request, { status }) => {
    if (status === 401 && !isRefused) onRefused();
    if (status < 500) isRefused = status === 401;
  });
}

export interface RestSettings {
  readonly token: string;
  readonly apiUrl: string;
  /** How long one attempt may take, unset: as long as is sensible for Discord. */
  readonly timeout_ms?: number;
  readonly acknowledgeTimeout_ms?: number;
}

/**
 * Discord answers 401 for a moment now and then, and the library forgets the token after one: nothing would reach anybody before
 * a restart. A token that is really refused is refused again.
 */
class BotRest extends REST {
  override setToken(token: string | null): this {
    return token === null ? this : super.setToken(token);
  }
}

export function createRest({
  token,
  apiUrl,
  timeout_ms = TIMEOUT_MS,
  acknowledgeTimeout_ms = ACKNOWLEDGE_TIMEOUT_MS,
}: RestSettings): RestClients {
  const lanes = createLanes();
  const acknowledge = within(acknowledgeTimeout_ms);
  const options: Partial<RESTOptions> = {
    ...restOptions(apiUrl),
    timeout: timeout_ms,
    makeRequest: (url, init) =>
      isAcknowledgement(url)
        ? lanes.run(true, () => acknowledge(url, init))
        : lanes.run(false, () => makeRequest(url, init)),
  };
  return {
    interactions: new REST({ ...options, globalRequestsPerSecond: INTERACTION_REQUESTS_PER_SECOND }),
    bot: new BotRest(options).setToken(token),
  };
}
