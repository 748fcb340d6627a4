import { expect, test } from "vitest";
import { archiveJournals } from "../../jobs/archive-journals.ts";
import { give, HOUR_MS } from "../support/credits.ts";
import { ledgerStage } from "./ledger-stage.ts";

test("an old, long journal is archived, and a short or a young one is left", async () => {
  const { clock, ledger, log, services } = ledgerStage();
  const hold = async (account: string, count: number) => {
    await give(ledger, account, 500);
    for (let index = 0; index < count; index++) {
      await ledger.hold(account, { cause: `h${index}`, amount: 1, reason: "picture" });
    }
  };
  await hold("busy", 60);
  await hold("quiet", 20);
  clock.move(HOUR_MS);
  await hold("young", 60);
  await archiveJournals.run(null, services);
  await archiveJournals.run(null, services);
  const lengths = await Promise.all(
    ["busy", "quiet", "young"].map(async (account) => (await ledger.wallet(account)).journal.length),
  );
  expect(lengths).toEqual([10, 21, 61]);
  expect(log.lines).toMatchObject([{ level: "info", facts: { wallets: 1, entries: 51, failed: 0 } }]);
});
