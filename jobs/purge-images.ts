import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const IMAGES_AT_ONCE = 100;

/** Deletes stored images whose retention has ended (T15). */
export const purgeImages = defineJob({
  name: "purge-images",
  every: "1 hour",
  payload: z.unknown(),
  async run(_payload, { images, clock, log }) {
    let purged = 0;
    for (;;) {
      const keys = await images.expired(clock.now(), IMAGES_AT_ONCE);
      await images.delete(keys);
      purged += keys.length;
      if (keys.length < IMAGES_AT_ONCE) break;
    }
    if (purged > 0) log.info({ purged }, "images whose time was over were deleted");
  },
});
