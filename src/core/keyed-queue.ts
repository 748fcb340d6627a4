/** Runs tasks with the same key one after the other, and tasks with different keys side by side. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** How many keys have a task that is running or waiting. */
  get size(): number {
    return this.#tails.size;
  }

  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key);
    const result = before ? before.then(task) : task();
    // Whoever comes next waits for the end, whichever it is; the failure itself belongs to this caller only.
    const tail = result.catch(() => {});
    this.#tails.set(key, tail);
    try {
      return await result;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}
