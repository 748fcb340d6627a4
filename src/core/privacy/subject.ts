import type { Account } from "../accounts/account.ts";
import { identityKey } from "../chat/incoming.ts";
import type { Ids } from "../services.ts";

/** One person, by all that is written down in place of them. */
export interface Subject {
  /** The account, and those that were joined into it. */
  readonly accounts: readonly string[];
  /** Keys of their identities (`discord:123`); empty where only what is kept by account is meant. */
  readonly identities: readonly string[];
  /** What stands for an identity where a chat's memory must not name anybody. */
  readonly tags: readonly string[];
}

export function subjectOf(
  { id, joinedFrom, identities }: Pick<Account, "id" | "joinedFrom" | "identities">,
  ids: Pick<Ids, "derived">,
): Subject {
  const keys = identities.map(identityKey);
  return { accounts: [id, ...joinedFrom], identities: keys, tags: keys.map((key) => ids.derived(key)) };
}
