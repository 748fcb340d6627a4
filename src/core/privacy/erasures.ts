import type { Account } from "../accounts/account.ts";
import type { AccountStore } from "../accounts/accounts.ts";
import { type Identity, identityKey } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import type { Notices } from "../notices/notices.ts";
import { refuse } from "../refusal.ts";
import type { Clock, Ids, Log } from "../services.ts";
import { ERASURE_GRACE_MS, ERASURE_SWEEP_AFTER_MS, type Erasure, type ErasureStore } from "./erasure.ts";
import type { ErasureStep } from "./erasure-steps.ts";
import type { PersonalRecords } from "./personal-records.ts";
import { keptNotice, plannedNotice, scheduledNotice, withheldNotice } from "./replies.ts";
import { subjectOf } from "./subject.ts";

/** Lets a person be forgotten, a day after they asked, unless somebody of the account takes it back (T15). */
export interface Erasures {
  /** Plans it and tells the other chats; answers when it will be. `cause`: the event, which plans once. */
  plan(
    account: Account,
    by: Identity,
    cause: string,
  ): Promise<{ readonly outcome: "planned" | "kept"; readonly dueAt: Date }>;
  /** Takes it back and tells the other chats. Safe to repeat. `too-late`: it has begun. */
  keep(account: Account, by: Identity): Promise<"kept" | "too-late">;
  /** Tells whoever uses a chat where everybody reads along that the account will be erased, once for each plan. */
  remind(account: Account, identity: Identity): Promise<void>;
  /** Carries out what is due, and goes on where somebody stopped. Safe to call at any time, from every process. */
  finishDue(limit: number): Promise<{ readonly erased: number; readonly swept: number }>;
}

/** How long an account that must not be erased yet is left alone. */
const WITHHELD_MS = 24 * 60 * 60_000;

/** An erasure that fails is tried again after a part of the time that it is overdue already: soon at first, then ever more rarely. */
const OVERDUE_SHARE = 4;
const PAUSE_MIN_MS = 10_000;
const PAUSE_MAX_MS = 60 * 60_000;

export function createErasures(tools: {
  readonly store: ErasureStore;
  readonly accounts: Pick<AccountStore, "find">;
  readonly steps: readonly ErasureStep[];
  readonly records: readonly PersonalRecords[];
  readonly notices: Pick<Notices, "tell">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Whether something has to be kept for the authorities for now (T7); unset: nothing ever has. */
  readonly isWithheld?: ((account: string) => Promise<boolean>) | undefined;
}): Erasures {
  const { store, accounts, steps, records, notices, clock, ids, log, isWithheld } = tools;
  const later = (duration_ms: number) => new Date(clock.now().getTime() + duration_ms);

  /** To each of the other chats, so that nobody who shares the account can miss it. */
  async function tellOthers(account: Account, by: Identity, key: string, reply: Reply): Promise<void> {
    for (const identity of account.identities) {
      if (identityKey(identity) === identityKey(by)) continue;
      await notices.tell(account.id, `${key}:${identity.platform}`, reply, "service", identity);
    }
  }

  /** Whether all of it is done. */
  async function carryOut(erasure: Erasure): Promise<boolean> {
    if (erasure.state === "planned") {
      if ((await isWithheld?.(erasure.account)) === true) {
        await store.postpone(erasure, later(WITHHELD_MS));
        log.warn({ account: erasure.account }, "an erasure waits, because the account's content is withheld");
        const withheld = await accounts.find(erasure.account);
        if (withheld !== null) {
          await notices.tell(withheld.id, `erasure:${erasure.id}:withheld`, withheldNotice(withheld), "service");
        }
        return false;
      }
      if (!(await store.begin(erasure))) return false;
    }
    // Read after that: from now on nobody joins it.
    const account = await accounts.find(erasure.account);
    if (account === null) throw new Error("an account that is being erased is not there");
    const erasing = { erasure, account, subject: subjectOf(account, ids) };
    for (const { name, run } of steps) {
      if (erasure.done.includes(name)) continue;
      if ((await run(erasing)) === "later") return false;
      await store.stepDone(erasure, name);
    }
    await store.finish(erasure, later(ERASURE_SWEEP_AFTER_MS));
    return true;
  }

  /** What was begun just before. The identities may be a new person's by now, so only the account's own is looked for. */
  async function sweep(erasure: Erasure): Promise<void> {
    const { account, joinedFrom } = erasure;
    for (const { erase } of records) await erase({ accounts: [account, ...joinedFrom], identities: [], tags: [] });
    await store.swept(erasure);
  }

  return {
    async plan(account, by, cause) {
      const askedAt = clock.now();
      const id = ids.derived(`erasure:${cause}`);
      const planned = await store.plan(account.id, { id, askedAt, dueAt: later(ERASURE_GRACE_MS) });
      if (planned === "busy") throw refuse("erasure-linking", {});
      const { dueAt, state } = planned;
      // The event that had asked for it came again, after somebody had taken it back.
      if (state === "stopped") return { outcome: "kept", dueAt };
      await tellOthers(account, by, `erasure:${planned.id}:planned`, plannedNotice(account, dueAt));
      return { outcome: "planned", dueAt };
    },

    async keep(account, by) {
      const planned = await store.find(account.id);
      if (planned === null) return "kept";
      if (!(await store.stop(account.id))) return "too-late";
      await tellOthers(account, by, `erasure:${planned.id}:kept`, keptNotice(account));
      return "kept";
    },

    async remind(account, identity) {
      const { erasureDueAt } = account;
      if (erasureDueAt === null) return;
      const key = `erasure:${account.id}:${erasureDueAt.getTime()}:used:${identity.platform}`;
      await notices.tell(account.id, key, scheduledNotice(account, erasureDueAt), "service", identity);
    },

    async finishDue(limit) {
      let erased = 0;
      let swept = 0;
      for (const erasure of await store.due(clock.now(), limit)) {
        try {
          if (erasure.state === "erased") {
            await sweep(erasure);
            swept += 1;
          } else if (await carryOut(erasure)) erased += 1;
        } catch (error) {
          // One that fails must not keep the others; a later run goes on with it.
          const overdue_ms = clock.now().getTime() - erasure.dueAt.getTime();
          const facts = { error, account: erasure.account, overdue_minutes: Math.floor(overdue_ms / 60_000) };
          log.error(facts, "an account could not be erased yet");
          const pause_ms = Math.min(PAUSE_MAX_MS, Math.max(PAUSE_MIN_MS, overdue_ms / OVERDUE_SHARE));
          await store.postpone(erasure, later(pause_ms));
        }
      }
      return { erased, swept };
    },
  };
}
