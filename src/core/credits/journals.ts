import type { Entry } from "./wallet.ts";
import type { WalletStore } from "./wallet-store.ts";

/** Every entry of one wallet, oldest first. */
export interface Journal {
  readonly account: string;
  readonly entries: readonly Entry[];
}

const PAGE_SIZE = 500;

/** The whole history of the wallet that stands for this account, and of every one that was ever joined into it. */
export async function journals(store: WalletStore, account: string): Promise<Journal[]> {
  const wallet = await store.read(account);
  if (wallet === null) return [];
  if (wallet.joinedInto !== null) return journals(store, wallet.joinedInto);
  return withJoined(store, account);
}

async function withJoined(store: WalletStore, account: string): Promise<Journal[]> {
  const wallet = await store.read(account);
  if (wallet === null) return [];
  const entries: Entry[] = [];
  let seq = 0;
  while (seq < wallet.archivedSeq) {
    const page = await store.archivedAfter(account, seq, PAGE_SIZE);
    // An archiving that is under way has copied entries which the wallet still has in its journal.
    entries.push(...page.filter((entry) => entry.seq <= wallet.archivedSeq));
    seq = page.at(-1)?.seq ?? wallet.archivedSeq;
  }
  const joined = await Promise.all(wallet.joined.map((one) => withJoined(store, one.account)));
  return [{ account, entries: [...entries, ...wallet.journal] }, ...joined.flat()];
}
