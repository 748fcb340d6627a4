import { setTimeout as sleep } from "node:timers/promises";
import type { APIInteraction } from "discord.js";
import type { ClaimedEvent, EventBatches, OpenEvent } from "../../src/core/chat/event-batches.ts";
import type { ReceivedEvent } from "../../src/core/chat/event-journal.ts";
import type { Clock, Log } from "../../src/core/services.ts";
import { PLATFORM } from "./place.ts";

/** How long an acknowledgement waits for its interaction to be written down: Discord itself waits three seconds for it. */
const KEEP_PATIENCE_MS = 1_000;
/** So many are written at once, and so many writes are under way. */
const BATCH_MAX = 64;
const WRITES_MAX = 2;
/** How long handled ones gather until they are forgotten in one write. */
const FORGET_AFTER_MS = 250;
const FORGOTTEN_AT_ONCE_MAX = 1_000;
/** A token answers for a quarter of an hour; what is older cannot be answered any more. */
const KEPT_MS = 15 * 60_000;
/** How often a process shows that it is at what it has, and looks what others have left. */
const LOOK_EVERY_MS = 3_000;
/** What nobody has touched for so long, by the clock of who looks, nobody is at: its process has died. */
const ORPHANED_MS = 8_000;
/** How long what could not be forgotten waits. */
const FORGET_AGAIN_MS = 3_000;
/** So many are asked for at once, and so many looked at in one round: those of dead processes soon are the oldest of all. */
const PAGE_LENGTH = 500;
const LOOKED_AT_MAX = 10_000;
/** A stop has ten seconds for everything, and a database that is away must not take them all. */
const STOP_MS = 2_000;
/** What has failed so often fails always. */
const TAKEOVERS_MAX = 3;

export interface Inbox {
  /**
   * Writes it down, so that it is answered although this process dies. Resolves then, or after `patience_ms`, a second where
   * nothing is said: a database that is slow must not cost the acknowledgement. Never rejects.
   */
  keep(interaction: APIInteraction, answered: Answered, patience_ms?: number): Promise<void>;
  /** It was answered. */
  done(interaction: APIInteraction): void;
  /** Goes on with what processes that died have left. */
  start(heir: Heir): void;
  /** From now on nothing that others have left is taken. */
  rest(): void;
  stop(): Promise<void>;
}

/** Whose interaction it is, as an identity's key, and where its answer is shown. */
type Answered = Required<Pick<ReceivedEvent, "who" | "place">>;

export interface Heir {
  /** Answers whether it took it. `place`: null where it is not known. */
  resume(interaction: APIInteraction, place: string | null): Promise<boolean>;
  /** Tells the person that there will be no answer. */
  giveUp(interaction: APIInteraction): Promise<void>;
}

/** For where nothing outlives the process. */
export const noInbox: Inbox = {
  keep: async () => undefined,
  done: () => undefined,
  start: () => undefined,
  rest: () => undefined,
  stop: async () => undefined,
};

export interface TakeoverTimes {
  readonly lookEvery_ms?: number;
  readonly orphaned_ms?: number;
}

interface Waiting {
  readonly event: Omit<ReceivedEvent, "at">;
  readonly written: () => void;
}

/** Discord forgets an interaction once it was acknowledged. So each is written down first, many in one write. */
export function createInbox({
  journal,
  clock,
  log,
  lookEvery_ms = LOOK_EVERY_MS,
  orphaned_ms = ORPHANED_MS,
}: TakeoverTimes & {
  readonly journal: EventBatches;
  readonly clock: Clock;
  readonly log: Log;
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
    const events = batch.map(({ event }) => ({ ...event, at }));
    try {
      await journal.keep(events, new Date(at.getTime() + KEPT_MS));
    } catch (error) {
      log.warn({ error }, "interactions could not be written down; they are answered as long as this process lives");
    }
    for (const { written } of batch) written();
  }

  function nextHandled(): string[] {
    return [...handled].slice(0, FORGOTTEN_AT_ONCE_MAX);
  }

  async function forget(): Promise<void> {
    forgetting = undefined;
    try {
      // In parts: after an outage there may be more than one command takes.
      for (let keys = nextHandled(); keys.length > 0; keys = nextHandled()) {
        await journal.forget(keys);
        for (const key of keys) handled.delete(key);
      }
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

  /** Open events of others. */
  async function others(): Promise<OpenEvent[]> {
    const found: OpenEvent[] = [];
    let after: string | null = null;
    for (let looked = 0; looked < LOOKED_AT_MAX; looked += PAGE_LENGTH) {
      const page: readonly OpenEvent[] = await journal.opened(PLATFORM, after, PAGE_LENGTH);
      found.push(...page.filter(({ key }) => !open.has(key) && !handled.has(key)));
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_LENGTH) break;
      after = last.key;
    }
    return found;
  }

  async function takeOver(heir: Heir): Promise<void> {
    const events = await others();
    const now_ms = performance.now();
    const there = new Set(events.map(({ key }) => key));
    seen = new Map([...seen].filter(([key]) => there.has(key)));
    for (const event of events.filter((one) => isOrphaned(one, now_ms))) {
      // The rest is for the next round: what this process is at has to be touched meanwhile.
      if (stopping.signal.aborted || performance.now() - now_ms > lookEvery_ms) return;
      const claimed = await journal.claim(event, clock.now());
      if (claimed === null) continue;
      seen.delete(event.key);
      open.set(event.key, { since_ms: performance.now(), written: Promise.resolve() });
      void goOn(event, claimed, heir);
    }
  }

  async function goOn({ key, takeovers }: OpenEvent, { body, place }: ClaimedEvent, heir: Heir): Promise<void> {
    const interaction = read(body);
    if (interaction === null) {
      log.error(
        { error: new Error("unreadable") },
        "an interaction that was written down cannot be read and is dropped",
      );
    } else if (takeovers >= TAKEOVERS_MAX) {
      log.error({ error: new Error("given up") }, "an interaction could not be answered and was given up");
      await heir.giveUp(interaction).catch((error: unknown) => {
        log.warn({ error }, "somebody could not be told that there will be no answer");
      });
    } else if (!(await heir.resume(interaction, place ?? null))) {
      // A process that stops leaves it to the next one.
      open.delete(key);
      return;
    }
    finish(key);
  }

  async function look(heir: Heir): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await clock.sleep(lookEvery_ms, stopping.signal);
        const now_ms = performance.now();
        const lasting = [...open].filter(([, { since_ms }]) => now_ms - since_ms >= lookEvery_ms / 2);
        await journal.touch(
          lasting.map(([key]) => key),
          clock.now(),
        );
        await takeOver(heir);
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
    async keep(interaction, answered, patience_ms = KEEP_PATIENCE_MS) {
      const key = keyOf(interaction);
      const event = { key, platform: PLATFORM, body: JSON.stringify(interaction), ...answered };
      const written = new Promise<void>((resolve) => waiting.set(key, { event, written: resolve }));
      open.set(key, { since_ms: performance.now(), written });
      write();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience_ms);
      });
      await Promise.race([written, patience]);
      clearTimeout(timer);
    },
    done: (interaction) => finish(keyOf(interaction)),
    start(heir) {
      looking = look(heir);
    },
    rest: () => stopping.abort(),
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

/** null when it is no interaction. */
function read(body: string): APIInteraction | null {
  try {
    const found: unknown = JSON.parse(body);
    const isOne = typeof found === "object" && found !== null && "id" in found && "token" in found && "type" in found;
    return isOne ? (found as APIInteraction) : null;
  } catch {
    return null;
  }
}
