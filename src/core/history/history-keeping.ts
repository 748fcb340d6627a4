import { type Account, languageWished } from "../accounts/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import { historyDaysOf, type Offers } from "../catalogue/offers.ts";
import type { GenerationStore } from "../generation/generation-store.ts";
import type { Studio } from "../generation/studio.ts";
import { languageOf, messagesFor } from "../messages.ts";
import type { Notices } from "../notices/notices.ts";
import { Refusal } from "../refusal.ts";
import type { Clock, Log } from "../services.ts";
import { bound, KEEPING_NOTICE_MS, type Keeping, type KeepingStore, stepOf } from "./keeping.ts";

/** Keeps histories as long as plans say (T15), and tells people before anything of theirs goes. */
export interface HistoryKeeping {
  /** Tells whose pictures come to age, and deletes what is too old. Safe to repeat, to race and to stop anywhere. */
  run(): Promise<{ readonly told: number; readonly deleted: number; readonly failed: number }>;
  /** How long this person's pictures are kept now, in days; null: as long as the account. */
  daysOf(account: Pick<Account, "plan">): number | null;
}

export interface HistoryKeepingOptions {
  readonly store: KeepingStore;
  readonly generations: Pick<GenerationStore, "history" | "oldestListed" | "accountsListed">;
  readonly studio: Pick<Studio, "delete">;
  readonly accounts: Pick<Accounts, "find">;
  readonly notices: Pick<Notices, "post" | "isKnown">;
  readonly offers: Pick<Offers, "plans" | "freeHistory_days">;
  readonly clock: Clock;
  readonly log: Log;
}

const PAGE_SIZE = 100;
/** What a deletion says of a picture that somebody else is deleting, or has taken out of the store. */
const GONE: ReadonlySet<string> = new Set(["picture-gone", "picture-taken-down", "already-asked"]);

/** One notice for each rule that an account has had. */
function keyOf({ account, from }: Keeping): string {
  return `history:${account}:${from.getTime()}`;
}

export function createHistoryKeeping(options: HistoryKeepingOptions): HistoryKeeping {
  const { store, generations, studio, accounts, notices, offers, clock, log } = options;

  async function tell(person: Account, keeping: Keeping): Promise<void> {
    const { planNews: words } = messagesFor(languageOf(languageWished(person)));
    const reply = { title: words.historyTitle, text: words.history(keeping.days, keeping.from) };
    // No reminder that could be switched off: what goes does not come back.
    await notices.post(person.id, keyOf(keeping), reply, "service");
    await store.markTold(keeping, clock.now());
  }

  /** Whoever has told a rule may have died before that was written down. */
  async function knownOf(id: string): Promise<Keeping | null> {
    const known = await store.find(id);
    if (known === null || known.toldAt !== null || !(await notices.isKnown(keyOf(known)))) return known;
    const toldAt = clock.now();
    await store.markTold(known, toldAt);
    return { ...known, toldAt };
  }

  /** Newest first, page by page, so that one that cannot be deleted is left behind and not met again. */
  async function remove(person: Account, before: Date, result: { deleted: number; failed: number }): Promise<void> {
    let olderThan: { acceptedAt: Date; id: string } | null = null;
    const days = historyDaysOf(person.plan, offers);
    for (;;) {
      // A long history takes minutes: a plan that is paid for meanwhile keeps what is left.
      const now = await accounts.find(person.id);
      if (now === null || historyDaysOf(now.plan, offers) !== days) return;
      const page = await generations.history(person.id, { before, olderThan }, PAGE_SIZE);
      for (const { id } of page) {
        try {
          await studio.delete(id, person);
          result.deleted += 1;
        } catch (error) {
          // Its owner, or another process, was faster.
          if (error instanceof Refusal && GONE.has(error.refusal.code)) continue;
          result.failed += 1;
          log.warn({ error, generation: id }, "a picture that is too old could not be deleted yet");
        }
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_SIZE) return;
      olderThan = { acceptedAt: last.acceptedAt, id: last.id };
    }
  }

  /** Answers whether the person was told something. */
  async function look(id: string, result: { deleted: number; failed: number }): Promise<boolean> {
    const person = await accounts.find(id);
    // Who was joined into another one is looked at there, once what is theirs has come along.
    if (person === null || person.id !== id) return false;
    const [known, oldest] = await Promise.all([knownOf(id), generations.oldestListed(id)]);
    const days = historyDaysOf(person.plan, offers);
    const step = stepOf(known, { account: id, days, oldest, now: clock.now() });
    switch (step.do) {
      case "nothing":
        return false;
      case "forget":
        await store.forget(id);
        return false;
      case "tell":
        // Written first, so that of two processes one tells it; whoever dies before that leaves it to the next run.
        if (!(await store.replace(known, step.keeping))) return false;
        await tell(person, step.keeping);
        return true;
      case "delete":
        await remove(person, step.before, result);
        return false;
    }
  }

  return {
    daysOf: ({ plan }) => historyDaysOf(plan, offers),
    async run() {
      const result = { told: 0, deleted: 0, failed: 0 };
      const limits = [offers.freeHistory_days, ...offers.plans.map(({ history_days }) => history_days)];
      const shortest = Math.min(...limits.filter((days) => days !== null));
      if (shortest === Number.POSITIVE_INFINITY) return result;
      const before = bound(clock.now(), shortest, KEEPING_NOTICE_MS);
      let after: string | null = null;
      for (;;) {
        const page: string[] = await generations.accountsListed(before, PAGE_SIZE, after);
        for (const account of page) {
          try {
            if (await look(account, result)) result.told += 1;
          } catch (error) {
            result.failed += 1;
            log.error({ error, account }, "an account's old pictures could not be looked at");
          }
        }
        const last = page.at(-1);
        if (last === undefined) return result;
        after = last;
      }
    },
  };
}
