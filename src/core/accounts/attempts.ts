import type { Clock } from "../services.ts";

/** Counts what somebody tries, so that nothing can be found by trying. */
export interface AttemptStore {
  /** Counts one more under this key, also when many come at once; answers how many there are. `who`: whoever tries. */
  count(key: string, who: string, keepUntil: Date): Promise<number>;
}

/** How much may be tried in one stretch of time; the stretches are the same for everybody. */
export interface AttemptLimit {
  readonly name: string;
  readonly max: number;
  readonly within_ms: number;
}

/** Counts one attempt; answers 0 when it may be made, else how long to wait, in milliseconds. */
export async function attempt(
  { store, clock }: { readonly store: AttemptStore; readonly clock: Clock },
  who: string,
  { name, max, within_ms }: AttemptLimit,
): Promise<number> {
  const now = clock.now().getTime();
  const stretch = Math.floor(now / within_ms);
  const end = (stretch + 1) * within_ms;
  const count = await store.count(`${name}:${who}:${stretch}`, who, new Date(end));
  return count <= max ? 0 : end - now;
}
