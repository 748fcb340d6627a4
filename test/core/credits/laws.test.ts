import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { History } from "../../../src/core/credits/history.ts";
import { apply } from "../../../src/core/credits/operations.ts";
import {
  available,
  type Entry,
  emptyWallet,
  type Operation,
  sum,
  type Wallet,
} from "../../../src/core/credits/wallet.ts";
import { balanceOf, HOUR_MS, START } from "../../support/credits.ts";
import { type Move, moves } from "./moves.ts";

/** Two wallets to which moves happen, watched by the laws and by a sum of everything that ever came or went. */
class World {
  readonly wallets: Wallet[] = [emptyWallet("a"), emptyWallet("b")];
  readonly problems: string[] = [];
  now = START;
  /** All that was given, and all that is gone for good: spent, expired or voided. */
  given = 0;
  gone = 0;
  readonly #histories = [new History("a"), new History("b")];
  readonly #causes = [new Set<string>(), new Set<string>()];
  #count = 0;

  make(move: Move): void {
    const wallet = this.#wallet(move.account);
    this.#count++;
    const cause = `cause-${this.#count}`;
    const base = { cause, reason: "test" } as const;
    switch (move.act) {
      case "wait":
        this.now = new Date(this.now.getTime() + move.hours * HOUR_MS);
        return;
      case "grant": {
        const expiresAt = move.life_hours === null ? null : new Date(this.now.getTime() + move.life_hours * HOUR_MS);
        const { amount, kind: lotKind, order } = move;
        this.#apply(move.account, { ...base, kind: "grant", amount, lotKind, order, expiresAt });
        return;
      }
      case "hold":
        this.#apply(move.account, { ...base, kind: "hold", amount: move.amount, holdsMax: move.holdsMax });
        return;
      case "capture": {
        const hold = pickFrom(wallet.holds, move.pick)?.id ?? "none";
        this.#apply(move.account, { ...base, kind: "capture", hold, amount: move.amount });
        return;
      }
      case "release":
        this.#apply(move.account, { ...base, kind: "release", hold: pickFrom(wallet.holds, move.pick)?.id ?? "none" });
        return;
      case "thaw":
        this.#apply(move.account, {
          ...base,
          kind: "thaw",
          freeze: pickFrom(wallet.freezes, move.pick)?.cause ?? "none",
        });
        return;
      case "join":
        this.#join(move.account, move.into, cause);
        return;
      case "reclaim": {
        const limit = move.amountMax === undefined ? {} : { amountMax: move.amountMax };
        this.#apply(move.account, { ...base, kind: "reclaim", order: move.order, ...limit });
        return;
      }
      case "freeze":
        this.#apply(move.account, { ...base, kind: "freeze", order: move.order });
        return;
      default:
        this.#apply(move.account, { ...base, kind: move.act });
    }
  }

  /** Holds that are still live have their say too. */
  end(): void {
    this.wallets.forEach((wallet, index) => {
      for (const { id } of wallet.holds)
        this.make({ act: "release", account: index, pick: wallet.holds.findIndex((one) => one.id === id) });
    });
    this.wallets.forEach((wallet, index) => {
      this.problems.push(
        ...(this.#histories[index]?.end(wallet) ?? []).map(({ law, problem }) => `${law}: ${problem}`),
      );
    });
  }

  #join(from: number, wanted: number, cause: string): void {
    const into = this.#standing(wanted);
    if (this.#standing(from) !== from || from === into) return;
    const out = this.#apply(from, { kind: "join-out", cause, reason: "test", into: this.#wallet(into).account });
    if (out?.left === undefined) return;
    this.#apply(into, { kind: "join-in", cause, reason: "test", from: this.#wallet(from).account, ...out.left });
  }

  /** As the ledger does it: what is asked of a joined wallet is asked of the other. */
  #standing(account: number): number {
    const { joinedInto } = this.wallets[account] ?? emptyWallet("none");
    return joinedInto === null ? account : this.#standing(this.wallets.findIndex((one) => one.account === joinedInto));
  }

  #apply(account: number, operation: Operation): Entry | null {
    const index = this.#standing(account);
    const before = this.#wallet(index);
    const answer = apply(before, operation, this.now);
    if (answer.outcome !== "applied") return null;
    const { entry, wallet } = answer;
    this.wallets[index] = wallet;
    const gained = sum(entry.moved.map(({ amount }) => amount));
    if (entry.kind === "grant") this.given += entry.amount;
    const ended = entry.kind === "capture" || entry.kind === "release" ? entry.hold : null;
    if (ended !== null) this.gone += (before.holds.find(({ id }) => id === ended)?.amount ?? 0) - gained;
    if (entry.kind === "expire" || entry.kind === "reclaim" || entry.kind === "forfeit") this.gone -= gained;
    const causes = this.#causes[index] ?? new Set();
    const violations = this.#histories[index]?.add(entry, causes) ?? [];
    this.problems.push(...violations.map(({ law, problem }) => `${law}: ${entry.kind}: ${problem}`));
    causes.add(entry.cause);
    return entry;
  }

  #wallet(account: number): Wallet {
    return this.wallets[this.#standing(account)] ?? emptyWallet("none");
  }
}

function pickFrom<T>(from: readonly T[], pick: number): T | undefined {
  return from[pick % Math.max(from.length, 1)];
}

describe("whatever happens to two wallets", () => {
  const histories = fc.array(moves(2), { minLength: 1, maxLength: 80 });

  test("no law is broken", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const world = new World();
        for (const move of history) world.make(move);
        world.end();
        expect(world.problems).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test("every credit that was given is available, held, spent, expired or voided", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const world = new World();
        for (const move of history) {
          world.make(move);
          const left = world.wallets.map((wallet) => balanceOf(wallet) + sum(wallet.holds.map(({ amount }) => amount)));
          expect(world.given).toBe(sum(left) + world.gone);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("what is said to be available can be held, and not one credit more", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const world = new World();
        for (const move of history) world.make(move);
        for (const wallet of world.wallets.filter(({ joinedInto }) => joinedInto === null)) {
          const most = available(wallet, world.now);
          const hold = (amount: number) =>
            apply<"hold">(wallet, { kind: "hold", cause: "most", reason: "test", amount }, world.now);
          expect(hold(most + 1).outcome).not.toBe("applied");
          if (most > 0) expect(hold(most).outcome).toBe("applied");
        }
      }),
      { numRuns: 200 },
    );
  });

  test("after a reclaim nothing of the order is ever spent again, whatever was in flight", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const world = new World();
        for (const move of history.filter(({ act }) => act !== "join")) world.make(move);
        world.make({ act: "reclaim", account: 0, order: "order-1" });
        world.end();
        const [wallet] = world.wallets;
        expect(wallet?.lots.filter(({ order, available: left }) => order === "order-1" && left > 0)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
