import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Tells whoever is charged for another year within a week, so that nobody pays a year by surprise. */
export const tellRenewals = defineJob({
  name: "tell-renewals",
  every: "1 hour",
  payload: z.unknown(),
  async run(_payload, { billing, log }) {
    const { failed } = await billing.tellRenewals();
    if (failed > 0) log.warn({ failed }, "renewals could not be told; they are tried again with the next hour");
  },
});
