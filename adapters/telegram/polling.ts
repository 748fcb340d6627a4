import { createConcurrentSink, createRunner, createSource, type RunnerHandle } from "@grammyjs/runner";
import type { Update } from "grammy/types";
import type { Clock, Log } from "../../src/core/services.ts";
import type { TelegramApi } from "./client.ts";
import type { Inbox } from "./inbox.ts";
import { ALLOWED_UPDATES } from "./incoming.ts";
import { CONFLICT, UNAUTHORIZED } from "./login.ts";
import { refusedFor, TelegramRefused } from "./refusals.ts";

/** @see https://core.telegram.org/bots/api#getupdates */
const POLL_SECONDS = 30;
const BATCH_MAX = 100;
/** How many updates are handled at once; while there are so many, no new ones are asked for. */
const HANDLED_AT_ONCE = 500;
const PAUSE_FIRST_MS = 250;
const PAUSE_MAX_MS = 10_000;
/** Two processes that take the updates from each other both get some in between: only so long without trouble is it over. */
const TROUBLE_OVER_MS = 60_000;

/**
 * Long polling with grammY's runner. What it hands on was kept before: Telegram forgets an update once the next ones are asked
 * for, so those are asked for only then.
 */
export function startPolling({
  api,
  inbox,
  clock,
  log,
}: {
  readonly api: TelegramApi;
  readonly inbox: Pick<Inbox, "accept" | "handle">;
  readonly clock: Clock;
  readonly log: Log;
}): { stop(): Promise<void> } {
  let offset = 0;
  /** What the operator was told of the trouble that there is. */
  const told = new Set<string>();
  let troubled_ms = 0;

  /** The next updates that are new, however long it takes to get some. */
  async function supply(batch: number, signal: AbortSignal): Promise<Update[]> {
    for (let pause_ms = PAUSE_FIRST_MS; ; pause_ms = Math.min(PAUSE_MAX_MS, pause_ms * 2)) {
      try {
        const updates = await fetchUpdates(batch, signal);
        if (told.size > 0 && clock.now().getTime() - troubled_ms >= TROUBLE_OVER_MS) {
          told.clear();
          log.info({}, "Telegram hands out updates again");
        }
        return updates;
      } catch (error) {
        if (signal.aborted) throw error;
        const sentence = sentenceOf(error);
        // Once for each trouble, not once for each attempt.
        if (!told.has(sentence)) log.error({ error }, sentence);
        told.add(sentence);
        troubled_ms = clock.now().getTime();
        await clock.sleep(pause_ms, signal);
      }
    }
  }

  async function fetchUpdates(batch: number, signal: AbortSignal): Promise<Update[]> {
    const limit = Math.max(1, Math.min(BATCH_MAX, batch));
    const updates = await api.getUpdates(
      { offset, limit, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
      signal as Parameters<TelegramApi["getUpdates"]>[1],
    );
    const isNew = await Promise.all(updates.map(inbox.accept));
    const last = updates.at(-1);
    if (last !== undefined) offset = last.update_id + 1;
    return updates.filter((_, index) => isNew[index]);
  }

  const source = createSource<Update>({ supply: (batch, signal) => supply(batch, signal as AbortSignal) });
  const sink = createConcurrentSink<Update, unknown>(
    { consume: inbox.handle },
    async (error) => log.error({ error }, "an update of Telegram was not handled"),
    { concurrency: HANDLED_AT_ONCE },
  );
  const runner: RunnerHandle = createRunner(source, sink);
  runner.start();
  // The runner's own failures would end the process; there is nothing left that it could fail of but a mistake of ours.
  runner.task()?.catch((error: unknown) => log.error({ error }, "polling of Telegram has ended"));

  return {
    async stop() {
      await Promise.resolve(runner.stop()).catch(() => undefined);
    },
  };
}

function sentenceOf(error: unknown): string {
  if (refusedFor(error, "conflict")) return CONFLICT;
  if (refusedFor(error, "unauthorized")) return UNAUTHORIZED;
  return error instanceof TelegramRefused
    ? "Telegram refuses to hand out updates; it is asked again and again."
    : "Updates of Telegram could not be fetched or kept; it is tried again and again.";
}
