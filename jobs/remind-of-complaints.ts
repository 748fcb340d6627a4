import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Reminds operators of complaints that have to be decided within 48 hours: a day before, six hours before, and when they are overdue (T26). */
export const remindOfComplaints = defineJob({
  name: "remind-of-complaints",
  every: "5 minutes",
  payload: z.unknown(),
  async run(_payload, { reports }) {
    await reports.remindOfClocks();
  },
});
