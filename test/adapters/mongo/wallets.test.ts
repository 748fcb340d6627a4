import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoWallets } from "../../../adapters/mongo/wallets.ts";
import { History, type Violation } from "../../../src/core/credits/history.ts";
import type { Ledger } from "../../../src/core/credits/ledger.ts";
import { emptyWallet } from "../../../src/core/credits/wallet.ts";
import type { WalletStore } from "../../../src/core/credits/wallet-store.ts";
import { ledgerContract } from "../../contracts/ledger.ts";
import { walletStoreContract } from "../../contracts/wallet-store.ts";
import { type Move, moves } from "../../core/credits/moves.ts";
import { give, HOUR_MS, MINUTE_MS, TestClock, TestLog, testLedger } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

const open: Mongo[] = [];

async function connected(): Promise<Mongo> {
  const { uri } = await testDatabase();
  const mongo = await connectMongo({ uri, log: new TestLog(), monitorCommands: true });
  open.push(mongo);
  mongoWallets(mongo.connection);
  await mongo.ensureIndexes();
  return mongo;
}

afterAll(async () => {
  await Promise.all(open.map((mongo) => mongo.close()));
});

walletStoreContract("MongoDB", async () => mongoWallets((await connected()).connection));
ledgerContract("MongoDB", async () => mongoWallets((await connected()).connection));

describe("the stored wallet", () => {
  let mongo: Mongo;
  let store: WalletStore;
  beforeAll(async () => {
    mongo = await connected();
    store = mongoWallets(mongo.connection);
  });

  test("takes one command for a hold and one for its capture", async () => {
    const clock = new TestClock();
    const ledger = testLedger(store, clock);
    await give(ledger, "commands", 5);
    const commands: string[] = [];
    mongo.connection.getClient().on("commandStarted", ({ commandName }) => commands.push(commandName));
    await ledger.hold("commands", { cause: "g1", amount: 2, since: clock.now(), reason: "picture" });
    await ledger.capture("commands", { hold: "g1", amount: 2, reason: "picture" });
    expect(commands).toEqual(["update", "update"]);
  });

  test("is told by the audit when somebody changed it by hand", async () => {
    const ledger = testLedger(store, new TestClock());
    for (const account of ["richer", "poorer", "forgetful"]) await give(ledger, account, 5);
    const wallets = mongo.connection.collection<{ _id: string }>("wallets");
    await wallets.updateOne({ _id: "richer" }, { $set: { "lots.0.available": 500 } });
    await wallets.updateOne({ _id: "poorer" }, { $set: { "lots.0.available": -5 } });
    await wallets.updateOne({ _id: "forgetful" }, { $set: { journal: [] } });
    const found: Violation[] = [];
    const result = await ledger.audit((violation) => found.push(violation));
    const lawsBroken = (account: string) => found.filter((one) => one.account === account).map(({ law }) => law);
    expect(lawsBroken("richer")).toEqual(["L2", "L12"]);
    expect(lawsBroken("poorer")).toEqual(["L2", "L3", "L12"]);
    expect(lawsBroken("forgetful")).toEqual(["L12"]);
    expect(result.violations).toBe(found.length);
  });

  test("finds what is due by an index", () => {
    const indexes = mongo.connection.model("Wallet").schema.indexes();
    expect(indexes.map(([keys]) => keys)).toEqual([{ dueNext: 1, _id: 1 }]);
  });
});

/** The accounts of one season, each watched by the laws as its entries come. */
class Watch {
  readonly #seen = new Map<string, { readonly history: History; readonly causes: Set<string>; seq: number }>();
  readonly #store: WalletStore;
  entries = 0;

  constructor(store: WalletStore) {
    this.#store = store;
  }

  async look(account: string): Promise<Violation[]> {
    const wallet = (await this.#store.read(account)) ?? emptyWallet(account);
    const seen = this.#seen.get(account) ?? { history: new History(account), causes: new Set(), seq: 0 };
    this.#seen.set(account, seen);
    const violations: Violation[] = [];
    expect(wallet.archivedSeq, "the watch looks often enough").toBeLessThanOrEqual(seen.seq);
    for (const entry of wallet.journal.filter(({ seq }) => seq > seen.seq)) {
      violations.push(...seen.history.add(entry, seen.causes));
      seen.causes.add(entry.cause);
      seen.seq = entry.seq;
      this.entries++;
    }
    return [...violations, ...seen.history.end(wallet)];
  }
}

describe("two processes that do what they like with the same wallets, at the same time", () => {
  const ROUNDS = 1_000;
  // Few, because what is joined stays joined.
  const ROUNDS_PER_SEASON = 20;
  const ACCOUNTS = 3;

  test(`break no law in ${ROUNDS} rounds`, { timeout: 600_000 }, async () => {
    const store = mongoWallets((await connected()).connection);
    const clock = new TestClock();
    const processes = [testLedger(store, clock.skewed(-MINUTE_MS)), testLedger(store, clock.skewed(MINUTE_MS))];
    const [reader] = processes as [Ledger, ...Ledger[]];
    const seed = Number(process.env["SEED"] ?? Date.now());
    const rounds = fc.sample(fc.array(moves(ACCOUNTS), { minLength: 4, maxLength: 8 }), { numRuns: ROUNDS, seed });
    let watch = new Watch(store);
    let entries = 0;
    for (const [round, acts] of rounds.entries()) {
      const season = Math.floor(round / ROUNDS_PER_SEASON);
      if (round % ROUNDS_PER_SEASON === 0) {
        entries += watch.entries;
        watch = new Watch(store);
      }
      const names = Array.from({ length: ACCOUNTS }, (_, index) => `season-${season}-${index}`);
      // Every third act is asked of both processes, as a webhook and a poller would.
      await Promise.all(
        acts.flatMap((move, index) => {
          const cause = `round-${round}-${index}`;
          const first = processes[index % 2] as Ledger;
          const second = processes[(index + 1) % 2] as Ledger;
          const asked = index % 3 === 0 ? [first, second] : [first];
          return asked.map((ledger) => make(move, ledger, names, cause, clock));
        }),
      );
      const violations = (await Promise.all(names.map((name) => watch.look(name)))).flat();
      expect(violations, `round ${round} with SEED=${seed}`).toEqual([]);
    }
    const found: Violation[] = [];
    clock.move(HOUR_MS);
    const audit = await reader.audit((violation) => found.push(violation));
    expect(found, `with SEED=${seed}`).toEqual([]);
    expect(audit.entries).toBeGreaterThan(ROUNDS * 2);
    expect(audit.entries).toBe(entries + watch.entries);
  });
});

/** Asks the ledger for what a move says; whatever it answers is fine, as long as the laws hold. */
async function make(
  move: Move,
  ledger: Ledger,
  names: readonly string[],
  cause: string,
  clock: TestClock,
): Promise<unknown> {
  const account = names[move.account] as string;
  const reason = "test";
  const pickFrom = async (part: "holds" | "freezes", pick: number) => {
    const wallet = await ledger.wallet(account);
    const ids = part === "holds" ? wallet.holds.map(({ id }) => id) : wallet.freezes.map((freeze) => freeze.cause);
    return ids[pick % Math.max(ids.length, 1)] ?? "none";
  };
  switch (move.act) {
    case "wait":
      return clock.move(move.hours * HOUR_MS);
    case "grant": {
      const { amount, kind, order } = move;
      const expiresAt = move.life_hours === null ? null : new Date(clock.now().getTime() + move.life_hours * HOUR_MS);
      return ledger.grant(account, { cause, reason, amount, kind, order, expiresAt });
    }
    case "hold":
      return ledger.hold(account, { cause, reason, amount: move.amount, holdsMax: move.holdsMax });
    case "capture":
      return ledger.capture(account, { hold: await pickFrom("holds", move.pick), amount: move.amount, reason });
    case "release":
      return ledger.release(account, { hold: await pickFrom("holds", move.pick), reason });
    case "expire":
      return ledger.expire(account);
    case "reclaim":
      return ledger.reclaim(account, { cause, reason, order: move.order });
    case "freeze":
      return ledger.freeze(account, { cause, reason, ...(move.order === null ? {} : { order: move.order }) });
    case "thaw":
      return ledger.thaw(account, { freeze: await pickFrom("freezes", move.pick), reason });
    case "forfeit":
      return ledger.forfeit(account, { cause, reason });
    case "join":
      // Each has one other to be joined into, so that they do not turn in a circle.
      return move.account === 0 ? null : ledger.join(account, names[move.account - 1] as string, cause);
  }
}
