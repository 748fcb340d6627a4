import type { Ledger } from "../credits/ledger.ts";
import { isFrozen } from "../credits/wallet.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock, Ids, Log } from "../services.ts";
import type { AccountStore } from "./accounts.ts";
import type { AttemptStore } from "./attempts.ts";
import { type AccountJoinStore, createAccountJoiner } from "./join-accounts.ts";
import type { JoinFacts } from "./join-rules.ts";
import { type AccountMoves, joinWallets, moveBelongings } from "./join-steps.ts";
import type { LinkStore } from "./link.ts";
import { createLinkTeller } from "./link-teller.ts";
import { createLinks, type Links } from "./links.ts";
import type { UnlinkStore } from "./unlink.ts";
import { createUnlinks, type Unlinks } from "./unlinks.ts";
import type { Welcome } from "./welcome.ts";

/** What linking and unlinking are built over. */
export interface LinkingParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly ledger: Pick<Ledger, "join" | "reclaim" | "wallet">;
  readonly notices: Pick<Notices, "tell">;
  readonly hash: KeyedHash;
  readonly welcome: Pick<Welcome, "remember">;
  readonly stores: {
    readonly accounts: Pick<AccountStore, "find" | "create">;
    readonly accountJoins: AccountJoinStore;
    readonly attempts: AttemptStore;
    readonly links: LinkStore;
    readonly unlinks: UnlinkStore;
  };
  readonly hasActiveSubscription: JoinFacts["hasActiveSubscription"];
  /** Whether nothing keeps the account from being joined or left, beside frozen credits. */
  readonly isInGoodStanding: JoinFacts["isInGoodStanding"];
  /** Whoever keeps something by account, by name: each gives it to the surviving one. */
  readonly moves: Readonly<Record<string, AccountMoves>>;
}

/** Everything that makes one account of several chats, and several of one. */
export function createLinking(parts: LinkingParts): { readonly links: Links; readonly unlinks: Unlinks } {
  const { clock, ids, log, ledger, notices, hash, welcome, stores } = parts;
  const { accounts } = stores;
  const facts: JoinFacts = {
    hasActiveSubscription: parts.hasActiveSubscription,
    isInGoodStanding: async (account) =>
      !isFrozen(await ledger.wallet(account)) && (await parts.isInGoodStanding(account)),
  };
  const joiner = createAccountJoiner({
    ...{ links: stores.links, store: stores.accountJoins, facts, clock },
    wallets: joinWallets(ledger),
    steps: moveBelongings(parts.moves),
  });
  const teller = createLinkTeller({ accounts, notices, ledger, clock });
  return {
    links: createLinks({
      ...{ store: stores.links, attempts: stores.attempts, accounts, joiner, facts, teller, hash, clock, ids, log },
    }),
    unlinks: createUnlinks({
      ...{
        store: stores.unlinks,
        locks: stores.accountJoins,
        accounts,
        welcome,
        facts,
        notices,
        hash,
        clock,
        ids,
        log,
      },
    }),
  };
}
