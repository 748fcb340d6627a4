import { ProviderRefused, ProviderUnreachable } from "../../src/core/provider.ts";

/** What a failed exchange means: whatever is neither a refusal nor already judged is judged by where the network broke. */
export function readFault(fault: unknown): ProviderRefused | ProviderUnreachable {
  if (fault instanceof ProviderRefused || fault instanceof ProviderUnreachable) return fault;
  const chain = causes(fault);
  if (chain.some(({ name }) => name === "TimeoutError" || name === "AbortError")) {
    return new ProviderUnreachable("timeout", "maybe");
  }
  if (chain.some(neverConnected)) return new ProviderUnreachable("no_connection", "no");
  // Where the break is unknown the request may have left.
  return new ProviderUnreachable("connection_lost", "maybe");
}

interface Cause {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

/** undici wraps the socket's error in a `TypeError`; the code and the step that failed stand in its cause. */
function causes(fault: unknown): Cause[] {
  const chain: Cause[] = [];
  for (let next = fault; typeof next === "object" && next !== null && chain.length < 8; next = (next as Cause).cause) {
    chain.push(next);
  }
  return chain;
}

function neverConnected(cause: Cause): boolean {
  // Several addresses were tried: none of them may have got further.
  if (Array.isArray(cause.errors) && cause.errors.length > 0) return cause.errors.every(neverConnected);
  return (
    cause.syscall === "connect" ||
    cause.syscall === "getaddrinfo" ||
    (typeof cause.code === "string" && BEFORE_THE_REQUEST.test(cause.code))
  );
}
const BEFORE_THE_REQUEST =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|.*_CERT(IFICATE)?|.*_CERT_.*)$/;
