import { type Double, Long } from "bson";
import { double, isInt32 } from "./document.ts";
import { badValue } from "./errors.ts";
import { typeName } from "./types.ts";

export type Numeric = number | Long | Double;

const LONGEST = 9223372036854775807n;

function exact(result: bigint, wide: boolean): Numeric {
  if (result > LONGEST || result < -LONGEST - 1n) throw badValue("the result does not fit into an int64");
  return !wide && isInt32(Number(result)) ? Number(result) : Long.fromBigInt(result);
}

/** Adds or multiplies as the server does: int32 grows to int64, anything with a double is a double. */
export function arithmetic(operator: "$inc" | "$mul", a: Numeric, b: Numeric): Numeric {
  const types = [typeName(a), typeName(b)];
  if (types.includes("double")) {
    const [x, y] = [Number(a.toString()), Number(b.toString())];
    return double(operator === "$inc" ? x + y : x * y);
  }
  if (types.every((type) => type === "int")) {
    const result = operator === "$inc" ? Number(a) + Number(b) : Number(a) * Number(b);
    if (isInt32(result)) return result;
  }
  const [x, y] = [BigInt(a.toString()), BigInt(b.toString())];
  return exact(operator === "$inc" ? x + y : x * y, types.includes("long"));
}

export function bitwise(operator: string, a: Numeric, b: Numeric): Numeric {
  const types = [typeName(a), typeName(b)];
  if (types.includes("double")) throw badValue("$bit works on int32 and int64 only");
  const [x, y] = [BigInt(a.toString()), BigInt(b.toString())];
  const result = operator === "and" ? x & y : operator === "or" ? x | y : x ^ y;
  return exact(BigInt.asIntN(64, result), types.includes("long"));
}
