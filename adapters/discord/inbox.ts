import { setTimeout as sleep } from "node:timers/promises";
import type { APIInteraction } from "discord.js";
import type { EventBatches, OpenEvent } from "../../src/core/chat/event-batches.ts";
import type { Clock, Log } from "../../src/core/services.ts";
import { PLATFORM } from "./place.ts";

/** How long an acknowledgement waits for its interaction to be written down: Discord itself waits three seconds for it. */
const KEEP_PATIENCE_MS = 1_000;
/** So many are written at once, and so many writes are under way. */
const BATCH_MAX = 64;
const WRITES_MAX = 2;
/** How long handled ones gather until they are forgotten in one write. */
const FORGET_AFTER_MS = 250;
/** A token answers for a quarter of an hour; what is older cannot be answered any more. */
const KEPT_MS = 15 * 60_000;
/** How often a process shows that it is at what it has, and looks what others have left. */
const LOOK_EVERY_MS = 3_000;
/** What nobody has touched for so long, by the clock of who looks, nobody is at: its process has died. */
const ORPHANED_MS = 8_000;
/** How long what could not be forgotten waits. */
const FORGET_AGAIN_MS = 3_000;
const LOOKED_AT_MAX = 500;
/** A stop has ten seconds for everything, and a database that is away must not take them all. */
const STOP_MS = 2_000;
/** What has failed so often fails always. */
const TAKEOVERS_MAX = 3;

export interface Inbox {
  /**
   * Writes it down, so that it is answered although this process dies. Resolves then, or after a second: a database that is
   * slow must not cost the acknowledgement. Never rejects.
   */
  keep(interaction: APIInteraction): Promise<void>;
  /** It was answered. */
  done(interaction: APIInteraction): void;
  /** Goes on with what processes that died have left. `resume` answers whether it took it. */
  start(resume: Resume): void;
  stop(): Promise<void>;
}

type Resume = (interaction: APIInteraction) => Promise<boolean>;

/** For where nothing outlives the process. */
export const noInbox: Inbox = {
  keep: async () => undefined,
  done: () => undefined,
  start: () => undefined,
  stop: async () => undefined,
};

interface Waiting {
  readonly interaction: APIInteraction;
  readonly written: () => void;
}

/** Discord forgets an interaction once it was acknowledged. So each is written down first, many in one write. */
export function createInbox({
  journal,
  clock,
  log,
  lookEvery_ms = LOOK_EVERY_MS,
  orphaned_ms = ORPHANED_MS,
}: {
  readonly journal: EventBatches;
  readonly clock: Clock;
  readonly log: Log;
  readonly lookEvery_ms?: number;
  readonly orphaned_ms?: number;
}): Inbox {
  const stopping = new AbortController();
  const waiting = new Map<string, Waiting>();
  const writes = new Set<Promise<void>>();
  /** What this process is at, and since when. */
  const open = new Map<string, { readonly since_ms: number; readonly written: Promise<void> }>();
  const handled = new Set<string>();
  let forgetting: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  /** Others' open events as they were seen last, and since when they have been so. */
  let seen = new Map<string, { readonly state: string; readonly since_ms: number }>();

  function write(): void {
    while (waiting.size > 0 && writes.size < WRITES_MAX) {
      const keys = [...waiting.keys()].slice(0, BATCH_MAX);
      const batch = keys.flatMap((key) => waiting.get(key) ?? []);
      for (const key of keys) waiting.delete(key);
      const written = writeBatch(batch).finally(() => {
        writes.delete(written);
        write();
      });
      writes.add(written);
    }
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    const at = clock.now();
    const events = batch.map(({ interaction }) => {
      return { key: keyOf(interaction), platform: PLATFORM, body: JSON.stringify(interaction), at };
    });
    try {
      await journal.keep(events, new Date(at.getTime() + KEPT_MS));
    } catch (error) {
      log.warn({ error }, "interactions could not be written down; they are answered as long as this process lives");
    }
    for (const { written } of batch) written();
  }

  async function forget(): Promise<void> {
    forgetting = undefined;
    const keys = [...handled];
    try {
      if (keys.length > 0) await journal.forget(keys);
      for (const key of keys) handled.delete(key);
    } catch (error) {
      if (stopping.signal.aborted) return;
      log.warn({ error }, "interactions that were answered could not be forgotten yet");
      forgetSoon(FORGET_AGAIN_MS);
    }
  }

  function forgetSoon(after_ms: number): void {
    forgetting ??= setTimeout(() => void forget(), after_ms).unref();
  }

  function finish(key: string): void {
    const entry = open.get(key);
    // Nobody has to write down what was answered before its turn came: while a database is away, nothing piles up.
    waiting.get(key)?.written();
    waiting.delete(key);
    // Written after it was forgotten, it would look as if nobody were at it.
    void Promise.resolve(entry?.written).then(() => {
      open.delete(key);
      handled.add(key);
      forgetSoon(FORGET_AFTER_MS);
    });
  }

  /** Whether nobody has touched it since it was first seen so, long ago by this process's own clock. */
  function isOrphaned({ key, touchedAt, takeovers }: OpenEvent, now_ms: number): boolean {
    const state = `${touchedAt.getTime()}/${takeovers}`;
    const before = seen.get(key);
    if (before?.state === state) return now_ms - before.since_ms >= orphaned_ms;
    seen.set(key, { state, since_ms: now_ms });
    return false;
  }

  async function takeOver(resume: Resume): Promise<void> {
    const events = (await journal.opened(PLATFORM, LOOKED_AT_MAX)).filter(
      ({ key }) => !open.has(key) && !handled.has(key),
    );
    const now_ms = performance.now();
    const there = new Set(events.map(({ key }) => key));
    seen = new Map([...seen].filter(([key]) => there.has(key)));
    for (const event of events) {
      if (stopping.signal.aborted || !isOrphaned(event, now_ms)) continue;
      const body = await journal.claim(event, clock.now());
      if (body === null) continue;
      seen.delete(event.key);
      open.set(event.key, { since_ms: performance.now(), written: Promise.resolve() });
      if (event.takeovers >= TAKEOVERS_MAX) {
        log.error({ error: new Error("given up") }, "an interaction could not be answered and was given up");
        finish(event.key);
      } else void goOn(event.key, JSON.parse(body) as APIInteraction, resume);
    }
  }

  async function goOn(key: string, interaction: APIInteraction, resume: Resume): Promise<void> {
    if (await resume(interaction)) finish(key);
    // A process that stops leaves it to the next one.
    else open.delete(key);
  }

  async function look(resume: Resume): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await clock.sleep(lookEvery_ms, stopping.signal);
        const now_ms = performance.now();
        const lasting = [...open].filter(([, { since_ms }]) => now_ms - since_ms >= lookEvery_ms / 2);
        await journal.touch(
          lasting.map(([key]) => key),
          clock.now(),
        );
        await takeOver(resume);
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ error }, "interactions could not be looked after");
      }
    }
  }

  async function leave(): Promise<void> {
    await looking;
    // What waits for its write begins when one ends.
    while (writes.size > 0) await Promise.all(writes);
    clearTimeout(forgetting);
    await forget();
  }

  return {
    async keep(interaction) {
      const key = keyOf(interaction);
      const written = new Promise<void>((resolve) => waiting.set(key, { interaction, written: resolve }));
      open.set(key, { since_ms: performance.now(), written });
      write();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, KEEP_PATIENCE_MS);
      });
      await Promise.race([written, patience]);
      clearTimeout(timer);
    },
    done: (interaction) => finish(keyOf(interaction)),
    start(resume) {
      looking = look(resume);
    },
    async stop() {
      stopping.abort();
      const end = new AbortController();
      const limit = sleep(STOP_MS, undefined, { signal: end.signal }).catch(() => undefined);
      await Promise.race([leave(), limit]);
      end.abort();
    },
  };
}

function keyOf({ id }: Pick<APIInteraction, "id">): string {
  return `${PLATFORM}:${id}`;
}
