import type { Connection } from "mongoose";
import { connectMongo } from "../../adapters/mongo/connect.ts";
import { mongoWallets } from "../../adapters/mongo/wallets.ts";
import { createLedger, type Ledger } from "../../src/core/credits/ledger.ts";
import { systemClock as clock, systemIds as ids } from "../../src/system.ts";
import { TestLog } from "../support/credits.ts";
import { Contest, median, ratioOf, type Turns, takeTurns } from "./contest.ts";
import { openMedici } from "./medici.ts";
import type { BenchContext, BenchPart, BenchRow } from "./table.ts";

const BARE_AIM = 0.35;
const MEDICI_AIM = 3;
const CREDITS = 1_000_000;
const HELD = 4;
const SPENT = 3;

interface Form {
  readonly wallets: number;
  readonly coldWallets: number;
  readonly inFlight: readonly number[];
  readonly turns: Turns;
  readonly mediciTurns: Turns;
}
const usual: Form = {
  wallets: 500,
  // A ledger keeps copies of 1,000 wallets: with more in use, it reads each first.
  coldWallets: 2_500,
  inFlight: [16, 32],
  turns: { rounds: 19, round_ms: 200, warmUp_ms: 500 },
  mediciTurns: { rounds: 7, round_ms: 400, warmUp_ms: 500 },
};
const tiny: Form = {
  wallets: 4,
  coldWallets: 0,
  inFlight: [2],
  turns: { rounds: 1, round_ms: 10, warmUp_ms: 10 },
  mediciTurns: { rounds: 1, round_ms: 10, warmUp_ms: 10 },
};

/** Hold and capture per second, beside the least that any database-backed balance costs, and beside a ledger library. */
export const ledger: BenchPart = {
  name: "ledger",
  title: "(a) credits: hold + capture",
  async run(context) {
    const form = context.size === "tiny" ? tiny : usual;
    const mongo = await connectMongo({ uri: context.database.uri, log: new TestLog() });
    try {
      const rows: BenchRow[] = [];
      for (const inFlight of form.inFlight) {
        rows.push(...(await againstBare(context, mongo.connection, form, inFlight, form.wallets)));
      }
      if (form.coldWallets > 0)
        rows.push(...(await againstBare(context, mongo.connection, form, 16, form.coldWallets)));
      return [...rows, ...(await againstMedici(context, mongo.connection, form))];
    } finally {
      await mongo.close();
    }
  },
};

async function againstBare(
  { note }: BenchContext,
  connection: Connection,
  { wallets: few, turns }: Form,
  inFlight: number,
  wallets: number,
): Promise<readonly BenchRow[]> {
  const name = `bare-${inFlight}-${wallets}`;
  note(`${wallets} wallets, ${inFlight} in flight`);
  const accounts = Array.from({ length: wallets }, (_, index) => `${name}-${index}`);
  const pair = await pairs(connection, accounts, inFlight);
  const balances = connection.collection<{ _id: string; balance: number }>("bench_balances");
  await balances.insertMany(accounts.map((_id) => ({ _id, balance: CREDITS })));
  const bare = new Contest(inFlight, async (index) => {
    const _id = accounts[index % accounts.length] as string;
    const debited = await balances.findOneAndUpdate({ _id, balance: { $gte: 1 } }, { $inc: { balance: -1 } });
    if (debited === null) throw new Error("the bare balance ran out");
  });
  const done = await takeTurns({ bare, pair }, turns);
  const ratio = ratioOf(done.pair, done.bare);
  const isAim = wallets === few;
  const how = `${inFlight} in flight over ${wallets} wallets${isAim ? "" : ", each read first"}`;
  return [
    row(
      `bare findOneAndUpdate, ${how}`,
      done.bare,
      `one conditional debit; median of ${turns.rounds} rounds of ${turns.round_ms} ms`,
    ),
    row(
      `hold + capture, ${how}`,
      done.pair,
      "two journalled operations through the ledger; rounds take turns with the bare ones",
    ),
    {
      what: `hold + capture / bare, ${inFlight} in flight${isAim ? "" : ", cold"}`,
      figure: ratio.toFixed(2),
      aim: isAim ? `≥ ${BARE_AIM}` : null,
      met: isAim ? ratio >= BARE_AIM : null,
      how: "median of the ratios round by round; a pair is two writes, so 0.5 is the ceiling without a shortcut",
    },
  ];
}

async function againstMedici(
  { database, note }: BenchContext,
  connection: Connection,
  { inFlight: [inFlight = 1], mediciTurns, wallets }: Form,
): Promise<readonly BenchRow[]> {
  note("medici");
  const accounts = Array.from({ length: wallets }, (_, index) => `medici-${index}`);
  const medici = await openMedici(database.uri, accounts, CREDITS);
  try {
    const ours = await pairs(connection, accounts, inFlight);
    const at = (index: number) => accounts[index % accounts.length] as string;
    const locked = new Contest(inFlight, (index) => medici.locked(at(index)));
    const unlocked = new Contest(inFlight, (index) => medici.unlocked(at(index)));
    const done = await takeTurns({ ours, locked, unlocked }, mediciTurns);
    const aim = (what: string, base: readonly number[], how: string): BenchRow => {
      const ratio = ratioOf(done.ours, base);
      return { what, figure: `${ratio.toFixed(1)}×`, aim: `≥ ${MEDICI_AIM}×`, met: ratio >= MEDICI_AIM, how };
    };
    const same = `same server, ${inFlight} in flight over the same ${wallets} accounts, its indexes created, snapshots off (faster here)`;
    return [
      row(
        "medici, locked",
        done.locked,
        "its own way to keep balances above zero: transaction, commit, balance, writelockAccounts; twice",
      ),
      row(
        "medici, unlocked",
        done.unlocked,
        "balance query, then commit; twice; two at once may overspend, which the ledger never allows",
      ),
      aim("hold + capture / medici, locked", done.locked, same),
      aim("hold + capture / medici, unlocked", done.unlocked, same),
    ];
  } finally {
    await medici.close();
  }
}

/** A pair a turn, of accounts that have credits. */
async function pairs(connection: Connection, accounts: readonly string[], inFlight: number): Promise<Contest> {
  const ledger = await openLedger(connection);
  const grant = { cause: "bench", amount: CREDITS, kind: "bought", expiresAt: null, reason: "bench" } as const;
  await Promise.all(accounts.map((account) => ledger.grant(account, grant)));
  return new Contest(inFlight, async (index) => {
    const account = accounts[index % accounts.length] as string;
    const cause = `${account}:${index}`;
    const held = await ledger.hold(account, { cause, amount: HELD, since: clock.now(), reason: "bench" });
    const captured = await ledger.capture(account, { hold: cause, amount: SPENT, reason: "bench" });
    if (held.outcome !== "held" || captured.outcome !== "captured")
      throw new Error(`${held.outcome}, ${captured.outcome}`);
  });
}

async function openLedger(connection: Connection): Promise<Ledger> {
  const store = mongoWallets(connection);
  for (const model of Object.values(connection.models)) await model.createIndexes();
  return createLedger({ store, clock, ids, log: new TestLog(), metrics: { creditsMoved() {} } });
}

function row(what: string, done: readonly number[], how: string): BenchRow {
  return { what, figure: `${Math.round(median(done)).toLocaleString("en")}/s`, aim: null, met: null, how };
}
