const WINDOW_MS = 10_000;
/** Nobody types faster; a script would otherwise fill the conversation of all. */
const WORDS_MAX = 20;

/** How often each person may write to other people: answers false when that is too often, and the message is not to be taken. */
export function createPace(): (person: string, now_ms: number) => boolean {
  let begun_ms = Number.NEGATIVE_INFINITY;
  const written = new Map<string, number>();
  return (person, now_ms) => {
    if (now_ms - begun_ms >= WINDOW_MS) {
      // One window for all, so that nothing is left of names that were used once.
      written.clear();
      begun_ms = now_ms;
    }
    const count = (written.get(person) ?? 0) + 1;
    written.set(person, count);
    return count <= WORDS_MAX;
  };
}
