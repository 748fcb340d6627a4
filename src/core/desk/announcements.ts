import { type Account, languageWished } from "../accounts/account.ts";
import type { Reply } from "../chat/reply.ts";
import { languageOf, messagesFor } from "../messages.ts";
import { standingOf } from "../moderation/sanction.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock, Ids, Log } from "../services.ts";
import type { ActOf } from "./act.ts";
import type { Announcement, AnnouncementStore, AudienceStore, Texts } from "./announcement.ts";
import type { Audit } from "./audit.ts";

/** As many as the chats take in a second together, so that what is stopped has not been handed over long ago. */
const PAGE_SIZE = 20;
const PAUSE_MS = 1_000;
const SENT_SIDE_BY_SIDE = 10;
/** Counted no further: nobody decides otherwise about a million than about this many. */
const COUNTED_MAX = 100_000;

/** Messages to many. Each person has each once, however often a process dies in between. */
export interface Announcements {
  /** Begins to send. Safe to repeat for its cause. */
  begin(
    cause: string,
    act: ActOf<"announce">,
    who: { readonly by: string; readonly reason: string },
  ): Promise<Announcement>;
  find(id: string): Promise<Announcement | null>;
  latest(limit: number): Promise<readonly Announcement[]>;
  count(audience: Announcement["audience"]): Promise<number>;
  /** Nobody new gets it from then on; answers how it stands. `by`: identity key of the operator. */
  stop(id: string, by: string): Promise<Announcement | null>;
  /** Goes on with all that is being sent, page by page, at most so many of them; answers how many people it was posted to. */
  send(pagesMax: number): Promise<number>;
}

/** As a person reads it: exactly this is previewed and sent. */
export function announcementReply({ texts, kind }: Pick<Announcement, "texts" | "kind">, language: string): Reply {
  const { announcements: words } = messagesFor(language);
  const text = textIn(texts, language);
  if (kind === "service") return { title: words.serviceTitle, text };
  return { title: words.newsTitle, text: `${text}\n\n${words.switchOff}` };
}

function textIn(texts: Texts, language: string): string {
  return Object.entries(texts).find(([code]) => code === language)?.[1] ?? texts.en;
}

/** Under which one person’s copy is kept, so that it comes once. */
export function announcementKey(id: string, account: string): string {
  return `announce:${id}:${account}`;
}

export function createAnnouncements({
  store,
  audiences,
  notices,
  audit,
  clock,
  ids,
  log,
}: {
  readonly store: AnnouncementStore;
  readonly audiences: AudienceStore;
  readonly notices: Pick<Notices, "post">;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Announcements {
  async function post(announcement: Announcement, person: Account): Promise<void> {
    // Whoever was shown the door gets no news of the house.
    if (standingOf(person.sanctions, clock.now()).state === "terminated") return;
    const { id, audience, kind } = announcement;
    const platform = audience.startsWith("platform:") ? audience.slice("platform:".length) : null;
    const to = platform === null ? undefined : person.identities.find((identity) => identity.platform === platform);
    const reply = announcementReply(announcement, languageOf(languageWished(person)));
    await notices.post(person.id, announcementKey(id, person.id), reply, kind, to);
  }

  /** The next page; null when there is nothing more to do for it, here or at all. */
  async function sendPage(announcement: Announcement): Promise<{ next: Announcement; count: number } | null> {
    const { id, audience, startedAt, after } = announcement;
    const page = await audiences.page(audience, startedAt, PAGE_SIZE, after);
    const last = page.at(-1);
    if (last === undefined) {
      if (await store.end(id, { state: "sent", endedAt: clock.now(), stoppedBy: null })) {
        log.info({ announcement: id, posted: announcement.posted }, "an announcement was sent to the end");
      }
      return null;
    }
    // What a process that died has posted of this page is posted again, under the same keys.
    for (const person of page) await post(announcement, person);
    const written = { from: after, to: last.id, posted: page.length };
    if (!(await store.advance(id, written))) return null;
    const next = { ...announcement, after: last.id, posted: announcement.posted + page.length };
    return { next, count: page.length };
  }

  return {
    async begin(cause, { texts, audience, notice: kind, people }, { by, reason }) {
      const id = ids.derived(`announcement:${cause}`);
      const announcement: Announcement = {
        ...{ id, texts, audience, kind, by, reason, people },
        ...{ state: "sending", startedAt: clock.now(), endedAt: null, stoppedBy: null, after: null, posted: 0 },
      };
      await store.insert(announcement);
      return (await store.find(id)) ?? announcement;
    },
    find: (id) => store.find(id),
    latest: (limit) => store.latest(limit),
    count: (audience) => audiences.count(audience, COUNTED_MAX),
    async stop(id, by) {
      const before = await store.find(id);
      if (before === null || before.state !== "sending") return before;
      await audit.record({
        ...{ cause: `announcement-stopped:${id}`, actor: by, action: "announcement-stopped", subject: id },
        ...{ reason: null, before: `posted to ${before.posted} of ${before.people}`, after: "stopped" },
      });
      await store.end(id, { state: "stopped", endedAt: clock.now(), stoppedBy: by });
      return store.find(id);
    },
    async send(pagesMax) {
      let posted = 0;
      let pages = 0;
      for (const first of await store.sending(SENT_SIDE_BY_SIDE)) {
        let current: Announcement | null = first;
        while (current !== null && pages < pagesMax) {
          if (pages > 0) await clock.sleep(PAUSE_MS);
          pages += 1;
          const sent: Awaited<ReturnType<typeof sendPage>> = await sendPage(current).catch((error: unknown) => {
            // The next run tries the same page again; others need not wait for that.
            log.error({ error, announcement: first.id }, "a page of an announcement could not be posted yet");
            return null;
          });
          posted += sent?.count ?? 0;
          current = sent?.next ?? null;
        }
      }
      return posted;
    },
  };
}
