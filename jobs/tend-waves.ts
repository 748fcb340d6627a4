import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Finishes what a dead process left of a wave of refusals, and closes waves that are over. */
export const tendWaves = defineJob({
  name: "tend-waves",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { conduct }) {
    await conduct.tendWaves();
  },
});
