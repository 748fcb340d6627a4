import type { Applier, ApplierTools } from "./applier.ts";
import { expire } from "./expire.ts";
import type { Due } from "./wallet-store.ts";

/** What a pass over the wallets that were due has done. */
export interface SweepResult {
  readonly wallets: number;
  /** Credits that expired, or entries that were archived. */
  readonly moved: number;
  readonly failed: number;
}

/** One page of accounts is in memory at a time. */
const PAGE_SIZE = 100;

export function expireDueWallets(tools: ApplierTools, applier: Applier): Promise<SweepResult> {
  const page = (after: Due | null) => tools.store.expired(tools.clock.now(), PAGE_SIZE, after);
  return sweep(tools, page, async (account) => {
    const answer = await expire(applier, account);
    return answer.outcome === "applied" ? answer.entry.amount : 0;
  });
}

export function archiveDueWallets(tools: ApplierTools, applier: Applier): Promise<SweepResult> {
  const page = (after: Due | null) => tools.store.archivable(tools.clock.now(), PAGE_SIZE, after);
  return sweep(tools, page, (account) => applier.archive(account));
}

async function sweep(
  { log }: ApplierTools,
  page: (after: Due | null) => Promise<Due[]>,
  work: (account: string) => Promise<number>,
): Promise<SweepResult> {
  const result = { wallets: 0, moved: 0, failed: 0 };
  let after: Due | null = null;
  for (;;) {
    const due: Due[] = await page(after);
    for (const { account } of due) {
      try {
        result.moved += await work(account);
        result.wallets++;
      } catch (error) {
        // One wallet that cannot be worked on must not keep all others waiting; the next run tries it again.
        result.failed++;
        log.error({ error, account }, "a wallet that was due could not be worked on");
      }
    }
    if (due.length < PAGE_SIZE) return result;
    after = due.at(-1) ?? null;
  }
}
