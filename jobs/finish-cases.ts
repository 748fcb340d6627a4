import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const DECISIONS_AT_ONCE = 50;

/** Does what decisions of operators ask for and a crash has cut off, and tells of cases that nobody was told of yet. */
export const finishCases = defineJob({
  name: "finish-cases",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { caseDecisions, caseAlerts }) {
    await caseDecisions.finish(DECISIONS_AT_ONCE);
    await caseAlerts.remind();
  },
});
