import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Tells people and operators what they were not told of tickets, names overdue ones once a day, and lets old words go (T28, T15). */
export const remindOfTickets = defineJob({
  name: "remind-of-tickets",
  every: "2 minutes",
  payload: z.unknown(),
  run: (_payload, { support }) => support.tend(),
});
