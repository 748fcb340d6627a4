import { z } from "zod";
import { languageWished } from "../src/core/accounts/account.ts";
import { defineJob } from "../src/core/job.ts";
import { languageOf, messagesFor } from "../src/core/messages.ts";

const WARNING_MS = 3 * 24 * 60 * 60 * 1000;

/** Tells people three days before credits expire, once for each lot. */
export const warnBeforeExpiry = defineJob({
  name: "warn-before-expiry",
  every: "1 hour",
  payload: z.unknown(),
  async run(_payload, { accounts, ledger, notices, clock }) {
    const now = clock.now();
    await ledger.visitExpiring(new Date(now.getTime() + WARNING_MS), async (account, lots) => {
      const person = await accounts.find(account);
      const words = messagesFor(languageOf(person && languageWished(person)));
      for (const { id, available, expiresAt } of lots) {
        if (expiresAt === null || expiresAt <= now) continue;
        const reply = { text: words.expiryWarning(available, expiresAt) };
        // Whoever wants no reminders has said so in /settings.
        await notices.post(account, `expiry:${account}:${id}`, reply, "reminder");
      }
    });
  },
});
