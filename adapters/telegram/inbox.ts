import type { Update } from "grammy/types";
import type { EventJournal } from "../../src/core/chat/event-journal.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import { KeyedQueue } from "../../src/core/keyed-queue.ts";
import type { Clock, Log } from "../../src/core/services.ts";
import { type Claim, claimOf, createAlbums } from "./albums.ts";
import { albumOf, chatOf } from "./incoming.ts";
import { PLATFORM } from "./spot.ts";

/** Telegram itself keeps what it could not deliver for a day. */
const KNOWN_MS = 48 * 60 * 60 * 1000;
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
  /** What of an update is written down. */
  readonly keptOf: (update: Update) => Update;
  /** Answers once everything was done that must not be lost: false when it was not meant for Easel. */
  readonly handle: (updates: readonly Update[], arrived_ms: number) => Promise<boolean>;
  /** Tells that a part of an album came too late. `wasMeant`: the album was for Easel. */
  readonly tellLate: (update: Update, wasMeant: boolean) => Promise<void>;
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
export function createInbox(options: InboxOptions): Inbox {
  const { bot, concernsUs, keptOf, journal, clock, log, handle, tellLate } = options;
  const inOrder = new KeyedQueue();
  const open = new Set<string>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let looking: Promise<void> = Promise.resolve();

  /** Another bot's updates are nothing to this one, even over the same database. */
  const source = () => `${PLATFORM}:${bot()}`;
  const keyOf = ({ update_id }: Update) => `${source()}/${update_id}`;

  const keepUntil = () => new Date(clock.now().getTime() + KNOWN_MS);
  const albums = createAlbums({ journal, clock, source, keepUntil, stopping: stopping.signal });

  async function accept(update: Update): Promise<boolean> {
    if (!concernsUs(update)) return false;
    const album = albumOf(update);
    const kept = keptOf(update);
    const event = {
      key: keyOf(update),
      platform: source(),
      body: JSON.stringify(kept),
      at: clock.now(),
      ...whoOf(kept),
    };
    return journal.accept(album === null ? event : { ...event, group: albums.keyOf(album) }, keepUntil());
  }

  /** In its chat's turn, so that what is written after an album is answered after it. */
  function take(update: Update): Promise<void> {
    const arrived_ms = performance.now();
    const chat = String(chatOf(update) ?? update.update_id);
    const album = albumOf(update);
    return inOrder.run(chat, async () => {
      if (album !== null) return takePart(update, { album, chat }, arrived_ms);
      await handle([update], arrived_ms);
      await journal.close(keyOf(update));
    });
  }

  async function takePart(update: Update, claim: Claim, arrived_ms: number): Promise<void> {
    if (await albums.claim(claim)) return gather(claim, arrived_ms);
    // Whoever has claimed the album reads this part too, or has.
    if (await albums.isLate(claim.album, keyOf(update))) await endLate(update, claim);
  }

  async function gather({ album, chat }: Claim, arrived_ms: number): Promise<void> {
    const key = albums.keyOf(album);
    open.add(key);
    const held = [key];
    try {
      const parts = await albums.whole(album);
      held.push(...parts.map((part) => part.key));
      for (const one of held) open.add(one);
      const updates = parts.map(({ update }) => update);
      if (updates.length > 0 && (await handle(updates, arrived_ms))) await albums.markMeant(album);
      // The parts first: who finds the album closed and a part open knows that the part came too late.
      for (const part of parts) await journal.close(part.key);
      await journal.close(key);
      for (const { update } of await albums.parts(album)) await endLate(update, { album, chat });
    } finally {
      for (const one of held) open.delete(one);
    }
  }

  async function endLate(update: Update, { album }: Claim): Promise<void> {
    if (await albums.markLate(album)) await tellLate(update, await albums.wasMeant(album));
    await journal.close(keyOf(update));
  }

  /** `event` is written down; what it asks for is done by `task`. */
  function run(event: string, task: () => Promise<void>): Promise<void> {
    const done = attempt(event, task).finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  async function attempt(event: string, task: () => Promise<void>): Promise<void> {
    open.add(event);
    try {
      await task();
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ error }, "an update of Telegram was not handled; it is tried again");
    } finally {
      // What is not done and no longer touched is taken over after a while.
      open.delete(event);
    }
  }

  function resume(event: string, body: object): Promise<void> {
    const claim = claimOf(body);
    if (claim === null) return run(event, () => take(body as Update));
    return run(event, () => inOrder.run(claim.chat, () => gather(claim, performance.now())));
  }

  async function giveUp(event: string, body: object): Promise<void> {
    log.error({ error: new Error("given up") }, "an update of Telegram could not be handled and was given up");
    const claim = claimOf(body);
    for (const part of claim === null ? [] : await albums.parts(claim.album)) await journal.close(part.key);
    await journal.close(event);
  }

  async function takeOver(quietSince: Date, at: Date): Promise<number> {
    const found = await journal.takeOver(source(), quietSince, at, TAKEN_OVER_AT_ONCE);
    for (const { key, body, takeovers } of found) {
      if (open.has(key)) continue;
      const read = objectIn(body);
      if (read === null) {
        const error = new Error("unreadable");
        log.error({ error }, "an update of Telegram that was written down cannot be read and is dropped");
        await journal.close(key);
      } else if (takeovers > TAKEOVERS_MAX) await giveUp(key, read);
      else void resume(key, read);
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
    handle: (update) => run(keyOf(update), () => take(update)),
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

/** Whose it is; nobody's where who sent it is not to be kept. */
function whoOf({ message, callback_query }: Update): { readonly who?: string } {
  const user = (message ?? callback_query)?.from?.id;
  return user === undefined ? {} : { who: identityKey({ platform: PLATFORM, user: String(user) }) };
}

/** null when there is none. */
function objectIn(body: string): object | null {
  try {
    const found: unknown = JSON.parse(body);
    return typeof found === "object" ? found : null;
  } catch {
    return null;
  }
}
