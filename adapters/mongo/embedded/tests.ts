import { Binary, BSONRegExp, Double, Long } from "bson";
import { type Document, isDocument } from "./document.ts";
import { badValue, ServerError } from "./errors.ts";
import { compare, equal, keyOf, typeKey } from "./order.ts";
import { position } from "./paths.ts";

/** Says whether one value, as it stands at the end of a path, satisfies a condition. */
export type Test = (value: unknown) => boolean;

export const isOperators = (value: unknown): value is Document => {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith("$") === true && !["$ref", "$id", "$db"].includes(first);
};

export type Spread = (test: Test) => Test;
export const alone: Spread = (test) => test;

/** Most conditions hold for an array as soon as they hold for one of its elements. */
export function elementwise(test: Test): Test {
  return (value) => {
    if (!Array.isArray(value)) return test(value);
    if (test(value)) return true;
    for (let i = 0; i < value.length; i++) {
      if (test(value[i])) {
        position.index = i;
        return true;
      }
    }
    return false;
  };
}

export function equals(wanted: unknown, spread: Spread): Test {
  if (wanted === undefined) throw badValue("cannot compare to undefined");
  if (wanted === null) return spread((value) => value === undefined || value === null);
  return spread((value) => value !== undefined && equal(value, wanted));
}

/** Comparisons look only at values of the same type. */
export function ordered(wanted: unknown, spread: Spread, holds: (order: number) => boolean): Test {
  const type = typeKey(wanted);
  if (wanted === null) return spread((value) => (value === undefined || value === null) && holds(0));
  if (typeof wanted === "number" && Number.isNaN(wanted)) {
    return spread((value) => typeof value === "number" && Number.isNaN(value) && holds(0));
  }
  const everyType = type === "\x01" || type === "\x7f";
  return spread((value) => {
    if (value === undefined || (!everyType && typeKey(value) !== type)) return false;
    if (typeof value === "number" && Number.isNaN(value)) return false;
    return holds(compare(value, wanted));
  });
}

export function regex(source: BSONRegExp): Test {
  const flags = [...source.options].filter((flag) => "ims".includes(flag)).join("");
  if (source.options.includes("x")) throw badValue("the embedded database does not support the regex option x");
  let compiled: RegExp;
  try {
    compiled = new RegExp(source.pattern, `${flags}u`);
  } catch {
    try {
      compiled = new RegExp(source.pattern, flags);
    } catch {
      throw new ServerError(51091, "Regular expression is invalid");
    }
  }
  return (value) =>
    typeof value === "string"
      ? compiled.test(value)
      : value instanceof BSONRegExp && value.pattern === source.pattern && value.options === source.options;
}

export function oneOf(wanted: readonly unknown[], spread: Spread): Test {
  const keys = new Set<string>();
  const patterns: Test[] = [];
  let nothing = false;
  for (const item of wanted) {
    if (item instanceof BSONRegExp) patterns.push(regex(item));
    else if (isOperators(item)) throw badValue("cannot nest $ under $in");
    else if (item === null) nothing = true;
    else keys.add(keyOf(item));
  }
  return spread((value) => {
    if (value === undefined || value === null) return nothing;
    return keys.has(keyOf(value)) || patterns.some((pattern) => pattern(value));
  });
}

export const integer = (value: unknown): number | undefined => {
  const number = value instanceof Long || value instanceof Double ? Number(value.toString()) : value;
  return typeof number === "number" && Number.isFinite(number) ? Math.trunc(number) : undefined;
};

export function bits(name: string, argument: unknown): Test {
  let mask = 0n;
  if (Array.isArray(argument)) for (const bit of argument) mask |= 1n << BigInt(integer(bit) ?? 0);
  else if (argument instanceof Binary || integer(argument) === undefined)
    throw badValue(`${name} needs a number or an array`);
  else mask = BigInt(integer(argument) ?? 0);
  return (value) => {
    if (typeof value !== "number" && !(value instanceof Long)) return false;
    const number = integer(value);
    if (number === undefined) return false;
    const found = BigInt(number) & mask;
    if (name === "$bitsAllSet") return found === mask;
    if (name === "$bitsAnySet") return found !== 0n;
    return name === "$bitsAllClear" ? found === 0n : found !== mask;
  };
}
