import { setMaxListeners } from "node:events";
import type { Update } from "grammy/types";
import type { EventJournal } from "../../src/core/chat/event-journal.ts";
import { KeyedQueue } from "../../src/core/keyed-queue.ts";
import type { Clock, Log } from "../../src/core/services.ts";
import { albumOf, chatOf } from "./incoming.ts";
import { PLATFORM } from "./spot.ts";

/** Telegram itself keeps what it could not deliver for a day. */
const KNOWN_MS = 48 * 60 * 60 * 1000;
/** The parts of an album arrive within a moment; this long after the last one it is whole. */
const ALBUM_QUIET_MS = 600;
const ALBUM_PATIENCE_MS = 3_000;
const ALBUMS_KNOWN_MAX = 1_000;
/** What nobody has touched for so long, nobody is at: its process has died. */
const ORPHANED_MS = 45_000;
const TOUCH_EVERY_MS = 15_000;
/** How long a stop waits for what is being handled. */
const FINISH_WITHIN_MS = 2_000;
const TAKEN_OVER_AT_ONCE = 100;
/** What has failed so often fails always. */
const TAKEOVERS_MAX = 3;

export interface InboxOptions {
  readonly bot: () => number;
  readonly concernsUs: (update: Update) => boolean;
  readonly journal: EventJournal;
  readonly clock: Clock;
  readonly log: Log;
  /** Answers once everything was done that must not be lost. */
  readonly handle: (updates: readonly Update[], arrived_ms: number) => Promise<void>;
}

export interface Inbox {
  /** Keeps the update; false when it came before, or is nothing to us. Once this resolves, Telegram may forget it. */
  accept(update: Update): Promise<boolean>;
  /** Handles an accepted update in its turn: those of one chat in the order in which they came, different chats side by side. */
  handle(update: Update): Promise<void>;
  /** Goes on with what a process that died has left; `alone`: no other one handles updates of this bot. */
  start(options: { readonly alone: boolean }): Promise<void>;
  /** Waits a moment for what is under way; what is not done then, the next process finds. */
  stop(): Promise<void>;
}

/** Updates between their arrival and their end: kept, put in order, albums put together, and none handled twice. */
export function createInbox({ bot, concernsUs, journal, clock, log, handle }: InboxOptions): Inbox {
  const inOrder = new KeyedQueue();
  const albums = new Map<string, { readonly parts: Update[]; changed_ms: number; readonly done: Promise<void> }>();
  /** Albums that were handled: a part that comes after is too late. */
  const finished = new Set<string>();
  const open = new Set<string>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  // Each album that is gathered listens for the end.
  setMaxListeners(0, stopping.signal);
  let looking: Promise<void> = Promise.resolve();

  /** Another bot's updates are nothing to this one, even over the same database. */
  const source = () => `${PLATFORM}:${bot()}`;
  const keyOf = ({ update_id }: Update) => `${source()}/${update_id}`;

  async function accept(update: Update): Promise<boolean> {
    if (!concernsUs(update)) return false;
    const at = clock.now();
    const event = { key: keyOf(update), platform: source(), body: JSON.stringify(update), at };
    return journal.accept(event, new Date(at.getTime() + KNOWN_MS));
  }

  function take(update: Update): Promise<void> {
    const arrived_ms = performance.now();
    const chat = String(chatOf(update) ?? update.update_id);
    const album = albumOf(update);
    if (album === null) return inOrder.run(chat, () => finish([update], arrived_ms));
    const gathering = albums.get(album);
    if (gathering !== undefined) {
      gathering.parts.push(update);
      gathering.changed_ms = performance.now();
      return gathering.done;
    }
    if (finished.has(album)) return finish([update], arrived_ms, "known");
    const begun = { parts: [update], changed_ms: arrived_ms };
    const gathered = whole(begun, arrived_ms);
    // It waits in its chat's turn, so that what is written after an album is answered after it.
    const done = inOrder.run(chat, async () => {
      await gathered;
      albums.delete(album);
      remember(album);
      await finish(begun.parts, arrived_ms);
    });
    albums.set(album, Object.assign(begun, { done }));
    return done;
  }

  /** Resolves when no part has come for a while. */
  async function whole(album: { changed_ms: number }, arrived_ms: number): Promise<void> {
    for (;;) {
      const quiet_ms = performance.now() - album.changed_ms;
      if (quiet_ms >= ALBUM_QUIET_MS || performance.now() - arrived_ms >= ALBUM_PATIENCE_MS) return;
      await clock.sleep(ALBUM_QUIET_MS - quiet_ms, stopping.signal);
    }
  }

  function remember(album: string): void {
    finished.add(album);
    if (finished.size > ALBUMS_KNOWN_MAX) finished.delete(finished.values().next().value ?? "");
  }

  async function finish(updates: readonly Update[], arrived_ms: number, state: "new" | "known" = "new"): Promise<void> {
    if (state === "new") await handle(updates, arrived_ms);
    for (const update of updates) {
      await journal.close(keyOf(update));
      open.delete(keyOf(update));
    }
  }

  function run(update: Update): Promise<void> {
    const done = attempt(update).finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  async function attempt(update: Update): Promise<void> {
    open.add(keyOf(update));
    try {
      await take(update);
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ error }, "an update of Telegram was not handled; it is tried again");
      // No longer touched, it is taken over after a while.
      open.delete(keyOf(update));
    }
  }

  async function takeOver(quietSince: Date, at: Date): Promise<number> {
    const found = await journal.takeOver(source(), quietSince, at, TAKEN_OVER_AT_ONCE);
    for (const { key, body, takeovers } of found) {
      if (open.has(key)) continue;
      if (takeovers > TAKEOVERS_MAX) {
        log.error({ error: new Error("given up") }, "an update of Telegram could not be handled and was given up");
        await journal.close(key);
      } else void run(JSON.parse(body) as Update);
    }
    return found.length;
  }

  async function look(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await clock.sleep(TOUCH_EVERY_MS, stopping.signal);
        await journal.touch([...open], clock.now());
        const now = clock.now();
        await takeOver(new Date(now.getTime() - ORPHANED_MS), now);
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ error }, "updates of Telegram could not be looked after");
      }
    }
  }

  return {
    accept,
    handle: run,
    async start({ alone }) {
      const now = clock.now().getTime();
      // Those of this very millisecond too, and none twice.
      const at = new Date(now + 1);
      while ((await takeOver(alone ? at : new Date(now - ORPHANED_MS), at)) === TAKEN_OVER_AT_ONCE);
      looking = look();
    },
    async stop() {
      stopping.abort();
      const patience = new AbortController();
      const isLate = clock.sleep(FINISH_WITHIN_MS, patience.signal).catch(() => undefined);
      await Promise.race([Promise.all(running), isLate]);
      patience.abort();
      await looking;
    },
  };
}
