import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const AT_ONCE = 100;

/**
 * Ends suspensions in time and carries out terminations whose notice is over (T18, T19). Every check goes by the clock, so all
 * that a late run delays is what people are told and what leaves the account.
 */
export const carryOutSanctions = defineJob({
  name: "carry-out-sanctions",
  every: "5 seconds",
  // Whoever died in it must not keep people from hearing for long that they are free again.
  lockSeconds: 60,
  payload: z.unknown(),
  async run(_payload, { sanctions, log }) {
    const done = await sanctions.carryOutDue(AT_ONCE);
    if (done > 0) log.info({ done }, "sanctions were carried on");
  },
});
