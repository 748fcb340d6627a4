import type { Account } from "../accounts/account.ts";
import type { AccountStore } from "../accounts/accounts.ts";
import { type Identity, identityKey } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import type { Chats, Clock, Log } from "../services.ts";
import { createLane } from "./lane.ts";
import { createLine } from "./line.ts";

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
  /** Told, and thereby reached. `keepUntil`: when it may be forgotten; null: it goes with its account. */
  markTold(key: string, at: Date, keepUntil: Date | null): Promise<void>;
  /** Nobody is to be told it any more. */
  drop(key: string): Promise<void>;
}

export interface Notices {
  /**
   * Stores the notice, then tries a direct message to each identity until one has it, or only to the one that it is for; what
   * reaches nobody waits for the next contact.
   */
  tell(account: string, key: string, reply: Reply, kind?: NoticeKind, to?: Identity): Promise<void>;
  /**
   * Stores the notice and leaves it to the line, which sends it at once or as soon as the platforms bear it: for news to many, and
   * where nobody's answer may wait for a chat.
   */
  post(account: string, key: string, reply: Reply, kind?: NoticeKind, to?: Identity): Promise<void>;
  /** Whether there is such a notice, told or not. */
  isKnown(key: string): Promise<boolean>;
  /** When the person was told, or began to be deemed to know; null: not yet, or there is no such notice. */
  reachedAt(key: string): Promise<Date | null>;
  /** What waits for this person, to be shown beside the answer they get now. */
  waiting(account: Account): Promise<readonly Notice[]>;
  /** They have been shown. */
  told(account: Account, notices: readonly Notice[]): Promise<void>;
  /** Tries what is due, of each platform one after the other; answers how many went out. Safe at any time, from every process. */
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
/** So late, whoever is on one of its platforms sends it, whichever comes first: the line of the first one does not get on. */
const LATE_MS = 30_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** What was told is of no use after that, except that it was. */
const TOLD_KEPT_MS = 180 * DAY_MS;
/** Whether somebody was told of a raised price counts as long as they are subscribed, of a change of the terms for good. */
const KEPT_WITH_ACCOUNT = /^(?:price|terms):/u;

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
  const line = createLine({ platforms: () => chats.platforms(), send: sendOn, stopping: stopping.signal, clock, log });

  async function markTold(key: string): Promise<void> {
    const now = clock.now();
    const keepUntil = KEPT_WITH_ACCOUNT.test(key) ? null : new Date(now.getTime() + TOLD_KEPT_MS);
    await store.markTold(key, now, keepUntil);
  }

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
      nextAttemptAt: isTried ? new Date(now.getTime() + ATTEMPT_MS) : platforms.length > 0 ? now : null,
    };
    if (await store.insert(notice)) return { notice, isTried };
    const known = await store.find(key);
    if (firstAttempt !== "now" || known === null || known.toldAt !== null) return null;
    // Somebody is trying now, or will at the next time that it makes sense.
    if (known.nextAttemptAt !== null) return null;
    const claimed = await store.claim(known, new Date(now.getTime() + ATTEMPT_MS));
    return claimed ? { notice: { ...known, attempts: known.attempts + 1 }, isTried: true } : null;
  }

  /**
   * @param first the platform whose turn it is already
   * @returns whether it went out
   */
  async function attempt(notice: Notice, first?: string): Promise<boolean> {
    const { key, account, attempts } = notice;
    const person = await accounts.find(account);
    if (isUnwanted(notice, person)) {
      await store.drop(key);
      return false;
    }
    let isAway = false;
    // Whom this process does not reach, another one may.
    let isElsewhere = false;
    const everywhere = addressees(person, notice.to);
    const elsewhere = everywhere.filter(({ platform }) => platform !== first);
    for (const identity of [...everywhere.filter(({ platform }) => platform === first), ...elsewhere]) {
      if (!chats.platforms().includes(identity.platform)) {
        isElsewhere = true;
        continue;
      }
      if (identity.platform !== first) await lane.turn(identity.platform, stopping.signal);
      const outcome = await chats.direct(identity, notice.reply, key).catch((error: unknown) => {
        log.warn({ error, platform: identity.platform }, "a direct message did not go out");
        isAway = true;
        return "closed" as const;
      });
      if (outcome === "sent") {
        await markTold(key);
        return true;
      }
    }
    const now = clock.now();
    const mayWorkLater = (isAway || isElsewhere) && attempts < ATTEMPTS_MAX;
    const pause_ms = isAway ? Math.min(PAUSE_MS_MAX, FIRST_PAUSE_MS * 2 ** Math.max(0, attempts - 1)) : ATTEMPT_MS;
    // First, because what nobody tries any more is only ever seen by whom it is known to wait for.
    await accounts.setNoticesWaiting(account, true);
    await store.postpone(key, {
      reachedAt: mayWorkLater ? null : now,
      nextAttemptAt: mayWorkLater ? new Date(now.getTime() + pause_ms) : null,
    });
    return false;
  }

  async function sendOn(platform: string, limit: number): Promise<number> {
    const due = await store.due(clock.now(), [platform], limit);
    let sent = 0;
    for (const notice of due.filter((one) => isFor(platform, one))) {
      if (stopping.signal.aborted) break;
      // Whoever claims it before its turn may have lost it by then.
      await lane.turn(platform, stopping.signal);
      if (!(await store.claim(notice, new Date(clock.now().getTime() + ATTEMPT_MS)))) continue;
      if (await attempt({ ...notice, attempts: notice.attempts + 1 }, platform)) sent += 1;
    }
    return sent;
  }

  /** Who is on several platforms is written to on the first one, as long as that gets on. */
  function isFor(platform: string, { platforms, nextAttemptAt }: Notice): boolean {
    const served = chats.platforms();
    const late_ms = clock.now().getTime() - Number(nextAttemptAt);
    return platforms.find((one) => served.includes(one)) === platform || late_ms > LATE_MS;
  }

  return {
    async tell(account, key, reply, kind = "service", to) {
      const kept = await keep(account, key, reply, kind, "now", to && identityKey(to));
      if (kept?.isTried) await attempt(kept.notice);
      else if (kept !== null) await accounts.setNoticesWaiting(account, true);
    },
    async post(account, key, reply, kind = "service", to) {
      const kept = await keep(account, key, reply, kind, "by the line", to && identityKey(to));
      if (kept === null) return;
      if (kept.notice.platforms.length === 0) await accounts.setNoticesWaiting(account, true);
      line.wake(kept.notice.platforms);
    },
    isKnown: async (key) => (await store.find(key)) !== null,
    reachedAt: async (key) => (await store.find(key))?.reachedAt ?? null,
    async waiting(account) {
      // The account says whether anything waits, so that the common case asks the database nothing.
      if (!account.noticesWaiting) return [];
      const found = await store.waiting(account.id, TAKEN_AT_ONCE);
      const unwanted = found.filter((notice) => isUnwanted(notice, account));
      for (const { key } of unwanted) await store.drop(key);
      if (found.length === 0) await nothingWaits(account.id);
      return found.filter((notice) => !unwanted.includes(notice));
    },
    async told(account, notices) {
      for (const { key } of notices) await markTold(key);
      if (notices.length < TAKEN_AT_ONCE) await nothingWaits(account.id);
    },
    async sendDue(limit) {
      const sent = await Promise.all(chats.platforms().map((platform) => sendOn(platform, limit)));
      return sent.reduce((sum, count) => sum + count, 0);
    },
    start: () => line.start(),
    async stop() {
      stopping.abort();
      await line.stopped();
    },
  };
}

/** A courtesy that was switched off since it was written. */
function isUnwanted({ kind }: Notice, person: Account | null): boolean {
  return kind === "reminder" && person?.settings.reminders === false;
}

function addressees(person: Account | null, to: string | undefined): readonly Identity[] {
  const { identities = [] } = person ?? {};
  return to === undefined ? identities : identities.filter((identity) => identityKey(identity) === to);
}
