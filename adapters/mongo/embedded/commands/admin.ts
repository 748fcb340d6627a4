import { Long, UUID } from "bson";
import { type Call, type Handler, namespace, refuse } from "../call.ts";
import { type Collection, ID_INDEX, sameIndex } from "../collection.ts";
import { type Document, isDocument } from "../document.ts";
import { badValue, ServerError } from "../errors.ts";
import { Index } from "../index.ts";
import { compileFilter } from "../match.ts";
import { identical, keyOf } from "../order.ts";
import { Blocked, patiently } from "../transaction.ts";

const existing = (call: Call): Collection => {
  const ns = namespace(call);
  const collection = call.engine.store.get(ns);
  if (!collection) throw new ServerError(26, `ns does not exist: ${ns}`);
  return collection;
};

/** What changes a collection as a whole waits until no transaction has written to it. */
const settled = <T>(call: Call, collections: () => Iterable<Collection>, run: () => T): Promise<T> =>
  patiently(Number(call.command["maxTimeMS"] ?? 0), () => {
    for (const { claims } of collections()) for (const holder of claims.values()) throw new Blocked(holder);
    return run();
  });

const create: Handler = (call) => {
  const ns = namespace(call);
  refuse(call.command, "capped", "timeseries", "viewOn", "validator", "clusteredIndex", "collation", "encryptedFields");
  if (call.engine.store.get(ns)) throw new ServerError(48, `Collection ${ns} already exists.`);
  call.engine.store.getOrCreate(ns);
  return {};
};

const drop: Handler = (call) =>
  settled(
    call,
    () => [existing(call)],
    () => {
      const { indexes, namespace: ns } = existing(call);
      call.engine.store.commit([{ o: "drop", ns }]);
      return { nIndexesWas: indexes.size, ns };
    },
  );

const inDatabase = (call: Call): Collection[] =>
  [...call.engine.store.collections.values()].filter(({ namespace: ns }) => ns.startsWith(`${call.database}.`));

const dropDatabase: Handler = (call) =>
  settled(
    call,
    () => inDatabase(call),
    () => {
      const collections = inDatabase(call);
      if (collections.length === 0) return {};
      call.engine.store.commit(collections.map(({ namespace: ns }) => ({ o: "drop" as const, ns })));
      return { dropped: call.database };
    },
  );

const listCollections: Handler = (call) => {
  const filter = call.command["filter"];
  const matches = compileFilter(isDocument(filter) ? filter : {});
  const documents = inDatabase(call)
    .map(({ namespace: ns }): Document => {
      const name = ns.slice(call.database.length + 1);
      const ids = { idIndex: ID_INDEX };
      return { name, type: "collection", options: {}, info: { readOnly: false, uuid: uuidOf(ns) }, ...ids };
    })
    .filter(matches)
    .map((each): Document => (call.command["nameOnly"] === true ? { name: each["name"], type: each["type"] } : each));
  const batchSize = isDocument(call.command["cursor"]) ? Number(call.command["cursor"]["batchSize"] ?? 0) : 0;
  return call.engine.cursors.first(`${call.database}.$cmd.listCollections`, documents, batchSize || undefined, false);
};

/** Nobody asks for it twice, but drivers expect one. */
const uuidOf = (ns: string): UUID => new UUID(Buffer.from(ns.padStart(16, "\0").slice(-16), "latin1"));

const listDatabases: Handler = (call) => {
  const names = new Set([...call.engine.store.collections.keys()].map((ns) => ns.slice(0, ns.indexOf("."))));
  const databases = [...names].sort().map((name) => ({ name, sizeOnDisk: Long.ZERO, empty: false }));
  return { databases, totalSize: Long.ZERO };
};

const listIndexes: Handler = (call) => {
  const collection = existing(call);
  const documents = [...collection.indexes.values()].map(({ specification }) => specification);
  return call.engine.cursors.first(collection.namespace, documents, undefined, false);
};

const INDEX_OPTIONS = [
  "v",
  "key",
  "name",
  "unique",
  "sparse",
  "partialFilterExpression",
  "expireAfterSeconds",
  "background",
  "ns",
];

function parseIndex(specification: unknown): Document {
  if (!isDocument(specification)) throw badValue("an index has to be a document");
  refuse(specification, "collation", "hidden", "wildcardProjection", "weights", "text");
  const unknown = Object.keys(specification).find(
    (name) => !INDEX_OPTIONS.includes(name) && specification[name] !== false,
  );
  if (unknown) throw new ServerError(67, `the embedded database does not know the index option '${unknown}'`);
  const { key, name, v: _v, background: _background, ns: _ns, ...options } = specification;
  const kept = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== false));
  return { v: 2, key, name: name ?? new Index({ key }).name, ...kept };
}

/** What makes two indexes the same one, apart from options that can be changed, and names. */
const signature = ({ key, unique, sparse, partialFilterExpression }: Document): Document => ({
  key,
  unique: unique === true,
  sparse: sparse === true,
  partial: partialFilterExpression ?? null,
});

/** True where the index is there already; throws where it cannot be, with the code that mongoose and others act on. */
function isPresent(collection: Collection, wanted: Document): boolean {
  if (keyOf(wanted["key"]) === keyOf(ID_INDEX["key"])) return true;
  const named = collection.indexes.get(String(wanted["name"]))?.specification;
  const twin = [...collection.indexes.values()].find(({ specification }) =>
    identical(signature(specification), signature(wanted)),
  )?.specification;
  if (named && !identical(signature(named), signature(wanted)))
    throw new ServerError(
      86,
      `An existing index has the same name as the requested index. Requested index: ${JSON.stringify(wanted)}, existing index: ${JSON.stringify(named)}`,
    );
  const found = named ?? twin;
  if (!found) return false;
  if (found["name"] !== wanted["name"])
    throw new ServerError(85, `Index already exists with a different name: ${String(found["name"])}`);
  if (!sameIndex(found, wanted))
    throw new ServerError(85, "An equivalent index already exists with the same name but different options.");
  return true;
}

const createIndexes: Handler = async (call) => {
  const specifications = call.command["indexes"];
  if (!Array.isArray(specifications) || specifications.length === 0)
    throw badValue("Must specify at least one index to create");
  const { store } = call.engine;
  const createdCollectionAutomatically = store.get(namespace(call)) === undefined;
  const wanted = specifications.map(parseIndex);
  const collection = store.getOrCreate(namespace(call));
  await settled(
    call,
    () => [collection],
    () => {},
  );
  const numIndexesBefore = collection.indexes.size;
  for (const specification of wanted) {
    if (isPresent(collection, specification)) continue;
    // Built once beside the collection first: documents that break it must be found before it is written down.
    collection.addIndex(specification);
    collection.indexes.delete(String(specification["name"]));
    store.commit([{ o: "index", ns: collection.namespace, spec: specification }]);
  }
  const numIndexesAfter = collection.indexes.size;
  const note = numIndexesAfter === numIndexesBefore && { note: "all indexes already exist" };
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically, ...note };
};

const dropIndexes: Handler = (call) => {
  const collection = existing(call);
  const nIndexesWas = collection.indexes.size;
  const wanted = call.command["index"];
  const names =
    wanted === "*"
      ? [...collection.indexes.keys()].filter((name) => name !== "_id_")
      : (Array.isArray(wanted) ? wanted : [wanted]).map((each) => {
          const index = isDocument(each) ? collection.indexByKey(each) : collection.indexes.get(String(each));
          if (!index) throw new ServerError(27, `index not found with name [${String(each)}]`);
          if (index.name === "_id_") throw new ServerError(72, "cannot drop _id index");
          return index.name;
        });
  if (names.length > 0)
    call.engine.store.commit(names.map((name) => ({ o: "dropIndex" as const, ns: collection.namespace, name })));
  return { nIndexesWas };
};

/** Only the lifetime of a TTL index can be changed. */
const collMod: Handler = (call) => {
  const collection = existing(call);
  refuse(call.command, "validator", "viewOn", "pipeline", "timeseries");
  const change = call.command["index"];
  if (!isDocument(change)) return {};
  const index =
    change["name"] === undefined
      ? collection.indexByKey(change["keyPattern"])
      : collection.indexes.get(String(change["name"]));
  if (!index) throw new ServerError(27, `cannot find index ${JSON.stringify(change)} for ns ${collection.namespace}`);
  refuse(change, "hidden", "unique", "prepareUnique");
  const seconds = change["expireAfterSeconds"];
  if (seconds === undefined) return {};
  const spec = { ...index.specification, expireAfterSeconds: seconds };
  new Index(spec);
  call.engine.store.commit([
    { o: "dropIndex", ns: collection.namespace, name: index.name },
    { o: "index", ns: collection.namespace, spec },
  ]);
  return { expireAfterSeconds_old: index.expireAfterSeconds ?? null, expireAfterSeconds_new: seconds };
};

const dbStats: Handler = (call) => {
  const collections = inDatabase(call);
  const sum = (of: (collection: Collection) => number): number =>
    collections.reduce((total, each) => total + of(each), 0);
  return {
    db: call.database,
    collections: collections.length,
    objects: sum(({ count }) => count),
    indexes: sum(({ indexes }) => indexes.size),
  };
};

export const ADMIN_COMMANDS: Readonly<Record<string, Handler>> = {
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  listIndexes,
  createIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
  collMod,
  dbStats,
};
