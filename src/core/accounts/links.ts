import { type Identity, identityKey } from "../chat/incoming.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import { refuse } from "../refusal.ts";
import type { Clock, Ids, Log } from "../services.ts";
import { type Account, isAccount } from "./account.ts";
import type { AccountStore } from "./accounts.ts";
import { type AttemptLimit, type AttemptStore, attempt } from "./attempts.ts";
import type { AccountJoiner } from "./join-accounts.ts";
import { type JoinFacts, joinRefusal } from "./join-rules.ts";
import {
  CODE_LIFETIME_MS,
  CONFIRM_WITHIN_MS,
  hasExpired,
  LINK_KEPT_MS,
  type Link,
  type LinkRefusal,
  type LinkSide,
  type LinkStore,
} from "./link.ts";
import { newLinkCode, readLinkCode } from "./link-code.ts";
import type { LinkTeller } from "./link-teller.ts";

/** Makes one account of two chats: a code from one side, both sides' yes, then the join. */
export interface Links {
  /** A code for the other chat; one that was asked for before ends. */
  issue(account: Account, identity: Identity): Promise<{ readonly code: string; readonly expiresAt: Date }>;
  /** Uses a code up, and answers the link that waits for this side's yes. Refuses every wrong code in the same words. */
  redeem(typed: string, account: Account, identity: Identity): Promise<Link>;
  /** This side's yes: first the redeemer's, then the issuer's, which joins. Safe to repeat. */
  confirm(id: string, account: Account): Promise<LinkProgress>;
  /** This side's no. Safe to repeat. */
  decline(id: string, account: Account): Promise<void>;
  /** What waits for this account's yes, newest first. */
  waitingFor(account: Account): Promise<Link | null>;
  /** Goes on with joins that somebody has left half-done, and sweeps; answers how many. Safe to call at any time. */
  finishDue(limit: number): Promise<number>;
}

export type LinkProgress =
  /** The other side has to say yes now. */
  | { readonly outcome: "confirmed"; readonly link: Link }
  /** They are one account. `joining`: they will be in a moment. */
  | { readonly outcome: "joined" | "joining"; readonly link: Link }
  | { readonly outcome: "refused"; readonly reason: LinkRefusal };

const limits: Readonly<Record<"identity" | "account", AttemptLimit>> = {
  identity: { name: "link-code", max: 5, within_ms: 60 * 60_000 },
  account: { name: "link-code-day", max: 15, within_ms: 24 * 60 * 60_000 },
};

export function createLinks(tools: {
  readonly store: LinkStore;
  readonly attempts: AttemptStore;
  readonly accounts: Pick<AccountStore, "find">;
  readonly joiner: AccountJoiner;
  readonly facts: JoinFacts;
  readonly teller: LinkTeller;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Links {
  const { store, attempts, accounts, joiner, facts, teller, hash, clock, ids, log } = tools;
  const later = (duration_ms: number) => new Date(clock.now().getTime() + duration_ms);
  const isOpen = (link: Link) => !hasExpired(link, clock.now());

  async function countAttempt(account: Account, identity: Identity): Promise<void> {
    const waits = await Promise.all([
      attempt({ store: attempts, clock }, identityKey(identity), limits.identity),
      attempt({ store: attempts, clock }, account.id, limits.account),
    ]);
    const wait_ms = Math.max(...waits);
    if (wait_ms > 0) throw refuse("link-attempts", { waitMinutes: Math.ceil(wait_ms / 60_000) });
  }

  /** The link that this account is a side of; whoever is not learns nothing of it. */
  async function own(id: string, account: Account): Promise<{ link: Link; role: "issuer" | "redeemer" }> {
    const link = await store.find(id);
    if (link !== null && isAccount(account, link.issuer.account)) return { link, role: "issuer" };
    if (link?.redeemer && isAccount(account, link.redeemer.account)) return { link, role: "redeemer" };
    throw refuse("button-stale", {});
  }

  async function voidIssued(account: Account, isChosen: (link: Link) => boolean): Promise<void> {
    for (const link of (await store.waiting(account.id, ["issued"])).filter(isChosen)) {
      await store.advance(link.id, "issued", { state: "voided" });
    }
  }

  async function join(link: Link, by: Account | null): Promise<LinkProgress> {
    try {
      const outcome = await joiner.finish(link);
      if (outcome === "later") return { outcome: "joining", link };
      if (outcome === "joined") {
        await teller.joined(link, by);
        return { outcome: "joined", link };
      }
      await teller.refused(link, outcome.refused, by);
      return { outcome: "refused", reason: outcome.refused };
    } catch (error) {
      // Everything is safe to repeat: the job goes on with it in a moment.
      log.error({ error, link: link.id }, "two accounts are joined only in part yet");
      return { outcome: "joining", link };
    }
  }

  async function confirmAsIssuer(link: Link, account: Account): Promise<LinkProgress> {
    if (link.state === "confirmed") {
      if (!isOpen(link)) throw refuse("link-expired", {});
      // Whoever of two presses comes second finds it joining, and goes on with it.
      await store.advance(link.id, "confirmed", { state: "joining" });
    }
    const now = (await store.find(link.id)) ?? link;
    switch (now.state) {
      case "joining":
        return join(now, account);
      case "joined":
        return { outcome: "joined", link: now };
      case "refused":
        return { outcome: "refused", reason: now.refusedFor ?? "declined" };
      default:
        throw refuse("link-expired", {});
    }
  }

  async function confirmAsRedeemer(link: Link): Promise<LinkProgress> {
    if (link.state === "redeemed" && isOpen(link)) await store.advance(link.id, "redeemed", { state: "confirmed" });
    const now = (await store.find(link.id)) ?? link;
    switch (now.state) {
      case "confirmed":
        if (!isOpen(now)) throw refuse("link-expired", {});
        await teller.asksIssuer(now);
        return { outcome: "confirmed", link: now };
      case "joining":
      case "joined":
        return { outcome: now.state, link: now };
      case "refused":
        return { outcome: "refused", reason: now.refusedFor ?? "declined" };
      default:
        throw refuse("link-expired", {});
    }
  }

  return {
    async issue(account, identity) {
      const code = newLinkCode(ids);
      const expiresAt = later(CODE_LIFETIME_MS);
      await voidIssued(account, () => true);
      const id = ids.random();
      const issuedAt = clock.now();
      await store.insert({
        id,
        code: await hash.of(`link:${code}`),
        state: "issued",
        issuer: { account: account.id, identity },
        redeemer: null,
        issuedAt,
        expiresAt,
        survivor: null,
        gone: null,
        welcomedAgain: [],
        refusedFor: null,
        sweepAt: null,
        keepUntil: later(LINK_KEPT_MS),
      });
      // Again after the insertion, so that of two that were asked for at the same moment one is left.
      await voidIssued(account, (old) => {
        const age = old.issuedAt.getTime() - issuedAt.getTime();
        return age === 0 ? old.id < id : age < 0;
      });
      return { code, expiresAt };
    },

    async redeem(typed, account, identity) {
      await countAttempt(account, identity);
      const code = readLinkCode(typed);
      // What cannot be a code is looked for like one: the answer takes as long and says as little.
      const link = await store.findByCode(await hash.of(`link:${code ?? typed}`));
      if (link === null || !isOpen(link)) throw refuse("link-code", {});
      if (isAccount(account, link.issuer.account)) throw refuse("link-yourself", {});
      if (link.state === "issued") {
        const issuer = await accounts.find(link.issuer.account);
        if (issuer === null || issuer.id !== link.issuer.account) throw refuse("link-code", {});
        const reason = await joinRefusal(issuer, account, facts);
        if (reason !== null) throw refuse("link-refused", { reason });
        const redeemer: LinkSide = { account: account.id, identity };
        await store.advance(link.id, "issued", { state: "redeemed", redeemer, expiresAt: later(CONFIRM_WITHIN_MS) });
      }
      // Of two who gave the same code one is in it now; for the other it is a code that does not work.
      const now = await store.find(link.id);
      const isMine = now !== null && now.redeemer !== null && isAccount(account, now.redeemer.account);
      if (!isMine || (now.state !== "redeemed" && now.state !== "confirmed")) throw refuse("link-code", {});
      return now;
    },

    async confirm(id, account) {
      const { link, role } = await own(id, account);
      // Once they are one account, whoever presses is both.
      return role === "issuer" ? confirmAsIssuer(link, account) : confirmAsRedeemer(link);
    },

    async decline(id, account) {
      const { link } = await own(id, account);
      for (const state of ["issued", "redeemed", "confirmed"] as const) {
        if (!(await store.advance(link.id, state, { state: "refused", refusedFor: "declined" }))) continue;
        await teller.refused({ ...link, state: "refused" }, "declined", account);
        return;
      }
    },

    async waitingFor(account) {
      const open = (await store.waiting(account.id, ["redeemed", "confirmed", "joining"])).filter(
        (link) => link.state === "joining" || isOpen(link),
      );
      return (
        open.find((link) => {
          if (link.state === "redeemed") return link.redeemer?.account === account.id;
          return link.issuer.account === account.id;
        }) ?? null
      );
    },

    async finishDue(limit) {
      let done = 0;
      for (const link of await store.joining(limit)) {
        if ((await join(link, null)).outcome !== "joining") done += 1;
      }
      for (const link of await store.toSweep(clock.now(), limit)) {
        try {
          await joiner.sweep(link);
          done += 1;
        } catch (error) {
          log.error({ error, link: link.id }, "what two accounts had could not be swept yet");
        }
      }
      return done;
    },
  };
}
