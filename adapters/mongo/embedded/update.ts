import { ObjectId } from "bson";
import { type Document, field, isDocument as isDoc, isDocument } from "./document.ts";
import { checkViable, Draft } from "./draft.ts";
import { badValue, ServerError } from "./errors.ts";
import { compileFilter, type Predicate } from "./match.ts";
import { equal, identical } from "./order.ts";
import { at } from "./paths.ts";
import { KEEP, OPERATORS, type Place, REMOVE } from "./update-operators.ts";

export interface Change {
  document: Document;
  modified: boolean;
}

export interface UpdateContext {
  inserting: boolean;
  /** The element that the filter matched, for the positional `$`. */
  index: number | undefined;
  now: number;
}

export type Update = (document: Document, context: UpdateContext) => Change;
/** Runs an update that is an aggregation pipeline; handed in, because it needs mingo. */
export type PipelineUpdate = (document: Document, pipeline: Document[]) => Document;

interface Step {
  operator: string;
  parts: string[];
  argument: unknown;
}

/** Understands the three shapes of an update: operators, a replacement, a pipeline. */
export function compileUpdate(update: unknown, arrayFilters: unknown, runPipeline: PipelineUpdate): Update {
  if (Array.isArray(update)) {
    if (!update.every(isDoc)) throw badValue("each element of a pipeline must be an object");
    return (document, { inserting }) => finish(document, runPipeline(document, update), inserting);
  }
  if (!isDocument(update)) throw new ServerError(9, "Update argument must be either an object or an array");
  const names = Object.keys(update);
  if (!names.some((name) => name.startsWith("$"))) {
    return (document, { inserting }) => finish(document, replacement(document, update), inserting);
  }
  const { steps, renames } = parseSteps(update);
  const filters = parseArrayFilters(arrayFilters, steps);
  return (document, context) => {
    const draft = new Draft(document);
    for (const step of steps) applyStep(draft, step, filters, context);
    for (const [from, to] of renames) rename(draft, from, to);
    if (!draft.changed) return { document, modified: false };
    return finish(document, draft.root, context.inserting);
  };
}

function replacement(document: Document, update: Document): Document {
  const id = document["_id"];
  return "_id" in update || id === undefined ? update : { _id: id, ...update };
}

function finish(before: Document, after: Document, inserting: boolean): Change {
  const [was, is] = [before["_id"], after["_id"]];
  const kept = is !== undefined ? equal(was, is) : was === undefined;
  if (!kept && !(inserting && was === undefined))
    throw new ServerError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  return { document: after, modified: !identical(before, after) };
}

function parseSteps(update: Document): { steps: Step[]; renames: [string[], string[]][] } {
  const steps: Step[] = [];
  const renames: [string[], string[]][] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (operator !== "$rename" && !Object.hasOwn(OPERATORS, operator))
      throw new ServerError(
        9,
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    if (!isDocument(fields))
      throw new ServerError(9, `Modifiers operate on fields but we found another type instead, in ${operator}`);
    for (const [path, argument] of Object.entries(fields)) {
      const parts = parsePath(path);
      if (operator !== "$rename") steps.push({ operator, parts, argument });
      else {
        if (typeof argument !== "string") throw badValue("The 'to' field for $rename must be a string");
        renames.push([parts, parsePath(argument)]);
      }
    }
  }
  // The server applies fields in the order of their names, which shows in where new fields end up.
  steps.sort((a, b) => comparePaths(a.parts, b.parts));
  rejectConflicts([...steps.map(({ parts }) => parts), ...renames.flat()]);
  return { steps, renames };
}

function parsePath(path: string): string[] {
  const parts = path.split(".");
  if (parts.includes(""))
    throw new ServerError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  return parts;
}

function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    const [n, m] = [Number(x), Number(y)];
    if (Number.isInteger(n) && Number.isInteger(m)) return n - m;
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function rejectConflicts(paths: string[][]): void {
  if (paths.length < 2) return;
  const sorted = paths.map((parts) => `${parts.join(".")}.`).sort();
  for (let i = 1; i < sorted.length; i++) {
    const [before, path] = [sorted[i - 1] as string, sorted[i] as string];
    if (path.startsWith(before))
      throw new ServerError(
        40,
        `Updating the path '${path.slice(0, -1)}' would create a conflict at '${before.slice(0, -1)}'`,
      );
  }
}

function parseArrayFilters(filters: unknown, steps: readonly Step[]): Map<string, Predicate> {
  const parsed = new Map<string, Predicate>();
  if (filters === undefined) return parsed;
  if (!Array.isArray(filters)) throw new ServerError(14, "arrayFilters must be an array");
  for (const filter of filters) {
    if (!isDocument(filter)) throw new ServerError(14, "an array filter must be an object");
    const identifier = identifierOf(filter);
    if (parsed.has(identifier))
      throw new ServerError(9, `Found multiple array filters with the same top-level field name ${identifier}`);
    if (!steps.some(({ parts }) => parts.includes(`$[${identifier}]`)))
      throw new ServerError(9, `The array filter for identifier '${identifier}' was not used in the update`);
    parsed.set(identifier, compileFilter(filter));
  }
  return parsed;
}

function identifierOf(filter: Document): string {
  const names = new Set<string>();
  const collect = (document: Document): void => {
    for (const [name, value] of Object.entries(document)) {
      if (!name.startsWith("$")) names.add(name.split(".")[0] as string);
      else if (Array.isArray(value)) for (const item of value) if (isDocument(item)) collect(item);
    }
  };
  collect(filter);
  const [only, ...more] = names;
  if (only === undefined || more.length > 0)
    throw new ServerError(9, "Error parsing array filter: expected a single top-level field name");
  return only;
}

/** These have nothing to do where there is nothing, but refuse a path on which there could be nothing. */
const CULLING: readonly string[] = ["$pop", "$pull", "$pullAll"];

function applyStep(draft: Draft, step: Step, filters: ReadonlyMap<string, Predicate>, context: UpdateContext): void {
  if (step.operator === "$setOnInsert" && !context.inserting) return;
  const operator = OPERATORS[step.operator];
  if (!operator) return;
  for (const parts of expand(draft.root, step.parts, filters, context)) {
    const before = at(draft.root, parts);
    if (before === undefined && CULLING.includes(step.operator)) checkViable(draft.root, parts);
    const place: Place = { path: parts.join("."), id: draft.root["_id"], now: context.now };
    const after = operator(before, step.argument, place);
    if (after === REMOVE) draft.unset(parts);
    else if (after !== KEEP && (before === undefined || !identical(before, after))) draft.set(parts, after);
  }
}

function rename(draft: Draft, from: string[], to: string[]): void {
  const value = at(draft.root, from);
  if (value === undefined) return;
  draft.unset(from);
  draft.set(to, value);
}

/** Turns `$`, `$[]` and `$[name]` into the numbers they stand for in this document. */
function expand(
  document: Document,
  parts: string[],
  filters: ReadonlyMap<string, Predicate>,
  context: UpdateContext,
): string[][] {
  const found = parts.findIndex((part) => part === "$" || part.startsWith("$["));
  if (found < 0) return [parts];
  const part = parts[found] as string;
  const [head, tail] = [parts.slice(0, found), parts.slice(found + 1)];
  const concrete = (index: number): string[][] => expand(document, [...head, String(index), ...tail], filters, context);
  if (part === "$") {
    if (context.index === undefined)
      throw badValue("The positional operator did not find the match needed from the query.");
    return concrete(context.index);
  }
  const array = at(document, head);
  if (!Array.isArray(array))
    throw badValue(`The path '${head.join(".")}' must exist in the document in order to apply array updates.`);
  const identifier = part.slice(2, -1);
  const filter = filters.get(identifier);
  if (identifier !== "" && !filter)
    throw badValue(`No array filter found for identifier '${identifier}' in path '${parts.join(".")}'`);
  return array.flatMap((item, index) => (filter && !filter({ [identifier]: item }) ? [] : concrete(index)));
}

/** The document that an upsert starts from: what the filter says must be equal. */
export function upsertBase(filter: Document): Document {
  const draft = new Draft({});
  const collect = (document: Document): void => {
    for (const [name, value] of Object.entries(document)) {
      if (name === "$and" && Array.isArray(value)) for (const item of value) collect(item as Document);
      else if (name.startsWith("$")) continue;
      else {
        const wanted = equalityOf(value);
        if (wanted === undefined) continue;
        const parts = name.split(".");
        if (at(draft.root, parts) !== undefined)
          throw new ServerError(54, `cannot infer query fields to set, path '${name}' is matched twice`);
        draft.set(parts, wanted);
      }
    }
  };
  collect(filter);
  return draft.root;
}

export function equalityOf(condition: unknown): unknown {
  if (!isDocument(condition)) return isRegex(condition) ? undefined : condition;
  const first = Object.keys(condition)[0];
  if (first === undefined || !first.startsWith("$")) return condition;
  if ("$eq" in condition) return field(condition, "$eq");
  const all = condition["$all"];
  return Array.isArray(all) && all.length === 1 && !isDocument(all[0]) ? all[0] : undefined;
}

const isRegex = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (value as { _bsontype?: unknown })._bsontype === "BSONRegExp";

/** A new document gets its `_id` first, wherever the update put it. */
export function withId(document: Document): Document {
  const { _id, ...rest } = document;
  return { _id: _id === undefined ? new ObjectId() : _id, ...rest };
}
