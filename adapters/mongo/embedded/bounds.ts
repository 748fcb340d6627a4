import { BSONRegExp } from "bson";
import { type Document, isDocument } from "./document.ts";
import { type Key, keyOf, typeKey } from "./order.ts";
import type { Bound } from "./sorted.ts";
import { isOperators } from "./tests.ts";

/** What a filter says about one path, in keys of an index. */
export interface Bounds {
  /** The value is one of these. */
  points: Key[] | undefined;
  low: Bound | undefined;
  high: Bound | undefined;
  /** No condition here can be met by a missing or null field, so that a sparse index serves it. */
  present: boolean;
  conditions: unknown[];
}

/** Each path that a document must satisfy, with its conditions; an `$or` and the like constrain no path by themselves. */
export function boundsOf(filter: Document): { paths: Map<string, Bounds>; alternatives: Document[][] } {
  const paths = new Map<string, Bounds>();
  const alternatives: Document[][] = [];
  const collect = (document: Document): void => {
    for (const [name, condition] of Object.entries(document)) {
      if (name === "$and" && Array.isArray(condition)) for (const item of condition) collect(item as Document);
      else if (name === "$or" && Array.isArray(condition)) alternatives.push(condition as Document[]);
      else if (!name.startsWith("$")) {
        let bounds = paths.get(name);
        if (!bounds) {
          bounds = { points: undefined, low: undefined, high: undefined, present: false, conditions: [] };
          paths.set(name, bounds);
        }
        narrow(bounds, condition);
      }
    }
  };
  collect(filter);
  return { paths, alternatives };
}

function narrow(bounds: Bounds, condition: unknown): void {
  bounds.conditions.push(condition);
  if (!isOperators(condition)) {
    point(bounds, [condition]);
    return;
  }
  for (const [name, argument] of Object.entries(condition)) {
    if (name === "$eq") point(bounds, [argument]);
    else if (name === "$in" && Array.isArray(argument)) point(bounds, argument);
    else if (name === "$exists") bounds.present ||= argument !== false && argument !== 0 && argument !== null;
    else if (name === "$gt" || name === "$gte") range(bounds, argument, "low", name === "$gt");
    else if (name === "$lt" || name === "$lte") range(bounds, argument, "high", name === "$lte");
  }
}

function point(bounds: Bounds, values: readonly unknown[]): void {
  // An index holds an array's elements and not the array, and a pattern is no value.
  if (values.some((value) => Array.isArray(value) || value instanceof BSONRegExp)) return;
  const keys = [...new Set(values.map(keyOf))];
  if (!bounds.points || keys.length < bounds.points.length) bounds.points = keys;
  bounds.present ||= values.every((value) => value !== null && value !== undefined);
}

function range(bounds: Bounds, value: unknown, side: "low" | "high", after: boolean): void {
  if (value === null || Array.isArray(value) || isDocument(value)) return;
  const type = typeKey(value);
  if (type === "\x01" || type === "\x7f") return;
  const key = keyOf(value);
  const bound: Bound = { key, after };
  const [low, high] = [bounds.low, bounds.high];
  if (side === "low") {
    if (!low || later(bound, low)) bounds.low = bound;
    bounds.high ??= { key: type, after: true };
  } else {
    if (!high || later(high, bound)) bounds.high = bound;
    bounds.low ??= { key: type, after: false };
  }
  bounds.present = true;
}

const place = ({ key, after }: Bound): string => (after ? `${key}\uffff` : key);
const later = (a: Bound, b: Bound): boolean => place(a) > place(b);
