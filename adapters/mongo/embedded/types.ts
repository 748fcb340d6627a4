import { Binary, BSONRegExp, Code, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { isInt32 } from "./document.ts";
import { badValue } from "./errors.ts";

/** The names and numbers of BSON's types as `$type` takes them. @see https://www.mongodb.com/docs/manual/reference/bson-types/ */
const NUMBERS: Readonly<Record<string, number>> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  javascript: 13,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

export function typeName(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (typeof value === "number") return isInt32(value) ? "int" : "double";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (Array.isArray(value)) return "array";
  if (value instanceof Date) return "date";
  if (value instanceof Double) return "double";
  if (value instanceof Timestamp) return "timestamp";
  if (value instanceof Long) return "long";
  if (value instanceof ObjectId) return "objectId";
  if (value instanceof Binary) return "binData";
  if (value instanceof BSONRegExp) return "regex";
  if (value instanceof Code) return "javascript";
  if (value instanceof MinKey) return "minKey";
  if (value instanceof MaxKey) return "maxKey";
  return "object";
}

export const isNumeric = (value: unknown): value is number | Long | Double =>
  ["int", "long", "double"].includes(typeName(value));

export function typeTest(argument: unknown): (value: unknown) => boolean {
  const wanted = new Set<string>();
  for (const item of Array.isArray(argument) ? argument : [argument]) {
    if (item === "number") for (const name of ["int", "long", "double", "decimal"]) wanted.add(name);
    else if (typeof item === "string" && item in NUMBERS) wanted.add(item);
    else {
      const name = Object.keys(NUMBERS).find((candidate) => NUMBERS[candidate] === Number(item));
      if (name === undefined || typeof item === "string") throw badValue(`Unknown type name alias: ${String(item)}`);
      wanted.add(name);
    }
  }
  return (value) => wanted.has(typeName(value));
}
