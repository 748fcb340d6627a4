import type { Connection, mongo } from "mongoose";
import { isAlive } from "../hearts.ts";
import { type BackedUpCollection, type Counts, writeBackup } from "./format.ts";
import { refuseHalfRestored } from "./marker.ts";

/** Who is alive is of no use to anybody later. */
const LEFT_OUT = new Set(["processes"]);
/** Longer than two heartbeats are apart. */
const LOOK_MS = 6_000;

/**
 * Writes everything that is kept into one file, indexes apart, which each start makes anew. While a process of Easel works on the
 * database its documents are not of one moment, so it refuses then.
 * @throws a sentence for the operator.
 */
export async function backUp(
  connection: Connection,
  { path, look_ms = LOOK_MS }: { readonly path: string; readonly look_ms?: number },
): Promise<Counts> {
  const database = connection.getClient().db();
  await refuseHalfRestored(database);
  if (await isAlive(database, () => true, { look_ms }))
    throw new Error("Easel is running on this database, so a copy would not be of one moment: stop it first");
  return writeBackup(path, new Date(), collectionsOf(database));
}

async function* collectionsOf(database: mongo.Db): AsyncGenerator<BackedUpCollection> {
  const collections = await database.listCollections({ type: "collection" }, { nameOnly: true }).toArray();
  const names = collections
    .map(({ name }) => name)
    .filter((name) => !LEFT_OUT.has(name) && !name.startsWith("system."));
  for (const name of names.toSorted()) {
    const documents = database.collection(name).find({}, { raw: true }).sort({ _id: 1 });
    yield { name, documents: documents as unknown as AsyncIterable<Uint8Array> };
  }
}
