import type { mongo } from "mongoose";
import type { Migration, Progress } from "./migration.ts";

/** A ticket has at most 200 messages, so that one batch is a few megabytes at the very most. */
const BATCH = 20;
/** Whoever writes one document more often than this at once is let go on first: the batch is begun again a minute later. */
const ATTEMPTS_MAX = 20;
/** What turns the reader's line around (explicit embeddings, overrides and isolates), and is taken out of new words. */
const TURNS_OF_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu;

type Stored = mongo.BSON.Document & { readonly _id: string };

/** Where words of people stand that somebody else reads. */
interface Place {
  readonly collection: string;
  readonly fields: readonly string[];
  /** What a writer of the document makes sure has not changed. */
  readonly counts: "version" | "revision" | undefined;
}
const PLACES: readonly Place[] = [
  { collection: "tickets", fields: ["messages"], counts: "version" },
  { collection: "reports", fields: ["note", "notice"], counts: undefined },
  { collection: "cases", fields: ["statement", "decision"], counts: "revision" },
  { collection: "takedowns", fields: ["note"], counts: "version" },
  { collection: "refunds", fields: ["reason", "answer"], counts: "version" },
];

/** New words have come without them since they are taken in so; older ones were kept as they had been typed. */
export const wordsWithoutTurns: Migration = {
  id: "0002-words-without-turns",
  description: "takes turns of direction out of words that were stored before they were taken out at once",
  kind: "migrate",
  async up(database, progress) {
    const [reachedPlace = "", reachedId = ""] = (progress.reached ?? "").split(/:(.*)/su);
    const from = Math.max(
      0,
      PLACES.findIndex(({ collection }) => collection === reachedPlace),
    );
    for (const place of PLACES.slice(from)) {
      await clean(database, place, place.collection === reachedPlace ? reachedId : "", progress);
    }
  },
};

function projectionOf({ fields, counts }: Pick<Place, "fields" | "counts">): Readonly<Record<string, 1>> {
  return Object.fromEntries([...fields, ...(counts === undefined ? [] : [counts])].map((key) => [key, 1]));
}

async function clean(
  database: mongo.Db,
  { collection: name, fields, counts }: Place,
  after: string,
  { note }: Progress,
): Promise<void> {
  const collection = database.collection<Stored>(name);
  const projection = projectionOf({ fields, counts });
  for (let behind = after; ; ) {
    const page = await collection
      .find({ _id: { $gt: behind } } as never, { projection })
      .sort({ _id: 1 })
      .limit(BATCH)
      .toArray();
    let changed = 0;
    for (const stored of page) if (await cleanOne(collection, stored, fields, counts)) changed += 1;
    const last = page.at(-1);
    if (last === undefined) return;
    behind = last._id;
    await note(`${name}:${behind}`, changed);
  }
}

/** Whoever writes at the same moment, in whichever version, is not written over, and does not write the old words back. */
async function cleanOne(
  collection: mongo.Collection<Stored>,
  stored: Stored,
  fields: readonly string[],
  counts: Place["counts"],
): Promise<boolean> {
  const projection = projectionOf({ fields, counts });
  let current: Stored | null = stored;
  for (let attempt = 1; current !== null; attempt++) {
    if (attempt > ATTEMPTS_MAX) throw new Error("a document changes so often that it could not be cleaned");
    const before: Stored = current;
    const cleaned = Object.fromEntries(fields.map((field) => [field, cleanedOf(before[field])]));
    const changed = fields.filter((field) => cleaned[field] !== before[field]);
    if (changed.length === 0) return false;
    const among = (names: readonly string[], values: mongo.BSON.Document) =>
      Object.fromEntries(names.map((name) => [name, values[name]]));
    // Where nothing counts the changes, these fields themselves never change once they are stored.
    const unchanged = among(counts === undefined ? changed : [counts], before);
    const update = { $set: among(changed, cleaned), ...(counts === undefined ? {} : { $inc: { [counts]: 1 } }) };
    const { matchedCount } = await collection.updateOne({ _id: stored._id, ...unchanged } as never, update as never);
    if (matchedCount === 1) return true;
    current = (await collection.findOne({ _id: stored._id } as never, { projection })) as Stored | null;
  }
  return false;
}

/** The same value where there is nothing to take out. */
function cleanedOf(value: unknown): unknown {
  if (typeof value === "string") return value.replace(TURNS_OF_DIRECTION, "");
  if (Array.isArray(value)) return unlessSame(value, value.map(cleanedOf));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, cleanedOf(one)] as const);
  return unlessSame(value, Object.fromEntries(entries));
}

function unlessSame<T extends object>(before: T, after: T): T {
  const isSame = Object.entries(before).every(([key, value]) => value === (after as Record<string, unknown>)[key]);
  return isSame ? before : after;
}
