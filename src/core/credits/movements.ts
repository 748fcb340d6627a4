import type { Entry } from "./wallet.ts";
import type { WalletStore } from "./wallet-store.ts";

/** The newest entries from before the one numbered `before`: out of the journal, then out of the archive. */
export async function movements(
  store: WalletStore,
  account: string,
  { limit, before = Number.POSITIVE_INFINITY }: { readonly limit: number; readonly before?: number },
): Promise<Entry[]> {
  const wallet = await store.read(account);
  if (!wallet) return [];
  if (wallet.joinedInto !== null) return movements(store, wallet.joinedInto, { limit, before });
  const recent = wallet.journal
    .filter(({ seq }) => seq < before)
    .toReversed()
    .slice(0, limit);
  const missing = limit - recent.length;
  if (missing === 0 || wallet.archivedSeq === 0) return recent;
  const older = await store.archivedBefore(account, Math.min(before, wallet.archivedSeq + 1), missing);
  return [...recent, ...older];
}
