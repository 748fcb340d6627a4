import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Makes the expiry of credits an entry of the journal. Late or repeated it changes nothing: expired credits cannot be spent. */
export const expireLots = defineJob({
  name: "expire-lots",
  every: "1 minute",
  payload: z.unknown(),
  async run(_payload, { ledger, log }) {
    const { wallets, moved, failed } = await ledger.expireDue();
    if (wallets + failed > 0) log.info({ wallets, credits: moved, failed }, "credits have expired");
  },
});
