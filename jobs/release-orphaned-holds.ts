import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Far longer than any picture may take, so that a hold is older only if nobody works for it, or something hangs. */
const OLD_MS = 60 * 60 * 1000;

/**
 * Gives back what is still held for pictures that have ended: a process died between a picture's end and the release, or held
 * for one that had just ended elsewhere. At night, because looking for them reads every wallet, which an index would save at
 * the price of making every hold slower.
 */
export const releaseOrphanedHolds = defineJob({
  name: "release-orphaned-holds",
  every: "45 3 * * *",
  payload: z.unknown(),
  lockSeconds: 4 * 3600,
  async run(_payload, { ledger, studio, clock, log }) {
    const before = new Date(clock.now().getTime() - OLD_MS);
    await ledger.visitHeld(before, async (account, holds) => {
      for (const { id, amount } of holds) {
        if (!(await studio.isOver(id))) continue;
        const { outcome } = await ledger.release(account, { hold: id, reason: "orphaned" });
        if (outcome === "released") log.warn({ account, hold: id, credits: amount }, "an orphaned hold was released");
      }
    });
  },
});
