import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const IMAGES_AT_ONCE = 100;

/** Deletes stored images whose retention has ended (T15), and finishes deletions that a crash has interrupted. */
export const purgeImages = defineJob({
  name: "purge-images",
  every: "10 minutes",
  payload: z.unknown(),
  async run(_payload, { images, studio, clock, log }) {
    let purged = 0;
    let cleared: number;
    do cleared = await studio.clearDeleted(IMAGES_AT_ONCE);
    while (cleared === IMAGES_AT_ONCE);
    for (;;) {
      const keys = await images.expired(clock.now(), IMAGES_AT_ONCE);
      await images.delete(keys);
      purged += keys.length;
      if (keys.length < IMAGES_AT_ONCE) break;
    }
    if (purged > 0) log.info({ purged }, "images whose time was over were deleted");
  },
});
