import type { WalletStore } from "../../src/core/credits/wallet-store.ts";
import type { Services } from "../../src/core/services.ts";
import { TestClock, TestLog, testLedger } from "../support/credits.ts";
import { memoryWallets } from "../support/memory-wallets.ts";

/** A ledger, a clock and a log, with what a job of the ledger is handed. */
export function ledgerStage(store: WalletStore = memoryWallets()) {
  const clock = new TestClock();
  const log = new TestLog();
  const ledger = testLedger(store, clock, log);
  return { store, clock, log, ledger, services: { clock, log, ledger } as unknown as Services };
}
