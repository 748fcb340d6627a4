import { setTimeout as sleep } from "node:timers/promises";
import { createLedger, type Ledger } from "../../src/core/credits/ledger.ts";
import type { Wallet } from "../../src/core/credits/wallet.ts";
import type { WalletStore } from "../../src/core/credits/wallet-store.ts";
import type { Clock, Ids, Log } from "../../src/core/services.ts";

export const START = new Date("2054-11-24T12:00:00Z");
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A clock that moves only when told; what sleeps on it wakes at once, so that retries need no real time. */
export class TestClock implements Clock {
  #now_ms: number;
  constructor(start: Date = START) {
    this.#now_ms = start.getTime();
  }
  now(): Date {
    return new Date(this.#now_ms);
  }
  move(duration_ms: number): void {
    this.#now_ms += duration_ms;
  }
  async sleep(_duration_ms?: number, signal?: AbortSignal): Promise<void> {
    // A moment all the same: whoever tries again and again would leave nobody else the machine.
    await sleep(1, undefined, { signal });
  }
  /** The same time as another process sees it. */
  skewed(skew_ms: number): Clock {
    return {
      now: () => new Date(this.#now_ms + skew_ms),
      sleep: (duration_ms, signal) => this.sleep(duration_ms, signal),
    };
  }
}

export interface LoggedLine {
  readonly level: "info" | "warn" | "error";
  readonly facts: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A log that keeps its lines for the test to read. */
export class TestLog implements Log {
  readonly lines: LoggedLine[] = [];
  info(facts: LoggedLine["facts"], message: string): void {
    this.lines.push({ level: "info", facts, message });
  }
  warn(facts: LoggedLine["facts"], message: string): void {
    this.lines.push({ level: "warn", facts, message });
  }
  error(facts: LoggedLine["facts"], message: string): void {
    this.lines.push({ level: "error", facts, message });
  }
}

const ids: Ids = {
  random: () => crypto.randomUUID(),
  derived: (cause) => cause,
  chance: (limit) => Math.floor(Math.random() * limit),
};

/** A ledger as one process has it: its own queue and its own copies of wallets. */
export function testLedger(store: WalletStore, clock: Clock, log: Log = new TestLog()): Ledger {
  return createLedger({ store, clock, ids, log, metrics: { creditsMoved() {} } });
}

/** Gives bought credits that never expire. */
export async function give(ledger: Ledger, account: string, amount: number, cause = "given"): Promise<void> {
  await ledger.grant(account, { cause, amount, kind: "bought", expiresAt: null, reason: "test" });
}

/** Answers and remembers what a store was asked, by the names of its methods. */
export function watched(store: WalletStore): { readonly store: WalletStore; readonly calls: string[] } {
  const calls: string[] = [];
  const entries = Object.entries(store).map(([name, method]) => [
    name,
    (...args: never[]) => {
      calls.push(name);
      return (method as (...args: never[]) => unknown)(...args);
    },
  ]);
  return { store: Object.fromEntries(entries) as WalletStore, calls };
}

export function balanceOf(wallet: Wallet): number {
  return wallet.lots.reduce((total, lot) => total + lot.available, 0);
}
