import type { AccountStore } from "../accounts/accounts.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { Clock } from "../services.ts";
import type { CaseKind, Cases } from "./case.ts";
import { freezeCause, standingOf } from "./sanction.ts";

const CASES_LOOKED_AT = 100;
/** What has to be decided with everything there: a stranger's word about one picture keeps nobody from leaving. */
const withholding: ReadonlySet<CaseKind> = new Set([
  "gravest",
  "pattern",
  "infringement",
  "intimate",
  "repeat-infringer",
]);

/** Whether what an account has must not be erased yet. A closed account's goes at its time, unless a case waits. */
export async function isWithheld(
  tools: {
    readonly accounts: Pick<AccountStore, "find">;
    readonly cases: Pick<Cases, "ofAccount">;
    readonly ledger: Pick<Ledger, "wallet">;
    readonly clock: Pick<Clock, "now">;
  },
  id: string,
): Promise<boolean> {
  const { accounts, cases, ledger, clock } = tools;
  const all = await cases.ofAccount(id, CASES_LOOKED_AT);
  if (all.some(({ kind, decision }) => decision === null && withholding.has(kind))) return true;
  const account = await accounts.find(id);
  if (account === null) return false;
  const standing = standingOf(account.sanctions, clock.now());
  const { freezes } = await ledger.wallet(account.id);
  if (standing.state === "terminated") {
    // Those of sanctions end with the account; a bank's question about a payment does not.
    const own = new Set(account.sanctions.map((carried) => freezeCause(carried.id)));
    return freezes.some(({ cause }) => !own.has(cause));
  }
  if (account.sanctions.some(({ kind, until }) => kind === "termination" && until === null)) return true;
  if (standing.state === "suspended" && standing.reason === "gravest") return true;
  return freezes.length > 0;
}
