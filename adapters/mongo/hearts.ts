import { setTimeout as sleep } from "node:timers/promises";
import type { mongo } from "mongoose";

export interface StoredHeart {
  readonly _id: string;
  readonly beat: number;
  /** The newest migration that the process knows; absent: older than migrations are. */
  readonly knows?: string;
}

/**
 * Whether one of these processes is alive. Hearts are looked at twice: that of a dead process stands still, whatever the clocks
 * say.
 */
export async function isAlive(
  database: mongo.Db,
  which: (heart: StoredHeart) => boolean,
  { look_ms, signal }: { readonly look_ms: number; readonly signal?: AbortSignal },
): Promise<boolean> {
  const look = async () => {
    const hearts = await database.collection<StoredHeart>("processes").find().toArray();
    return new Map(hearts.filter(which).map(({ _id, beat }) => [_id, beat]));
  };
  const before = await look();
  if (before.size === 0) return false;
  await sleep(look_ms, undefined, signal === undefined ? {} : { signal });
  return [...(await look())].some(([process, beat]) => before.get(process) !== beat);
}
