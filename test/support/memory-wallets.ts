import { archiveDue } from "../../src/core/credits/journal.ts";
import { type Entry, nextExpiry, type Wallet } from "../../src/core/credits/wallet.ts";
import type { Due, WalletStore } from "../../src/core/credits/wallet-store.ts";

/** Wallets in memory, under the contract of `test/contracts/wallet-store.ts`, for tests that need no database. */
export function memoryWallets(): WalletStore {
  const wallets = new Map<string, Wallet>();
  const archive = new Map<string, { readonly account: string; readonly entry: Entry }>();
  const entriesOf = (account: string) =>
    [...archive.values()]
      .filter((one) => one.account === account)
      .map((one) => one.entry)
      .toSorted((a, b) => a.seq - b.seq);
  const due = (dueAt: (wallet: Wallet) => Date | null, now: Date, limit: number, after: Due | null): Due[] =>
    [...wallets.values()]
      .flatMap((wallet) => {
        const since = dueAt(wallet);
        return since !== null && since <= now ? [{ account: wallet.account, since }] : [];
      })
      .toSorted(dueOrder)
      .filter((one) => after === null || dueOrder(one, after) > 0)
      .slice(0, limit);

  return {
    read: async (account) => wallets.get(account) ?? null,
    async write(before, after) {
      const stored = wallets.get(before.account);
      if ((stored?.seq ?? 0) !== before.seq || (stored?.archivedSeq ?? 0) !== before.archivedSeq) return false;
      wallets.set(before.account, structuredClone(after));
      return true;
    },
    async archive(account, entries) {
      for (const entry of entries) {
        const key = `${account} ${entry.cause}`;
        if (!archive.has(key)) archive.set(key, { account, entry: structuredClone(entry) });
      }
    },
    archived: async (account, cause) => archive.get(`${account} ${cause}`)?.entry ?? null,
    archivedBefore: async (account, seq, limit) =>
      entriesOf(account)
        .filter((entry) => entry.seq < seq)
        .toReversed()
        .slice(0, limit),
    archivedAfter: async (account, seq, limit) =>
      entriesOf(account)
        .filter((entry) => entry.seq > seq)
        .slice(0, limit),
    expired: async (now, limit, after) => due(nextExpiry, now, limit, after),
    archivable: async (now, limit, after) => due(archiveDue, now, limit, after),
    holding: async (before, limit, after) =>
      [...wallets.values()]
        .filter(({ account, holds }) => (after === null || account > after) && holds.some((one) => one.heldAt < before))
        .toSorted((a, b) => (a.account < b.account ? -1 : 1))
        .slice(0, limit),
    list: async (limit, after) =>
      [...wallets.values()]
        .filter(({ account }) => after === null || account > after)
        .toSorted((a, b) => (a.account < b.account ? -1 : 1))
        .slice(0, limit),
  };
}

function dueOrder(a: Due, b: Due): number {
  return a.since.getTime() - b.since.getTime() || (a.account < b.account ? -1 : Number(a.account > b.account));
}
