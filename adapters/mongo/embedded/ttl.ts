import { select } from "./select.ts";
import type { Store } from "./store.ts";
import { Blocked } from "./transaction.ts";

/** So many at once, so that a sweep over a backlog does not hold up clients. */
const MAX_PER_SWEEP = 1_000;

/** Deletes what a TTL index says is over; what a transaction holds waits for the next round. */
export function expire(store: Store, now: number): void {
  for (const collection of store.collections.values()) {
    for (const index of collection.indexes.values()) {
      const [field] = index.fields;
      if (index.expireAfterSeconds === undefined || !field) continue;
      const limit = new Date(now - index.expireAfterSeconds * 1000);
      const query = { filter: { [field.path]: { $lte: limit } }, limit: MAX_PER_SWEEP, variables: { now, let: {} } };
      for (const { document } of select(collection, query).found) {
        // A partial index ends only the lives of the documents in it.
        if (index.keys(document).length === 0) continue;
        try {
          store.write(collection, document, null);
        } catch (error) {
          if (!(error instanceof Blocked)) throw error;
        }
      }
    }
  }
}
