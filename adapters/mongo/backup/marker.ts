import type { mongo } from "mongoose";

/** Stands in the collection of migrations while a restore is under way, because a start reads that first of all. */
const MARKER = "restore";

const schema = (database: mongo.Db) => database.collection<{ readonly _id: string }>("schema");

/** @throws a sentence for the operator where a restore was cut off: what is there is a part of what there was. */
export async function refuseHalfRestored(database: mongo.Db): Promise<void> {
  if (await isHalfRestored(database))
    throw new Error("a restore into this database was begun and not completed: run it again with the same file");
}

export async function isHalfRestored(database: mongo.Db): Promise<boolean> {
  return (await schema(database).findOne({ _id: MARKER })) !== null;
}

export async function markHalfRestored(database: mongo.Db): Promise<void> {
  await schema(database).updateOne({ _id: MARKER }, { $set: { state: "running" } }, { upsert: true });
}

export async function markRestored(database: mongo.Db): Promise<void> {
  await schema(database).deleteOne({ _id: MARKER });
}
