import { encodeButton } from "../chat/button-token.ts";
import { type Identity, identityKey } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import { languageOf, type Messages, messagesFor } from "../messages.ts";
import type { Notices } from "../notices/notices.ts";
import { refuse } from "../refusal.ts";
import type { Clock, Ids, Log } from "../services.ts";
import { type Account, isAccount, languageWished } from "./account.ts";
import { type AccountStore, accountId, newAccount } from "./accounts.ts";
import type { AccountJoinStore } from "./join-accounts.ts";
import type { JoinFacts } from "./join-rules.ts";
import { COOLING_OFF_MS, type Unlink, type UnlinkStore } from "./unlink.ts";
import type { Welcome } from "./welcome.ts";

/** Lets an identity leave its account, a day after it was asked for, unless somebody of the account stops it. */
export interface Unlinks {
  /** Plans it and tells the other sides. `tag`: see `identityTag`. Refuses an identity that is not there, the last one, and accounts that are not in good standing. */
  plan(account: Account, tag: string, by: Identity): Promise<Unlink>;
  /** The sides that are about to leave this account. */
  planned(account: Account): Promise<readonly Unlink[]>;
  /** `too-late`: it has left. Safe to repeat. */
  stop(
    account: Account,
    tag: string,
    by: Identity,
  ): Promise<{ readonly outcome: "stopped" | "too-late"; readonly identity: Identity }>;
  /** Carries out what is due; answers how many left. Safe to call at any time. */
  finishDue(limit: number): Promise<number>;
}

/** How an identity is named in a button: short, and without what a platform may put into an id. */
export function identityTag(identity: Identity, ids: Pick<Ids, "derived">): string {
  return ids.derived(`identity:${identityKey(identity)}`).slice(0, 12);
}

/** How long an account that nobody may leave now is left alone. */
const WITHHELD_MS = 24 * 60 * 60_000;

export function createUnlinks(tools: {
  readonly store: UnlinkStore;
  readonly locks: Pick<AccountJoinStore, "lock" | "unlock">;
  readonly facts: Pick<JoinFacts, "isInGoodStanding">;
  readonly hash: KeyedHash;
  readonly accounts: Pick<AccountStore, "find" | "create">;
  readonly welcome: Pick<Welcome, "remember">;
  readonly notices: Pick<Notices, "tell">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Unlinks {
  const { store, locks, facts, hash, accounts, welcome, notices, clock, ids, log } = tools;

  /** To each of these chats, so that nobody who shares the account can miss it. */
  async function tell(
    account: Account,
    identities: readonly Identity[],
    key: string,
    say: (messages: Messages) => Reply,
  ): Promise<void> {
    const reply = say(messagesFor(languageOf(languageWished(account))));
    for (const identity of identities) {
      await notices.tell(account.id, `${key}:${identity.platform}`, reply, "service", identity);
    }
  }

  const keyOf = ({ id, askedAt }: Unlink, what: string) => `unlink:${id}:${askedAt.getTime()}:${what}`;

  async function carryOut(unlink: Unlink): Promise<boolean> {
    const account = await accounts.find(unlink.account);
    const lock = `unlink:${unlink.id}`;
    // Also where somebody died between the word and the leaving; whoever is out already is taken to the end.
    const isBeforeLeaving =
      unlink.state === "planned" || account?.identities.some((one) => identityKey(one) === unlink.id);
    // Whoever leaves a sanctioned account would leave the sanction behind.
    if (account !== null && isBeforeLeaving && !(await facts.isInGoodStanding(account.id))) {
      await store.advance(unlink, "leaving", "planned");
      await store.postpone(unlink, new Date(clock.now().getTime() + WITHHELD_MS));
      await locks.unlock(account.id, lock);
      log.warn({ account: account.id }, "somebody cannot leave an account yet, because it is withheld");
      return false;
    }
    if (unlink.state === "planned" && !(await store.advance(unlink, "planned", "leaving"))) return false;
    if (account === null) {
      await store.advance(unlink, "leaving", "stopped");
      return false;
    }
    // While it is being joined with another one, its identities are on their way: the next run goes on with it.
    if ((await locks.lock(account.id, lock)) !== "locked") return false;
    const hasLeft = await leave(unlink, account);
    await locks.unlock(account.id, lock);
    return hasLeft;
  }

  /** What is done while nobody joins the account. A process that dies in it leaves the lock to the next run. */
  async function leave(unlink: Unlink, account: Account): Promise<boolean> {
    const { identity, askedAt } = unlink;
    const outcome = await store.takeOut(account.id, identity);
    if (outcome === "moved") return false;
    if (outcome === "last") {
      // An account that nobody can reach would be lost with its credits.
      await store.advance(unlink, "leaving", "stopped");
      await tell(account, [identity], keyOf(unlink, "last"), ({ unlinking }) => ({
        text: unlinking.stoppedAsLast(identity),
      }));
      return false;
    }
    // Before anybody can come under the new account, and from then on for ever.
    await welcome.remember(identity, account.id);
    const id = await accountId(`${unlink.id}:${askedAt.getTime()}`, hash, ids);
    await accounts.create(newAccount(id, identity, clock.now()));
    await store.giveTo(id, identity);
    await store.advance(unlink, "leaving", "left");
    const fresh = newAccount(id, identity, clock.now());
    await tell(fresh, [identity], keyOf(unlink, "you-left"), ({ unlinking }) => ({ text: unlinking.youLeft }));
    await tell(account, others(account, identity), keyOf(unlink, "left"), ({ unlinking }) => ({
      text: unlinking.left(identity),
    }));
    return true;
  }

  return {
    async plan(account, tag, by) {
      const identity = account.identities.find((one) => identityTag(one, ids) === tag);
      if (identity === undefined) throw refuse("unlink-unknown", {});
      if (account.identities.length < 2) throw refuse("unlink-last", {});
      if (!(await facts.isInGoodStanding(account.id))) throw refuse("unlink-withheld", {});
      const askedAt = clock.now();
      const unlink = await store.plan({
        id: identityKey(identity),
        identity,
        account: account.id,
        state: "planned",
        askedAt,
        dueAt: new Date(askedAt.getTime() + COOLING_OFF_MS),
      });
      await tell(account, others(account, by), keyOf(unlink, "planned"), ({ unlinking }) => ({
        title: unlinking.title,
        text: unlinking.plannedNotice(unlink.identity, unlink.dueAt),
        buttons: [{ label: unlinking.stop, style: "danger", token: encodeButton("unlink", "stop", account.id, tag) }],
      }));
      return unlink;
    },

    async planned(account) {
      const found = await Promise.all(account.identities.map((identity) => store.find(identityKey(identity))));
      return found.filter(
        (unlink): unlink is Unlink => unlink?.state === "planned" && isAccount(account, unlink.account),
      );
    },

    async stop(account, tag, by) {
      const identity = account.identities.find((one) => identityTag(one, ids) === tag);
      const unlink = identity === undefined ? null : await store.find(identityKey(identity));
      if (unlink === null || !isAccount(account, unlink.account)) throw refuse("unlink-unknown", {});
      await store.advance(unlink, "planned", "stopped");
      const now = (await store.find(unlink.id)) ?? unlink;
      if (now.state !== "stopped") return { outcome: "too-late", identity: now.identity };
      await tell(account, others(account, by), keyOf(unlink, "stopped"), ({ unlinking }) => ({
        text: unlinking.stoppedNotice(unlink.identity),
      }));
      return { outcome: "stopped", identity: now.identity };
    },

    async finishDue(limit) {
      let left = 0;
      for (const unlink of await store.due(clock.now(), limit)) {
        try {
          if (await carryOut(unlink)) left += 1;
        } catch (error) {
          // One that fails must not keep the others; the next run goes on with it.
          log.error({ error }, "somebody could not leave an account yet");
        }
      }
      return left;
    },
  };
}

function others({ identities }: Account, identity: Identity): readonly Identity[] {
  return identities.filter((one) => identityKey(one) !== identityKey(identity));
}
