import type { Clock, Log } from "../services.ts";
import type { AmountsBySubject } from "./edition.ts";
import { inOrder, type PriceChange } from "./price-change.ts";
import type { PriceChangeStore } from "./price-change-store.ts";

/**
 * How old what a process knows of prices may be. Much shorter than the time between an announcement and its effect, so that no
 * process ever charges by a price that another one no longer shows.
 */
const FRESH_MS = 5_000;
/** A change takes effect, or is cancelled, at least so long after it was written. */
export const LEAD_MS = 60_000;

/** Opening prices and changes as they are in the store, at most a few seconds ago. */
export interface PriceMemory {
  read(): Promise<KnownPrices>;
  /** What was just written here is read anew. */
  forget(): void;
}
export interface KnownPrices {
  readonly opening: AmountsBySubject;
  /** Without cancelled ones, in the order in which they take effect. */
  readonly changes: readonly PriceChange[];
}

export function createPriceMemory({
  store,
  clock,
  log,
  opening,
}: {
  readonly store: Pick<PriceChangeStore, "keepOpening" | "all">;
  readonly clock: Clock;
  readonly log: Log;
  /** What things cost by the code and the offers. */
  readonly opening: AmountsBySubject;
}): PriceMemory {
  let kept: Promise<AmountsBySubject> | null = null;
  let known: { readonly prices: Promise<KnownPrices>; readonly until_ms: number } | null = null;

  async function keep(): Promise<AmountsBySubject> {
    const stored = await store.keepOpening(opening);
    for (const [subject, amounts] of Object.entries(opening)) {
      const differs = Object.entries(amounts).some(([name, amount]) => stored[subject]?.[name] !== amount);
      if (differs) log.warn({ subject }, "a price was edited; the price book counts, and /admin price changes it");
    }
    return stored;
  }

  async function load(): Promise<KnownPrices> {
    kept ??= keep().catch((error: unknown) => {
      kept = null;
      throw error;
    });
    const [all, changes] = await Promise.all([kept, store.all()]);
    // What is no longer sold keeps its place in the book, but nobody is shown it.
    const sold = Object.fromEntries(Object.keys(opening).map((subject) => [subject, all[subject] ?? {}]));
    return { opening: sold, changes: inOrder(changes.filter(({ cancelledAt }) => cancelledAt === null)) };
  }

  return {
    read() {
      const now_ms = clock.now().getTime();
      if (known !== null && now_ms < known.until_ms && now_ms >= known.until_ms - FRESH_MS) return known.prices;
      const prices = load();
      const mine = { prices, until_ms: now_ms + FRESH_MS };
      known = mine;
      prices.catch(() => {
        // What could not be read is asked for again with the next question.
        if (known === mine) known = null;
      });
      return prices;
    },
    forget() {
      known = null;
    },
  };
}
