import { Collection, duplicateKey, ID_INDEX } from "./collection.ts";
import { checkSize, type Document } from "./document.ts";
import { ServerError, writeConflict } from "./errors.ts";
import type { Index } from "./index.ts";
import type { Log } from "./log.ts";
import { type Key, keyOf } from "./order.ts";
import type { Operation } from "./records.ts";
import { Blocked, Transaction } from "./transaction.ts";

/**
 * All collections and the one way to change them: first the log, then memory. A write that the log refuses leaves
 * memory as it was, so that memory and file always agree.
 */
export class Store {
  readonly collections = new Map<string, Collection>();
  private readonly transactions = new Set<Transaction>();
  private readonly log: Log | undefined;
  private version = 0;

  constructor(log: Log | undefined) {
    this.log = log;
  }

  get(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  getOrCreate(namespace: string): Collection {
    const found = this.collections.get(namespace);
    if (found) return found;
    this.commit([{ o: "create", ns: namespace }]);
    return this.collections.get(namespace) as Collection;
  }

  /** Makes the operations durable together and then visible together. */
  commit(operations: readonly Operation[]): void {
    this.log?.append(operations);
    this.version++;
    for (const operation of operations) this.replay(operation);
    if (this.log?.isMostlyGarbage()) this.log.compact(this.snapshot());
  }

  /** Applies one operation to memory; also what a start does with each that the log holds. */
  replay(operation: Operation): void {
    const { ns } = operation;
    switch (operation.o) {
      case "create":
        if (!this.collections.has(ns)) this.create(ns);
        return;
      case "drop":
        this.collections.delete(ns);
        return;
      case "index":
        (this.collections.get(ns) ?? this.create(ns)).addIndex(operation.spec);
        return;
      case "dropIndex":
        this.collections.get(ns)?.indexes.delete(operation.name);
        return;
      case "put":
      case "delete": {
        const collection = this.collections.get(ns) ?? this.create(ns);
        const document = operation.o === "put" ? operation.d : null;
        const key = keyOf(operation.o === "put" ? operation.d["_id"] : operation.id);
        collection.apply(key, document, this.version, this.transactions.size > 0);
      }
    }
  }

  private create(namespace: string): Collection {
    const collection = new Collection(namespace);
    collection.addIndex(ID_INDEX);
    this.collections.set(namespace, collection);
    return collection;
  }

  /** Everything there is, as the operations that would make it. */
  *snapshot(): Generator<Operation> {
    for (const [ns, collection] of this.collections) {
      yield { o: "create", ns };
      for (const { document } of collection.slots.values()) if (document) yield { o: "put", ns, d: document };
      for (const index of collection.indexes.values())
        if (index.name !== "_id_") yield { o: "index", ns, spec: index.specification };
    }
  }

  /** Writes one document (null: deletes it), now or as a part of the transaction. */
  write(collection: Collection, before: Document | null, after: Document | null, transaction?: Transaction): void {
    const key = keyOf((after ?? before)?.["_id"]);
    if (after) checkId(after);
    this.claim(collection, `document ${key}`, transaction);
    if (transaction) {
      const slot = collection.slots.get(key);
      const own = transaction.writes.get(collection)?.has(key) === true;
      if (!own && slot && slot.version > transaction.snapshot) throw writeConflict();
    }
    this.checkIndexes(collection, key, before, after, transaction);
    // The log measures what it writes; what goes elsewhere is measured here.
    if (after && (transaction || !this.log)) checkSize(after);
    if (transaction) {
      transaction.claim(collection, `document ${key}`);
      transaction.write(collection, key, after);
    } else if (after) this.commit([{ o: "put", ns: collection.namespace, d: after }]);
    else this.commit([{ o: "delete", ns: collection.namespace, id: before?.["_id"] }]);
  }

  private claim(collection: Collection, what: string, transaction: Transaction | undefined): void {
    const holder = collection.claims.get(what);
    if (!holder || holder === transaction) return;
    if (transaction) throw writeConflict();
    throw new Blocked(holder);
  }

  private checkIndexes(
    collection: Collection,
    key: Key,
    before: Document | null,
    after: Document | null,
    transaction: Transaction | undefined,
  ): void {
    for (const index of collection.indexes.values()) {
      if (index.isUntouched(before, after)) continue;
      // Also finds parallel arrays before anything is written.
      const is = after ? index.keys(after) : [];
      if (!index.unique) continue;
      const was = before ? index.keys(before) : [];
      if (is.length === 1 && was.length === 1 && is[0] === was[0]) continue;
      for (const indexKey of is) {
        const what = `index ${index.name} ${indexKey}`;
        this.claim(collection, what, transaction);
        if (after) this.checkUnique(collection, index, indexKey, key, after, transaction);
      }
      if (!transaction) continue;
      for (const indexKey of [...is, ...was]) {
        this.claim(collection, `index ${index.name} ${indexKey}`, transaction);
        transaction.claim(collection, `index ${index.name} ${indexKey}`);
      }
    }
  }

  private checkUnique(
    collection: Collection,
    index: Index,
    indexKey: Key,
    own: Key,
    document: Document,
    transaction: Transaction | undefined,
  ): void {
    const writes = transaction?.writes.get(collection);
    for (const { slot } of index.entries.range({
      from: { key: indexKey, after: false },
      to: { key: indexKey, after: true },
    })) {
      if (index.name !== "_id_" && slot.key === own) continue;
      if (index.name === "_id_" && writes?.get(own) === null) continue;
      if (writes?.has(slot.key) && index.name !== "_id_") continue;
      if (transaction && slot.version > transaction.snapshot) throw writeConflict();
      throw duplicateKey(collection.namespace, index, document);
    }
    if (!writes) return;
    for (const [otherKey, other] of writes) {
      if (!other || (index.name !== "_id_" && otherKey === own)) continue;
      if (index.keys(other).includes(indexKey)) throw duplicateKey(collection.namespace, index, document);
    }
  }

  begin(): Transaction {
    const transaction = new Transaction(this.version);
    this.transactions.add(transaction);
    return transaction;
  }

  commitTransaction(transaction: Transaction): void {
    const operations: Operation[] = [];
    for (const [collection, writes] of transaction.writes) {
      for (const [key, document] of writes) {
        const existing = collection.slots.get(key)?.document;
        if (document) operations.push({ o: "put", ns: collection.namespace, d: document });
        else if (existing) operations.push({ o: "delete", ns: collection.namespace, id: existing["_id"] });
      }
    }
    try {
      if (operations.length > 0) this.commit(operations);
    } finally {
      this.end(transaction);
    }
  }

  end(transaction: Transaction): void {
    this.transactions.delete(transaction);
    transaction.end();
    const oldest = [...this.transactions].reduce((least, { snapshot }) => Math.min(least, snapshot), this.version);
    for (const collection of this.collections.values()) if (collection.recent.size > 0) collection.prune(oldest);
  }
}

function checkId(document: Document): void {
  const id = document["_id"];
  if (Array.isArray(id)) throw new ServerError(53, "The '_id' value cannot be of type array");
  if (typeof id === "object" && id?.constructor.name === "BSONRegExp")
    throw new ServerError(53, "The '_id' value cannot be of type regex");
}
