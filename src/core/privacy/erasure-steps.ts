import type { Account } from "../accounts/account.ts";
import type { Welcome } from "../accounts/welcome.ts";
import type { Billing } from "../billing/billing.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { Studio } from "../generation/studio.ts";
import type { Chats, Log } from "../services.ts";
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
  readonly chats: Pick<Chats, "direct">;
  readonly log: Log;
  readonly records: readonly PersonalRecords[];
  /** What has to be remembered of an account by keyed hashes when all else is forgotten, such as that it was closed (T19). */
  readonly remember?: ((account: Account) => Promise<void>) | undefined;
}

/** Every step, in order. First everything comes to rest, then the person is told, and then all records go, the identities last. */
export function erasureSteps(tools: ErasureStepTools): readonly ErasureStep[] {
  const { store, billing, ledger, studio, welcome, chats, log, records } = tools;
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
    step("what-outlives-it", async ({ account }) => {
      await tools.remember?.(account);
      // Whoever has had the gift gets no second one, under none of their identities.
      if (account.consents.length === 0) return;
      for (const identity of account.identities) await welcome.remember(identity, account.id);
    }),
    step("goodbye", async ({ erasure, account }) => {
      for (const identity of account.identities) {
        // Not by a notice, which would be kept. Whoever takes no messages has read when it was to be.
        await chats.direct(identity, goodbye(account), causeOf(erasure, "goodbye")).catch((error: unknown) => {
          log.warn({ error, platform: identity.platform }, "a goodbye did not go out");
        });
      }
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
