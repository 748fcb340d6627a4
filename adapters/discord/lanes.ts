/** Requests that are on their way at once, and so at most as many connections: opening hundreds of them takes seconds. */
const AT_ONCE = 32;
/** What is not urgent leaves some room, so that uploads over slow lines hold up no sign of life. */
const AT_ONCE_WHEN_NOT_URGENT = 24;

type Task<Result> = () => Promise<Result>;

export interface Lanes {
  /** Runs the task when there is room; urgent ones go first. */
  run<Result>(isUrgent: boolean, task: Task<Result>): Promise<Result>;
}

export function createLanes(): Lanes {
  const urgent: (() => void)[] = [];
  const others: (() => void)[] = [];
  let running = 0;

  function next(): void {
    const start = running < AT_ONCE ? (urgent.shift() ?? (hasRoom() ? others.shift() : undefined)) : undefined;
    if (start === undefined) return;
    running += 1;
    start();
    next();
  }
  const hasRoom = () => running < AT_ONCE_WHEN_NOT_URGENT;

  return {
    async run(isUrgent, task) {
      await new Promise<void>((resolve) => {
        (isUrgent ? urgent : others).push(resolve);
        next();
      });
      try {
        return await task();
      } finally {
        running -= 1;
        next();
      }
    },
  };
}
