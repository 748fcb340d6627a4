import { proofs } from "./proofs.ts";
import type { RunResult } from "./run.ts";

/** What all runs did together, for whoever reads the figures. */
export interface Totals {
  runs: number;
  broken: number;
  duration_ms: number;
  pictures: number;
  delivered: number;
  requests: number;
  asks: number;
  taken: number;
  answered: number;
  orders: number;
  returned: number;
  readonly done: Record<string, number>;
  readonly injected: Record<string, number>;
}

export function noTotals(): Totals {
  const none = { runs: 0, broken: 0, duration_ms: 0, pictures: 0, delivered: 0, requests: 0 };
  return { ...none, asks: 0, taken: 0, answered: 0, orders: 0, returned: 0, done: {}, injected: {} };
}

export function addTo(totals: Totals, { observation, done, injected, broken, duration_ms }: RunResult): void {
  const { pictures, requests, asks, orders } = observation;
  totals.runs += 1;
  totals.broken += broken.size > 0 ? 1 : 0;
  totals.duration_ms += duration_ms;
  totals.pictures += pictures.length;
  totals.delivered += pictures.filter(({ state }) => state === "delivered").length;
  totals.requests += requests.length;
  totals.asks += asks.length;
  totals.taken += asks.filter(({ isTaken }) => isTaken).length;
  totals.answered += asks.filter(({ isAnswered }) => isAnswered).length;
  totals.orders += orders.length;
  totals.returned += orders.filter(({ isReturned }) => isReturned).length;
  for (const [kind, count] of Object.entries(done)) totals.done[kind] = (totals.done[kind] ?? 0) + count;
  for (const [kind, count] of Object.entries(injected)) totals.injected[kind] = (totals.injected[kind] ?? 0) + count;
}

/** One line for one seed. */
export function lineOf({ seed, observation, injected, broken, duration_ms }: RunResult): string {
  const count = Object.values(injected).reduce((total, one) => total + one, 0);
  const { pictures, orders, asks } = observation;
  const verdict = broken.size === 0 ? "all proofs hold" : `BROKEN: ${[...broken.keys()].join(", ")}`;
  return `seed ${seed} · ${(duration_ms / 1_000).toFixed(1)} s · ${asks.length} requests · ${pictures.length} pictures · ${orders.length} orders · ${count} faults · ${verdict}`;
}

/** What was done, what was injected, what was proved: a summary to keep. */
export function summaryOf(totals: Totals): string {
  const table = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([kind, count]) => `| ${kind} | ${count} |`)
      .join("\n");
  const { runs, asks, taken, answered, pictures, delivered, requests, orders, returned, duration_ms } = totals;
  return [
    "",
    `${runs} ${runs === 1 ? "seed" : "seeds"} in ${(duration_ms / 60_000).toFixed(1)} minutes; ${totals.broken} with a broken proof.`,
    `${asks} requests of people, ${taken} of them taken, ${answered} answered; ${pictures} pictures asked for, ${delivered} delivered, ${requests} requests taken by the provider; ${orders} orders paid, ${returned} paid back.`,
    "",
    "| what people did | times |",
    "|---|---:|",
    table(totals.done),
    "",
    "| what was injected | times |",
    "|---|---:|",
    table(totals.injected),
    "",
    totals.broken === 0 ? "Proved:" : "To be proved:",
    ...proofs.map(({ name, sentence }) => `- ${name}: ${sentence}`),
  ].join("\n");
}
