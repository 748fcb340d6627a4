import type { Account } from "../accounts/account.ts";
import type { AccountStore } from "../accounts/accounts.ts";
import type { Reply } from "../chat/reply.ts";
import type { Chats, Clock, Log } from "../services.ts";

/** Something that must reach a person, even if they are away. */
export interface Notice {
  /** Derived from its cause: the same notice is told once. */
  readonly key: string;
  readonly account: string;
  readonly reply: Reply;
  readonly createdAt: Date;
  readonly toldAt: Date | null;
}

export interface NoticeStore {
  /** false when there is one with this key. */
  insert(notice: Notice): Promise<boolean>;
  find(key: string): Promise<Notice | null>;
  /** Untold ones, oldest first. */
  waiting(account: string, limit: number): Promise<Notice[]>;
  markTold(key: string, at: Date): Promise<void>;
}

export interface Notices {
  /** Stores the notice, then tries a direct message to each identity; what reaches nobody waits for the next contact. */
  tell(account: string, key: string, reply: Reply): Promise<void>;
  /** What waits for this person, to be shown beside the answer they get now. */
  waiting(account: Account): Promise<readonly Notice[]>;
  /** They have been shown. */
  told(account: Account, notices: readonly Notice[]): Promise<void>;
}

/** More than fit into one answer would be noise; the others follow with the next ones. */
const TAKEN_AT_ONCE = 5;

export function createNotices({
  store,
  accounts,
  chats,
  clock,
  log,
}: {
  store: NoticeStore;
  accounts: Pick<AccountStore, "find" | "setNoticesWaiting">;
  chats: Pick<Chats, "direct">;
  clock: Clock;
  log: Log;
}): Notices {
  /** Asked once more after it was written, because another notice may have come in between. */
  async function nothingWaits(account: string): Promise<void> {
    await accounts.setNoticesWaiting(account, false);
    if ((await store.waiting(account, 1)).length > 0) await accounts.setNoticesWaiting(account, true);
  }

  return {
    async tell(account, key, reply) {
      const notice = { key, account, reply, createdAt: clock.now(), toldAt: null };
      if (!(await store.insert(notice))) {
        const known = await store.find(key);
        if (known?.toldAt !== null) return;
      }
      for (const identity of (await accounts.find(account))?.identities ?? []) {
        const outcome = await chats.direct(identity, reply, key).catch((error: unknown) => {
          log.warn({ error, platform: identity.platform }, "a direct message did not go out");
          return "closed" as const;
        });
        if (outcome === "sent") return store.markTold(key, clock.now());
      }
      await accounts.setNoticesWaiting(account, true);
    },
    async waiting(account) {
      // The account says whether anything waits, so that the common case asks the database nothing.
      if (!account.noticesWaiting) return [];
      const found = await store.waiting(account.id, TAKEN_AT_ONCE);
      if (found.length === 0) await nothingWaits(account.id);
      return found;
    },
    async told(account, notices) {
      for (const { key } of notices) await store.markTold(key, clock.now());
      if (notices.length < TAKEN_AT_ONCE) await nothingWaits(account.id);
    },
  };
}
