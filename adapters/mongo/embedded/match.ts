import { Binary, BSONRegExp, Double, Long } from "bson";
import { type Document, isDocument } from "./document.ts";
import { badValue, ServerError } from "./errors.ts";
import { compare, equal, keyOf, typeKey } from "./order.ts";
import { position, some } from "./paths.ts";
import { typeTest } from "./types.ts";

export type Predicate = (document: Document) => boolean;
/** Says whether one value, as it stands at the end of a path, satisfies a condition. */
export type Test = (value: unknown) => boolean;
/** Evaluates `$expr`; handed in, because expressions need mingo and most filters do not. */
export type ExpressionCompiler = (expression: unknown) => Predicate;

interface Condition {
  test: Test;
  /** `$ne`, `$nin` and `$not` ask that no value satisfies the test. */
  negated: boolean;
}

const noExpressions: ExpressionCompiler = () => {
  throw badValue("$expr is not allowed here");
};

export function compileFilter(filter: Document, expressions: ExpressionCompiler = noExpressions): Predicate {
  const predicates: Predicate[] = [];
  for (const [name, condition] of Object.entries(filter)) {
    if (name.startsWith("$")) {
      const predicate = topLevel(name, condition, expressions);
      if (predicate) predicates.push(predicate);
    } else predicates.push(...fieldPredicates(name, condition, expressions));
  }
  const [only] = predicates;
  if (predicates.length === 1 && only) return only;
  return (document) => predicates.every((predicate) => predicate(document));
}

function clauses(name: string, value: unknown, expressions: ExpressionCompiler): Predicate[] {
  if (!Array.isArray(value) || value.length === 0) throw badValue(`${name} must be a nonempty array`);
  return value.map((item) => {
    if (!isDocument(item)) throw badValue(`${name} entries need to be full objects`);
    return compileFilter(item, expressions);
  });
}

function topLevel(name: string, value: unknown, expressions: ExpressionCompiler): Predicate | undefined {
  switch (name) {
    case "$and": {
      const all = clauses(name, value, expressions);
      return (document) => all.every((predicate) => predicate(document));
    }
    case "$or": {
      const any = clauses(name, value, expressions);
      return (document) => any.some((predicate) => predicate(document));
    }
    case "$nor": {
      const none = clauses(name, value, expressions);
      return (document) => !none.some((predicate) => predicate(document));
    }
    case "$expr":
      return expressions(value);
    case "$comment":
      return undefined;
    default:
      throw badValue(`unknown top level operator: ${name}`);
  }
}

export const isOperators = (value: unknown): value is Document => {
  if (!isDocument(value)) return false;
  const first = Object.keys(value)[0];
  return first?.startsWith("$") === true && !["$ref", "$id", "$db"].includes(first);
};

function fieldPredicates(path: string, condition: unknown, expressions: ExpressionCompiler): Predicate[] {
  const parts = path.split(".");
  const at =
    ({ test, negated }: Condition): Predicate =>
    (document) =>
      some(document, parts, test) !== negated;
  return conditions(condition, expressions).map(at);
}

/**
 * The values at a path may be arrays, whose elements count too (`spread`); an element that `$elemMatch` looks at
 * counts only as itself.
 */
function conditions(condition: unknown, expressions: ExpressionCompiler, spread: Spread = elementwise): Condition[] {
  if (condition instanceof BSONRegExp) return [{ test: spread(regex(condition)), negated: false }];
  if (!isOperators(condition)) return [{ test: equals(condition, spread), negated: false }];
  return Object.entries(condition).flatMap(([name, argument]) => {
    if (name === "$options") {
      if (!("$regex" in condition)) throw badValue("$options needs a $regex");
      return [];
    }
    return [operator(name, argument, condition, expressions, spread)];
  });
}

/** All conditions on one value, for `$elemMatch`, `$pull` and `$not`. */
export function compileValue(
  condition: unknown,
  expressions: ExpressionCompiler = noExpressions,
  spread: Spread = elementwise,
): Test {
  const all = conditions(condition, expressions, spread);
  return (value) => all.every(({ test, negated }) => test(value) !== negated);
}

type Spread = (test: Test) => Test;
const alone: Spread = (test) => test;

/** Most conditions hold for an array as soon as they hold for one of its elements. */
function elementwise(test: Test): Test {
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

function equals(wanted: unknown, spread: Spread): Test {
  if (wanted === undefined) throw badValue("cannot compare to undefined");
  if (wanted === null) return spread((value) => value === undefined || value === null);
  return spread((value) => value !== undefined && equal(value, wanted));
}

/** Comparisons look only at values of the same type. */
function ordered(wanted: unknown, spread: Spread, holds: (order: number) => boolean): Test {
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

function oneOf(wanted: readonly unknown[], spread: Spread): Test {
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

const integer = (value: unknown): number | undefined => {
  const number = value instanceof Long || value instanceof Double ? Number(value.toString()) : value;
  return typeof number === "number" && Number.isFinite(number) ? Math.trunc(number) : undefined;
};

function operator(
  name: string,
  argument: unknown,
  whole: Document,
  expressions: ExpressionCompiler,
  spread: Spread,
): Condition {
  const yes = (test: Test): Condition => ({ test, negated: false });
  const no = (test: Test): Condition => ({ test, negated: true });
  const list = (): unknown[] => {
    if (!Array.isArray(argument)) throw badValue(`${name} needs an array`);
    return argument;
  };
  switch (name) {
    case "$eq":
      return yes(equals(argument, spread));
    case "$ne":
      if (argument instanceof BSONRegExp) throw badValue("Can't have regex as arg to $ne.");
      return no(equals(argument, spread));
    case "$gt":
      return yes(ordered(argument, spread, (order) => order > 0));
    case "$gte":
      return yes(ordered(argument, spread, (order) => order >= 0));
    case "$lt":
      return yes(ordered(argument, spread, (order) => order < 0));
    case "$lte":
      return yes(ordered(argument, spread, (order) => order <= 0));
    case "$in":
      return yes(oneOf(list(), spread));
    case "$nin":
      return no(oneOf(list(), spread));
    case "$exists":
      return argument === false || argument === 0 || argument === null
        ? no((value) => value !== undefined)
        : yes((value) => value !== undefined);
    case "$type":
      return yes(spread(typeTest(argument)));
    case "$regex": {
      const own = argument instanceof BSONRegExp ? argument : undefined;
      if (!own && typeof argument !== "string") throw badValue("$regex has to be a string");
      const options = typeof whole["$options"] === "string" ? whole["$options"] : (own?.options ?? "");
      return yes(spread(regex(new BSONRegExp(own?.pattern ?? (argument as string), options))));
    }
    case "$not": {
      if (!isOperators(argument) && !(argument instanceof BSONRegExp))
        throw badValue("$not needs a regex or a document");
      const inner = conditions(argument, expressions, spread);
      const [only] = inner;
      if (inner.length === 1 && only) return { test: only.test, negated: !only.negated };
      return no(compileValue(argument, expressions, spread));
    }
    case "$size": {
      const size = integer(argument);
      if (size === undefined || size < 0) throw badValue("$size may not be negative and must be a number");
      return yes((value) => Array.isArray(value) && value.length === size);
    }
    case "$all":
      return yes(all(list(), expressions, spread));
    case "$elemMatch": {
      if (!isDocument(argument)) throw badValue("$elemMatch needs an Object");
      return yes(elemMatch(argument, expressions));
    }
    case "$mod": {
      const [divisor, remainder] = list().map(integer);
      if (!divisor || remainder === undefined) throw badValue("malformed mod, divisor must be a nonzero number");
      return yes(
        spread((value) => {
          const number = typeof value === "object" && value instanceof Date ? undefined : integer(value);
          return number !== undefined && number % divisor === remainder;
        }),
      );
    }
    case "$bitsAllSet":
    case "$bitsAnySet":
    case "$bitsAllClear":
    case "$bitsAnyClear":
      return yes(spread(bits(name, argument)));
    default:
      throw badValue(`unknown operator: ${name}`);
  }
}

function all(wanted: readonly unknown[], expressions: ExpressionCompiler, spread: Spread): Test {
  const tests = wanted.map((item) => {
    if (isDocument(item) && "$elemMatch" in item) return compileValue(item, expressions, spread);
    return item instanceof BSONRegExp ? spread(regex(item)) : equals(item, spread);
  });
  return (value) => tests.length > 0 && tests.every((test) => test(value));
}

function elemMatch(condition: Document, expressions: ExpressionCompiler): Test {
  const logical = ["$and", "$or", "$nor", "$expr"].includes(Object.keys(condition)[0] ?? "");
  const onValues = isOperators(condition) && !logical;
  const test = onValues ? compileValue(condition, expressions, alone) : compileFilter(condition, expressions);
  return (value) => {
    if (!Array.isArray(value)) return false;
    const index = value.findIndex((item) =>
      onValues ? (test as Test)(item) : (isDocument(item) || Array.isArray(item)) && test(item as Document),
    );
    if (index < 0) return false;
    position.index = index;
    return true;
  };
}

function bits(name: string, argument: unknown): Test {
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
