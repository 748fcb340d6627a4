import type { Connection, mongo } from "mongoose";
import { isAlive, watchHearts } from "../hearts.ts";
import { type BackedUpCollection, type Counts, writeBackup } from "./format.ts";
import { refuseHalfRestored } from "./marker.ts";

/** Who is alive is of no use to anybody later. */
const LEFT_OUT = new Set(["processes"]);
/** Longer than two heartbeats are apart, and than a start takes to the first one. */
const LOOK_MS = 6_000;
/** No start and stop together are as quick as this. */
const WATCH_EVERY_MS = 500;

/**
 * Writes everything that is kept into one file, indexes apart, which each start makes anew. While a process of Easel works on the
 * database its documents are not of one moment, so there is no file then: whether it lived before or came in the middle.
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
  const watch = await watchHearts(database, { look_ms, every_ms: WATCH_EVERY_MS });
  try {
    return await writeBackup(path, new Date(), collectionsOf(database), async () => {
      if (await watch.end())
        throw new Error(
          "Easel was started while the copy was taken, so it is not of one moment: stop Easel and take another",
        );
    });
  } finally {
    watch.giveUp();
  }
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
