import { type Account, isAccount } from "../accounts/account.ts";
import type { Takedowns } from "../gallery/takedowns.ts";
import type { Generation } from "./generation.ts";

export type FinalTakedowns = Pick<Takedowns, "isFinal">;

/**
 * The person's picture where it was taken down for good, else null. Until then they may object, and whoever decides needs what it was
 * made from; afterwards the record is theirs to end.
 */
export async function takenDownForGood(
  generation: Generation | null,
  account: Account,
  takedowns: FinalTakedowns,
): Promise<Generation | null> {
  if (generation === null || generation.takenDownAt === null || generation.deletedAt !== null) return null;
  if (!isAccount(account, generation.account)) return null;
  return (await takedowns.isFinal(generation.id)) ? generation : null;
}
