import { type Identity, identityKey } from "../chat/incoming.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import type { Clock } from "../services.ts";
import type { Account } from "./account.ts";
import { welcome } from "./terms.ts";

/** Who has had the welcome gift, known by a keyed hash only, so that it outlives whatever else is forgotten of a person. */
export interface WelcomeStore {
  /** Notes who is the first to get it under this hash; answers the account that is noted then. */
  claim(hash: string, account: string): Promise<string>;
}

export interface Welcome {
  /** Gives the gift, once for each person; answers how many credits came now. */
  give(account: Account): Promise<number>;
  /** From now on this identity counts as one that had the gift with this account. */
  remember(identity: Identity, account: string): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The order of a welcome gift's credits, by which it can be taken back as far as it is unspent. */
export function welcomeOrder(account: string): string {
  return `welcome:${account}`;
}

export function createWelcome({
  store,
  ledger,
  clock,
  hash,
}: {
  readonly store: WelcomeStore;
  readonly ledger: Pick<Ledger, "grant">;
  readonly clock: Clock;
  readonly hash: KeyedHash;
}): Welcome {
  async function claim(identity: Identity, account: string): Promise<string> {
    return store.claim(await hash.of(`welcome:${identityKey(identity)}`), account);
  }

  return {
    async give(account) {
      const owners = await Promise.all(account.identities.map((identity) => claim(identity, account.id)));
      if (owners.some((owner) => owner !== account.id)) return 0;
      const granted = await ledger.grant(account.id, {
        cause: `welcome:${account.id}`,
        amount: welcome.credits,
        kind: "promotional",
        order: welcomeOrder(account.id),
        expiresAt: new Date(clock.now().getTime() + welcome.lifetime_days * DAY_MS),
        reason: "welcome",
      });
      return granted.outcome === "granted" ? welcome.credits : 0;
    },
    async remember(identity, account) {
      await claim(identity, account);
    },
  };
}
