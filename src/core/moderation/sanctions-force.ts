import type { Account } from "../accounts/account.ts";
import type { AccountStore } from "../accounts/accounts.ts";
import type { Billing } from "../billing/billing.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { Bars } from "./barred.ts";
import { freezeCause, type Sanction, standingOf } from "./sanction.ts";
import { backReply, decidedReply, liftedReply } from "./sanctions-replies.ts";
import type { SanctionStore } from "./sanctions-store.ts";
import { erasedAt, planErasure, stopErasure, type TerminationTools, takeEffect } from "./termination.ts";

export interface ForceTools extends TerminationTools {
  readonly store: SanctionStore;
  readonly accounts: Pick<AccountStore, "find">;
  readonly ledger: Pick<Ledger, "freeze" | "thaw" | "forfeit">;
  readonly billing: Pick<Billing, "endSubscriptions" | "subscriptionOf">;
  readonly bars: Pick<Bars, "bar" | "remove">;
}

/** How long after its erasure was planned somebody looks whether a terminated account is gone. */
const ERASING_MS = 60 * 60_000;
/** What the payment provider did not do is asked for again after a part of the time that it is overdue. */
const OVERDUE_SHARE = 4;
const PAUSE_MS_MIN = 60_000;
const PAUSE_MS_MAX = 60 * 60_000;

/**
 * Does whatever a sanction asks for at this instant, from whichever state somebody has left it in. Every step is safe to repeat,
 * by several processes at once.
 */
export async function enforce(tools: ForceTools, id: string): Promise<void> {
  const { store, accounts, clock } = tools;
  const sanction = await store.find(id);
  if (sanction === null) return;
  const account = await accounts.find(sanction.account);
  if (sanction.liftedAt !== null) {
    await takeBack(tools, sanction, account);
    await store.carriedOut(sanction, clock.now());
    return;
  }
  // Nobody is there any more: what has to outlive them was written when they were erased.
  if (account === null) {
    await store.carriedOut(sanction, clock.now());
    return;
  }
  await putInForce(tools, sanction, account);
  const nextAt = await goOn(tools, sanction, account);
  if (nextAt === "done") await store.carriedOut(sanction, clock.now());
  else await store.goOnAt(sanction, nextAt);
  // Lifted meanwhile by somebody who could not see yet what was done here.
  if ((await store.find(id))?.liftedAt) await enforce(tools, id);
}

async function putInForce(tools: ForceTools, sanction: Sanction, account: Account): Promise<void> {
  const { store, ledger, billing, notices, clock } = tools;
  const { id, kind, reason, effectiveAt, until, freezes } = sanction;
  const isOver = until !== null && until <= clock.now();
  if (isOver) return;
  if (kind !== "warning") await store.carry(account.id, { id, kind, reason, effectiveAt, until });
  if (freezes) await ledger.freeze(account.id, { cause: freezeCause(id), reason: "sanction" });
  const hasSubscription = kind === "suspension" && (await billing.subscriptionOf(account.id)) !== null;
  const reply = decidedReply(account, sanction, hasSubscription);
  if (reply !== null) await notices.post(account.id, `sanction:${id}:decided`, reply);
}

/** Answers when somebody has to go on; null: when somebody decides so. */
async function goOn(tools: ForceTools, sanction: Sanction, account: Account): Promise<Date | null | "done"> {
  const now = tools.clock.now();
  const { kind, effectiveAt, until } = sanction;
  if (kind === "warning") return "done";
  if (kind === "suspension") {
    if (until === null || until > now) return until;
    await endInTime(tools, sanction, account);
    return "done";
  }
  if (effectiveAt > now) return effectiveAt;
  if (!(await takeEffect(tools, sanction, account))) return againAfter(now.getTime() - effectiveAt.getTime(), now);
  const erased = erasedAt(sanction, tools);
  if (erased > now) return erased;
  await planErasure(tools, sanction, account);
  return new Date(now.getTime() + ERASING_MS);
}

/** Soon at first, then ever more rarely. */
function againAfter(overdue_ms: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(PAUSE_MS_MAX, Math.max(PAUSE_MS_MIN, overdue_ms / OVERDUE_SHARE)));
}

/** It was over for every check at its time; now it leaves no trace, and the person is told. */
async function endInTime(tools: ForceTools, { id, freezes }: Sanction, account: Account): Promise<void> {
  const { store, ledger, notices, audit, clock } = tools;
  await audit.record({
    ...{ cause: `sanction:${id}:over`, actor: "easel", action: "suspension-over", subject: account.id },
    ...{ reason: null, before: null, after: null },
  });
  await store.drop(account.id, id);
  if (freezes) await ledger.thaw(account.id, { freeze: freezeCause(id), reason: "sanction-over" });
  // Nobody is welcomed back who is suspended for something else.
  if (standingOf(without(account, id), clock.now()).state !== "good") return;
  await notices.post(account.id, `sanction:${id}:over`, backReply(account));
}

/** Everything comes back but what a termination has done for good: forfeited credits, an ended subscription, erased content. */
async function takeBack(tools: ForceTools, sanction: Sanction, account: Account | null): Promise<void> {
  const { store, ledger, bars, notices } = tools;
  const { id, kind, reason, effectiveAt, until, freezes, liftedAt } = sanction;
  await bars.remove(id);
  if (account === null) return;
  if (kind !== "warning" && liftedAt !== null) {
    await store.close(account.id, { id, kind, reason, effectiveAt, until: liftedAt });
    // Frozen first, which is nothing new where it was: whoever comes too late with it then freezes nothing any more.
    if (freezes || kind === "termination")
      await ledger.freeze(account.id, { cause: freezeCause(id), reason: "sanction" });
    await ledger.thaw(account.id, { freeze: freezeCause(id), reason: "sanction-lifted" });
  }
  if (kind === "termination") await stopErasure(tools, sanction, account);
  const wasOver = until !== null && liftedAt !== null && until <= liftedAt;
  // Nothing is said of what was over, nor that all works again to whom it does not.
  if (wasOver || standingOf(without(account, id), tools.clock.now()).state !== "good") return;
  await notices.post(account.id, `sanction:${id}:lifted`, liftedReply(account, sanction));
}

function without({ sanctions }: Account, id: string): Account["sanctions"] {
  return sanctions.filter((carried) => carried.id !== id);
}
