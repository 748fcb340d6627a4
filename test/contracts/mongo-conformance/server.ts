import { connect } from "node:net";
import { BSON, type Collection, type Db, type Document, type MongoClient, MongoServerError } from "mongodb";
import { afterAll, beforeAll, type TestContext } from "vitest";

/** The server under test, opened once for a group of checks. */
export interface ServerUnderTest {
  readonly client: MongoClient;
  readonly uri: string;
  readonly database: Db;
  /** The checks describe MongoDB; a server that says it is something else may differ where a check says so. */
  readonly isMongo: boolean;
  readonly isEmbedded: boolean;
  /** An empty collection that no other check uses. */
  collection(documents?: readonly Document[]): Promise<Collection<Checked>>;
}

/** The driver takes every `_id` for an ObjectId unless it is told. */
export interface Checked extends Document {
  _id: string | number;
}

export type Open = () => Promise<{ client: MongoClient; uri: string; databaseName: string }>;

let collections = 0;

/** Opens the server before the group's checks, and drops the database and closes after them. */
export function useServer(open: Open): ServerUnderTest {
  let client: MongoClient | undefined;
  let uri = "";
  let databaseName = "";
  let isMongo = true;
  let isEmbedded = false;
  beforeAll(async () => {
    ({ client, uri, databaseName } = await open());
    const { gitVersion } = await client.db("admin").command({ buildInfo: 1 });
    isEmbedded = gitVersion === "easel-embedded";
    isMongo = /^[0-9a-f]{40}$/.test(String(gitVersion)) || isEmbedded;
  });
  afterAll(async () => {
    await client?.db(databaseName).dropDatabase();
    await client?.close();
  });
  const current = (): MongoClient => {
    if (!client) throw new Error("the server is not open yet");
    return client;
  };
  return {
    get client() {
      return current();
    },
    get uri() {
      return uri;
    },
    get database() {
      return current().db(databaseName);
    },
    get isMongo() {
      return isMongo;
    },
    get isEmbedded() {
      return isEmbedded;
    },
    collection: async (documents = []) => {
      const collection = current().db(databaseName).collection<Checked>(`checks${++collections}`);
      if (documents.length > 0) await collection.insertMany(numbered(documents));
      return collection;
    },
  };
}

/** Documents without an `_id` are called 1, 2, 3 and so on. */
const numbered = (documents: readonly Document[]): Checked[] =>
  documents.map((document, i) => ({ _id: i + 1, ...document }));

/** Runs a check; on a server that is not MongoDB's own, a failure with a known reason skips it and says why. */
export async function unless(
  server: ServerUnderTest,
  context: TestContext,
  reason: string | undefined,
  check: () => Promise<void>,
): Promise<void> {
  if (reason === undefined || server.isMongo) return check();
  try {
    await check();
  } catch {
    context.skip(`this server differs: ${reason}`);
  }
}

/** The code of the server's refusal, or undefined if there was none. */
export async function codeOf(run: () => Promise<unknown>): Promise<number | string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    if (error instanceof MongoServerError) return error.code ?? error.message;
    throw error;
  }
}

/** One OP_MSG on a connection of its own, for what the driver would not send like this. */
export async function rawCommand(uri: string, command: Document): Promise<Document> {
  const [, host = "", port = "27017"] = /^mongodb:\/\/([^:/?]+)(?::(\d+))?/.exec(uri) ?? [];
  const body = BSON.serialize(command);
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(1, 4);
  head.writeInt32LE(2013, 12);
  const socket = connect({ host, port: Number(port) });
  try {
    socket.write(Buffer.concat([head, body]));
    let received = Buffer.alloc(0);
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk as Buffer]);
      if (received.length >= 4 && received.length >= received.readInt32LE(0))
        return BSON.deserialize(received.subarray(21));
    }
    throw new Error("the connection ended without an answer");
  } finally {
    socket.destroy();
  }
}
