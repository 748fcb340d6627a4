import { at, valuesAt } from "./paths.ts";
import type { Store } from "./store.ts";
import { Blocked } from "./transaction.ts";

/** Deletes what a TTL index says is over; what a transaction holds waits for the next round. */
export function expire(store: Store, now: number): number {
  let deleted = 0;
  for (const collection of store.collections.values()) {
    for (const index of collection.indexes.values()) {
      const [field] = index.fields;
      if (index.expireAfterSeconds === undefined || !field) continue;
      const limit = now - index.expireAfterSeconds * 1000;
      for (const { document } of [...collection.slots.values()]) {
        if (!document || at(document, [field.parts[0] as string]) === undefined) continue;
        const dates = valuesAt(document, field.parts).values.filter((value) => value instanceof Date);
        if (!dates.some((date) => date.getTime() <= limit) || index.keys(document).length === 0) continue;
        try {
          store.write(collection, document, null);
          deleted++;
        } catch (error) {
          if (!(error instanceof Blocked)) throw error;
        }
      }
    }
  }
  return deleted;
}
