import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Tells reporters what came of their reports, once somebody has decided (T26). */
export const tellReporters = defineJob({
  name: "tell-reporters",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { reports, log }) {
    const told = await reports.tellOutcomes();
    if (told > 0) log.info({ told }, "reporters were told what came of their reports");
  },
});
