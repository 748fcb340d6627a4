import type { Connection } from "mongoose";
import { connectMongo } from "../adapters/mongo/connect.ts";
import { startEmbeddedMongo } from "../adapters/mongo/embedded/start.ts";
import { ConfigError, readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { mongoStores } from "./stores.ts";

/** The database as a command on the command line has it: with every collection's indexes declared. */
export interface CommandDatabase {
  readonly connection: Connection;
  ensureIndexes(): Promise<void>;
}

/** No vendor is called, so a backup needs no vendor's key: not even in production, where Easel itself does not start without one. */
function databaseSettings(environment: Readonly<Record<string, string | undefined>>) {
  const { MONGODB_URI, DATA_DIR, HASH_KEY, LOG_LEVEL, NODE_ENV } = environment;
  return { MONGODB_URI, DATA_DIR, HASH_KEY, LOG_LEVEL, NODE_ENV, SANDBOXES: "on" };
}

/** Ends the process. Exit code 2: the command line or the settings were wrong, and trying again as it is will not help. */
export function refuse(reason: string): never {
  process.stderr.write(`${reason.trimEnd()}\n`);
  process.exit(2);
}

/**
 * Runs a command on the database of MONGODB_URI, or else on the one in DATA_DIR, which no running Easel may use. What goes
 * wrong is one sentence on standard error and exit code 1.
 */
export async function withDatabase(run: (database: CommandDatabase) => Promise<void>): Promise<void> {
  try {
    const config = readConfig(databaseSettings(process.env));
    // What the command has to say alone goes to standard output.
    const log = createLog({ level: config.logLevel, destination: process.stderr });
    const { dataDir, uri } = config.database;
    const production = config.environment === "production";
    const embedded = uri === null ? await startEmbeddedMongo({ dataDir, production }) : null;
    try {
      const mongo = await connectMongo({ uri: uri ?? embedded?.uri ?? "", log });
      try {
        mongoStores(mongo.connection, config.hashKey);
        await run({ connection: mongo.connection, ensureIndexes: () => mongo.ensureIndexes() });
      } finally {
        await mongo.close();
      }
    } finally {
      await embedded?.stop();
    }
  } catch (error) {
    if (error instanceof ConfigError) refuse(error.message);
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
