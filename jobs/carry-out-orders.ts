import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Gives the months of yearly plans when they begin, ends days of grace, and finishes what a crash has left half done. */
export const carryOutOrders = defineJob({
  name: "carry-out-orders",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { billing, log }) {
    const { orders, failed } = await billing.carryOutDue();
    if (orders + failed > 0) log.info({ orders, failed }, "orders were carried out");
  },
});
