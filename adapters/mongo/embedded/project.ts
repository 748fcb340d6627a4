import { type Document, field, isDocument } from "./document.ts";
import { badValue, ServerError } from "./errors.ts";
import { compileFilter, compileValue } from "./match.ts";
import { at } from "./paths.ts";
import { isOperators } from "./tests.ts";

export type Projection = (document: Document, index: number | undefined) => Document;
/** Computes one field of a projection from the whole document; handed in, because it needs mingo. */
export type Evaluate = (expression: unknown) => (document: Document) => unknown;

interface Node {
  [name: string]: Node | Leaf;
}
type Leaf = true | ((document: Document, value: unknown, index: number | undefined) => unknown);

/** Fields to keep or to leave out, with `$slice`, `$elemMatch`, `$` and computed fields; `_id` stays first. */
export function compileProjection(specification: Document, evaluate: Evaluate): Projection {
  const entries = Object.entries(specification);
  if (entries.length === 0) return (document) => document;
  const kept: Node = {};
  const dropped: Node = {};
  const sliced: [string[], Leaf][] = [];
  const computed: [string[], (document: Document) => unknown][] = [];
  let including: boolean | undefined;
  let keepId = true;
  const decide = (include: boolean, path: string): void => {
    if (including !== undefined && including !== include)
      throw new ServerError(
        include ? 31253 : 31254,
        `Cannot do ${include ? "inclusion" : "exclusion"} on field ${path} in ${include ? "exclusion" : "inclusion"} projection`,
      );
    including = include;
  };
  for (const [path, value] of flatten(entries)) {
    const parts = path.split(".");
    if (parts.includes("")) throw badValue(`the projection path '${path}' has an empty part`);
    const flag = flagOf(value);
    if (path === "_id" && flag !== undefined) {
      keepId = flag;
      if (entries.length === 1) decide(flag, path);
    } else if (flag !== undefined && parts[parts.length - 1] === "$") {
      decide(true, path);
      plant(kept, parts.slice(0, -1), positional(path));
    } else if (flag !== undefined) {
      decide(flag, path);
      plant(flag ? kept : dropped, parts, true);
    } else if (isDocument(value) && "$elemMatch" in value) {
      decide(true, path);
      plant(kept, parts, elementOf(value["$elemMatch"]));
    } else if (isDocument(value) && "$slice" in value && isPlainSlice(value["$slice"])) {
      // Alone it leaves the other fields in place.
      sliced.push([parts, slice(value["$slice"])]);
    } else {
      decide(true, path);
      computed.push([parts, evaluate(value)]);
    }
  }
  return (document, index) => {
    let result: Document;
    if (including) {
      result = keepId && "_id" in document ? { _id: document["_id"] } : {};
      for (const [parts, leaf] of sliced) plantOnce(kept, parts, leaf);
      Object.assign(result, include(document, kept, document, index));
    } else {
      result = exclude(document, dropped) as Document;
      for (const [parts, leaf] of sliced) result = replaceAt(result, parts, leaf) as Document;
    }
    if (!keepId) {
      const { _id, ...rest } = result;
      result = rest;
    }
    for (const [parts, compute] of computed) {
      const value = compute(document);
      if (value !== undefined) result = setAt(result, parts, value) as Document;
    }
    return result;
  };
}

/** `{ a: { b: 1 } }` means `a.b`, unless it is an expression. */
function flatten(entries: [string, unknown][], prefix = ""): [string, unknown][] {
  return entries.flatMap(([name, value]): [string, unknown][] => {
    const path = prefix + name;
    if (!isDocument(value) || isOperators(value)) return [[path, value]];
    const inner = Object.entries(value);
    if (inner.length === 0)
      throw badValue(`An empty sub-projection is not a valid value. Found empty object at path ${path}`);
    return flatten(inner, `${path}.`);
  });
}

function flagOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  const boxed = value as { _bsontype?: string } | null;
  if (typeof value === "object" && (boxed?._bsontype === "Long" || boxed?._bsontype === "Double"))
    return Number(String(value)) !== 0;
  return undefined;
}

function plant(tree: Node, parts: readonly string[], leaf: Leaf): void {
  let node = tree;
  for (const part of parts.slice(0, -1)) {
    const next = Object.hasOwn(node, part) ? node[part] : undefined;
    if (next === true || typeof next === "function")
      throw new ServerError(31249, `Path collision at ${parts.join(".")} remaining portion ${part}`);
    const child: Node = next ?? {};
    node[part] = child;
    node = child;
  }
  const last = parts[parts.length - 1] as string;
  if (Object.hasOwn(node, last)) throw new ServerError(31250, `Path collision at ${parts.join(".")}`);
  node[last] = leaf;
}

function plantOnce(tree: Node, parts: readonly string[], leaf: Leaf): void {
  if (at(tree as Document, parts) === undefined && !Object.hasOwn(tree, parts[0] as string)) plant(tree, parts, leaf);
}

function include(value: Document, tree: Node, root: Document, index: number | undefined): Document {
  const result: Document = {};
  for (const name of Object.keys(value)) {
    const node = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (node === undefined) continue;
    const inner = value[name];
    let kept: unknown;
    if (node === true) kept = inner;
    else if (typeof node === "function") kept = node(root, inner, index);
    else kept = includeInner(inner, node, root, index);
    if (kept !== undefined) result[name] = kept;
  }
  return result;
}

function includeInner(value: unknown, tree: Node, root: Document, index: number | undefined): unknown {
  if (isDocument(value)) return include(value, tree, root, index);
  if (!Array.isArray(value)) return undefined;
  return value.map((item) => includeInner(item, tree, root, index)).filter((item) => item !== undefined);
}

function exclude(value: unknown, tree: Node): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, tree));
  if (!isDocument(value)) return value;
  const result: Document = {};
  for (const name of Object.keys(value)) {
    const node = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (node === true) continue;
    result[name] = node === undefined || typeof node === "function" ? value[name] : exclude(value[name], node);
  }
  return result;
}

function replaceAt(value: unknown, parts: readonly string[], leaf: Leaf): unknown {
  if (!isDocument(value)) return value;
  const [part, ...rest] = parts as [string, ...string[]];
  const inner = field(value, part);
  if (inner === undefined) return value;
  const next =
    rest.length === 0 && typeof leaf === "function" ? leaf(value, inner, undefined) : replaceAt(inner, rest, leaf);
  return { ...value, [part]: next };
}

/** As `$addFields` writes: into every element where the path meets an array, over a scalar where it meets one. */
export function setAt(target: unknown, parts: readonly string[], value: unknown): unknown {
  const [part, ...rest] = parts as [string, ...string[]];
  if (Array.isArray(target)) return target.map((item) => setAt(item, parts, value));
  const base = isDocument(target) ? target : {};
  return { ...base, [part]: rest.length === 0 ? value : setAt(field(base, part), rest, value) };
}

const isPlainSlice = (argument: unknown): boolean =>
  typeof argument === "number" || (Array.isArray(argument) && argument.every((item) => typeof item === "number"));

function slice(argument: unknown): Leaf {
  const numbers = (Array.isArray(argument) ? argument : [argument]) as number[];
  return (_document, value) => {
    if (!Array.isArray(value)) return value;
    const [first, count] = numbers as [number, number | undefined];
    if (count === undefined) return first >= 0 ? value.slice(0, first) : value.slice(first);
    if (count <= 0) throw new ServerError(28724, "$slice limit must be positive");
    const start = first >= 0 ? first : Math.max(0, value.length + first);
    return value.slice(start, start + count);
  };
}

function elementOf(condition: unknown): Leaf {
  if (!isDocument(condition)) throw badValue("elemMatch: Invalid argument, object required");
  const values = isOperators(condition);
  const test = values ? compileValue(condition) : compileFilter(condition);
  return (_document, value) => {
    if (!Array.isArray(value)) return undefined;
    const found = value.find((item) => (values || isDocument(item)) && (test as (item: unknown) => boolean)(item));
    return found === undefined ? undefined : [found];
  };
}

const positional =
  (path: string): Leaf =>
  (_document, value, index) => {
    if (!Array.isArray(value)) return value;
    if (index === undefined)
      throw new ServerError(
        51246,
        `Executor error: positional operator '${path}' couldn't find a matching element in the array`,
      );
    return value.slice(index, index + 1);
  };
