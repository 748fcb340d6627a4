import type { Collection } from "./collection.ts";
import type { Document } from "./document.ts";
import { ServerError } from "./errors.ts";
import type { Key } from "./order.ts";

/** A running multi-document transaction: what it saw at its start, and what it means to write. */
export class Transaction {
  readonly snapshot: number;
  /** By the machine's own clock: a transaction that nobody ends must end some time, whatever the time is said to be. */
  readonly startedAt = performance.now();
  readonly writes = new Map<Collection, Map<Key, Document | null>>();
  readonly claimed = new Map<Collection, Set<string>>();
  /** Resolves once it is committed or aborted. */
  readonly ended: Promise<void>;
  private settle: () => void = () => {};

  constructor(snapshot: number) {
    this.snapshot = snapshot;
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

/**
 * A plain write waits for a transaction that is in its way, as the server does, if need be until its time is up; one in
 * a transaction fails instead.
 */
export async function patiently<T>(maxTimeMs: number, attempt: () => T): Promise<T> {
  const deadline = maxTimeMs > 0 ? performance.now() + maxTimeMs : Number.POSITIVE_INFINITY;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      await before(deadline, error.transaction.ended);
    }
  }
}

async function before(deadline: number, ended: Promise<void>): Promise<void> {
  if (deadline === Number.POSITIVE_INFINITY) return ended;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const refuse = (): void => reject(new ServerError(50, "operation exceeded time limit"));
    timer = setTimeout(refuse, Math.max(0, deadline - performance.now()));
  });
  try {
    await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
  }
}
