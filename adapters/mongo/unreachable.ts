import type { TopologyDescription } from "mongodb";

/** AuthenticationFailed, UserNotFound, Unauthorized, MechanismUnavailable, and Atlas's own word for all of them. */
const LOGIN_CODES = new Set<unknown>([18, 11, 13, 334, 8000]);

const NO_SUCH_HOST = "The database's host name cannot be found";
const NOBODY_ANSWERS = "Nobody answers at the database's address";
const CANNOT_BE_MADE = "The connection to the database cannot be made";
const NOT_UNDERSTOOD = "MongoDB does not understand the connection string";

/**
 * Why a first connection failed, as a sentence that an operator can act on. The driver's own messages quote addresses,
 * and a stack or a cause would carry them along, so nothing of them is kept. null: there was no answer at all in time.
 */
export function unreachable(error: unknown): Error {
  return new Error(`${reason(error)}; check MONGODB_URI.`);
}

function reason(error: unknown): string {
  if (error === null) return NOBODY_ANSWERS;
  if (!(error instanceof Error)) return CANNOT_BE_MADE;
  const topology = topologyOf(error);
  if (topology !== undefined) return reasonOfTopology(topology);
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (error.name.startsWith("MongoServer")) return reasonOfServer(code);
  // The list of hosts behind mongodb+srv:// is looked up before anybody is asked.
  if (typeof syscall === "string" && syscall.startsWith("query")) return NO_SUCH_HOST;
  if (typeof syscall === "string") return "A file that the connection string names cannot be read";
  if (error.name.startsWith("MongoNetwork")) return reasonOfNetwork(error);
  return error.name.startsWith("Mongo") ? NOT_UNDERSTOOD : CANNOT_BE_MADE;
}

function reasonOfServer(code: unknown): string {
  if (LOGIN_CODES.has(code)) return "The database refused the user or the password";
  return `The database refused the connection${typeof code === "number" ? ` (code ${code})` : ""}`;
}

/** What the driver knew of the servers when it gave up looking for one. */
function reasonOfTopology({ type, servers }: TopologyDescription): string {
  const errors = [...servers.values()].flatMap((server) => (server.error ? [server.error] : []));
  const refusal = errors.find((error) => error.name.startsWith("MongoServer"));
  if (refusal !== undefined) return reasonOfServer((refusal as { code?: unknown }).code);
  // The driver forgets a server that belongs to another set, or to none.
  if (type === "ReplicaSetNoPrimary" && servers.size === 0)
    return "The server that answers is not in the replica set that the connection string names";
  if ([...servers.values()].some((server) => server.type !== "Unknown"))
    return "The replica set has no primary that could take writes now";
  const [first] = errors;
  return first === undefined ? NOBODY_ANSWERS : reasonOfNetwork(first);
}

function reasonOfNetwork(error: Error): string {
  const code = codeOf(error.cause) ?? codeOf(error);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return NO_SUCH_HOST;
  if (code !== undefined && /CERT|TLS|SSL|SIGNED|EPROTO/.test(code))
    return "The database and Easel do not agree on TLS or its certificates";
  return NOBODY_ANSWERS;
}

function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}

function topologyOf(error: Error): TopologyDescription | undefined {
  const { reason: told } = error as { reason?: { type?: unknown; servers?: unknown } };
  return told?.servers instanceof Map ? (told as TopologyDescription) : undefined;
}
