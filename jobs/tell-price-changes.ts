import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Posts the notices of rises to those who are subscribed; from then on their 30 days can begin (T16). */
export const tellPriceChanges = defineJob({
  name: "tell-price-changes",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { pricing, log }) {
    const told = await pricing.tellSubscribers();
    if (told > 0) log.info({ told }, "subscribers were told of a price that goes up");
  },
});
