import { Binary, BSONRegExp, Code, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { badValue } from "./errors.ts";

/**
 * MongoDB's order of values, as strings that JavaScript compares the same way. Equality, sorting, range look-ups and
 * unique keys all go through here, so that they cannot disagree. A key is never a prefix of another one, hence keys
 * can be joined for compound indexes.
 *
 * @see https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
export type Key = string;

const MIN = "\x01";
const NOTHING = "\x02";
const NULL = "\x05";
const NUMBER = "\x0a";
const STRING = "\x0f";
const OBJECT = "\x14";
const ARRAY = "\x19";
const BINARY = "\x1e";
const OBJECT_ID = "\x23";
const BOOLEAN = "\x28";
const DATE = "\x2d";
const TIMESTAMP = "\x2f";
const REGEX = "\x32";
const CODE = "\x3c";
const MAX = "\x7f";

/** How an index remembers an empty array: below null, equal to nothing that can be asked for. */
export const EMPTY_ARRAY_KEY: Key = NOTHING;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

function doubleKey(value: number, remainder: number): Key {
  if (Number.isNaN(value)) return "\0\0\0\0\0";
  float[0] = value === 0 ? 0 : value;
  let low = words[0] as number;
  let high = words[1] as number;
  if (high >>> 31) {
    high = ~high;
    low = ~low;
  } else high ^= 0x80000000;
  return String.fromCharCode(
    (high >>> 16) & 0xffff,
    high & 0xffff,
    (low >>> 16) & 0xffff,
    low & 0xffff,
    0x8000 + remainder,
  );
}

/** An int64 is the nearest double and what is left over, which keeps large ones exact beside doubles. */
function longKey(value: Long): Key {
  const near = value.toNumber();
  if (Number.isSafeInteger(near)) return doubleKey(near, 0);
  return doubleKey(near, Number(value.toBigInt() - BigInt(near)));
}

/** UTF-16 units sort unlike code points only from the surrogates upwards; move those to the end. */
const byCodePoint = (text: string): string =>
  text.replace(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code >= 0xe000 ? code - 0x800 : code + 0x2000);
  });

function textKey(text: string): Key {
  let ordered = text;
  if (/[\0\ud800-\uffff]/.test(text)) ordered = byCodePoint(text).replaceAll("\0", "\0\x01");
  return `${ordered}\0\0`;
}

const bytesOf = (value: Binary): Buffer => Buffer.from(value.buffer.buffer, value.buffer.byteOffset, value.length());

/** The character that all values of one comparable type start with. */
export function typeKey(value: unknown): string {
  switch (typeof value) {
    case "number":
      return NUMBER;
    case "string":
      return STRING;
    case "boolean":
      return BOOLEAN;
    case "undefined":
      return NULL;
    case "object":
      break;
    default:
      throw badValue(`a ${typeof value} is not a value`);
  }
  if (value === null) return NULL;
  if (Array.isArray(value)) return ARRAY;
  if (value instanceof Date) return DATE;
  if (value instanceof ObjectId) return OBJECT_ID;
  if (value instanceof Long) return value instanceof Timestamp ? TIMESTAMP : NUMBER;
  if (value instanceof Double) return NUMBER;
  if (value instanceof Binary) return BINARY;
  if (value instanceof BSONRegExp) return REGEX;
  if (value instanceof Code) return CODE;
  if (value instanceof MinKey) return MIN;
  if (value instanceof MaxKey) return MAX;
  return OBJECT;
}

export function keyOf(value: unknown): Key {
  const type = typeKey(value);
  switch (type) {
    case NUMBER:
      return type + (value instanceof Long ? longKey(value) : doubleKey(Number(value), 0));
    case STRING:
      return type + textKey(value as string);
    case BOOLEAN:
      return type + (value ? "\x02" : "\x01");
    case DATE:
      return type + doubleKey((value as Date).getTime(), 0);
    case OBJECT_ID:
      return type + (value as ObjectId).toHexString();
    case TIMESTAMP: {
      const { t, i } = value as Timestamp;
      return type + doubleKey(t, 0) + doubleKey(i, 0);
    }
    case BINARY: {
      const bytes = bytesOf(value as Binary);
      const head = String.fromCharCode(bytes.length >>> 16, bytes.length & 0xffff, (value as Binary).sub_type);
      return type + head + bytes.toString("latin1");
    }
    case REGEX: {
      const { pattern, options } = value as BSONRegExp;
      return type + textKey(pattern) + textKey(options);
    }
    case CODE:
      return type + textKey(String((value as Code).code));
    case ARRAY: {
      let key = type;
      for (const item of value as unknown[]) key += keyOf(item);
      return `${key}\0`;
    }
    case OBJECT: {
      let key = type;
      for (const [name, item] of Object.entries(value as object)) {
        const inner = keyOf(item);
        key += inner.slice(0, 1) + textKey(name) + inner.slice(1);
      }
      return `${key}\0`;
    }
    default:
      return type;
  }
}

/** The same order backwards, for a descending field in a compound index. */
export function reversed(key: Key): Key {
  let flipped = "";
  for (let i = 0; i < key.length; i++) flipped += String.fromCharCode(0xffff - key.charCodeAt(i));
  return flipped;
}

const isPlain = (text: string): boolean => !/[\ud800-\uffff]/.test(text);

/** Negative, zero or positive, by MongoDB's order. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number" && !Number.isNaN(a) && !Number.isNaN(b))
    return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === "string" && typeof b === "string" && isPlain(a) && isPlain(b)) return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === "string" || typeof b === "string" || typeof a === "boolean" || typeof b === "boolean") return false;
  return compare(a, b) === 0;
}

/** Equal in value and in type: `1` and `Long(1)` are equal but not identical, so `$set` from one to the other writes. */
export function identical(a: unknown, b: unknown): boolean {
  // Versions of a document share what did not change.
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a)) {
    const other = b as unknown[];
    return a.length === other.length && a.every((item, i) => identical(item, other[i]));
  }
  if (Object.getPrototypeOf(a) !== Object.prototype) return keyOf(a) === keyOf(b);
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length &&
    left.every(([name, item], i) => name === right[i]?.[0] && identical(item, right[i]?.[1]))
  );
}
