import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const GENERATIONS_AT_ONCE = 100;

/** Goes on with pictures whose process has died. Its lock is short: it may die itself, and pictures must not wait for that. */
export const resumeGenerations = defineJob({
  name: "resume-generations",
  every: "5 seconds",
  payload: z.unknown(),
  lockSeconds: 5,
  async run(_payload, { studio }) {
    await studio.resume(GENERATIONS_AT_ONCE);
  },
});
