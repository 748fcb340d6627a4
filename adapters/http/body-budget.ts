/** Bodies above this are uploads: they leave the last of the budget to webhooks and words. */
const SMALL_BYTES_MAX = 1024 * 1024;
const SMALL_SHARE = 1 / 16;

export interface BodyBudget {
  /** Takes so many bytes until the answer is called; null when there is no room for them now. */
  reserve(bytes: number): (() => void) | null;
}

/** How many bytes of bodies one process may hold at once, so that many uploads together cannot exhaust its memory. */
export function createBodyBudget(bytesMax: number): BodyBudget {
  let held = 0;
  return {
    reserve(bytes) {
      const limit = bytes > SMALL_BYTES_MAX ? bytesMax * (1 - SMALL_SHARE) : bytesMax;
      if (held + bytes > limit) return null;
      held += bytes;
      let released = false;
      return () => {
        if (!released) held -= bytes;
        released = true;
      };
    },
  };
}
