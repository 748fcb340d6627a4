import type { Clock } from "../services.ts";
import type { Account } from "./account.ts";
import { type JoinFacts, joinRefusal, survivorOf } from "./join-rules.ts";
import { type JoinStep, welcomedAgain } from "./join-steps.ts";
import { LINK_KEPT_MS, type Link, type LinkRefusal, type LinkStore, SWEEP_AFTER_MS } from "./link.ts";

/** What joining needs of the accounts' documents. Each is safe to repeat. */
export interface AccountJoinStore {
  /** Keeps the account for this link; `busy`: another link has it now, `gone`: it was joined into another account. */
  lock(id: string, link: string): Promise<"locked" | "busy" | "gone">;
  unlock(id: string, link: string): Promise<void>;
  /** The account of this very id, joined or not. */
  read(id: string): Promise<Account | null>;
  /** From now on `gone` stands for `survivor`, in every process. */
  forward(gone: string, survivor: string): Promise<void>;
  /**
   * Gives `survivor` what the document of `gone` has: identities, consents, and settings where it has none itself. Once.
   */
  absorb(survivor: string, gone: Account): Promise<void>;
}

/** `later`: another link is joining one of the two; ask again. */
export type JoinOutcome = "joined" | "later" | { readonly refused: LinkRefusal };

export interface AccountJoiner {
  /** Joins the two sides of a link that is joining, or goes on where somebody stopped. */
  finish(link: Link): Promise<JoinOutcome>;
  /** Runs all steps once more, for what was begun under the old account just before the join. */
  sweep(link: Link): Promise<void>;
}

export function createAccountJoiner({
  links,
  store,
  wallets,
  steps,
  facts,
  clock,
}: {
  readonly links: Pick<LinkStore, "advance" | "find">;
  readonly store: AccountJoinStore;
  readonly wallets: JoinStep;
  readonly steps: readonly JoinStep[];
  readonly facts: JoinFacts;
  readonly clock: Clock;
}): AccountJoiner {
  const later = (duration_ms: number) => new Date(clock.now().getTime() + duration_ms);

  /** The link with who survives, or why there is none; decided while nothing else can join either of the two. */
  async function decide(link: Link, sides: readonly [string, string]): Promise<Link | LinkRefusal | "later"> {
    // In one order for all links, so that no two wait for each other.
    for (const side of sides.toSorted()) {
      const answer = await store.lock(side, link.id);
      if (answer === "busy") return "later";
      if (answer === "gone") return "joined-elsewhere";
    }
    const [one, other] = await Promise.all(sides.map((side) => store.read(side)));
    if (!one || !other) return "joined-elsewhere";
    const refusal = await joinRefusal(one, other, facts);
    if (refusal !== null) return refusal;
    const { survivor, gone } = await survivorOf(one, other, facts);
    const decided = { survivor: survivor.id, gone: gone.id, welcomedAgain: welcomedAgain(one, other) };
    // Whoever else is at it may have decided by other facts: what is written first stands.
    await links.advance(link.id, "joining", decided, { survivor: null });
    return (await links.find(link.id)) ?? "later";
  }

  async function finish(first: Link): Promise<JoinOutcome> {
    const { issuer, redeemer, id } = first;
    if (redeemer === null) throw new Error(`link ${id} is joining without a redeemer`);
    const sides = [issuer.account, redeemer.account] as const;
    const link = first.survivor === null ? await decide(first, sides) : first;
    if (link === "later") return link;
    if (typeof link === "string") return refuse(first, sides, link);
    const { survivor, gone } = link;
    if (survivor === null || gone === null) throw new Error(`link ${id} is joining without a survivor`);
    const join = { link, survivor, gone };
    // The wallet first: from then on it does not matter by which account's name credits are asked for.
    await wallets.run(join);
    await store.forward(gone, survivor);
    // Read after that, when nobody writes to it any more.
    const account = await store.read(gone);
    if (account === null) throw new Error(`account ${gone} is joining and is not there`);
    await store.absorb(survivor, account);
    for (const step of steps) await step.run(join);
    await links.advance(id, "joining", { state: "joined", sweepAt: later(SWEEP_AFTER_MS) });
    for (const side of sides) await store.unlock(side, id);
    return "joined";
  }

  async function refuse(link: Link, sides: readonly string[], refused: LinkRefusal): Promise<JoinOutcome> {
    const ending = { state: "refused", refusedFor: refused, keepUntil: later(LINK_KEPT_MS) } as const;
    if (!(await links.advance(link.id, "joining", ending, { survivor: null }))) {
      // Somebody has decided meanwhile, and what looked like a hindrance was their join.
      const decided = await links.find(link.id);
      if (decided?.state === "joined") return "joined";
      if (decided?.state === "joining") return finish(decided);
    }
    for (const side of sides) await store.unlock(side, link.id);
    return { refused };
  }

  return {
    finish,
    async sweep(link) {
      const { survivor, gone } = link;
      if (survivor !== null && gone !== null) for (const step of steps) await step.run({ link, survivor, gone });
      await links.advance(link.id, "joined", { sweepAt: null });
    },
  };
}
