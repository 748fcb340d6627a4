import { Double, Long, ObjectId, Timestamp } from "bson";
import { Context, evalExpr, type ProcessingMode } from "mingo/core";
import * as accumulators from "mingo/operators/accumulator";
import * as expressions from "mingo/operators/expression";
import type { Options } from "mingo/types";
import { type Document, field, isDocument } from "./document.ts";
import { badValue, ServerError } from "./errors.ts";
import { compare } from "./order.ts";
import { at, isIndex } from "./paths.ts";
import { isNumeric, typeName } from "./types.ts";

/** What expressions may refer to besides the document. */
export interface Variables {
  now: number;
  /** From a command's `let` or a `$lookup`'s. */
  let: Document;
}

const order = (a: unknown, b: unknown): number => {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compare(a, b);
};

type Expression = (value: unknown, argument: unknown, options: Options) => unknown;

const comparison =
  (holds: (order: number) => unknown): Expression =>
  (value, argument, options) => {
    const pair = evalExpr(value, argument, options);
    if (!Array.isArray(pair) || pair.length !== 2) throw badValue("a comparison takes exactly 2 arguments");
    return holds(Math.sign(order(pair[0], pair[1])));
  };

/** mingo passes over operands that are no numbers where the server refuses them. */
const numeric =
  (name: string, inner: Expression, dates: boolean): Expression =>
  (value, argument, options) => {
    const operands = evalExpr(value, argument, options);
    for (const operand of Array.isArray(operands) ? operands : [operands]) {
      const fine =
        operand === null || operand === undefined || isNumeric(operand) || (dates && operand instanceof Date);
      if (!fine) throw new ServerError(14, `${name} only supports numeric types, not ${typeName(operand)}`);
    }
    return inner(value, argument, options);
  };

const roundHalfEven = (number: number): number => {
  const floor = Math.floor(number);
  if (number - floor !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
};

const rounding =
  (round: (number: number) => number): Expression =>
  (value, argument, options) => {
    const operands = evalExpr(value, argument, options);
    const [number, places = 0] = Array.isArray(operands) ? operands : [operands];
    if (number === null || number === undefined) return null;
    if (typeof number !== "number" || typeof places !== "number")
      throw new ServerError(51081, "only numbers can be rounded");
    // Through the decimal text, because 1.005 * 100 is not 100.5.
    return Number(`${round(Number(`${number}e${places}`))}e${-places}`);
  };

const overrides: Record<`$${string}`, Expression> = {
  $eq: comparison((sign) => sign === 0),
  $ne: comparison((sign) => sign !== 0),
  $gt: comparison((sign) => sign > 0),
  $gte: comparison((sign) => sign >= 0),
  $lt: comparison((sign) => sign < 0),
  $lte: comparison((sign) => sign <= 0),
  $cmp: comparison((sign) => sign),
  $in: (value, argument, options) => {
    const [item, list] = evalExpr(value, argument, options) as [unknown, unknown];
    if (!Array.isArray(list)) throw new ServerError(40081, "$in requires an array as a second argument");
    return list.some((other) => order(item, other) === 0);
  },
  $toString: (value, argument, options) => {
    const operand = evalExpr(value, argument, options);
    if (operand instanceof ObjectId) return operand.toHexString();
    return (expressions.$toString as Expression)(value, argument, options);
  },
  $arrayToObject: (value, argument, options) => {
    let pairs = evalExpr(value, argument, options);
    const [only] = Array.isArray(pairs) ? pairs : [];
    // As a literal the one argument may stand in an array of its own.
    if (Array.isArray(pairs) && pairs.length === 1 && Array.isArray(only) && typeof only[0] !== "string") pairs = only;
    if (pairs === null || pairs === undefined) return null;
    if (!Array.isArray(pairs)) throw new ServerError(40386, "$arrayToObject requires an array input");
    return Object.fromEntries(
      pairs.map((pair): [string, unknown] => {
        const [name, inner] = isDocument(pair) ? [pair["k"], pair["v"]] : Array.isArray(pair) ? pair : [];
        if (typeof name !== "string" || name === "__proto__")
          throw new ServerError(40393, "$arrayToObject needs keys that are strings");
        return [name, inner];
      }),
    );
  },
  $type: (value, argument, options) => typeName(evalExpr(value, argument, options)),
  $trunc: rounding(Math.trunc),
  $round: rounding(roundHalfEven),
  $divide: (value, argument, options) => {
    const [a, b] = evalExpr(value, argument, options) as [unknown, unknown];
    if (b === 0) throw badValue("can't $divide by zero");
    if ((a ?? null) === null || (b ?? null) === null) return null;
    if (!isNumeric(a) || !isNumeric(b)) throw new ServerError(14, "$divide only supports numeric types");
    return Number(a) / Number(b);
  },
  $add: numeric("$add", expressions.$add as Expression, true),
  $subtract: numeric("$subtract", expressions.$subtract as Expression, true),
  $multiply: numeric("$multiply", expressions.$multiply as Expression, false),
};

type Operators = NonNullable<Parameters<typeof Context.init>[0]>;

/** mingo has more, but only these were held against the server; the conformance suite has a check for each. */
const SUPPORTED_EXPRESSIONS =
  "$abs $add $and $arrayElemAt $arrayToObject $avg $ceil $cmp $concat $concatArrays $cond $dateAdd $dateDiff $dateSubtract $dateToString $dateTrunc $dayOfMonth $dayOfWeek $divide $eq $filter $first $floor $gt $gte $hour $ifNull $in $indexOfArray $isArray $isNumber $last $let $literal $lt $lte $map $max $mergeObjects $min $minute $mod $month $multiply $ne $not $objectToArray $or $pow $range $reduce $regexMatch $replaceAll $replaceOne $reverseArray $round $second $setDifference $setIntersection $setIsSubset $setUnion $size $slice $sortArray $split $sqrt $strLenCP $substrCP $subtract $sum $switch $toBool $toDate $toDouble $toInt $toLower $toString $toUpper $trim $trunc $type $year".split(
    " ",
  );
/** Those that double as expressions over an array. */
const SUPPORTED_ACCUMULATORS = "$avg $first $last $max $mergeObjects $min $sum".split(" ");

const pick = (source: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => name in source).map((name) => [name, source[name]]));

const context = Context.init({
  accumulator: pick(accumulators, SUPPORTED_ACCUMULATORS),
  expression: { ...pick(expressions, SUPPORTED_EXPRESSIONS), ...overrides },
} as Operators);

const mingoOptions = (variables: Variables): Options => ({
  idKey: "_id",
  processingMode: 0 as ProcessingMode,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
  variables: plain(variables.let) as Document,
  context,
});

/**
 * A deep copy with the numbers that mingo can count with. An int64 beyond what a JavaScript number holds exactly is
 * refused rather than rounded.
 */
function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Double) return value.value;
  if (value instanceof Long && !(value instanceof Timestamp)) {
    const number = value.toNumber();
    if (!Number.isSafeInteger(number))
      throw badValue("the embedded database cannot calculate with an int64 beyond 2^53");
    return number;
  }
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const name of Object.keys(value)) copy[name] = plain(value[name]);
  return copy;
}

/** The server's clock is ours, and a missing value leaves no field. */
function withNow(expression: unknown, now: number): unknown {
  if (expression === "$$NOW") return new Date(now);
  if (Array.isArray(expression)) return expression.map((item) => withNow(item, now));
  if (!isDocument(expression) || "$literal" in expression) return expression;
  return Object.fromEntries(Object.entries(expression).map(([name, value]) => [name, withNow(value, now)]));
}

function withoutMissing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : withoutMissing(item)));
  if (!isDocument(value)) return value;
  const kept = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutMissing(inner)]));
}

function guarded<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ServerError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const unknownName = /(?:accumulator|pipeline operator) '?(\$\w+)'? (?:is not registered|\.)?/.exec(message)?.[1];
    if (unknownName)
      throw new ServerError(
        168,
        `Unrecognized expression '${unknownName}' (or the embedded database does not support it)`,
      );
    throw badValue(message);
  }
}

function prepare(expression: unknown, variables: Variables): unknown {
  return withNow(plain(expression), variables.now);
}

/** The parts of a plain `"$a.b"`; an index into an array is no path here, unlike in filters. */
function pathOf(expression: unknown): string[] | undefined {
  if (typeof expression !== "string" || !/^\$[^$]/.test(expression)) return undefined;
  const parts = expression.slice(1).split(".");
  return parts.some(isIndex) ? undefined : parts;
}

/** The fields that an expression reads, or undefined where it may read all. */
function fieldsOf(expression: unknown): string[] | undefined {
  if (typeof expression === "string") {
    if (expression.startsWith("$$ROOT") || expression.startsWith("$$CURRENT")) return undefined;
    return /^\$[^$]/.test(expression) ? [expression.slice(1).split(".")[0] as string] : [];
  }
  const inner = Array.isArray(expression) ? expression : isDocument(expression) ? Object.values(expression) : [];
  if (isDocument(expression) && Object.keys(expression).some((name) => /^\$(get|set|unset)Field$/.test(name)))
    return undefined;
  const fields: string[] = [];
  for (const item of inner) {
    const own = fieldsOf(item);
    if (!own) return undefined;
    fields.push(...own);
  }
  return fields;
}

/** Only what an expression reads, so that mingo gets small documents and is kept away from what it cannot count with. */
function viewFor(expression: unknown): (document: Document) => Document {
  const fields = fieldsOf(expression);
  return (document) =>
    plain(fields ? Object.fromEntries(fields.map((name) => [name, field(document, name)])) : document) as Document;
}

export function evaluator(variables: Variables): (expression: unknown) => (document: Document) => unknown {
  const options = mingoOptions(variables);
  return (expression) => {
    const prepared = prepare(expression, variables);
    const view = viewFor(prepared);
    const compute = (document: Document): unknown =>
      guarded(() => withoutMissing(evalExpr(view(document), prepared, options)));
    const parts = pathOf(expression);
    if (!parts) return compute;
    // Without mingo, which is slower and would not keep the type of a number.
    return (document) => {
      const value = at(document, parts);
      return value !== undefined || parts.length === 1 ? value : compute(document);
    };
  };
}

const truthy = (value: unknown): boolean => value !== false && value !== 0 && value !== null && value !== undefined;

/** `$expr` in filters. */
export const expressionFilter =
  (variables: Variables) =>
  (expression: unknown): ((document: Document) => boolean) => {
    const evaluate = evaluator(variables)(expression);
    return (document) => truthy(evaluate(document));
  };
