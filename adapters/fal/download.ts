import { lookup as resolveName } from "node:dns";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { ProviderRefused, ProviderUnreachable } from "../../src/core/provider.ts";
import { isPublicAddress } from "./addresses.ts";

const REDIRECTS_MAX = 3;

/**
 * Fetches a result's bytes: at most `bytesMax`, over http or https, from public addresses only. The address is checked
 * where the socket is opened, so that a name that answers differently the second time gains nothing.
 */
export function createDownload({ queueUrl }: { readonly queueUrl: string | null }) {
  // Whoever runs a proxy or a sandbox has named its host: that one may be at home.
  const trustedHost = queueUrl === null ? null : new URL(queueUrl).hostname;

  return async (url: string, bytesMax: number, timeout_ms: number): Promise<Uint8Array> => {
    const signal = AbortSignal.timeout(timeout_ms);
    try {
      return await bytesWithin(await follow(url, trustedHost, signal), bytesMax);
    } catch (fault) {
      // A body that is cut off by the signal looks like a lost connection.
      throw signal.aborted ? new ProviderUnreachable("timeout", "maybe") : fault;
    }
  };
}

async function follow(url: string, trustedHost: string | null, signal: AbortSignal): Promise<IncomingMessage> {
  let next = url;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
    const answer = await get(next, trustedHost, signal);
    const { location } = answer.headers;
    if (!REDIRECTIONS.has(answer.statusCode ?? 0) || location === undefined) return answer;
    answer.destroy();
    next = URL.canParse(location, next) ? new URL(location, next).href : location;
  }
  throw foreign();
}
const REDIRECTIONS = new Set([301, 302, 303, 307, 308]);

function get(url: string, trustedHost: string | null, signal: AbortSignal): Promise<IncomingMessage> {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target === null || !/^https?:$/.test(target.protocol)) throw foreign();
  const trusted = target.hostname === trustedHost;
  const literal = target.hostname.replace(/^\[|\]$/g, "");
  if (!trusted && isIP(literal) !== 0 && !isPublicAddress(literal)) throw foreign();

  const request = target.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    request(target, {
      // A connection of its own: a kept one would not be looked up again.
      agent: false,
      signal,
      headers: { accept: "image/*", "accept-encoding": "identity" },
      ...(!trusted && { lookup: publicLookup }),
    })
      .on("response", resolve)
      // The signal destroys with an `AbortError`, which is judged as a timeout.
      .on("error", reject)
      .end();
  });
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (fault, addresses) => {
    if (fault) return callback(fault, [], 0);
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(foreign(), [], 0);
    }
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    return callback(null, first?.address ?? "", first?.family ?? 0);
  });
};

async function bytesWithin(answer: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  const status = answer.statusCode ?? 0;
  if (status !== 200) {
    answer.destroy();
    throw status === 404 || status === 410
      ? new ProviderRefused("not_found", false, "provider")
      : new ProviderUnreachable(`http_${status}`, "maybe");
  }
  const announced = Number(answer.headers["content-length"] ?? 0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (announced <= bytesMax) {
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > bytesMax) break;
      chunks.push(chunk);
    }
  }
  if (announced > bytesMax || bytes > bytesMax) {
    answer.destroy();
    throw new ProviderRefused("file_too_large", false, "provider");
  }
  if (bytes === 0) throw new ProviderUnreachable("malformed", "maybe");
  return Buffer.concat(chunks);
}

function foreign(): ProviderRefused {
  return new ProviderRefused("foreign_url", false, "provider");
}
