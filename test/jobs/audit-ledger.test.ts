import { expect, test } from "vitest";
import { auditLedger } from "../../jobs/audit-ledger.ts";
import type { WalletStore } from "../../src/core/credits/wallet-store.ts";
import { give } from "../support/credits.ts";
import { memoryWallets } from "../support/memory-wallets.ts";
import { ledgerStage } from "./ledger-stage.ts";

test("a ledger in order is counted and nothing else", async () => {
  const { ledger, log, services } = ledgerStage();
  for (let index = 0; index < 120; index++) await give(ledger, `account-${index}`, 5);
  // Long enough for the archive to have a part of its history.
  for (let index = 0; index < 130; index++) {
    await ledger.hold("busy", { cause: `h${index}`, amount: 1, reason: "picture" });
    await give(ledger, "busy", 5, `g${index}`);
  }
  await auditLedger.run(null, services);
  expect(log.lines).toEqual([
    { level: "info", facts: { wallets: 121, entries: 379, violations: 0 }, message: "the ledger was audited" },
  ]);
});

test("each violation is an error with its account and its law, and the audit goes on", async () => {
  const honest = memoryWallets();
  const richer: WalletStore = {
    ...honest,
    list: async (limit, after) =>
      (await honest.list(limit, after)).map((wallet) =>
        wallet.account === "bob" ? { ...wallet, lots: wallet.lots.map((lot) => ({ ...lot, available: 500 })) } : wallet,
      ),
  };
  const { ledger, log, services } = ledgerStage(richer);
  for (const account of ["ada", "bob", "cleo"]) await give(ledger, account, 5);
  await auditLedger.run(null, services);
  const errors = log.lines.filter(({ level }) => level === "error");
  expect(errors.map(({ facts }) => [facts["account"], facts["law"]])).toEqual([
    ["bob", "L2"],
    ["bob", "L12"],
  ]);
  expect(errors[0]?.facts["error"]).toBeInstanceOf(Error);
  expect(log.lines.at(-1)?.facts).toEqual({ wallets: 3, entries: 3, violations: 2 });
});

test("an entry that is missing from the archive is found", async () => {
  const honest = memoryWallets();
  const losing: WalletStore = {
    ...honest,
    archive: (account, entries) =>
      honest.archive(
        account,
        entries.filter(({ seq }) => seq !== 7),
      ),
  };
  const { ledger, log, services } = ledgerStage(losing);
  await give(ledger, "ada", 500);
  for (let index = 0; index < 130; index++)
    await ledger.hold("ada", { cause: `h${index}`, amount: 1, reason: "picture" });
  await auditLedger.run(null, services);
  expect(log.lines.filter(({ level }) => level === "error")[0]?.facts).toMatchObject({
    account: "ada",
    law: "L12",
    seq: 8,
  });
});

test("a cause that was applied again after it had left the journal is found", async () => {
  const honest = memoryWallets();
  const forgetful: WalletStore = { ...honest, archived: async () => null };
  const { ledger, log, services } = ledgerStage(forgetful);
  await give(ledger, "ada", 500, "stripe:in_1");
  for (let index = 0; index < 130; index++)
    await ledger.hold("ada", { cause: `h${index}`, amount: 1, reason: "picture" });
  await give(ledger, "ada", 500, "stripe:in_1");
  await auditLedger.run(null, services);
  const errors = log.lines.filter(({ level }) => level === "error");
  expect(errors[0]?.facts).toMatchObject({ account: "ada", law: "L4", seq: 1 });
});
