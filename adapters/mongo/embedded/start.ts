import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "./call.ts";
import { SET_NAME } from "./commands/session.ts";
import { Cursors } from "./cursors.ts";
import { lockDirectory } from "./lock.ts";
import { DATA_FILE, Log } from "./log.ts";
import { findMongod, hasMongodData, mongodDirectory, startMongod } from "./mongod.ts";
import { listen } from "./server.ts";
import { Sessions } from "./sessions.ts";
import { Store } from "./store.ts";
import { expire } from "./ttl.ts";
import { type DataDirectory, inDataDirectory, unusable } from "./unusable.ts";

export interface EmbeddedMongoOptions {
  /** Where the data stays; null keeps it in memory only. */
  dataDir: string | null;
  /** The setting that names it in sentences for the person who chose it. */
  dataDirSetting?: string;
  /** On 127.0.0.1; 0 takes a free one. */
  port?: number;
  clock?: () => number;
  /** "never" takes the in-process server even where there is a `mongod`. */
  binary?: "auto" | "never";
  /** The embedded database is for trying out; saying that this is production makes it refuse. */
  production?: boolean;
}

export interface EmbeddedMongo {
  uri: string;
  kind: "mongod" | "in-process";
  stop(): Promise<void>;
}

const SWEEP_INTERVAL_MS = 1_000;

/**
 * A MongoDB for the case that no server is configured: a real `mongod` where one is on the machine, else our own small
 * server in this process. Either way the same drivers run against the same protocol.
 */
export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  if (options.production)
    throw new Error(
      "The embedded database is for trying Easel out, not for production: set MONGODB_URI to a real one.",
    );
  const { dataDir, dataDirSetting = "DATA_DIR", port = 0, binary = "auto" } = options;
  // Data stays with the kind of server that wrote it; a binary that appears later must not hide what is there.
  const ours = dataDir !== null && existsSync(join(dataDir, DATA_FILE));
  const mongod = binary === "auto" && !ours ? await findMongod() : undefined;
  const directory = dataDir === null ? null : { path: dataDir, setting: dataDirSetting };
  if (mongod && directory !== null)
    inDataDirectory(directory, () => mkdirSync(mongodDirectory(directory.path), { recursive: true }));
  if (mongod) return { kind: "mongod", ...(await startMongod(mongod, dataDir, port)) };
  if (dataDir !== null && !ours && hasMongodData(dataDir)) {
    throw new Error(
      `The data in ${dataDir} was written by mongod, and none was found: set MONGOMS_SYSTEM_BINARY, or choose another directory.`,
    );
  }
  return startInProcess(directory, port, options.clock ?? Date.now);
}

async function startInProcess(
  directory: DataDirectory | null,
  port: number,
  clock: () => number,
): Promise<EmbeddedMongo> {
  const opened = directory === null ? null : await open(directory);
  const log = opened?.log;
  const store = new Store(log);
  const sessions = new Sessions(store);
  const cursors = new Cursors();
  try {
    if (directory !== null) {
      inDataDirectory(directory, () => log?.replay((operation) => store.replay(operation)));
      log?.compactAtStart(() => store.snapshot());
    }
    const listener = await listen(
      port,
      (actual): Engine => ({ store, cursors, sessions, clock, address: `127.0.0.1:${actual}` }),
    );
    const timer = setInterval(() => sweep(store, sessions, cursors, clock()), SWEEP_INTERVAL_MS);
    timer.unref();
    let stopped: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      clearInterval(timer);
      await listener.close();
      sessions.abortAll();
      opened?.close();
    };
    return {
      uri: `mongodb://127.0.0.1:${listener.port}/?replicaSet=${SET_NAME}`,
      kind: "in-process",
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    opened?.close();
    throw error;
  }
}

/** Takes the directory for this process and opens its data; closing gives it back even where the disk fails. */
async function open(directory: DataDirectory): Promise<{ log: Log; close(): void }> {
  const { path } = directory;
  inDataDirectory(directory, () => mkdirSync(path, { recursive: true }));
  let log: Log | undefined;
  const lock = await lockDirectory(path, () =>
    log?.breakOff("another process has taken over the data directory"),
  ).catch((error: unknown) => {
    throw unusable(directory, error);
  });
  try {
    const opened = inDataDirectory(directory, () => new Log(path));
    log = opened;
    return {
      log: opened,
      close() {
        try {
          opened.close();
        } finally {
          lock.release();
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function sweep(store: Store, sessions: Sessions, cursors: Cursors, now: number): void {
  sessions.sweep();
  cursors.sweep();
  try {
    expire(store, now);
  } catch {
    // A full disk: the client's next write says so; what is over goes with a later round.
  }
}
