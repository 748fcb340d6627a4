/** Silence changes nothing, yet it is what one waits for: so it is looked at this often as well. */
const LOOK_EVERY_MS = 25;

/** Resolves with the first thing that `look` finds, at each change that `watch` tells of and in between. */
export function waitUntil<T>({
  look,
  within_ms,
  watch,
  inVain,
}: {
  readonly look: () => T | undefined | false;
  readonly within_ms: number;
  readonly watch: (watcher: () => void) => () => void;
  /** What to say when nothing came of it. */
  readonly inVain: () => string;
}): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timeout);
      clearInterval(interval);
      leave();
    };
    const timeout = setTimeout(() => {
      end();
      reject(new Error(inVain()));
    }, within_ms);
    const check = () => {
      const found = look();
      if (found === undefined || found === false) return;
      end();
      resolve(found);
    };
    const leave = watch(check);
    const interval = setInterval(check, LOOK_EVERY_MS);
    check();
  });
}
