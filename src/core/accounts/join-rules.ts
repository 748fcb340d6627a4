import type { Account } from "./account.ts";
import type { LinkRefusal } from "./link.ts";

/** What other parts know of an account that decides whether and how it may be joined. */
export interface JoinFacts {
  /** A subscription that is being paid for, or will be again. */
  hasActiveSubscription(account: string): Promise<boolean>;
  /** Suspended, closed or frozen accounts are not in good standing. */
  isInGoodStanding(account: string): Promise<boolean>;
}

/** Why these two accounts may not become one; null: they may. */
export async function joinRefusal(one: Account, other: Account, facts: JoinFacts): Promise<LinkRefusal | null> {
  // A link must be no way to leave a sanction behind, nor to bring one over somebody.
  const standings = await Promise.all([one, other].map(({ id }) => facts.isInGoodStanding(id)));
  if (standings.includes(false)) return "not-in-good-standing";
  // What is to be erased must not take another account along.
  if (one.erasureDueAt !== null || other.erasureDueAt !== null) return "to-be-erased";
  const platforms = new Set(one.identities.map(({ platform }) => platform));
  if (other.identities.some(({ platform }) => platforms.has(platform))) return "same-platform";
  const subscribed = await Promise.all([one, other].map(({ id }) => facts.hasActiveSubscription(id)));
  return subscribed.every(Boolean) ? "both-subscribed" : null;
}

/** Which of two accounts stays: the one with a subscription, else the older one. */
export async function survivorOf(
  one: Account,
  other: Account,
  facts: Pick<JoinFacts, "hasActiveSubscription">,
): Promise<{ readonly survivor: Account; readonly gone: Account }> {
  const [isOne, isOther] = await Promise.all([one, other].map(({ id }) => facts.hasActiveSubscription(id)));
  if (isOne !== isOther) return isOne ? { survivor: one, gone: other } : { survivor: other, gone: one };
  const age = one.createdAt.getTime() - other.createdAt.getTime();
  const isOneFirst = age === 0 ? one.id < other.id : age < 0;
  return isOneFirst ? { survivor: one, gone: other } : { survivor: other, gone: one };
}
