import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const ITEMS_AT_ONCE = 100;

/** Forgets sealed evidence that was kept long enough (T15), and copies of it that were sealed for being shown. */
export const purgeEvidence = defineJob({
  name: "purge-evidence",
  every: "10 minutes",
  payload: z.unknown(),
  async run(_payload, { evidence }) {
    let purged: number;
    do purged = await evidence.purge(ITEMS_AT_ONCE);
    while (purged > 0);
  },
});
