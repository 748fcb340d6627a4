import type { Connection } from "mongoose";
import { mongoWallets } from "../../adapters/mongo/wallets.ts";
import { createLedger, type Ledger } from "../../src/core/credits/ledger.ts";
import { systemClock as clock, systemIds as ids } from "../../src/system.ts";
import { TestLog } from "../support/credits.ts";

/** What was done per second while so many asks were under way at a time. */
export interface LedgerFigures {
  readonly inFlight: number;
  /** Bare driver, one `findOneAndUpdate` that checks a balance and debits it. */
  readonly bare_perSecond: number;
  /** Hold and capture through the ledger, on wallets that this process wrote before. */
  readonly warm_pairsPerSecond: number;
  /** The same on wallets that it must read first. */
  readonly cold_pairsPerSecond: number;
}

const ROUNDS = 20;
const ROUND_MS = 300;
const WALLETS_WARM = 500;
/** More than a ledger keeps copies of, taken in turn: each is forgotten before it comes again. */
const WALLETS_COLD = 2_500;
const CREDITS = 1_000_000;

/** Measures the three in turn, several times, so that whatever else the machine does slows all of them alike. */
export async function benchLedger(connection: Connection, inFlight: number): Promise<LedgerFigures> {
  const store = mongoWallets(connection);
  await connection.model("Wallet").createIndexes();
  const ledger = createLedger({
    store: mongoWallets(connection),
    clock,
    ids,
    log: new TestLog(),
    metrics: { creditsMoved() {} },
  });
  const warm = await fund(ledger, `warm${inFlight}`, WALLETS_WARM);
  const cold = await fund(ledger, `cold${inFlight}`, WALLETS_COLD);
  const balances = connection.collection<{ _id: string; balance: number }>("bench_balances");
  await balances.insertMany(warm.map((_id) => ({ _id, balance: CREDITS })));

  const bare = async (index: number) => {
    const _id = warm[index % warm.length] as string;
    const debited = await balances.findOneAndUpdate({ _id, balance: { $gte: 1 } }, { $inc: { balance: -1 } });
    if (debited === null) throw new Error("the bare balance ran out");
  };
  const pair = (accounts: readonly string[]) => async (index: number) => {
    const account = accounts[index % accounts.length] as string;
    const cause = `bench:${inFlight}:${index}`;
    const held = await ledger.hold(account, { cause, amount: 4, since: clock.now(), reason: "bench" });
    const captured = await ledger.capture(account, { hold: cause, amount: 3, reason: "bench" });
    if (held.outcome !== "held" || captured.outcome !== "captured")
      throw new Error(`${held.outcome}, ${captured.outcome}`);
  };
  const contests = [
    new Contest(bare, inFlight),
    new Contest(pair(warm), inFlight),
    new Contest(pair(cold), inFlight),
  ] as const;
  for (const contest of contests) await contest.warmUp();
  for (let round = 0; round < ROUNDS; round++) {
    for (const contest of round % 2 === 0 ? contests : contests.toReversed()) await contest.run(ROUND_MS);
  }
  const [first, second, third] = contests;
  return {
    inFlight,
    bare_perSecond: first.perSecond,
    warm_pairsPerSecond: second.perSecond,
    cold_pairsPerSecond: third.perSecond,
  };
}

async function fund(ledger: Ledger, name: string, count: number): Promise<readonly string[]> {
  const accounts = Array.from({ length: count }, (_, index) => `${name}-${index}`);
  const grant = { cause: "bench", amount: CREDITS, kind: "bought", expiresAt: null, reason: "bench" } as const;
  await Promise.all(accounts.map((account) => ledger.grant(account, grant)));
  return accounts;
}

/** Repeats one act with a fixed number under way, and counts. */
class Contest {
  #next = 0;
  #done = 0;
  #spent_ms = 0;
  readonly #act: (index: number) => Promise<void>;
  readonly #inFlight: number;

  constructor(act: (index: number) => Promise<void>, inFlight: number) {
    this.#act = act;
    this.#inFlight = inFlight;
  }

  get perSecond(): number {
    return (this.#done * 1_000) / this.#spent_ms;
  }

  async warmUp(): Promise<void> {
    await this.run(500);
    this.#done = 0;
    this.#spent_ms = 0;
  }

  async run(duration_ms: number): Promise<void> {
    const started_ms = performance.now();
    const worker = async () => {
      while (performance.now() - started_ms < duration_ms) {
        await this.#act(this.#next++);
        this.#done++;
      }
    };
    await Promise.all(Array.from({ length: this.#inFlight }, worker));
    this.#spent_ms += performance.now() - started_ms;
  }
}
