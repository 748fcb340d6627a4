import { refuse } from "../refusal.ts";
import type { Clock, Log } from "../services.ts";
import type { Amounts } from "./edition.ts";
import { amountsBefore, isRise, type PriceChange } from "./price-change.ts";
import type { PriceChangeStore } from "./price-change-store.ts";
import { LEAD_MS, type PriceMemory } from "./price-memory.ts";
import type { Upcoming } from "./pricing.ts";

/** What an operator wants a subject to cost. */
export interface NewChange {
  readonly subject: string;
  readonly amounts: Amounts;
  /** null: as soon as every process can know of it. */
  readonly from: Date | null;
  readonly reason: string;
  /** Which announcement of its subject this is to be; unset: the next one. */
  readonly number?: number;
}

interface Tools {
  readonly memory: PriceMemory;
  readonly store: PriceChangeStore;
  readonly clock: Clock;
}

/** Longer ahead nobody knows what things cost. */
const AHEAD_MAX_MS = 2 * 365 * 24 * 60 * 60 * 1000;

export async function preview(tools: Tools, wanted: NewChange): Promise<Upcoming> {
  const { memory, store, clock } = tools;
  memory.forget();
  const { opening, changes } = await memory.read();
  const { subject, amounts, from, reason } = wanted;
  const known = opening[subject];
  if (known === undefined) throw refuse("price-subject", { given: subject, subjects: Object.keys(opening) });
  const now = clock.now();
  const soonest_ms = now.getTime() + LEAD_MS;
  const effectiveAt = new Date(Math.max(soonest_ms, from?.getTime() ?? soonest_ms));
  const isTooFar = effectiveAt.getTime() - now.getTime() > AHEAD_MAX_MS;
  if (isTooFar || (from !== null && from.getTime() < now.getTime() - LEAD_MS)) throw refuse("price-date", {});
  // What was announced for a later day was measured at what this one would change.
  const later = changes.find((change) => change.subject === subject && change.effectiveAt >= effectiveAt);
  if (later !== undefined) throw refuse("price-in-between", { from: later.effectiveAt });
  const all = await store.all();
  const number = wanted.number ?? all.filter((change) => change.subject === subject).length + 1;
  const change: PriceChange = {
    ...{ id: `${subject}:${number}`, subject, number, amounts, announcedAt: now, effectiveAt, reason },
    ...{ announcedBy: "", cancelledAt: null, cancelledBy: null, toldThrough: null, tellAt: now },
  };
  const before = amountsBefore(opening, changes, change);
  if (Object.entries(amounts).every(([name, amount]) => before[name] === amount)) throw refuse("price-same", {});
  return { change, before, isRise: isRise(opening, [...changes, change], change) };
}

export async function scheduleChange(
  tools: Tools & { readonly log: Log },
  wanted: NewChange,
  by: string,
): Promise<PriceChange> {
  const { store, log } = tools;
  const known = wanted.number === undefined ? null : await store.find(`${wanted.subject}:${wanted.number}`);
  if (known !== null) return repeated(known, wanted, by);
  const { change } = await preview(tools, wanted);
  const announced = { ...change, announcedBy: by };
  if (!(await store.insert(announced))) {
    const there = await store.find(announced.id);
    if (there === null) throw new Error(`the price change ${announced.id} is neither there nor new`);
    return repeated(there, wanted, by);
  }
  const { id, effectiveAt, reason } = announced;
  log.info({ change: id, effectiveAt, by, reason }, "a price change was announced");
  return announced;
}

/** The same press again is the same announcement; somebody else's with this number is another one. */
function repeated(known: PriceChange, wanted: NewChange, by: string): PriceChange {
  const isSame =
    known.announcedBy === by &&
    known.reason === wanted.reason &&
    Object.entries(wanted.amounts).every(([name, amount]) => known.amounts[name] === amount);
  if (!isSame || known.cancelledAt !== null) throw refuse("price-overtaken", {});
  return known;
}

export async function cancelChange(
  { memory, store, clock, log }: Tools & { readonly log: Log },
  id: string,
  by: string,
): Promise<PriceChange> {
  memory.forget();
  const change = await store.find(id);
  if (change === null) throw refuse("button-stale", {});
  if (change.cancelledAt !== null) return change;
  const now = clock.now();
  if (change.effectiveAt.getTime() - now.getTime() < LEAD_MS) throw refuse("price-in-effect", {});
  const { changes } = await memory.read();
  const later = changes.find(
    ({ subject, effectiveAt }) => subject === change.subject && effectiveAt > change.effectiveAt,
  );
  if (later !== undefined) throw refuse("price-in-between", { from: later.effectiveAt });
  if (await store.cancel(id, by, now)) log.info({ change: id, by }, "a price change was taken back");
  return { ...change, cancelledAt: now, cancelledBy: by };
}
