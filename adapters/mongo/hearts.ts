import { setTimeout as sleep } from "node:timers/promises";
import type { mongo } from "mongoose";

export interface StoredHeart {
  readonly _id: string;
  readonly beat: number;
  /** The newest migration that the process knows; absent: older than migrations are. */
  readonly knows?: string;
}

export interface Look {
  /** Longer than two heartbeats are apart. */
  readonly look_ms: number;
  readonly signal?: AbortSignal;
  /** Waits also where no heart is to be seen: a process that is just starting has its first beat then. */
  readonly alsoStarting?: boolean;
}

type Beats = ReadonlyMap<string, number>;
type Which = (heart: StoredHeart) => boolean;

/**
 * Whether one of these processes is alive. Hearts are looked at twice: that of a dead process stands still, whatever the clocks
 * say.
 */
export async function isAlive(
  database: mongo.Db,
  which: Which,
  { look_ms, signal, alsoStarting = false }: Look,
): Promise<boolean> {
  const before = await beatsOf(database, which);
  if (before.size === 0 && !alsoStarting) return false;
  await sleep(look_ms, undefined, signal === undefined ? {} : { signal });
  return haveBeaten(before, await beatsOf(database, which));
}

export interface HeartWatch {
  /** Whether any process lived since the watch began, also one that is gone by now. Ends the watch, after as long as a start takes. */
  end(): Promise<boolean>;
  /** Without an answer. */
  giveUp(): void;
}

/** Looks at all hearts again and again: who leaves in good order takes its heart along, so one look at the end would not do. */
export async function watchHearts(
  database: mongo.Db,
  { look_ms, every_ms }: { readonly look_ms: number; readonly every_ms: number },
): Promise<HeartWatch> {
  const before = await beatsOf(database, () => true);
  let lived = false;
  const look = async () => {
    // Looks of a slow database overlap: one that began earlier must not take back what another saw.
    if (haveBeaten(before, await beatsOf(database, () => true))) lived = true;
  };
  // One that fails is followed by the next, and by the last, which may not fail.
  const timer = setInterval(() => look().catch(() => {}), every_ms);
  return {
    async end() {
      if (!lived) await sleep(look_ms);
      clearInterval(timer);
      await look();
      return lived;
    },
    giveUp: () => clearInterval(timer),
  };
}

async function beatsOf(database: mongo.Db, which: Which): Promise<Beats> {
  const hearts = await database.collection<StoredHeart>("processes").find().toArray();
  return new Map(hearts.filter(which).map(({ _id, beat }) => [_id, beat]));
}

function haveBeaten(before: Beats, after: Beats): boolean {
  return [...after].some(([process, beat]) => before.get(process) !== beat);
}
