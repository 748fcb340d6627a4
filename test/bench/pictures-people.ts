import { connectMongo } from "../../adapters/mongo/connect.ts";
import { createAccounts } from "../../src/core/accounts/accounts.ts";
import { createWelcome } from "../../src/core/accounts/welcome.ts";
import type { Identity } from "../../src/core/chat/incoming.ts";
import { createLedger } from "../../src/core/credits/ledger.ts";
import { createTerms } from "../../src/core/terms/terms.ts";
import { mongoStores } from "../../src/stores.ts";
import { systemClock as clock, systemIds as ids } from "../../src/system.ts";
import { TestLog } from "../support/credits.ts";
import type { DiscordPerson } from "../support/discord-person.ts";

const JOINING_AT_ONCE = 20;

/** People with the terms behind them and credits to spend, put into the database of processes that run beside us. */
export async function joinPeople(uri: string, people: readonly Identity[], credits: number): Promise<void> {
  const log = new TestLog();
  const mongo = await connectMongo({ uri, log });
  try {
    const stores = mongoStores(mongo.connection);
    await mongo.ensureIndexes();
    const ledger = createLedger({ store: stores.wallets, clock, ids, log, metrics: { creditsMoved() {} } });
    const hash = stores.keyedHash;
    const accounts = createAccounts({
      ...{ store: stores.accounts, hash, clock, ids, terms: createTerms({ clock }) },
      welcome: createWelcome({ store: stores.welcomed, ledger, clock, hash }),
    });
    const join = async (identity: Identity) => {
      const account = await accounts.of(identity);
      await accounts.accept(account, identity.platform);
      const grant = { cause: `bench:${account.id}`, kind: "bought", expiresAt: null, reason: "bench" } as const;
      await ledger.grant(account.id, { ...grant, amount: credits });
    };
    for (let from = 0; from < people.length; from += JOINING_AT_ONCE) {
      await Promise.all(people.slice(from, from + JOINING_AT_ONCE).map(join));
    }
  } finally {
    await mongo.close();
  }
}

/** How Easel knows people of a Discord. */
export function identitiesOf(people: readonly Pick<DiscordPerson, "user">[]): Identity[] {
  return people.map(({ user: { id, name } }) => ({ platform: "discord", user: id, name }));
}
