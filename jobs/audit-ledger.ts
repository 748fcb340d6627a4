import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Replays every wallet at night and tells each law that does not hold: it should find nothing, ever. */
export const auditLedger = defineJob({
  name: "audit-ledger",
  every: "15 3 * * *",
  payload: z.unknown(),
  lockSeconds: 4 * 3600,
  async run(_payload, { ledger, log }) {
    const { wallets, entries, violations } = await ledger.audit(({ account, law, seq, problem }) => {
      log.error({ error: new Error(`${law} is broken: ${problem}`), account, law, seq }, "the ledger breaks a law");
    });
    log.info({ wallets, entries, violations }, "the ledger was audited");
  },
});
