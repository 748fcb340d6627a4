import type { AmountsBySubject } from "./edition.ts";
import type { PriceChange } from "./price-change.ts";

/** Where prices and their changes are kept. Implemented in `adapters/mongo/price-changes.ts`. */
export interface PriceChangeStore {
  /**
   * Writes down what things cost at first, where that is not written down yet, and answers what is: prices that somebody edited
   * since count for nothing.
   */
  keepOpening(amounts: AmountsBySubject): Promise<AmountsBySubject>;
  /** false when its subject has a change with this number. */
  insert(change: PriceChange): Promise<boolean>;
  find(id: string): Promise<PriceChange | null>;
  /** All, cancelled ones included. */
  all(): Promise<PriceChange[]>;
  /** false when it was cancelled before. Whoever was told of it is to be told of that from then on: nobody was yet. */
  cancel(id: string, by: string, at: Date): Promise<boolean>;
  /**
   * Who was told so far, and when the others are: of the announcement, or of its withdrawal. Whoever still tells of what was taken
   * back meanwhile writes nothing.
   */
  markTold(
    id: string,
    of: "announcement" | "withdrawal",
    told: Pick<PriceChange, "toldThrough" | "tellAt">,
  ): Promise<void>;
}
