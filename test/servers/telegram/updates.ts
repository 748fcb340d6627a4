import { ApiError } from "./errors.ts";
import { UPDATES_AT_ONCE_MAX, UPDATES_ON_REQUEST } from "./limits.ts";
import type { Update, UpdateContent } from "./types.ts";

interface Poll {
  answer(updates: Update[] | ApiError): void;
}

/** Updates that the bot has not confirmed, and who fetches them. @see https://core.telegram.org/bots/api#getupdates */
export function createUpdates() {
  let nextId = 100_000_000;
  let waiting: Update[] = [];
  let held: Update[] | null = null;
  /** Updates that come although they were confirmed: the confirmation of the first time never arrived. */
  let again: Update[] = [];
  let isTwice = false;
  const repeated = new Set<number>();
  let allowed: readonly string[] = [];
  let poll: (Poll & { limit: number; offset: number }) | null = null;
  const watchers = new Set<() => void>();

  const isAllowed = (content: UpdateContent) => {
    const kind = Object.keys(content)[0] ?? "";
    return allowed.length === 0 ? !UPDATES_ON_REQUEST.includes(kind) : allowed.includes(kind);
  };

  function enqueue(updates: readonly Update[]): void {
    waiting.push(...updates);
    serve();
    for (const watch of watchers) watch();
  }

  function serve(): void {
    if (poll === null) return;
    const batch = next(poll.limit, poll.offset);
    if (batch.length === 0) return;
    const { answer } = poll;
    poll = null;
    answer(batch);
  }

  function next(limit: number, offset: number): Update[] {
    const fresh = waiting.filter(({ update_id }) => update_id >= offset);
    const batch = [...again, ...fresh].slice(0, limit);
    again = again.filter((update) => !batch.includes(update));
    if (isTwice) {
      const firstTime = batch.filter(({ update_id }) => !repeated.has(update_id));
      for (const update of firstTime) repeated.add(update.update_id);
      // The same ids again with the next call, whatever it confirms.
      again.push(...firstTime);
    }
    return batch;
  }

  return {
    emit(content: UpdateContent): void {
      if (!isAllowed(content)) return;
      const update = { update_id: nextId++, ...content };
      if (held === null) enqueue([update]);
      else held.push(update);
    },
    allow(kinds: readonly string[] | undefined): void {
      if (kinds !== undefined) allowed = kinds;
    },
    allowed: () => allowed,
    /** Each update comes two times from now on. */
    twice(on = true): void {
      isTwice = on;
    },
    isTwice: () => isTwice,
    /** Keeps updates back, as Telegram does when it cannot reach its own parts. */
    hold(): void {
      held ??= [];
    },
    release({ reversed = false } = {}): void {
      const updates = held ?? [];
      held = null;
      enqueue(reversed ? updates.toReversed() : updates);
    },
    pending: () => waiting.length + (held?.length ?? 0),
    drop(): void {
      waiting = [];
      again = [];
    },
    /** For the webhook: the first waiting updates, which stay until they are confirmed one by one. */
    peek: () => waiting,
    confirm(update: Update): void {
      waiting = waiting.filter((other) => other !== update);
    },
    watch(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    /** A long poll; resolves with an empty list after `timeout_ms`, rejects when another one takes its place. */
    fetch(
      {
        offset = 0,
        limit = UPDATES_AT_ONCE_MAX,
        timeout_ms = 0,
      }: { offset?: number; limit?: number; timeout_ms?: number },
      signal: AbortSignal,
    ): Promise<Update[]> {
      poll?.answer(
        new ApiError(
          409,
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        ),
      );
      poll = null;
      if (offset < 0) waiting = waiting.slice(offset);
      else waiting = waiting.filter(({ update_id }) => update_id >= offset);
      const batch = next(limit, Math.max(offset, 0));
      if (batch.length > 0 || timeout_ms === 0) return Promise.resolve(batch);
      return new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", gone);
          if (poll === mine) poll = null;
        };
        const gone = () => {
          end();
          resolve([]);
        };
        const mine = {
          offset: Math.max(offset, 0),
          limit,
          answer(updates: Update[] | ApiError) {
            end();
            if (updates instanceof ApiError) reject(updates);
            else resolve(updates);
          },
        };
        const timer = setTimeout(() => mine.answer([]), timeout_ms);
        signal.addEventListener("abort", gone);
        poll = mine;
      });
    },
    isPolled: () => poll !== null,
  };
}
export type Updates = ReturnType<typeof createUpdates>;
