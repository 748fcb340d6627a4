import type { mongo } from "mongoose";
import type { Migration } from "./migration.ts";

/** Indexes by their names as earlier versions made them; others have taken their place. Each costs time with every write. */
const LEFT_BEHIND: readonly (readonly [collection: string, index: string])[] = [
  ["generations", "account_1_acceptedAt_-1"],
  ["generations", "owner_1_acceptedAt_1"],
  ["notices", "nextAttemptAt_1"],
  ["reports", "generation_1_createdAt_1"],
  ["reports", "reporter_1"],
  ["audit", "subject_1_at_-1"],
  ["audit", "at_-1"],
  ["audit", "actor_1"],
  ["postings", "generations_1_at_1"],
  ["takedowns", "awaitsDecision_1"],
];

/** NamespaceNotFound, IndexNotFound: there is nothing to drop. */
const NOT_THERE = new Set<unknown>([26, 27]);

/** Only what we made ourselves goes, by name: an index that somebody else has added for their own use stays. */
export const indexesLeftBehind: Migration = {
  id: "0001-indexes-left-behind",
  description: "drops indexes of earlier versions that nothing asks any more",
  // Older processes do without them too, only slower; until the last of them is gone they would make them anew.
  kind: "contract",
  async up(database: mongo.Db, { note }) {
    for (const [collection, index] of LEFT_BEHIND) {
      try {
        await database.collection(collection).dropIndex(index);
        await note(`${collection}.${index}`, 1);
      } catch (error) {
        if (!NOT_THERE.has((error as { code?: unknown } | null)?.code)) throw error;
      }
    }
  },
};
