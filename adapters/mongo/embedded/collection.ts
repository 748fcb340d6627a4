import type { Document } from "./document.ts";
import { ServerError } from "./errors.ts";
import { Index } from "./index.ts";
import { identical, type Key, keyOf } from "./order.ts";
import type { Slot } from "./slot.ts";
import type { Transaction } from "./transaction.ts";

export const ID_INDEX: Document = { v: 2, key: { _id: 1 }, name: "_id_" };

/** One collection in memory: documents by the key of their `_id`, indexes, and who has laid claim to what. */
export class Collection {
  readonly namespace: string;
  readonly slots = new Map<Key, Slot>();
  readonly indexes = new Map<string, Index>();
  /** What a running transaction has written, by document or unique key: nobody else may write it until that ends. */
  readonly claims = new Map<string, Transaction>();
  /** Slots that changed while a transaction is running, oldest change first. */
  readonly recent = new Set<Slot>();
  /** Documents that exist now; `slots` also keeps the graves that a running transaction may look into. */
  count = 0;
  bytes = 0;
  private sequence = 0;

  constructor(namespace: string) {
    this.namespace = namespace;
  }

  /** Writes a version that everyone sees from now on; `keepOlder` while a transaction may need the one before. */
  apply(key: Key, document: Document | null, version: number, keepOlder: boolean): void {
    const slot = this.slots.get(key);
    const before = slot?.document ?? null;
    if (!slot || (before === null && document !== null)) {
      const created: Slot = { key, sequence: this.sequence++, document, version, older: undefined };
      if (slot && keepOlder) created.older = { document: null, version: slot.version, older: slot.older };
      if (slot) this.recent.delete(slot);
      this.slots.delete(key);
      this.slots.set(key, created);
      this.reindex(created, null, document);
      if (keepOlder) this.recent.add(created);
    } else {
      if (keepOlder) {
        slot.older = { document: slot.document, version: slot.version, older: slot.older };
        this.recent.delete(slot);
        this.recent.add(slot);
      }
      slot.document = document;
      slot.version = version;
      this.reindex(slot, before, document);
      if (document === null && !keepOlder) this.slots.delete(key);
    }
    this.count += (document === null ? 0 : 1) - (before === null ? 0 : 1);
  }

  private reindex(slot: Slot, before: Document | null, after: Document | null): void {
    for (const index of this.indexes.values()) {
      if (index.isUntouched(before, after)) continue;
      const was = before ? index.keys(before) : [];
      const is = after ? index.keys(after) : [];
      if (was.length === 1 && is.length === 1 && was[0] === is[0]) continue;
      for (const key of was) if (!is.includes(key)) index.entries.remove(key, slot);
      for (const key of is) if (!was.includes(key)) index.entries.add(key, slot);
    }
  }

  /** Forgets the versions that no snapshot from `oldest` on can see. */
  prune(oldest: number): void {
    for (const slot of this.recent) {
      if (slot.version > oldest) return;
      this.recent.delete(slot);
      slot.older = undefined;
      if (slot.document === null && this.slots.get(slot.key) === slot) this.slots.delete(slot.key);
    }
  }

  /** The index with these fields in this order, if there is one. */
  indexByKey(key: unknown): Index | undefined {
    return [...this.indexes.values()].find((index) => keyOf(index.specification["key"]) === keyOf(key));
  }

  addIndex(specification: Document): void {
    const index = new Index(specification);
    for (const slot of this.slots.values()) {
      if (slot.document === null) continue;
      for (const key of index.keys(slot.document)) {
        if (index.unique) {
          for (const entry of index.entries.range({ from: { key, after: false }, to: { key, after: true } }))
            if (entry.slot !== slot) throw duplicateKey(this.namespace, index, slot.document);
        }
        index.entries.add(key, slot);
      }
    }
    this.indexes.set(index.name, index);
  }
}

/** Whether two specifications ask for the same index, apart from its name. */
export function sameIndex(a: Document, b: Document): boolean {
  const options = ({ name: _name, v: _v, background: _background, ns: _ns, ...rest }: Document): Document =>
    Object.fromEntries(Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)));
  return identical(options(a), options(b));
}

export function duplicateKey(namespace: string, index: Index, document: Document): ServerError {
  const keyValue = index.keyValue(document);
  const keyPattern = index.specification["key"];
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value) ?? "null"}`);
  return new ServerError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown.join(", ")} }`,
    { keyPattern, keyValue },
  );
}
