import type { Entry } from "../../src/core/credits/wallet.ts";

/**
 * What was unspent of an order's credits just before something of it was taken back, or is now: what its lots held, and what was
 * in the works. Counted from what the entries moved, not by the wallet's own rules.
 */
export function unspentOf(order: string, entries: readonly Entry[]): number {
  const all = entries.toSorted((a, b) => a.seq - b.seq);
  const taken = all.findIndex((entry) => entry.kind === "reclaim" && entry.order === order);
  const before = taken < 0 ? all : all.slice(0, taken);
  const lots = new Set(
    before.flatMap((entry) => (entry.kind === "grant" && entry.order === order ? [entry.cause] : [])),
  );
  const ended = new Set(
    before.flatMap((entry) => (entry.kind === "capture" || entry.kind === "release" ? [entry.hold] : [])),
  );
  const movedBy = (some: readonly Entry[]) =>
    some
      .flatMap(({ moved }) => moved)
      .filter(({ lot }) => lots.has(lot))
      .reduce((total, { amount }) => total + amount, 0);
  return movedBy(before) - movedBy(before.filter(({ kind, cause }) => kind === "hold" && !ended.has(cause)));
}
