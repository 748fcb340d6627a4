import type { Account } from "../accounts/account.ts";
import type { Welcome } from "../accounts/welcome.ts";
import type { Billing } from "../billing/billing.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { Studio } from "../generation/studio.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock } from "../services.ts";
import type { Erasure, ErasureStore } from "./erasure.ts";
import type { PersonalRecords } from "./personal-records.ts";
import { goodbye } from "./replies.ts";
import type { Subject } from "./subject.ts";

export interface Erasing {
  readonly erasure: Erasure;
  readonly account: Account;
  readonly subject: Subject;
}

/** One part of an erasure. It is run at least once, and perhaps again after a crash. `later`: it has to wait for something. */
export interface ErasureStep {
  readonly name: string;
  run(erasing: Erasing): Promise<"done" | "later">;
}

export interface ErasureStepTools {
  readonly store: Pick<ErasureStore, "picturesInWorks">;
  readonly billing: Pick<Billing, "endSubscriptions">;
  readonly ledger: Pick<Ledger, "freeze" | "forfeit">;
  readonly studio: Pick<Studio, "cancel">;
  readonly welcome: Pick<Welcome, "remember">;
  /** Sees to it that a sanction outlives the account; unset: none has to. */
  readonly outlive?: ((account: Account) => Promise<void>) | undefined;
  readonly notices: Pick<Notices, "tell" | "reachedAt">;
  readonly clock: Pick<Clock, "now">;
  readonly records: readonly PersonalRecords[];
}

/** How long a goodbye may take: its chat may be another process's, or away, and must not keep anybody from being forgotten. */
const GOODBYE_PATIENCE_MS = 60 * 60_000;

/** Every step, in order. First everything comes to rest, then the person is told, and then all records go, the identities last. */
export function erasureSteps(tools: ErasureStepTools): readonly ErasureStep[] {
  const { store, billing, ledger, studio, welcome, notices, clock, records } = tools;
  const causeOf = ({ id }: Erasure, what: string) => `erasure:${id}:${what}`;
  return [
    step("subscriptions", ({ account }) => billing.endSubscriptions(account.id)),
    // From here on nothing new can be begun.
    step("freeze", async ({ erasure, account }) => {
      await ledger.freeze(account.id, { cause: causeOf(erasure, "freeze"), reason: "erased" });
    }),
    {
      name: "pictures-in-the-works",
      async run({ account, subject }) {
        const running = await store.picturesInWorks(subject.accounts);
        for (const id of running) await studio.cancel(id, account);
        // Their credits come back and their places are told first; what was too late to be stopped is delivered.
        return running.length === 0 ? "done" : "later";
      },
    },
    step("credits", async ({ erasure, account }) => {
      await ledger.forfeit(account.id, { cause: causeOf(erasure, "forfeit"), reason: "erased" });
    }),
    {
      name: "goodbye",
      async run({ erasure, account }) {
        let isSaid = true;
        for (const identity of account.identities) {
          // By a notice, since the chat may be another process's; it goes with all others. Whoever takes none has read when it was to be.
          const key = `${causeOf(erasure, "goodbye")}:${identity.platform}`;
          await notices.tell(account.id, key, goodbye(account), "service", identity);
          if ((await notices.reachedAt(key)) === null) isSaid = false;
        }
        const waited_ms = clock.now().getTime() - erasure.dueAt.getTime();
        return isSaid || waited_ms >= GOODBYE_PATIENCE_MS ? "done" : "later";
      },
    },
    step("what-outlives-it", async ({ account }) => {
      // Behind the goodbye, which may wait for an hour: until the records go, somebody can still be sanctioned.
      await tools.outlive?.(account);
      // By keyed hashes, which say nothing to whoever does not have the key: whoever has had the gift gets no second one, under none of their identities.
      if (account.consents.length === 0) return;
      for (const identity of account.identities) await welcome.remember(identity, account.id);
    }),
    ...records.map(({ name, erase }) => step(name, ({ subject }) => erase(subject))),
  ];
}

function step(name: string, run: (erasing: Erasing) => Promise<void>): ErasureStep {
  return {
    name,
    async run(erasing) {
      await run(erasing);
      return "done";
    },
  };
}
