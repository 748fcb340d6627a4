import { execFile } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { MongoClient, MongoServerError } from "mongodb";

const SET_NAME = "easel";
const PRIMARY_TIMEOUT_MS = 20_000;

export interface Binary {
  path: string;
  version: string;
}

/**
 * A `mongod` on this machine that runs: the one that MONGOMS_SYSTEM_BINARY names, or the first on the PATH. The memory
 * server could also download one, but where it cannot it takes seconds to say so and prints an error, so we do not ask.
 */
export async function findMongod(): Promise<Binary | undefined> {
  // biome-ignore lint/style/noProcessEnv: the memory server's own setting, and where programs are.
  const { MONGOMS_SYSTEM_BINARY: named, PATH = "" } = process.env;
  const onPath = PATH.split(delimiter).map((directory) => join(directory, "mongod"));
  for (const path of named ? [named] : onPath) {
    if (!isExecutable(path)) continue;
    const version = await versionOf(path);
    if (version) return { path, version };
  }
  return undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 3_000 });
    return /db version v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

/** Where a real server keeps its files: beside the in-process one's, since neither can read the other's. */
export const mongodDirectory = (dataDir: string): string => join(dataDir, "mongod");

export const hasMongodData = (dataDir: string): boolean => existsSync(mongodDirectory(dataDir));

/** The directory for its data must be there. */
export async function startMongod(
  binary: Binary,
  dataDir: string | null,
  port: number,
): Promise<{ uri: string; stop(): Promise<void> }> {
  const dbPath = dataDir === null ? undefined : mongodDirectory(dataDir);
  // Only where there is a server to start: loading it takes as long as all the rest of the in-process one.
  const { MongoMemoryServer } = await import("mongodb-memory-server-core");
  const server = await MongoMemoryServer.create({
    binary: { systemBinary: binary.path, version: binary.version },
    instance: {
      ip: "127.0.0.1",
      replSet: SET_NAME,
      storageEngine: "wiredTiger",
      ...(port > 0 && { port }),
      ...(dbPath && { dbPath }),
    },
  });
  // Only what it made for itself is thrown away.
  const stop = async (): Promise<void> => {
    await server.stop({ doCleanup: dbPath === undefined });
  };
  try {
    await becomePrimary(`127.0.0.1:${server.instanceInfo?.port}`);
    return { uri: `mongodb://127.0.0.1:${server.instanceInfo?.port}/?replicaSet=${SET_NAME}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A replica set of one: made at the first start, and told its new address at each later one. */
async function becomePrimary(host: string): Promise<void> {
  const client = await MongoClient.connect(`mongodb://${host}`, { directConnection: true });
  try {
    const admin = client.db("admin");
    try {
      await admin.command({ replSetInitiate: { _id: SET_NAME, members: [{ _id: 0, host }] } });
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.codeName !== "AlreadyInitialized") throw error;
      const { config } = await admin.command({ replSetGetConfig: 1 });
      const members = [{ ...config.members[0], host }];
      await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
    }
    for (let waited = 0; !(await admin.command({ hello: 1 }))["isWritablePrimary"]; waited += 50) {
      if (waited > PRIMARY_TIMEOUT_MS) throw new Error(`mongod at ${host} did not become ready to be written to.`);
      await sleep(50);
    }
  } finally {
    await client.close();
  }
}
