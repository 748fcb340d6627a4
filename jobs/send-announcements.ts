import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** A page takes a second, so that a run ends within the time that a stopping process has. */
const PAGES_MAX = 8;

/** Goes on with announcements: page by page, each person once, from where the last run ended. */
export const sendAnnouncements = defineJob({
  name: "send-announcements",
  every: "10 seconds",
  payload: z.unknown(),
  async run(_payload, { desk }) {
    await desk.announcements.send(PAGES_MAX);
  },
});
