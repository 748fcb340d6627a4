import type { Log } from "../services.ts";
import type { Hold } from "./wallet.ts";
import type { HoldingWallet, WalletStore } from "./wallet-store.ts";

const PAGE_SIZE = 100;

/** Visits every wallet with holds from before `before`, a page at a time, with those holds. */
export async function visitHeld(
  { store, log }: { readonly store: WalletStore; readonly log: Log },
  before: Date,
  visit: (account: string, holds: readonly Hold[]) => Promise<void>,
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const page: HoldingWallet[] = await store.holding(before, PAGE_SIZE, after);
    for (const { account, holds } of page) {
      try {
        await visit(
          account,
          holds.filter(({ heldAt }) => heldAt < before),
        );
      } catch (error) {
        // One account that cannot be visited must not keep all others waiting; the next run tries it again.
        log.error({ error, account }, "an account with old holds could not be visited");
      }
    }
    if (page.length < PAGE_SIZE) return;
    after = page.at(-1)?.account ?? null;
  }
}
