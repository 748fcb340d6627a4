import type { Connection } from "mongoose";
import { mongoWallets } from "../../adapters/mongo/wallets.ts";
import { createLedger, type Ledger } from "../../src/core/credits/ledger.ts";
import { systemClock as clock, systemIds as ids } from "../../src/system.ts";
import { TestLog } from "../support/credits.ts";

/** What was done per second while so many asks were under way at a time: medians over many short rounds. */
export interface LedgerFigures {
  /** Bare driver: one `findOneAndUpdate` that checks a balance and debits it. */
  readonly debits_perSecond: number;
  /** Hold and capture through the ledger. */
  readonly pairs_perSecond: number;
  /** Pairs to debits of the same round. */
  readonly ratio: number;
}

const ROUNDS = 31;
const ROUND_MS = 200;
const WARM_UP_MS = 700;
const CREDITS = 1_000_000;

/**
 * Measures the two in turn, many times, so that whatever else the machine does slows both alike. A ledger keeps copies of
 * 1,000 wallets: with fewer in use it finds each there, with many more it reads each first.
 */
export async function benchLedger(connection: Connection, inFlight: number, wallets: number): Promise<LedgerFigures> {
  const store = mongoWallets(connection);
  for (const model of Object.values(connection.models)) await model.createIndexes();
  const ledger = createLedger({ store, clock, ids, log: new TestLog(), metrics: { creditsMoved() {} } });
  const name = `bench-${inFlight}-${wallets}`;
  const accounts = await fund(ledger, name, wallets);
  const balances = connection.collection<{ _id: string; balance: number }>("bench_balances");
  await balances.insertMany(accounts.map((_id) => ({ _id, balance: CREDITS })));

  const debit = new Contest(inFlight, async (index) => {
    const _id = accounts[index % accounts.length] as string;
    const debited = await balances.findOneAndUpdate({ _id, balance: { $gte: 1 } }, { $inc: { balance: -1 } });
    if (debited === null) throw new Error("the bare balance ran out");
  });
  const pair = new Contest(inFlight, async (index) => {
    const account = accounts[index % accounts.length] as string;
    const cause = `${name}:${index}`;
    const held = await ledger.hold(account, { cause, amount: 4, since: clock.now(), reason: "bench" });
    const captured = await ledger.capture(account, { hold: cause, amount: 3, reason: "bench" });
    if (held.outcome !== "held" || captured.outcome !== "captured")
      throw new Error(`${held.outcome}, ${captured.outcome}`);
  });
  await debit.run(WARM_UP_MS);
  await pair.run(WARM_UP_MS);
  const rounds: { readonly debits: number; readonly pairs: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ debits: await debit.run(ROUND_MS), pairs: await pair.run(ROUND_MS) });
  }
  return {
    debits_perSecond: median(rounds.map(({ debits }) => debits)),
    pairs_perSecond: median(rounds.map(({ pairs }) => pairs)),
    ratio: median(rounds.map(({ debits, pairs }) => pairs / debits)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function fund(ledger: Ledger, name: string, count: number): Promise<readonly string[]> {
  const accounts = Array.from({ length: count }, (_, index) => `${name}-${index}`);
  const grant = { cause: "bench", amount: CREDITS, kind: "bought", expiresAt: null, reason: "bench" } as const;
  await Promise.all(accounts.map((account) => ledger.grant(account, grant)));
  return accounts;
}

/** Repeats one act with a fixed number under way. */
class Contest {
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
