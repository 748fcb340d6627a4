import { type Document, isDocument } from "./document.ts";
import { ServerError } from "./errors.ts";
import { evaluator, type Variables } from "./expressions.ts";
import { arithmetic, type Numeric } from "./numbers.ts";
import { compare, type Key, keyOf } from "./order.ts";
import { isNumeric } from "./types.ts";

/** From the values of an expression over the members of a group to one value; missing values are `undefined`. */
type Accumulator = (values: readonly unknown[]) => unknown;

const sum: Accumulator = (values) =>
  values.filter(isNumeric).reduce<Numeric>((total, value) => arithmetic("$inc", total, value), 0);

const extreme =
  (sign: 1 | -1): Accumulator =>
  (values) => {
    const present = values.filter((value) => value !== undefined && value !== null);
    if (present.length === 0) return null;
    return present.reduce((best, value) => (compare(value, best) * sign > 0 ? value : best));
  };

const ACCUMULATORS: Readonly<Record<string, Accumulator>> = {
  $sum: sum,
  $count: (values) => values.length,
  $avg: (values) => {
    const numbers = values.filter(isNumeric);
    return numbers.length === 0 ? null : Number(String(sum(numbers))) / numbers.length;
  },
  $min: extreme(-1),
  $max: extreme(1),
  $first: (values) => values[0] ?? null,
  $last: (values) => values[values.length - 1] ?? null,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => [
    ...new Map(values.filter((value) => value !== undefined).map((value) => [keyOf(value), value])).values(),
  ],
  $mergeObjects: (values) => Object.assign({}, ...values.filter(isDocument)),
};

interface Output {
  name: string;
  accumulate: Accumulator;
  valueFor: (document: Document) => unknown;
}

function parseOutput(name: string, specification: unknown, variables: Variables): Output {
  const [entry, ...more] = isDocument(specification) ? Object.entries(specification) : [];
  if (!entry || more.length > 0) throw new ServerError(40234, `The field '${name}' must be an accumulator object`);
  const [operator, argument] = entry;
  const accumulate = Object.hasOwn(ACCUMULATORS, operator) ? ACCUMULATORS[operator] : undefined;
  if (!accumulate)
    throw new ServerError(15952, `unknown group operator '${operator}' (or the embedded database does not support it)`);
  if (name.includes(".")) throw new ServerError(40235, `The field name '${name}' cannot contain '.'`);
  return { name, accumulate, valueFor: operator === "$count" ? () => 1 : evaluator(variables)(argument) };
}

/** Gathers documents under equal keys, in the order in which the keys first appear. */
export function groupDocuments(
  documents: readonly Document[],
  idOf: (document: Document) => unknown,
  accumulators: Document,
  variables: Variables,
): Document[] {
  const outputs = Object.entries(accumulators).map(([name, each]) => parseOutput(name, each, variables));
  const groups = new Map<Key, { id: unknown; members: Document[] }>();
  for (const document of documents) {
    const id = idOf(document) ?? null;
    const key = keyOf(id);
    const found = groups.get(key);
    if (found) found.members.push(document);
    else groups.set(key, { id, members: [document] });
  }
  return [...groups.values()].map(({ id, members }) => {
    const values = outputs.map(({ name, accumulate, valueFor }) => [name, accumulate(members.map(valueFor))] as const);
    return { _id: id, ...Object.fromEntries(values) };
  });
}

/** Groups by the range between two boundaries that a value falls into. */
export function bucketDocuments(
  documents: readonly Document[],
  specification: Document,
  variables: Variables,
): Document[] {
  const { groupBy, boundaries, default: rest, output } = specification;
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw new ServerError(40192, "The $bucket 'boundaries' field must have at least 2 values");
  const valueFor = evaluator(variables)(groupBy);
  const idOf = (document: Document): unknown => {
    const value = valueFor(document);
    const above = boundaries.findIndex((boundary) => compare(value, boundary) < 0);
    if (above > 0) return boundaries[above - 1];
    if (rest !== undefined) return rest;
    throw new ServerError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    );
  };
  return groupDocuments(documents, idOf, isDocument(output) ? output : { count: { $sum: 1 } }, variables);
}
