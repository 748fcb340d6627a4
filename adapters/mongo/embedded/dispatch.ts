import { Binary, Long, Timestamp } from "bson";
import type { Call, Engine, Handler } from "./call.ts";
import { ADMIN_COMMANDS } from "./commands/admin.ts";
import { READ_COMMANDS } from "./commands/read.ts";
import { SESSION_COMMANDS } from "./commands/session.ts";
import { WRITE_COMMANDS } from "./commands/write.ts";
import type { Document } from "./document.ts";
import { ServerError } from "./errors.ts";
import type { Session } from "./sessions.ts";
import type { Transaction } from "./transaction.ts";

const COMMANDS: Readonly<Record<string, Handler>> = {
  ...READ_COMMANDS,
  ...WRITE_COMMANDS,
  ...ADMIN_COMMANDS,
  ...SESSION_COMMANDS,
};

const IN_TRANSACTIONS = new Set([
  "find",
  "getMore",
  "killCursors",
  "aggregate",
  "distinct",
  ...Object.keys(WRITE_COMMANDS),
]);

let ticks = 0;

/** Every reply carries the cluster's time, which drivers send back with the next command. */
function times({ clock }: Engine): Document {
  const operationTime = new Timestamp({ t: Math.floor(clock() / 1000), i: ++ticks % 0x7fffffff });
  const signature = { hash: new Binary(new Uint8Array(20)), keyId: Long.ZERO };
  return { operationTime, $clusterTime: { clusterTime: operationTime, signature } };
}

/** Answers one command; what goes wrong becomes a reply with `ok: 0`. */
export async function dispatch(engine: Engine, command: Document): Promise<Document> {
  try {
    return { ...(await answer(engine, command)), ok: 1, ...times(engine) };
  } catch (error) {
    const known = error instanceof ServerError ? error : unexpected(error);
    const { code, codeName, message, details, labels } = known;
    return {
      ok: 0,
      errmsg: message,
      code,
      codeName,
      ...details,
      ...(labels.length > 0 && { errorLabels: labels }),
      ...times(engine),
    };
  }
}

const unexpected = (error: unknown): ServerError =>
  new ServerError(1, error instanceof Error ? `${error.name}: ${error.message}` : String(error));

async function answer(engine: Engine, command: Document): Promise<Document> {
  const name = Object.keys(command)[0] ?? "";
  const database = typeof command["$db"] === "string" ? command["$db"] : "admin";
  const session = engine.sessions.of(command["lsid"]);
  if (name === "commitTransaction" || name === "abortTransaction")
    return endTransaction(engine, name, session, command);
  const handler = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!handler) throw new ServerError(59, `no such command: '${name}'`);
  const call: Call = { engine, command, database, transaction: undefined };
  if (command["autocommit"] === false) return inTransaction(call, name, session, handler);
  if (session && command["txnNumber"] !== undefined && Object.hasOwn(WRITE_COMMANDS, name))
    return engine.sessions.once(session, command["txnNumber"], async () => handler(call));
  return handler(call);
}

function endTransaction(engine: Engine, name: string, session: Session | undefined, command: Document): Document {
  if (!session) throw new ServerError(125, `${name} must be run within a transaction`);
  if (name === "commitTransaction") engine.sessions.commit(session, command);
  else engine.sessions.abortNumbered(session, command);
  return {};
}

/** Anything that goes wrong inside a transaction ends it, as on the server. */
async function inTransaction(
  call: Call,
  name: string,
  session: Session | undefined,
  handler: Handler,
): Promise<Document> {
  if (!session) throw new ServerError(72, "a transaction needs a session");
  const transaction: Transaction = call.engine.sessions.join(session, call.command);
  try {
    if (!IN_TRANSACTIONS.has(name)) throw new ServerError(263, `Cannot run '${name}' in a multi-document transaction.`);
    const reply = await handler({ ...call, transaction });
    if (reply["writeErrors"] !== undefined) call.engine.sessions.abort(session);
    return reply;
  } catch (error) {
    call.engine.sessions.abort(session);
    throw error;
  }
}
