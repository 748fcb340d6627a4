import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const AT_ONCE = 100;

/** Goes on with accounts that a dead process left half-joined, and looks once more for what was begun just before a join. */
export const finishJoins = defineJob({
  name: "finish-joins",
  every: "15 seconds",
  payload: z.unknown(),
  async run(_payload, { links }) {
    await links.finishDue(AT_ONCE);
  },
});
