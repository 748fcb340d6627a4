import { refuse } from "../refusal.ts";
import type { Clock, Ids } from "../services.ts";

/** What the memory of buttons needs of a database. */
export interface ButtonMemoryStore {
  /** Safe to repeat. What is past `keepUntil` may be forgotten. */
  put(key: string, value: string, keepUntil: Date): Promise<void>;
  find(key: string): Promise<string | null>;
}

/** Where a button's arguments are that do not fit into the 64 bytes of its token: words of a search, a list of pictures. */
export interface ButtonMemory {
  /** Answers the key for the token: always the same for the same account and value. */
  keep(account: string, value: string): Promise<string>;
  /** Only what this account has kept; refuses what is no longer there, as an old button. */
  recall(account: string, key: string): Promise<string>;
}

/** 60 bits, and an account of its own for each: no two values meet. */
const KEY_LENGTH = 12;
export const BUTTON_KEPT_MS = 90 * 24 * 60 * 60 * 1000;

export function createButtonMemory({
  store,
  clock,
  ids,
}: {
  store: ButtonMemoryStore;
  clock: Clock;
  ids: Ids;
}): ButtonMemory {
  return {
    async keep(account, value) {
      const key = ids.derived(`button:${account}:${value}`).slice(0, KEY_LENGTH);
      await store.put(`${account}:${key}`, value, new Date(clock.now().getTime() + BUTTON_KEPT_MS));
      return key;
    },
    async recall(account, key) {
      const value = await store.find(`${account}:${key}`);
      if (value === null) throw refuse("button-stale", {});
      return value;
    },
  };
}
