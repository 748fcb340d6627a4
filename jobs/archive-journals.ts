import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Keeps wallets small: copies old journal entries into the archive, then takes them out of the wallet. */
export const archiveJournals = defineJob({
  name: "archive-journals",
  every: "10 minutes",
  payload: z.unknown(),
  async run(_payload, { ledger, log }) {
    const { wallets, moved, failed } = await ledger.archiveDue();
    if (wallets + failed > 0) log.info({ wallets, entries: moved, failed }, "journals were archived");
  },
});
