import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const AT_ONCE = 50;

/** Goes on with takedowns that a crash has cut off, and with messages that could not be changed yet (T26). */
export const carryOutTakedowns = defineJob({
  name: "carry-out-takedowns",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { gallery }) {
    await gallery.takedowns.carryOutDue(AT_ONCE);
  },
});
