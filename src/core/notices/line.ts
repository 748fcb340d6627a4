import type { Clock, Log } from "../services.ts";

/** What comes into the line in another process is found so late at most. */
const LOOK_EVERY_MS = 5_000;
const SENT_AT_ONCE = 200;

/** Sends what is due, for each platform by itself: one that hangs keeps nobody on another one waiting. */
export interface Line {
  /** Something has come for these: it is looked for at once. */
  wake(platforms: readonly string[]): void;
  start(): void;
  /** Resolves when nothing is being sent any more; `stopping` ends the pauses. */
  stopped(): Promise<void>;
}

export function createLine({
  platforms,
  send,
  stopping,
  clock,
  log,
}: {
  readonly platforms: () => readonly string[];
  readonly send: (platform: string, limit: number) => Promise<number>;
  readonly stopping: AbortSignal;
  readonly clock: Clock;
  readonly log: Log;
}): Line {
  const woken = new Set<string>();
  const pauses = new Map<string, AbortController>();
  let serving: Promise<unknown> = Promise.resolve();

  async function pause(platform: string): Promise<void> {
    // It came while the last ones were being sent.
    if (woken.delete(platform)) return;
    const own = new AbortController();
    // Not `AbortSignal.any`: what it makes stays known to the signal that lives as long as the process.
    const end = () => own.abort();
    if (stopping.aborted) end();
    stopping.addEventListener("abort", end);
    pauses.set(platform, own);
    await clock.sleep(LOOK_EVERY_MS, own.signal).catch((error: unknown) => {
      if (!own.signal.aborted) throw error;
    });
    stopping.removeEventListener("abort", end);
    pauses.delete(platform);
    woken.delete(platform);
  }

  async function serve(platform: string): Promise<void> {
    while (!stopping.aborted) {
      try {
        await pause(platform);
        if (!stopping.aborted) await send(platform, SENT_AT_ONCE);
      } catch (error) {
        if (!stopping.aborted) log.warn({ error, platform }, "notices that are due could not be read");
      }
    }
  }

  return {
    wake(which) {
      for (const platform of which) {
        woken.add(platform);
        pauses.get(platform)?.abort();
      }
    },
    start() {
      serving = Promise.all(platforms().map(serve));
    },
    async stopped() {
      await serving;
    },
  };
}
