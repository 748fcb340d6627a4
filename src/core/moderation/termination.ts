import type { Account } from "../accounts/account.ts";
import type { Billing } from "../billing/billing.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { Audit } from "../desk/audit.ts";
import type { Notices } from "../notices/notices.ts";
import type { ErasureStore } from "../privacy/erasure.ts";
import type { Clock, Ids, Log } from "../services.ts";
import type { Bars } from "./barred.ts";
import type { ModerationNumbers } from "./numbers.ts";
import { forfeitCause, freezeCause, type Sanction } from "./sanction.ts";
import { closedReply } from "./sanctions-replies.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export interface TerminationTools {
  readonly ledger: Pick<Ledger, "freeze" | "forfeit">;
  readonly billing: Pick<Billing, "endSubscriptions">;
  readonly bars: Pick<Bars, "bar">;
  readonly erasures: Pick<ErasureStore, "plan" | "find" | "stop">;
  readonly notices: Pick<Notices, "post">;
  readonly audit: Pick<Audit, "record">;
  readonly numbers: Pick<ModerationNumbers, "terminationKept_days">;
  readonly clock: Pick<Clock, "now">;
  readonly ids: Pick<Ids, "derived">;
  readonly log: Log;
}

/** When what was theirs is erased: a while after the end, for whoever appeals and for the authorities (T15, T19). */
export function erasedAt({ effectiveAt }: Sanction, { numbers }: Pick<TerminationTools, "numbers">): Date {
  return new Date(effectiveAt.getTime() + numbers.terminationKept_days * DAY_MS);
}

/**
 * What a termination does at once when its time has come (T19). Safe to repeat. Answers whether all of it was done: the payment
 * provider may be away, and nothing else waits for it.
 */
export async function takeEffect(tools: TerminationTools, sanction: Sanction, account: Account): Promise<boolean> {
  const { ledger, billing, bars, notices, audit, log } = tools;
  const { id, reason, forfeits } = sanction;
  await audit.record({
    ...{ cause: `sanction:${id}:effect`, actor: "easel", action: "terminated", subject: account.id, reason },
    ...{ before: null, after: forfeits ? "closed, credits forfeited" : "closed" },
  });
  await ledger.freeze(account.id, { cause: freezeCause(id), reason: "sanction" });
  if (forfeits) await ledger.forfeit(account.id, { cause: forfeitCause(id), reason: "terminated" });
  for (const identity of account.identities) {
    await bars.bar(identity, { sanction: id, account: account.id, until: null });
  }
  await notices.post(account.id, `sanction:${id}:closed`, closedReply(account, sanction, erasedAt(sanction, tools)));
  try {
    await billing.endSubscriptions(account.id);
    return true;
  } catch (error) {
    log.error({ error, sanction: id }, "a subscription of a closed account was not ended yet");
    return false;
  }
}

/**
 * Has everything erased by the same steps as if the person had asked for it. Safe to repeat, and to be repeated until the
 * account is gone: an erasure that somebody stopped is planned again.
 */
export async function planErasure(tools: TerminationTools, { id }: Sanction, account: Account): Promise<void> {
  const { erasures, clock, ids } = tools;
  const now = clock.now();
  await erasures.plan(account.id, { id: erasureId(ids, id, now), askedAt: now, dueAt: now });
}

/** Stops the erasure that a termination has planned, once that was lifted; what was begun cannot be stopped any more. */
export async function stopErasure(tools: TerminationTools, { id }: Sanction, account: Account): Promise<void> {
  const planned = await tools.erasures.find(account.id);
  if (planned !== null && planned.id === erasureId(tools.ids, id, planned.askedAt)) {
    await tools.erasures.stop(account.id);
  }
}

function erasureId(ids: Pick<Ids, "derived">, sanction: string, askedAt: Date): string {
  return ids.derived(`erasure:sanction:${sanction}:${askedAt.getTime()}`);
}
