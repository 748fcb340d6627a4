import { z } from "zod";
import { defineJob } from "../src/core/job.ts";
import { messagesFor } from "../src/core/messages.ts";

const WARNING_MS = 3 * 24 * 60 * 60 * 1000;

/** Tells people three days before credits expire, once for each lot. */
export const warnBeforeExpiry = defineJob({
  name: "warn-before-expiry",
  every: "1 hour",
  payload: z.unknown(),
  async run(_payload, { accounts, ledger, notices, clock }) {
    const words = messagesFor("en");
    const now = clock.now();
    await ledger.visitExpiring(new Date(now.getTime() + WARNING_MS), async (account, lots) => {
      // Whoever wants no reminders has said so in /settings.
      if ((await accounts.find(account))?.settings.reminders === false) return;
      for (const { id, available, expiresAt } of lots) {
        if (expiresAt === null || expiresAt <= now) continue;
        await notices.tell(account, `expiry:${account}:${id}`, { text: words.expiryWarning(available, expiresAt) });
      }
    });
  },
});
