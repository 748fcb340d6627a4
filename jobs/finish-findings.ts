import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Suspends, freezes and opens the case for what was found of the gravest kinds where a crash has come in between (T7). */
export const finishFindings = defineJob({
  name: "finish-findings",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { conduct, log }) {
    const finished = await conduct.finishFindings();
    if (finished > 0) log.warn({ finished }, "findings of the gravest kinds were acted upon late");
  },
});
