const LOOK_EVERY_MS = 500;
const MEGABYTE = 1_048_576;

export interface HeapWatch {
  /** The most that was in use, beyond what was when it began, in megabytes. */
  end(): number;
}

/** What is in use is only known behind a collection of garbage (`--expose-gc`), which takes time: so it is looked at now and then. */
export function watchHeap(): HeapWatch {
  const before_mb = used_mb();
  let most_mb = before_mb;
  const look = () => {
    most_mb = Math.max(most_mb, used_mb());
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    end() {
      clearInterval(timer);
      look();
      return most_mb - before_mb;
    },
  };
}

function used_mb(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / MEGABYTE;
}
