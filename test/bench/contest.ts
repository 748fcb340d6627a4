/** Repeats one act with a fixed number under way. */
export class Contest {
  #next = 0;
  readonly #act: (index: number) => Promise<void>;
  readonly #inFlight: number;

  constructor(inFlight: number, act: (index: number) => Promise<void>) {
    this.#act = act;
    this.#inFlight = inFlight;
  }

  /** Goes on for so long; resolves how many were done in a second. */
  async run(duration_ms: number): Promise<number> {
    const started_ms = performance.now();
    let done = 0;
    const worker = async () => {
      while (performance.now() - started_ms < duration_ms) {
        await this.#act(this.#next++);
        done++;
      }
    };
    await Promise.all(Array.from({ length: this.#inFlight }, worker));
    return (done * 1_000) / (performance.now() - started_ms);
  }
}

/** Rounds of contests that take turns, so that whatever else the machine does slows all alike. */
export interface Turns {
  readonly rounds: number;
  readonly round_ms: number;
  readonly warmUp_ms: number;
}

/** How many each did in a second, round by round. */
export async function takeTurns<Name extends string>(
  contests: Readonly<Record<Name, Contest>>,
  { rounds, round_ms, warmUp_ms }: Turns,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(contests) as Name[];
  const done = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (const name of names) await contests[name].run(warmUp_ms);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) done[name].push(await contests[name].run(round_ms));
  }
  return done;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The smallest value that so large a share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The median of one to the other, round by round. */
export function ratioOf(values: readonly number[], base: readonly number[]): number {
  return median(values.map((value, round) => value / (base[round] ?? Number.NaN)));
}
