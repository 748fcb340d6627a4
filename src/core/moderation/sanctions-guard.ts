import type { Account } from "../accounts/account.ts";
import { refuse } from "../refusal.ts";
import { standingOf } from "./sanction.ts";

/** Refuses whoever is suspended, or whose account is closed (T18). */
export function expectGoodStanding({ sanctions }: Pick<Account, "sanctions">, at: Date): void {
  const standing = standingOf(sanctions, at);
  if (standing.state === "suspended") {
    throw refuse("suspended", { until: standing.until, reason: standing.reason });
  }
  if (standing.state === "terminated") throw refuse("terminated", { reason: standing.reason });
}
