import { Timestamp } from "bson";
import { type Document, isDocument } from "./document.ts";
import { badValue, ServerError } from "./errors.ts";
import { compileFilter, compileValue } from "./match.ts";
import { arithmetic, bitwise } from "./numbers.ts";
import { compare, equal } from "./order.ts";
import { sortDocuments } from "./sort.ts";
import { isOperators } from "./tests.ts";
import { isNumeric, typeName } from "./types.ts";

/** Returned where an operator leaves the field as it is. */
export const KEEP = Symbol("keep");
export const REMOVE = Symbol("remove");

export interface Place {
  path: string;
  id: unknown;
  now: number;
}

/** From the value before (`undefined`: none) and the operator's argument to the value after. */
type Operator = (before: unknown, argument: unknown, place: Place) => unknown;

const asArray = (operator: string, before: unknown, { path, id }: Place, code = 2): unknown[] => {
  if (before === undefined) return [];
  if (Array.isArray(before)) return before;
  throw new ServerError(
    code,
    `Cannot apply ${operator}: the field '${path}' must be an array but is of type ${typeName(before)} in document {_id: ${String(id)}}`,
  );
};

const number =
  (operator: "$inc" | "$mul"): Operator =>
  (before, argument, { path, id }) => {
    if (!isNumeric(argument))
      throw new ServerError(
        14,
        `Cannot ${operator === "$inc" ? "increment" : "multiply"} with non-numeric argument: {${path}: ${typeName(argument)}}`,
      );
    if (before === undefined) return operator === "$inc" ? argument : arithmetic("$mul", 0, argument);
    if (!isNumeric(before))
      throw new ServerError(
        14,
        `Cannot apply ${operator} to a value of non-numeric type. {_id: ${String(id)}} has the field '${path}' of non-numeric type ${typeName(before)}`,
      );
    return arithmetic(operator, before, argument);
  };

const bound =
  (sign: 1 | -1): Operator =>
  (before, argument) =>
    before === undefined || compare(argument, before) * sign > 0 ? argument : KEEP;

const count = (name: string, value: unknown): number => {
  if (!isNumeric(value) || !Number.isInteger(Number(value.toString())))
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`);
  return Number(value.toString());
};

const EACH_OPTIONS = ["$each", "$slice", "$sort", "$position"];

function push(before: unknown, argument: unknown, place: Place): unknown {
  const array = asArray("$push", before, place);
  if (!isDocument(argument) || !("$each" in argument)) return [...array, argument];
  for (const name of Object.keys(argument)) {
    if (!EACH_OPTIONS.includes(name)) throw badValue(`Unrecognized clause in $push: ${name}`);
  }
  const added = argument["$each"];
  if (!Array.isArray(added)) throw badValue("The argument to $each in $push must be an array");
  let result = [...array];
  let index = result.length;
  if ("$position" in argument) {
    index = count("$position", argument["$position"]);
    if (index < 0) index = Math.max(0, result.length + index);
  }
  result.splice(index, 0, ...added);
  if ("$sort" in argument) result = sortArray(result, argument["$sort"]);
  if ("$slice" in argument) {
    const slice = count("$slice", argument["$slice"]);
    result = slice >= 0 ? result.slice(0, slice) : result.slice(slice);
  }
  return result;
}

function sortArray(items: unknown[], order: unknown): unknown[] {
  if (isDocument(order)) return sortDocuments(items as Document[], order);
  const sign = Number(order);
  if (sign !== 1 && sign !== -1) throw badValue("The $sort element value must be either 1 or -1");
  return items.sort((a, b) => sign * compare(a, b));
}

function addToSet(before: unknown, argument: unknown, place: Place): unknown {
  const array = asArray("$addToSet", before, place);
  const each = isDocument(argument) && "$each" in argument;
  const added = each ? argument["$each"] : [argument];
  if (!Array.isArray(added)) throw new ServerError(14, "The argument to $each in $addToSet must be an array");
  const result = [...array];
  for (const item of added) if (!result.some((present) => equal(present, item))) result.push(item);
  return result.length === array.length && before !== undefined ? KEEP : result;
}

function pull(before: unknown, argument: unknown, place: Place): unknown {
  if (before === undefined) return KEEP;
  const array = asArray("$pull", before, place);
  let matches: (item: unknown) => boolean;
  if (isDocument(argument) && !isOperators(argument)) {
    const filter = compileFilter(argument);
    matches = (item) => isDocument(item) && filter(item);
  } else if (isOperators(argument) && ["$and", "$or", "$nor"].includes(Object.keys(argument)[0] ?? "")) {
    const filter = compileFilter(argument);
    matches = (item) => isDocument(item) && filter(item);
  } else if (isDocument(argument) || typeName(argument) === "regex") matches = compileValue(argument);
  else matches = (item) => equal(item, argument);
  const kept = array.filter((item) => !matches(item));
  return kept.length === array.length ? KEEP : kept;
}

function pullAll(before: unknown, argument: unknown, place: Place): unknown {
  if (!Array.isArray(argument)) throw badValue("$pullAll requires an array argument");
  if (before === undefined) return KEEP;
  const array = asArray("$pullAll", before, place);
  const kept = array.filter((item) => !argument.some((unwanted) => equal(item, unwanted)));
  return kept.length === array.length ? KEEP : kept;
}

function pop(before: unknown, argument: unknown, place: Place): unknown {
  const end = Number(argument);
  if (end !== 1 && end !== -1) throw new ServerError(9, `$pop expects 1 or -1, found: ${String(argument)}`);
  if (before === undefined) return KEEP;
  const array = asArray("$pop", before, place, 14);
  if (array.length === 0) return KEEP;
  return end === 1 ? array.slice(0, -1) : array.slice(1);
}

function bit(before: unknown, argument: unknown): unknown {
  if (!isDocument(argument)) throw badValue("The $bit modifier needs a document");
  let result = before === undefined ? 0 : before;
  for (const [name, operand] of Object.entries(argument)) {
    if (!["and", "or", "xor"].includes(name))
      throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    if (!isNumeric(operand) || !isNumeric(result)) throw badValue("Cannot apply $bit to a value of non-integral type");
    result = bitwise(name, result, operand);
  }
  return result;
}

function currentDate(_before: unknown, argument: unknown, { now }: Place): unknown {
  const type = isDocument(argument) ? argument["$type"] : argument === true ? "date" : undefined;
  if (type === "date") return new Date(now);
  if (type === "timestamp") return new Timestamp({ t: Math.floor(now / 1000), i: 1 });
  throw badValue("$currentDate needs true, or $type with 'date' or 'timestamp'");
}

export const OPERATORS: Readonly<Record<string, Operator>> = {
  $set: (_before, argument) => argument,
  $setOnInsert: (_before, argument) => argument,
  $unset: () => REMOVE,
  $inc: number("$inc"),
  $mul: number("$mul"),
  $min: bound(-1),
  $max: bound(1),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
  $bit: bit,
  $currentDate: currentDate,
};
