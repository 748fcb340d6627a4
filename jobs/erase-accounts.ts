import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const AT_ONCE = 100;

/** Erases those whose day of thinking it over has passed, and goes on with what a dead process left half done (T15). */
export const eraseAccounts = defineJob({
  name: "erase-accounts",
  every: "10 seconds",
  payload: z.unknown(),
  async run(_payload, { erasures, log }) {
    const { erased } = await erasures.finishDue(AT_ONCE);
    if (erased > 0) log.info({ erased }, "accounts were erased");
  },
});
