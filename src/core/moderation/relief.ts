import { languageWished } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Ledger } from "../credits/ledger.ts";
import { languageOf, messagesFor } from "../messages.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock } from "../services.ts";
import type { Sanctions } from "./conduct.ts";
import { REFUSAL_RETURNED } from "./money-table.ts";
import type { ModerationNumbers } from "./numbers.ts";
import type { Sanction } from "./sanction.ts";
import { isOfThreshold, rankOf, strikesIn, thresholdsOf } from "./sanctions-thresholds.ts";
import type { Violation, ViolationStore } from "./violation.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Nobody has more sanctions at once that a rule has imposed. */
const SANCTIONS_LOOKED_AT = 20;

/** Takes back what followed from violations that count no more. */
export interface Relief {
  /** Gives back the credits that a refusal kept, and says so, or those that it would keep. Safe to repeat. */
  giveBack(violation: Pick<Violation, "account" | "generation" | "rule">): Promise<void>;
  /** Lifts what rules imposed because of them, and weighs what is left. Safe to repeat. */
  liftFor(violations: readonly Pick<Violation, "id" | "account">[], by: string, reason: string): Promise<void>;
}

export function createRelief({
  store,
  ledger,
  sanctions,
  accounts,
  notices,
  numbers,
  clock,
}: {
  readonly store: Pick<ViolationStore, "since" | "find">;
  readonly ledger: Pick<Ledger, "release" | "grant">;
  readonly sanctions: () => Pick<Sanctions, "weigh" | "lift" | "latest">;
  readonly accounts: Pick<Accounts, "find">;
  readonly notices: Pick<Notices, "post">;
  readonly numbers: ModerationNumbers;
  readonly clock: Clock;
}): Relief {
  /** Whether what is left of the violations that it came of would have been enough for it. */
  async function stands(sanction: Sanction, lightened: ReadonlySet<string>): Promise<boolean> {
    const all = await Promise.all(sanction.violations.map((id) => store.find(id)));
    const left = all.filter((one) => one !== null && one.reversedAt === null && !lightened.has(one.id));
    if (!isOfThreshold(sanction)) return left.length > 0;
    const { strikes = 0 } = thresholdsOf(numbers)[rankOf(sanction)] ?? {};
    return strikesIn(left.filter((one) => one !== null)) >= strikes;
  }

  async function liftOf(account: string, lightened: ReadonlySet<string>, by: string, reason: string): Promise<void> {
    const all = await sanctions().latest(account, SANCTIONS_LOOKED_AT);
    const affected = all.filter(
      ({ liftedAt, by: imposedBy, violations }) =>
        liftedAt === null && imposedBy === "easel" && violations.some((id) => lightened.has(id)),
    );
    const fallen: Sanction[] = [];
    for (const sanction of affected) if (!(await stands(sanction, lightened))) fallen.push(sanction);
    if (fallen.length === 0) return;
    for (const { id } of fallen) await sanctions().lift(id, by, reason);
    const now = clock.now();
    // Whoever was in the right is punished for nothing that they were not punished for before.
    if (!fallen.some((sanction) => suspends(sanction) && !isServed(sanction, now))) return;
    const left = (await store.since(account, new Date(now.getTime() - numbers.window_days * DAY_MS))).filter(
      ({ id }) => !lightened.has(id),
    );
    const latest = left.at(-1);
    const isPaidFor = all.some(
      (one) => isServed(one, now) && one.violations.some((id) => left.some((violation) => violation.id === id)),
    );
    // What is left may still be enough for something milder, unless that is served already.
    if (latest !== undefined && !isPaidFor) await sanctions().weigh(latest, left);
  }

  return {
    async giveBack({ account, generation, rule }) {
      if (rule !== "refused-by-provider-kept" || generation === null) return;
      // Either the hold is ended before it could be captured, or its capture says what was taken.
      const answer = await ledger.release(account, { hold: generation, reason: REFUSAL_RETURNED });
      if (answer.outcome !== "ended" || answer.entry.kind !== "capture") return;
      const { amount } = answer.entry;
      await ledger.grant(account, {
        cause: `returned:${generation}`,
        amount,
        // It may have been of any kind: what never expires is worth no less than any of them.
        kind: "promotional",
        expiresAt: null,
        reason: REFUSAL_RETURNED,
      });
      const person = await accounts.find(account);
      if (person === null) return;
      const { conduct } = messagesFor(languageOf(languageWished(person)));
      // By the line: many at once come back with a wave, and whoever recognises it waits for no chat.
      await notices.post(person.id, `returned:${generation}`, { text: conduct.cameBack(amount) });
    },
    async liftFor(violations, by, reason) {
      for (const account of new Set(violations.map((violation) => violation.account))) {
        const ids = violations.filter((violation) => violation.account === account).map(({ id }) => id);
        await liftOf(account, new Set(ids), by, reason);
      }
    },
  };
}

function suspends({ kind }: Sanction): boolean {
  return kind === "suspension";
}

/** A suspension that has come to its end. */
function isServed(sanction: Sanction, at: Date): boolean {
  return suspends(sanction) && sanction.liftedAt === null && sanction.until !== null && sanction.until <= at;
}
