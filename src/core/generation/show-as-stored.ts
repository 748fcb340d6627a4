import type { DriveTools } from "./drive.ts";
import { isEnding } from "./generation.ts";
import { replyOf } from "./replies.ts";

/** What came of a picture is shown a moment before that is written, and only then is it known what became of the credits. */
const LOOKS_MAX = 50;
const LOOK_EVERY_MS = 200;

/**
 * `Chats` keeps what one process shows in order, but what another one shows of the same picture may come late: "painting" over a
 * picture that was delivered meanwhile. Whoever may have done that shows what is stored by now; where nothing is to be shown yet,
 * whoever drives the picture will. Rejects when the database or the chat is away.
 */
export async function showAsStored(
  id: string,
  { accounts, catalogue, chats, clock, pricing, store }: Omit<DriveTools, "turns">,
): Promise<void> {
  for (let looks = 1; looks <= LOOKS_MAX; looks++) {
    const stored = await store.find(id);
    if (stored === null || stored.deletedAt !== null || stored.takenDownAt !== null) return;
    const hasEnded = isEnding(stored.state);
    if (!hasEnded && stored.images.length === 0) return;
    // A picture that still waits for its chat is shown all the same.
    if (stored.closedAt !== null || (looks === LOOKS_MAX && !hasEnded)) {
      const prices = await pricing.for(stored.account);
      const isFirst = !hasEnded && stored.mayBeFirst && (await accounts.showsFirst(stored.account, id));
      await chats.show(stored.place, replyOf(stored, { catalogue, prices, isFirst }), stored.revision);
      return;
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
}
