import type { Account } from "../accounts/account.ts";
import type { AccountStore } from "../accounts/accounts.ts";
import { type Identity, identityKey } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import type { Chats, Clock, Log } from "../services.ts";
import { createLane } from "./lane.ts";

/** `reminder`: a courtesy that a person can switch off; `service`: what they have to know. */
export type NoticeKind = "service" | "reminder";

/** Something that must reach a person, even if they are away. */
export interface Notice {
  /** Derived from its cause: the same notice is told once. */
  readonly key: string;
  readonly account: string;
  readonly kind: NoticeKind;
  readonly reply: Reply;
  /** The key of the one identity that it is for; absent: whichever reaches the person. */
  readonly to?: string;
  /** The platforms on which the person can be written to. */
  readonly platforms: readonly string[];
  readonly createdAt: Date;
  readonly toldAt: Date | null;
  /** When it first was told or, where nobody may write to the person, began to wait for them. From then on they are deemed to know (T16). */
  readonly reachedAt: Date | null;
  /** How often somebody has tried. */
  readonly attempts: number;
  /** When somebody tries again; null: no more, it waits for the next contact. */
  readonly nextAttemptAt: Date | null;
}

export interface NoticeStore {
  /** false when there is one with this key. */
  insert(notice: Notice): Promise<boolean>;
  find(key: string): Promise<Notice | null>;
  /** Untold ones, oldest first. */
  waiting(account: string, limit: number): Promise<Notice[]>;
  /** Untold ones whose next attempt is due and whose people are on one of these platforms, the longest due first. */
  due(at: Date, platforms: readonly string[], limit: number): Promise<Notice[]>;
  /** Takes the next attempt and keeps others away until then; false when somebody else took it. */
  claim(notice: Pick<Notice, "key" | "attempts">, until: Date): Promise<boolean>;
  /** Writes when the next attempt is and, the first time, when it reached the person. */
  postpone(key: string, changes: Pick<Notice, "reachedAt" | "nextAttemptAt">): Promise<void>;
  /** Told, and thereby reached. */
  markTold(key: string, at: Date): Promise<void>;
}

export interface Notices {
  /**
   * Stores the notice, then tries a direct message to each identity until one has it, or only to the one that it is for; what
   * reaches nobody waits for the next contact.
   */
  tell(account: string, key: string, reply: Reply, kind?: NoticeKind, to?: Identity): Promise<void>;
  /** Stores the notice and leaves it to the line, which keeps to what the platforms bear: for news to many. */
  post(account: string, key: string, reply: Reply, kind?: NoticeKind): Promise<void>;
  /** When the person was told, or began to be deemed to know; null: not yet, or there is no such notice. */
  reachedAt(key: string): Promise<Date | null>;
  /** What waits for this person, to be shown beside the answer they get now. */
  waiting(account: Account): Promise<readonly Notice[]>;
  /** They have been shown. */
  told(account: Account, notices: readonly Notice[]): Promise<void>;
  /** Tries what is due, one after the other; answers how many went out. Safe to call at any time, from every process. */
  sendDue(limit: number): Promise<number>;
  /** Sends what is due from now on, until `stop`. */
  start(): void;
  stop(): Promise<void>;
}

/** More than this at once would bury the answer they stand beside. */
const TAKEN_AT_ONCE = 5;
/** Longer than a direct message takes with its repetitions: after that, whoever tried has died. */
const ATTEMPT_MS = 60_000;
const FIRST_PAUSE_MS = 30_000;
const PAUSE_MS_MAX = 60 * 60 * 1000;
/** About nine hours; then it waits for the person. */
const ATTEMPTS_MAX = 15;
const LOOK_EVERY_MS = 5_000;
const SENT_AT_ONCE = 200;

export function createNotices({
  store,
  accounts,
  chats,
  clock,
  log,
}: {
  store: NoticeStore;
  accounts: Pick<AccountStore, "find" | "setNoticesWaiting">;
  chats: Pick<Chats, "direct" | "platforms">;
  clock: Clock;
  log: Log;
}): Notices {
  const lane = createLane(clock);
  const stopping = new AbortController();
  let sending: Promise<void> = Promise.resolve();

  /** Asked once more after it was written, because another notice may have come in between. */
  async function nothingWaits(account: string): Promise<void> {
    await accounts.setNoticesWaiting(account, false);
    if ((await store.waiting(account, 1)).length > 0) await accounts.setNoticesWaiting(account, true);
  }

  /** null: the person wants no such notice, or is not there. */
  async function keep(
    account: string,
    key: string,
    reply: Reply,
    kind: NoticeKind,
    firstAttempt: "now" | "by the line",
    to?: string,
  ) {
    const person = await accounts.find(account);
    // Nobody is there any more whom it concerns.
    if (person === null) return null;
    if (kind === "reminder" && !person.settings.reminders) return null;
    const platforms = [...new Set(addressees(person, to).map(({ platform }) => platform))];
    const now = clock.now();
    const isTried = firstAttempt === "now" && platforms.some((platform) => chats.platforms().includes(platform));
    const notice: Notice = {
      // Whoever was joined into another account is reached there.
      ...{ key, account: person?.id ?? account, kind, reply, platforms },
      ...(to === undefined ? {} : { to }),
      createdAt: now,
      toldAt: null,
      reachedAt: null,
      attempts: isTried ? 1 : 0,
      // Written before it is tried: when this process dies meanwhile, another one tries again.
      nextAttemptAt: isTried ? new Date(now.getTime() + ATTEMPT_MS) : now,
    };
    if (await store.insert(notice)) return { notice, isTried };
    const known = await store.find(key);
    if (firstAttempt !== "now" || known === null || known.toldAt !== null) return null;
    // Somebody is trying now, or will at the next time that it makes sense.
    if (known.nextAttemptAt !== null) return null;
    const claimed = await store.claim(known, new Date(now.getTime() + ATTEMPT_MS));
    return claimed ? { notice: { ...known, attempts: known.attempts + 1 }, isTried: true } : null;
  }

  /** @returns whether it went out. */
  async function attempt(notice: Notice): Promise<boolean> {
    const { key, account, attempts } = notice;
    const person = await accounts.find(account);
    let isAway = false;
    // Whom this process does not reach, another one may.
    let isElsewhere = false;
    for (const identity of addressees(person, notice.to)) {
      if (!chats.platforms().includes(identity.platform)) {
        isElsewhere = true;
        continue;
      }
      await lane.turn(identity.platform, stopping.signal);
      const outcome = await chats.direct(identity, notice.reply, key).catch((error: unknown) => {
        log.warn({ error, platform: identity.platform }, "a direct message did not go out");
        isAway = true;
        return "closed" as const;
      });
      if (outcome === "sent") {
        await store.markTold(key, clock.now());
        return true;
      }
    }
    const now = clock.now();
    const mayWorkLater = (isAway || isElsewhere) && attempts < ATTEMPTS_MAX;
    const pause_ms = isAway ? Math.min(PAUSE_MS_MAX, FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1)) : ATTEMPT_MS;
    await store.postpone(key, {
      reachedAt: mayWorkLater ? null : now,
      nextAttemptAt: mayWorkLater ? new Date(now.getTime() + pause_ms) : null,
    });
    await accounts.setNoticesWaiting(account, true);
    return false;
  }

  async function sendDue(limit: number): Promise<number> {
    const due = await store.due(clock.now(), chats.platforms(), limit);
    let sent = 0;
    for (const notice of due) {
      if (stopping.signal.aborted) break;
      if (!(await store.claim(notice, new Date(clock.now().getTime() + ATTEMPT_MS)))) continue;
      if (await attempt({ ...notice, attempts: notice.attempts + 1 })) sent += 1;
    }
    return sent;
  }

  return {
    async tell(account, key, reply, kind = "service", to) {
      const kept = await keep(account, key, reply, kind, "now", to && identityKey(to));
      if (kept?.isTried) await attempt(kept.notice);
      else if (kept !== null) await accounts.setNoticesWaiting(account, true);
    },
    async post(account, key, reply, kind = "service") {
      if ((await keep(account, key, reply, kind, "by the line")) !== null)
        await accounts.setNoticesWaiting(account, true);
    },
    reachedAt: async (key) => (await store.find(key))?.reachedAt ?? null,
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
    sendDue,
    start() {
      sending = send();
    },
    async stop() {
      stopping.abort();
      await sending;
    },
  };

  async function send(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await clock.sleep(LOOK_EVERY_MS, stopping.signal);
        await sendDue(SENT_AT_ONCE);
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ error }, "notices that are due could not be read");
      }
    }
  }
}

function addressees(person: Account | null, to: string | undefined): readonly Identity[] {
  const { identities = [] } = person ?? {};
  return to === undefined ? identities : identities.filter((identity) => identityKey(identity) === to);
}
