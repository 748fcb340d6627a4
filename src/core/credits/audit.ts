import type { ApplierTools } from "./applier.ts";
import { History, type Violation } from "./history.ts";
import type { Entry, EntryOf, Wallet } from "./wallet.ts";
import type { WalletStore } from "./wallet-store.ts";

export interface AuditResult {
  readonly wallets: number;
  readonly entries: number;
  readonly violations: number;
}

/** So many wallets, and so many archived entries of one of them, are in memory at a time. */
const WALLETS_PAGE = 50;
const ENTRIES_PAGE = 500;
/** A join between its two steps is no violation yet. */
const JOIN_GRACE_MS = 10 * 60_000;

/** Replays every wallet from its first entry and checks the laws on the way; each violation is told as it is found. */
export async function auditWallets(
  { store, clock }: Pick<ApplierTools, "store" | "clock">,
  tell: (violation: Violation) => void,
): Promise<AuditResult> {
  const result = { wallets: 0, entries: 0, violations: 0 };
  const note = (violations: readonly Violation[]) => {
    result.violations += violations.length;
    for (const violation of violations) tell(violation);
  };
  let after: string | null = null;
  for (;;) {
    const page: Wallet[] = await store.list(WALLETS_PAGE, after);
    for (const wallet of page) {
      result.wallets++;
      result.entries += await auditWallet(store, wallet, clock.now(), note);
    }
    if (page.length < WALLETS_PAGE) return result;
    after = page.at(-1)?.account ?? null;
  }
}

async function auditWallet(
  store: WalletStore,
  wallet: Wallet,
  now: Date,
  note: (violations: readonly Violation[]) => void,
): Promise<number> {
  const history = new History(wallet.account);
  let count = 0;
  const check = async (entry: Entry, causes: ReadonlySet<string>) => {
    count++;
    note(history.add(entry, causes));
    if (entry.kind === "join-out") note(await unfinishedJoin(store, wallet.account, entry, now));
  };
  // In the archive the key keeps causes apart, so only the journal's few need to be remembered.
  const recent = new Set(wallet.journal.map(({ cause }) => cause));
  for await (const entry of archivedEntries(store, wallet)) await check(entry, recent);
  const seen = new Set<string>();
  for (const entry of wallet.journal) {
    await check(entry, seen);
    seen.add(entry.cause);
  }
  note(history.end(wallet));
  return count;
}

/** The archive's part of the history, as of when the wallet was read. */
async function* archivedEntries(store: WalletStore, { account, archivedSeq }: Wallet): AsyncGenerator<Entry> {
  let seq = 0;
  while (seq < archivedSeq) {
    const page = await store.archivedAfter(account, seq, ENTRIES_PAGE);
    // An archiving that is under way has copied entries which the wallet still has in its journal.
    yield* page.filter((entry) => entry.seq <= archivedSeq);
    seq = page.at(-1)?.seq ?? archivedSeq;
  }
}

/** Looks on the other side for what a join has taken out of this one. */
async function unfinishedJoin(
  store: WalletStore,
  account: string,
  out: EntryOf<"join-out">,
  now: Date,
): Promise<Violation[]> {
  if (out.at.getTime() > now.getTime() - JOIN_GRACE_MS) return [];
  if (await hasArrived(store, out.into, out.cause)) return [];
  const problem = `${out.amount} credits left for ${out.into} and have not arrived: join again with cause ${out.cause}`;
  return [{ account, law: "L10", seq: out.seq, problem }];
}

/** What finds its target joined as well goes on to where that has gone. */
async function hasArrived(store: WalletStore, account: string, cause: string): Promise<boolean> {
  const wallet = await store.read(account);
  if (wallet?.journal.some((entry) => entry.cause === cause && entry.kind === "join-in")) return true;
  if ((await store.archived(account, cause))?.kind === "join-in") return true;
  return wallet !== null && wallet.joinedInto !== null && hasArrived(store, wallet.joinedInto, cause);
}
