import type { Lot } from "./wallet.ts";
import type { Due, WalletStore } from "./wallet-store.ts";

const PAGE_SIZE = 100;

/** Visits every wallet with credits that expire before `until`, a page at a time, with those lots. */
export async function visitExpiring(
  store: WalletStore,
  until: Date,
  visit: (account: string, lots: readonly Lot[]) => Promise<void>,
): Promise<void> {
  let after: Due | null = null;
  for (;;) {
    const due: Due[] = await store.expired(until, PAGE_SIZE, after);
    for (const { account } of due) {
      const wallet = await store.read(account);
      const lots = wallet?.lots.filter(
        (lot) => lot.available > 0 && lot.expiresAt !== null && lot.expiresAt.getTime() <= until.getTime(),
      );
      if (lots !== undefined && lots.length > 0) await visit(account, lots);
    }
    if (due.length < PAGE_SIZE) return;
    after = due.at(-1) ?? null;
  }
}
