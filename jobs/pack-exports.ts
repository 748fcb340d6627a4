import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const AT_ONCE = 10;

/** Puts together what people asked for of their own data, and brings it to them (T15). */
export const packExports = defineJob({
  name: "pack-exports",
  every: "5 seconds",
  payload: z.unknown(),
  async run(_payload, { exports, log }) {
    const packed = await exports.finishDue(AT_ONCE);
    if (packed > 0) log.info({ packed }, "exports were put together");
  },
});
