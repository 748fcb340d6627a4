import { KeyedQueue } from "../keyed-queue.ts";
import type { Clock, Log } from "../services.ts";
import type { ModerationNumbers } from "./numbers.ts";
import type { ProviderSaid, ViolationStore } from "./violation.ts";
import { covers, goesOn, type Traffic, type Wave, type WaveStore, waveBeginning } from "./waves.ts";

const MINUTE_MS = 60_000;
/** Requests that brought pictures are counted in memory and written this seldom, so that a picture costs no write of its own. */
const FLUSH_EVERY_MS = 10_000;
/** More than a wave needs to be told; in a larger one the latest say enough. */
const REFUSALS_READ_MAX = 2_000;

/** Tells a wave of refusals from people, by the requests of all processes. */
export interface WaveWatch {
  made(model: string): void;
  /** The open wave that a refusal of this model belongs to. */
  covering(model: string): Promise<Wave | null>;
  /** The wave that begins by what was refused lately, if one does. */
  begin(): Promise<Wave | null>;
  open(): Promise<readonly Wave[]>;
  /** What the provider refused since the wave began, latest first. */
  refused(wave: Wave): Promise<readonly ProviderSaid[]>;
  /** Closes the wave if its refusals are no longer unusual; answers whether it is over. */
  closeIfOver(wave: Wave): Promise<boolean>;
  told(wave: Wave): Promise<void>;
  /** The requests of the window that ends now. */
  traffic(): Promise<Traffic>;
}

export function createWaveWatch({
  store,
  violations,
  numbers,
  clock,
  log,
}: {
  readonly store: WaveStore;
  readonly violations: Pick<ViolationStore, "ofProvider">;
  readonly numbers: ModerationNumbers;
  readonly clock: Clock;
  readonly log: Log;
}): WaveWatch {
  let counted = new Map<string, number>();
  let flushedAt: number | null = null;
  const queue = new KeyedQueue();

  async function flush(): Promise<void> {
    const counts = counted;
    if (counts.size === 0) return;
    counted = new Map();
    const now = clock.now().getTime();
    flushedAt = now;
    await store.addMade(new Date(now - (now % MINUTE_MS)), counts).catch((error: unknown) => {
      for (const [model, count] of counts) counted.set(model, (counted.get(model) ?? 0) + count);
      log.warn({ error }, "requests that brought pictures could not be counted yet");
    });
  }

  const windowStart = () => new Date(clock.now().getTime() - numbers.wave.window_minutes * MINUTE_MS);

  async function traffic(): Promise<Traffic> {
    await flush();
    const since = windowStart();
    const [refused, made] = await Promise.all([
      violations.ofProvider(since, REFUSALS_READ_MAX),
      // A minute that has begun before the window counts whole: rather no wave than one of nobody's making.
      store.madeSince(new Date(since.getTime() - MINUTE_MS)),
    ]);
    return { refused, made };
  }

  async function begin(): Promise<Wave | null> {
    // Mostly there are fewer than any wave has: then nothing else is read.
    const { refusalsMin } = numbers.wave;
    if ((await violations.ofProvider(windowStart(), refusalsMin)).length < refusalsMin) return null;
    const [seen, open] = await Promise.all([traffic(), store.open()]);
    const scope = waveBeginning(seen, new Set(open.map((wave) => wave.scope)), numbers);
    return scope === null ? null : store.begin(scope, windowStart(), clock.now());
  }

  /** Whoever comes before a look has begun is seen by it: of a hundred at once two look. The first one has what comes of it. */
  let coming: Promise<Wave | null> | null = null;
  function beginOnce(): Promise<Wave | null> {
    if (coming !== null) return coming.then(() => null);
    coming = queue.run("begin", async () => {
      // Not before it is known as the coming one.
      await Promise.resolve();
      coming = null;
      return begin();
    });
    return coming;
  }

  return {
    made(model) {
      counted.set(model, (counted.get(model) ?? 0) + 1);
      const now = clock.now().getTime();
      flushedAt ??= now;
      if (now - flushedAt >= FLUSH_EVERY_MS) void flush();
    },
    async covering(model) {
      return (await store.open()).find(({ scope }) => covers(scope, model)) ?? null;
    },
    // One after the other: of two that look at once, one would see a model and the other the provider as a whole.
    begin: beginOnce,
    open: () => store.open(),
    async refused({ scope, since }) {
      const all = await violations.ofProvider(since, REFUSALS_READ_MAX);
      return all.filter(({ model }) => covers(scope, model));
    },
    async closeIfOver(wave) {
      if (goesOn(await traffic(), wave.scope, numbers)) return false;
      await store.close(wave, clock.now());
      return true;
    },
    told: (wave) => store.told(wave, clock.now()),
    traffic,
  };
}
