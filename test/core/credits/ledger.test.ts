import { ledgerContract } from "../../contracts/ledger.ts";
import { walletStoreContract } from "../../contracts/wallet-store.ts";
import { memoryWallets } from "../../support/memory-wallets.ts";

walletStoreContract("a store in memory", async () => memoryWallets());
ledgerContract("a store in memory", async () => memoryWallets());
