/**
 * Of so many accounts it is known that they have had a turn already, those that came last. Virtual time stands still while only new
 * ones come, and then nobody would be forgotten before the queue is empty once.
 */
const REMEMBERED_MAX = 10_000;

/** Somebody who waits for a turn at the provider. */
export interface Waiting {
  readonly id: string;
  readonly account: string;
  /** How large a share this account gets beside others: twice the weight, twice the turns. At least 1. */
  readonly weight: number;
  /** How many turns this account may have at once. */
  readonly atOnce: number;
}

interface Queued extends Waiting {
  /** Virtual time at which its service would start if all accounts were served side by side. */
  readonly rank: number;
}

/**
 * Who is next at the provider: start-time fair queueing over accounts. However much one account asks for, its next picture
 * queues behind one picture of each other account that waits; weights give paying plans more turns, never all of them. A
 * rank is given once, on arrival, so that whoever waits is overtaken a bounded number of times: nobody starves.
 *
 * @see https://doi.org/10.1145/248156.248171 Goyal, Vin, Cheng: Start-time Fair Queueing
 */
export class FairQueue {
  readonly #waiting: Queued[] = [];
  readonly #running = new Map<string, string>();
  readonly #runningOf = new Map<string, number>();
  /** Where the next picture of an account would start; forgotten once virtual time has passed it. */
  readonly #finish = new Map<string, number>();
  #now = 0;

  /** Queues it behind what this account has waiting already. Does nothing when it is there. */
  join(waiting: Waiting): void {
    if (this.has(waiting.id)) return;
    const rank = this.#charge(waiting);
    const after = this.#waiting.findLastIndex((other) => other.rank <= rank);
    this.#waiting.splice(after + 1, 0, { ...waiting, rank });
  }

  /** It has its turn already, at another process or before a restart: it only counts. */
  occupy(waiting: Waiting): void {
    if (this.has(waiting.id)) return;
    this.#charge(waiting);
    this.#start(waiting);
  }

  /** Gives a turn to the first in line whose account may have one more; null when nobody can have one. */
  next(turns: number): Waiting | null {
    if (this.#running.size >= turns) return null;
    const at = this.#waiting.findIndex(({ account, atOnce }) => (this.#runningOf.get(account) ?? 0) < atOnce);
    const [chosen] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (chosen === undefined) return null;
    this.#start(chosen);
    this.#moveOn(chosen.rank);
    return chosen;
  }

  /** It is over, or gives up waiting. */
  leave(id: string): void {
    const at = this.#waiting.findIndex((one) => one.id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
    const account = this.#running.get(id);
    if (account === undefined) return;
    this.#running.delete(id);
    const left = (this.#runningOf.get(account) ?? 1) - 1;
    if (left > 0) this.#runningOf.set(account, left);
    else this.#runningOf.delete(account);
    this.#forgetAll();
  }

  has(id: string): boolean {
    return this.#running.has(id) || this.#waiting.some((one) => one.id === id);
  }

  hasTurn(id: string): boolean {
    return this.#running.has(id);
  }

  /** How many are before it in line now; null when it does not wait. */
  ahead(id: string): number | null {
    const at = this.#waiting.findIndex((one) => one.id === id);
    return at < 0 ? null : at;
  }

  /** For the figures, and for tests that nothing is kept of who is gone. */
  size(): { readonly waiting: number; readonly running: number; readonly remembered: number } {
    return { waiting: this.#waiting.length, running: this.#running.size, remembered: this.#finish.size };
  }

  #charge({ account, weight }: Waiting): number {
    const rank = Math.max(this.#now, this.#finish.get(account) ?? 0);
    this.#finish.delete(account);
    this.#finish.set(account, rank + 1 / Math.max(1, weight));
    if (this.#finish.size > REMEMBERED_MAX) this.#finish.delete(this.#finish.keys().next().value ?? "");
    return rank;
  }

  #start({ id, account }: Waiting): void {
    this.#running.set(id, account);
    this.#runningOf.set(account, (this.#runningOf.get(account) ?? 0) + 1);
  }

  #moveOn(rank: number): void {
    if (rank <= this.#now) return;
    this.#now = rank;
    for (const [account, finish] of this.#finish) if (finish <= rank) this.#finish.delete(account);
  }

  /** When nobody is there any more, nobody is behind anybody. */
  #forgetAll(): void {
    if (this.#waiting.length > 0 || this.#running.size > 0) return;
    this.#finish.clear();
    this.#now = 0;
  }
}
