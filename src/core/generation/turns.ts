import { FairQueue, type Waiting } from "./fair-queue.ts";

/** Turns at the provider, which works on so many requests at once and no more. */
export interface Turns {
  /** Joins the line, or counts as running when its request has left already. Safe to repeat. */
  join(waiting: Waiting, isRunning: boolean): void;
  hasTurn(id: string): boolean;
  /** How many of this process's pictures are before it; null when it does not wait. */
  ahead(id: string): number | null;
  /** Its turn is over, or it gives up waiting. */
  leave(id: string): void;
  /** Gives the turns that came with a larger share, since otherwise they would wait for the next picture that ends. */
  review(): void;
}

/**
 * `concurrency` is asked at every turn: it is this process's share of what the provider takes at once, and changes when
 * processes come and go. `granted` hears of each turn.
 */
export function createTurns(concurrency: () => number, granted: (id: string) => void): Turns {
  const queue = new FairQueue();

  function grant(): void {
    for (let next = queue.next(concurrency()); next !== null; next = queue.next(concurrency())) granted(next.id);
  }

  return {
    join(waiting, isRunning) {
      if (isRunning) queue.occupy(waiting);
      else queue.join(waiting);
      grant();
    },
    hasTurn: (id) => queue.hasTurn(id),
    ahead: (id) => queue.ahead(id),
    leave(id) {
      queue.leave(id);
      grant();
    },
    review: grant,
  };
}
