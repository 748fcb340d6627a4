import { setTimeout as sleep } from "node:timers/promises";
import mongoose, { type Connection } from "mongoose";
import type { Log } from "../../src/core/services.ts";
import { isDuplicateKey } from "./duplicate-key.ts";
import { imageIndexes } from "./images.ts";
import { declaredBy, keepIndexes, makeIndexes } from "./indexes.ts";
import { freeStuckHeartbeats } from "./stuck-heartbeats.ts";
import { unreachable } from "./unreachable.ts";

export interface Mongo {
  /** Our own connection: nothing hangs on mongoose's global one. */
  readonly connection: Connection;
  /**
   * Creates the indexes of every model on this connection and of the pictures, and from then on looks now and then whether one
   * was lost; those that exist already cost nothing.
   */
  ensureIndexes(): Promise<void>;
  /** Whether the database takes writes now, within two seconds: one that can only be read is of no use. */
  ready(): Promise<boolean>;
  /** Ends within a second, whether or not the server answers. */
  close(): Promise<void>;
}

const READY_TIMEOUT_MS = 2_000;
const CLOSE_TIMEOUT_MS = 1_000;
const START_TIMEOUT_MS = 10_000;
const SELECTION_SLACK_MS = 500;

/**
 * Connects, or rejects with a sentence for the operator when no server answers within `startTimeout_ms`. No error tells
 * the address, because it may hold a password.
 */
export async function connectMongo({
  uri,
  log,
  monitorCommands = false,
  startTimeout_ms = START_TIMEOUT_MS,
}: {
  readonly uri: string;
  readonly log: Log;
  /** Lets tests count what is sent: `connection.getClient().on("commandStarted", …)`. */
  readonly monitorCommands?: boolean;
  /** How long to look for a server; usually ten seconds, so that whoever restarts us soon hears of it. */
  readonly startTimeout_ms?: number;
}): Promise<Mongo> {
  const connection = mongoose.createConnection();
  const opening = connection.openUri(uri, {
    appName: "easel",
    // An operation without a connection fails at once, instead of waiting in mongoose for one.
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    maxPoolSize: 50,
    minPoolSize: 1,
    serverSelectionTimeoutMS: startTimeout_ms,
    connectTimeoutMS: START_TIMEOUT_MS,
    socketTimeoutMS: 60_000,
    retryWrites: true,
    // What was answered must survive the loss of a server.
    writeConcern: { w: "majority" },
    monitorCommands,
  });
  let opened: Connection | undefined;
  let failure: unknown = null;
  try {
    // A name server or a login that stalls is not bounded by the choice of a server.
    opened = await within(startTimeout_ms + SELECTION_SLACK_MS, opening);
  } catch (error) {
    failure = error;
  }
  if (opened === undefined) {
    await within(CLOSE_TIMEOUT_MS, connection.destroy(true)).catch(() => {});
    throw unreachable(failure);
  }
  // Only from here on is there a connection that can be lost. Without a listener, its failure would end the process.
  connection.on("error", (error: unknown) =>
    log.error({ error: withoutAddress(error) }, "the database connection failed"),
  );
  connection.on("disconnected", () => log.warn({}, "the database connection was lost; it is being restored"));
  const letGo = freeStuckHeartbeats(connection.getClient());
  const database = () => connection.getClient().db();
  let keeping: { stop(): void } | null = null;
  return {
    connection,
    async ensureIndexes() {
      const make = () => makeIndexes(database(), { ...declaredBy(connection), ...imageIndexes });
      await make();
      keeping ??= keepIndexes({
        make,
        made: (collections) => log.warn({ collections }, "indexes were missing, and were made again"),
        failed: (error) => log.error({ error }, "a look at the indexes failed"),
      });
    },
    async ready() {
      try {
        const probe = database()
          .collection<{ _id: string }>("schema")
          .updateOne({ _id: "probe" }, { $inc: { probes: 1 } }, { upsert: true, timeoutMS: READY_TIMEOUT_MS });
        return (await within(READY_TIMEOUT_MS, probe)) !== undefined;
      } catch (error) {
        // The first two of all processes made the document at the same moment.
        return isDuplicateKey(error);
      }
    },
    async close() {
      keeping?.stop();
      letGo();
      connection.removeAllListeners("disconnected");
      // The driver ends open transactions and cursors first, and waits for the answers as long as for any other.
      await within(CLOSE_TIMEOUT_MS, connection.destroy(true)).catch(() => {});
    },
  };
}

/** What the promise brings, or undefined when that takes longer. */
async function within<T>(limit_ms: number, promise: Promise<T>): Promise<T | undefined> {
  const timer = new AbortController();
  const late = sleep(limit_ms, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}

/** The driver's error with its name and code, but without its message, which quotes addresses. */
function withoutAddress(error: unknown): Error {
  const name = error instanceof Error ? error.name : "Error";
  const { code } = (error ?? {}) as { code?: unknown };
  const known = typeof code === "number" || typeof code === "string" ? ` (code ${code})` : "";
  return new Error(`the database connection failed: ${name}${known}`);
}
