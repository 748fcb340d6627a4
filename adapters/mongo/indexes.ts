import type { Connection, mongo } from "mongoose";

const MISSING_INDEX_LOOK_MS = 600_000;
/** DuplicateKey; IndexOptionsConflict, IndexKeySpecsConflict. */
const DUPLICATES = 11_000;
const CONFLICTS = new Set<unknown>([85, 86]);

export type Declared = Readonly<Record<string, readonly mongo.IndexDescription[]>>;

/** The indexes that the models of a connection declare, by collection. */
export function declaredBy({ models }: Connection): Declared {
  const all = Object.values(models).map(({ collection, schema }) => {
    const indexes = schema.indexes().map(([key, { background: _background, ...options }]) => ({ key, ...options }));
    return [collection.collectionName, indexes as mongo.IndexDescription[]] as const;
  });
  return Object.fromEntries(all.filter(([, indexes]) => indexes.length > 0));
}

/**
 * Makes what is missing, one command for each collection, and answers in which collections something was.
 * @throws a sentence for the operator that names the collection where an index cannot be made.
 */
export async function makeIndexes(database: mongo.Db, declared: Declared): Promise<string[]> {
  const lacking: string[] = [];
  for (const [collection, indexes] of Object.entries(declared)) {
    const named = indexes.map((index) => ({ ...index, name: index.name ?? nameOf(index.key) }));
    const command = { createIndexes: collection, indexes: named, writeConcern: { w: "majority" } };
    const answer = await database.command(command).catch((error: unknown) => {
      throw sentence(collection, error);
    });
    if (hasMadeSome(answer)) lacking.push(collection);
  }
  return lacking;
}

/** A router over shards answers for each of them. */
export function hasMadeSome({ numIndexesBefore, numIndexesAfter, raw }: mongo.Document): boolean {
  const each = Object.values((raw ?? {}) as Readonly<Record<string, mongo.Document>>);
  return numIndexesAfter > numIndexesBefore || each.some(hasMadeSome);
}

/** As drivers name them: those made by earlier versions are found again. */
function nameOf(key: mongo.IndexDescription["key"]): string {
  return Object.entries(key)
    .map(([field, direction]) => `${field}_${direction}`)
    .join("_");
}

/** Without the server's own message, which quotes the values that are there twice. */
function sentence(collection: string, error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  if (code === DUPLICATES)
    return new Error(
      `the collection ${collection} holds documents that only one of each may be there of, so its unique index cannot be made: docs/data-safety.md says how to find them`,
    );
  if (CONFLICTS.has(code))
    return new Error(
      `the collection ${collection} has an index of the same name or fields that was made otherwise: drop that one, and start again`,
    );
  return error;
}

/** Looks now and then whether every index is still there: somebody may have dropped one. `made` hears of those that were not. */
export function keepIndexes({
  make,
  made,
  failed,
  every_ms = MISSING_INDEX_LOOK_MS,
}: {
  readonly make: () => Promise<string[]>;
  readonly made: (collections: readonly string[]) => void;
  readonly failed: (error: unknown) => void;
  readonly every_ms?: number;
}): { stop(): void } {
  const look = async () => {
    const collections = await make();
    if (collections.length > 0) made(collections);
  };
  const timer = setInterval(() => look().catch(failed), every_ms);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
