import { deserialize } from "bson";
import type { Connection, mongo } from "mongoose";
import { isAlive } from "../hearts.ts";
import { type Counts, readBackup } from "./format.ts";
import { isHalfRestored, markHalfRestored, markRestored } from "./marker.ts";

const BATCH_DOCUMENTS = 500;
const BATCH_BYTES = 8 * 1024 * 1024;
const LOOK_MS = 6_000;
/** Every value keeps the very type that it is stored with. */
const AS_STORED = { promoteValues: false, promoteBuffers: false, promoteLongs: false, bsonRegExp: true } as const;

/**
 * Brings back what a backup holds. The whole file is checked before anything is touched; a database that has something in it is
 * refused, unless it is to be replaced. Until it is complete, Easel does not start on it.
 * @throws a sentence for the operator, or DamagedBackup.
 */
export async function restore(
  connection: Connection,
  { path, replace, look_ms = LOOK_MS }: { readonly path: string; readonly replace: boolean; readonly look_ms?: number },
): Promise<{ readonly takenAt: Date; readonly counts: Counts }> {
  const database = connection.getClient().db();
  await readBackup(path, () => {});
  if (await isAlive(database, () => true, { look_ms }))
    throw new Error("Easel is running on this database: stop it first");
  if (!replace && !(await isHalfRestored(database)) && !(await isEmpty(database)))
    throw new Error("this database is not empty: choose another one, or say --replace to lose what is in it");
  await markHalfRestored(database);
  await clear(database);
  const batch = batches(database);
  const read = await readBackup(path, batch.add);
  await batch.flush();
  // Whoever held a job then is not there any more, and its lock would keep everybody else from it for minutes.
  await database.collection("agendaJobs").updateMany({ lockedAt: { $ne: null } }, { $unset: { lockedAt: true } });
  await markRestored(database);
  return read;
}

async function namesOf(database: mongo.Db): Promise<string[]> {
  const collections = await database.listCollections({ type: "collection" }, { nameOnly: true }).toArray();
  return collections.map(({ name }) => name).filter((name) => !name.startsWith("system."));
}

async function isEmpty(database: mongo.Db): Promise<boolean> {
  for (const name of await namesOf(database)) {
    if ((await database.collection(name).findOne({}, { projection: { _id: 1 } })) !== null) return false;
  }
  return true;
}

async function clear(database: mongo.Db): Promise<void> {
  for (const name of await namesOf(database)) {
    if (name === "schema") await database.collection<{ _id: string }>(name).deleteMany({ _id: { $ne: "restore" } });
    else await database.collection(name).drop();
  }
}

/** Few and large writes, with no more in memory than one of them. */
function batches(database: mongo.Db) {
  let collection = "";
  let documents: mongo.BSON.Document[] = [];
  let bytes = 0;
  const flush = async () => {
    if (documents.length > 0) await database.collection(collection).insertMany(documents, { ordered: false });
    documents = [];
    bytes = 0;
  };
  return {
    flush,
    async add(name: string, document: Uint8Array) {
      const isFull = documents.length >= BATCH_DOCUMENTS || bytes + document.length > BATCH_BYTES;
      if (name !== collection || isFull) await flush();
      collection = name;
      documents.push(deserialize(document, AS_STORED));
      bytes += document.length;
    },
  };
}
