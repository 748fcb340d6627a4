import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const SETTLED_AT_ONCE = 50;

/** Finishes what two people of ours agreed on and a process left half done, and tells of what nobody has decided in time. */
export const settleApprovals = defineJob({
  name: "settle-approvals",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { desk }) {
    await desk.approvals.settleDue(SETTLED_AT_ONCE);
  },
});
