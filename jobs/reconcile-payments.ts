import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Compares the last days with the payment providers every morning: repairs what is safe, and logs what a person must look at. */
export const reconcilePayments = defineJob({
  name: "reconcile-payments",
  every: "45 4 * * *",
  payload: z.unknown(),
  lockSeconds: 3600,
  async run(_payload, { billing, log }) {
    const { looked, repaired, failed, reviews } = await billing.reconcile();
    // What had to be repaired came by no event: worth a look at the webhook.
    if (repaired.length > 0) log.warn({ orders: repaired }, "payments were repaired that no event had told of");
    log.info({ looked, repaired: repaired.length, failed, reviews }, "payments were reconciled");
  },
});
