import { DefaultRestOptions, REST, type RESTOptions } from "discord.js";

const API_VERSION = "10";
/** An upload of 25 MiB over a slow line takes a while; the library's own limit is for each attempt. */
const TIMEOUT_MS = 30_000;
const RETRIES = 3;
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

/** A connection that broke, by the words of the HTTP client that the library uses. */
const BROKEN = ["UND_ERR_SOCKET", "EPIPE"];

/** The library repeats a request whose connection broke, and knows such a break by one name only. */
const makeRequest: RESTOptions["makeRequest"] = async (url, init) => {
  try {
    return await DefaultRestOptions.makeRequest(url, init);
  } catch (error) {
    const isBroken = error instanceof Error && "code" in error && BROKEN.includes(String(error.code));
    throw isBroken ? Object.assign(new Error("the connection broke", { cause: error }), { code: "ECONNRESET" }) : error;
  }
};

/** `apiUrl` without the version: `https://discord.com/api`. */
export function restOptions(apiUrl: string): Partial<RESTOptions> {
  return { api: apiUrl, version: API_VERSION, timeout: TIMEOUT_MS, retries: RETRIES, makeRequest };
}

export function createRest({ token, apiUrl }: { readonly token: string; readonly apiUrl: string }): RestClients {
  const options = restOptions(apiUrl);
  return {
    interactions: new REST({ ...options, globalRequestsPerSecond: INTERACTION_REQUESTS_PER_SECOND }),
    bot: new REST(options).setToken(token),
  };
}
