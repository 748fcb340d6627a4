import type { Log } from "../services.ts";
import type { Lot } from "./wallet.ts";
import type { Due, WalletStore } from "./wallet-store.ts";

const PAGE_SIZE = 100;

/** Visits every wallet with credits that expire before `until`, a page at a time, with those lots. */
export async function visitExpiring(
  { store, log }: { readonly store: WalletStore; readonly log: Log },
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
      if (lots === undefined || lots.length === 0) continue;
      try {
        await visit(account, lots);
      } catch (error) {
        // One account that cannot be visited must not keep all others waiting; the next run tries it again.
        log.error({ error, account }, "an account with expiring credits could not be visited");
      }
    }
    if (due.length < PAGE_SIZE) return;
    after = due.at(-1) ?? null;
  }
}
