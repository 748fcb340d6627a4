import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

const AT_ONCE = 100;

/** Lets those leave their accounts whose day of thinking it over has passed. */
export const finishUnlinks = defineJob({
  name: "finish-unlinks",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { unlinks, log }) {
    const left = await unlinks.finishDue(AT_ONCE);
    if (left > 0) log.info({ left }, "chats have left their accounts");
  },
});
