import { type Bounds, boundsOf } from "./bounds.ts";
import type { Document } from "./document.ts";
import type { Index } from "./index.ts";
import { compileFilter } from "./match.ts";
import { type Key, keyOf, reversed } from "./order.ts";
import type { Slot } from "./slot.ts";
import type { SortField } from "./sort.ts";
import { EVERYTHING, type Range } from "./sorted.ts";
import { equalityOf } from "./update.ts";

/** How to find the documents that may match; the filter still has the last word on each. */
export interface Plan {
  /** Empty: every document of the collection. */
  uses: readonly Use[];
  /** The documents come in the order that was asked for. */
  sorted: boolean;
}

interface Use {
  index: Index;
  ranges: Range[];
  backwards: boolean;
}

interface Candidate extends Plan {
  cost: number;
}

const MAX_RANGES = 2_000;

export function choosePlan(indexes: Iterable<Index>, filter: Document, sort: readonly SortField[], size: number): Plan {
  const { paths, alternatives } = boundsOf(filter);
  let best: Candidate = { uses: [], sorted: sort.length === 0, cost: size + (sort.length > 0 ? size : 0) };
  for (const index of indexes) {
    const candidate = consider(index, paths, sort);
    if (candidate && (candidate.cost < best.cost || (candidate.cost === best.cost && best.uses.length === 0)))
      best = candidate;
  }
  for (const branches of alternatives) {
    const plans = branches.map((branch) => choosePlan(indexes, { $and: [branch, filterWithout(filter)] }, [], size));
    if (plans.every((plan) => plan.uses.length > 0)) {
      const uses = plans.flatMap((plan) => plan.uses);
      const found = uses.reduce((sum, use) => sum + count(use), 0);
      const cost = sort.length > 0 ? 2 * found : found;
      if (cost < best.cost) best = { uses, sorted: sort.length === 0, cost };
    }
  }
  return best;
}

/** One `$or` at a time: its branches are planned with the rest of the filter, but not with each other. */
function filterWithout(filter: Document): Document {
  const { $or: _branches, $and: _all, ...rest } = filter;
  return rest;
}

const count = ({ index, ranges }: Use): number => ranges.reduce((sum, range) => sum + index.entries.count(range), 0);

/** Uses the index that a hint names, even where it narrows nothing. */
export function planWith(index: Index, filter: Document, sort: readonly SortField[]): Plan {
  const { paths } = boundsOf(filter);
  const candidate = consider(index, paths, sort);
  return candidate ?? { uses: [{ index, ranges: [EVERYTHING], backwards: false }], sorted: sort.length === 0 };
}

function consider(index: Index, paths: ReadonlyMap<string, Bounds>, sort: readonly SortField[]): Candidate | undefined {
  if (!serves(index, paths)) return undefined;
  let prefixes: Key[] = [""];
  let used = 0;
  for (const { path, descending } of index.fields) {
    const points = paths.get(path)?.points;
    if (!points || prefixes.length * points.length > MAX_RANGES) break;
    const keys = descending ? points.map(reversed) : points;
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => prefix + key));
    used++;
  }
  const order = sort.length > 0 ? direction(index, used, prefixes.length, sort) : undefined;
  const next = index.fields[used];
  const bounds = next && paths.get(next.path);
  const ranged = next !== undefined && bounds?.low !== undefined && bounds.high !== undefined;
  if (used === 0 && !ranged && order === undefined) return undefined;
  // On arrays, two conditions may be met by two elements, so only one side may cut.
  const cut = ranged ? rangeOf(bounds, next.descending, index.multikey) : EVERYTHING;
  const ranges = prefixes.map((prefix) => ({
    from: { key: prefix + cut.from.key, after: cut.from.after },
    to: { key: prefix + cut.to.key, after: cut.to.after },
  }));
  ranges.sort((a, b) => (a.from.key < b.from.key ? -1 : 1));
  const use = { index, ranges, backwards: order === "backwards" };
  const sorted = sort.length === 0 || order !== undefined;
  const found = index.unique && used === index.fields.length ? ranges.length : count(use);
  return { uses: [use], sorted, cost: sorted ? found : 2 * found };
}

function rangeOf({ low, high }: Bounds, descending: boolean, oneSided: boolean): Range {
  const from = low ?? EVERYTHING.from;
  let to = high ?? EVERYTHING.to;
  if (oneSided && from.key.length > 1 && to.key.length > 1) to = { key: from.key.slice(0, 1), after: true };
  if (!descending) return { from, to };
  return {
    from: { key: reversed(to.key), after: !to.after },
    to: { key: reversed(from.key), after: !from.after },
  };
}

/** Whether reading the index from its `used`th field on, forwards or backwards, gives the order asked for. */
function direction(
  index: Index,
  used: number,
  prefixes: number,
  sort: readonly SortField[],
): "forwards" | "backwards" | undefined {
  if (index.multikey || prefixes > 1) return undefined;
  // What is equal in all of them does not order them.
  const fixed = index.fields.slice(0, used).map(({ path }) => path);
  const wanted = sort.filter(({ parts }) => !fixed.includes(parts.join(".")));
  let flipped: boolean | undefined;
  for (const [i, { parts, descending }] of wanted.entries()) {
    const field = index.fields[used + i];
    if (field?.path !== parts.join(".")) return undefined;
    const flip = field.descending !== descending;
    if (flipped !== undefined && flip !== flipped) return undefined;
    flipped = flip;
  }
  return flipped ? "backwards" : "forwards";
}

/** A sparse or partial index lacks documents; it serves only filters that cannot mean those. */
function serves(index: Index, paths: ReadonlyMap<string, Bounds>): boolean {
  if (index.sparse && !index.fields.some(({ path }) => paths.get(path)?.present)) return false;
  if (!index.partial) return true;
  return implied(index.partial, paths);
}

function implied(partial: Document, paths: ReadonlyMap<string, Bounds>): boolean {
  return Object.entries(partial).every(([path, condition]): boolean => {
    if (path === "$and" && Array.isArray(condition)) return condition.every((part: Document) => implied(part, paths));
    const bounds = paths.get(path);
    if (!bounds) return false;
    if (bounds.conditions.some((own) => keyOf(own) === keyOf(condition))) return true;
    const operators = Object.keys((condition ?? {}) as object);
    if (bounds.present && operators.length === 1 && operators[0] === "$exists")
      return (condition as Document)["$exists"] === true;
    const value = equalityOf(bounds.conditions.find((own) => equalityOf(own) !== undefined));
    if (value === undefined || value === null || Array.isArray(value)) return false;
    return compileFilter({ value: condition })({ value });
  });
}

/** Visits the candidates of a plan; one document is named once even if several keys lead to it. */
export function* slotsOf(plan: Plan, all: Iterable<Slot>, examined: { keys: number }): Generator<Slot> {
  if (plan.uses.length === 0) {
    yield* all;
    return;
  }
  const repeats = plan.uses.length > 1 || plan.uses.some(({ index }) => index.multikey);
  const seen = new Set<Slot>();
  for (const { index, ranges, backwards } of plan.uses) {
    for (const range of backwards ? ranges.toReversed() : ranges) {
      for (const { slot } of backwards ? index.entries.backwards(range) : index.entries.range(range)) {
        examined.keys++;
        if (repeats) {
          if (seen.has(slot)) continue;
          seen.add(slot);
        }
        yield slot;
      }
    }
  }
}
