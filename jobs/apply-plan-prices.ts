import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Moves subscriptions that renew soon to the price that holds for their owners by then (T16). */
export const applyPlanPrices = defineJob({
  name: "apply-plan-prices",
  every: "30 minutes",
  payload: z.unknown(),
  async run(_payload, { billing, log }) {
    const { moved, failed } = await billing.applyPlanPrices();
    if (moved + failed > 0) log.info({ moved, failed }, "plans were moved to their new prices");
  },
});
