import type { Collection } from "./collection.ts";
import type { Document } from "./document.ts";
import type { Key } from "./order.ts";

/** A running multi-document transaction: what it saw at its start, and what it means to write. */
export class Transaction {
  readonly snapshot: number;
  readonly startedAt: number;
  readonly writes = new Map<Collection, Map<Key, Document | null>>();
  readonly claimed = new Map<Collection, Set<string>>();
  /** Resolves once it is committed or aborted. */
  readonly ended: Promise<void>;
  private settle: () => void = () => {};

  constructor(snapshot: number, startedAt: number) {
    this.snapshot = snapshot;
    this.startedAt = startedAt;
    this.ended = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  claim(collection: Collection, what: string): void {
    collection.claims.set(what, this);
    let claimed = this.claimed.get(collection);
    if (!claimed) {
      claimed = new Set();
      this.claimed.set(collection, claimed);
    }
    claimed.add(what);
  }

  write(collection: Collection, key: Key, document: Document | null): void {
    let writes = this.writes.get(collection);
    if (!writes) {
      writes = new Map();
      this.writes.set(collection, writes);
    }
    writes.set(key, document);
  }

  end(): void {
    for (const [collection, claimed] of this.claimed) for (const what of claimed) collection.claims.delete(what);
    this.claimed.clear();
    this.writes.clear();
    this.settle();
  }
}

/** Thrown when a plain write meets something that a transaction has claimed: wait for its end and try again. */
export class Blocked extends Error {
  readonly transaction: Transaction;

  constructor(transaction: Transaction) {
    super("blocked by a transaction");
    this.transaction = transaction;
  }
}
