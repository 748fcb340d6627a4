import { BSONRegExp } from "bson";
import { type Document, isDocument } from "./document.ts";
import { badValue } from "./errors.ts";
import { position, some } from "./paths.ts";
import {
  alone,
  bits,
  elementwise,
  equals,
  integer,
  isOperators,
  oneOf,
  ordered,
  regex,
  type Spread,
  type Test,
} from "./tests.ts";
import { typeTest } from "./types.ts";

export type Predicate = (document: Document) => boolean;
/** Evaluates `$expr`; handed in, because expressions need mingo and most filters do not. */
export type ExpressionCompiler = (expression: unknown) => Predicate;

/**
 * One condition on a path. `$ne` and `$not` ask that no value there satisfies a test, and each value of `$all` may be
 * found in another place; so a condition is told only how to ask whether some value passes.
 */
type Condition = (some: (test: Test) => boolean) => boolean;

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

function fieldPredicates(path: string, condition: unknown, expressions: ExpressionCompiler): Predicate[] {
  const parts = path.split(".");
  return conditions(condition, expressions).map(
    (holds): Predicate =>
      (document) =>
        holds((test) => some(document, parts, test)),
  );
}

const isMet =
  (test: Test): Condition =>
  (some) =>
    some(test);

/**
 * The values at a path may be arrays, whose elements count too (`spread`); an element that `$elemMatch` looks at
 * counts only as itself.
 */
function conditions(condition: unknown, expressions: ExpressionCompiler, spread: Spread = elementwise): Condition[] {
  if (condition instanceof BSONRegExp) return [isMet(spread(regex(condition)))];
  if (!isOperators(condition)) return [isMet(equals(condition, spread))];
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
  return (value) => all.every((holds) => holds((test) => test(value)));
}

function operator(
  name: string,
  argument: unknown,
  whole: Document,
  expressions: ExpressionCompiler,
  spread: Spread,
): Condition {
  const yes = isMet;
  const no =
    (test: Test): Condition =>
    (some) =>
      !some(test);
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
      return (some) => !inner.every((holds) => holds(some));
    }
    case "$size": {
      const size = integer(argument);
      if (size === undefined || size < 0) throw badValue("$size may not be negative and must be a number");
      return yes((value) => Array.isArray(value) && value.length === size);
    }
    case "$all":
      return all(list(), expressions, spread);
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

function all(wanted: readonly unknown[], expressions: ExpressionCompiler, spread: Spread): Condition {
  const tests = wanted.map((item) => {
    if (isDocument(item) && "$elemMatch" in item) return compileValue(item, expressions, spread);
    return item instanceof BSONRegExp ? spread(regex(item)) : equals(item, spread);
  });
  return (some) => tests.length > 0 && tests.every(some);
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
