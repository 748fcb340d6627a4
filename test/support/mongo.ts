import { randomBytes } from "node:crypto";
import { MongoClient } from "mongodb";
import { afterAll } from "vitest";
import { type EmbeddedMongo, startEmbeddedMongo } from "../../adapters/mongo/embedded/start.ts";

export interface TestDatabase {
  /** Names the database, so `mongoose.connect(uri)` and `new MongoClient(uri).db()` use it. */
  uri: string;
  databaseName: string;
  drop(): Promise<void>;
}

let engine: Promise<EmbeddedMongo> | undefined;
const open = new Set<TestDatabase>();

/**
 * An empty database of its own: on the server that MONGODB_URI names, or else on one in-process engine that the test
 * file shares. Whatever the file does not drop is dropped after it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const databaseName = `easel-test-${randomBytes(8).toString("hex")}`;
  const uri = withDatabase(process.env["MONGODB_URI"] || (await embeddedUri()), databaseName);
  const database: TestDatabase = {
    uri,
    databaseName,
    drop: async () => {
      open.delete(database);
      const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
      try {
        await client.db(databaseName).dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
  open.add(database);
  return database;
}

async function embeddedUri(): Promise<string> {
  engine ??= startEmbeddedMongo({ dataDir: null, binary: "never" });
  return (await engine).uri;
}

function withDatabase(uri: string, databaseName: string): string {
  const [, scheme, hosts, options = ""] = /^(mongodb(?:\+srv)?:\/\/)([^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri) ?? [];
  if (!scheme || !hosts) throw new Error("MONGODB_URI is not a connection string.");
  return `${scheme}${hosts}/${databaseName}${options}`;
}

afterAll(async () => {
  if (!engine) {
    for (const database of open) await database.drop();
    return;
  }
  // All databases of an engine in memory end with it.
  open.clear();
  await (await engine).stop();
  engine = undefined;
});
