import { expect, test } from "vitest";
import { expireLots } from "../../jobs/expire-lots.ts";
import { HOUR_MS } from "../support/credits.ts";
import { ledgerStage } from "./ledger-stage.ts";

test("the expiry of every lot that is due becomes an entry, however many wallets there are", async () => {
  const { clock, ledger, log, services } = ledgerStage();
  const expiresAt = new Date(clock.now().getTime() + HOUR_MS);
  const accounts = Array.from({ length: 230 }, (_, index) => `account-${index}`);
  for (const account of accounts) {
    await ledger.grant(account, { cause: "gift", amount: 3, kind: "promotional", expiresAt, reason: "welcome" });
  }
  await expireLots.run(null, services);
  expect(log.lines).toEqual([]);
  clock.move(HOUR_MS);
  await expireLots.run(null, services);
  expect(log.lines).toMatchObject([{ level: "info", facts: { wallets: 230, credits: 690, failed: 0 } }]);
  const kinds = await Promise.all(
    accounts.map(async (account) => (await ledger.movements(account, { limit: 9 })).map(({ kind }) => kind)),
  );
  expect(new Set(kinds.map((one) => one.join()))).toEqual(new Set(["expire,grant"]));
});

test("running it again changes nothing", async () => {
  const { clock, ledger, services } = ledgerStage();
  const expiresAt = new Date(clock.now().getTime() + HOUR_MS);
  await ledger.grant("ada", { cause: "gift", amount: 3, kind: "promotional", expiresAt, reason: "welcome" });
  clock.move(HOUR_MS);
  await expireLots.run(null, services);
  const once = await ledger.wallet("ada");
  await Promise.all([expireLots.run(null, services), expireLots.run(null, services)]);
  expect(await ledger.wallet("ada")).toEqual(once);
});
