import { isIP } from "node:net";
import { hostname } from "node:os";
import type { HttpRoute } from "../../src/core/services.ts";

const ELSEWHERE =
  "This does not answer under this name. Open it at http://localhost, or at this machine's IP address; to serve it under a name, set PUBLIC_URL to the address that people use.";

/**
 * Whether a Host header names this machine in a way that no stranger's website can: a site whose own name leads here could
 * otherwise read the conversation with the browser of whoever visits it. Ports do not matter.
 * @see https://owasp.org/www-community/attacks/DNS_Rebinding
 */
export function isOwnHost(header: string | null, publicHost: string | null): boolean {
  const name = nameOf(header);
  if (name === null) return false;
  if (name === "localhost" || name.endsWith(".localhost") || isIP(name.replace(/^\[|\]$/gu, "")) !== 0) return true;
  const machine = hostname().toLowerCase();
  return name === machine || name === `${machine}.local` || name === nameOf(publicHost);
}

/** The same route, closed to requests under other names. */
export function onlyOwnHost(route: HttpRoute, publicHost: string | null): HttpRoute {
  const refuses = (headers: Headers) =>
    isOwnHost(headers.get("host"), publicHost) ? (route.refuses?.(headers) ?? null) : elsewhere();
  return {
    ...route,
    refuses,
    handle: (request, parameters, keepBody) => refuses(request.headers) ?? route.handle(request, parameters, keepBody),
  };
}

function elsewhere(): Response {
  return Response.json({ error: ELSEWHERE }, { status: 403, headers: { "Cache-Control": "no-store" } });
}

function nameOf(host: string | null): string | null {
  if (host === null || host === "" || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname.toLowerCase().replace(/\.$/u, "");
}
