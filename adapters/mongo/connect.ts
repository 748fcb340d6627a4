import mongoose, { type Connection } from "mongoose";
import type { Log } from "../../src/core/services.ts";

export interface Mongo {
  /** Our own connection: nothing hangs on mongoose's global one. */
  readonly connection: Connection;
  /** Creates the indexes of every model on this connection; those that exist already cost nothing. */
  ensureIndexes(): Promise<void>;
  /** Whether the database answers now, within two seconds. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

const READY_TIMEOUT_MS = 2_000;

/**
 * Connects, and rejects when no server answers within ten seconds. No error tells the address, because it may hold a
 * password.
 */
export async function connectMongo({
  uri,
  log,
  monitorCommands = false,
}: {
  readonly uri: string;
  readonly log: Log;
  /** Lets tests count what is sent: `connection.getClient().on("commandStarted", …)`. */
  readonly monitorCommands?: boolean;
}): Promise<Mongo> {
  const connection = mongoose.createConnection();
  // Without a listener, a failure of an idle connection would end the process.
  connection.on("error", (error: unknown) =>
    log.error({ error: withoutAddress(error) }, "the database connection failed"),
  );
  connection.on("disconnected", () => log.warn({}, "the database connection was lost; it is being restored"));
  try {
    await connection.openUri(uri, {
      appName: "easel",
      // An operation without a connection fails at once, instead of waiting in mongoose for one.
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      maxPoolSize: 50,
      minPoolSize: 1,
      serverSelectionTimeoutMS: 10_000,
      connectTimeoutMS: 10_000,
      socketTimeoutMS: 60_000,
      retryWrites: true,
      // What was answered must survive the loss of a server.
      writeConcern: { w: "majority" },
      monitorCommands,
    });
  } catch (error) {
    await connection.close(true).catch(() => {});
    throw withoutAddress(error);
  }
  return {
    connection,
    async ensureIndexes() {
      for (const model of Object.values(connection.models)) await model.createIndexes();
    },
    async ready() {
      try {
        await connection.getClient().db().command({ ping: 1 }, { timeoutMS: READY_TIMEOUT_MS });
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      connection.removeAllListeners("disconnected");
      await connection.close();
    },
  };
}

/** The driver's error with its name and code, but without its message, which quotes addresses. */
function withoutAddress(error: unknown): Error {
  const name = error instanceof Error ? error.name : "Error";
  const code = error instanceof Error && "code" in error ? ` (code ${String(error.code)})` : "";
  return new Error(`the database cannot be reached: ${name}${code}`);
}
