import { type Document, field, isDocument } from "./document.ts";
import { ServerError } from "./errors.ts";
import { compileFilter, type Predicate } from "./match.ts";
import { EMPTY_ARRAY_KEY, type Key, keyOf, reversed } from "./order.ts";
import { at, valuesAt } from "./paths.ts";
import { SortedEntries } from "./sorted.ts";

export interface IndexField {
  path: string;
  parts: readonly string[];
  descending: boolean;
}

/** One index: which keys a document has in it, and the entries in order. */
export class Index {
  readonly name: string;
  readonly specification: Document;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Document | undefined;
  readonly expireAfterSeconds: number | undefined;
  readonly entries = new SortedEntries();
  /** Once an array was seen, ranges cannot be cut on both sides and entries give no order of documents. */
  multikey = false;
  private readonly covers: Predicate | undefined;
  /** The top-level fields that decide about a document's keys. */
  private readonly roots: readonly string[];

  constructor(specification: Document) {
    const key = specification["key"];
    if (!isDocument(key) || Object.keys(key).length === 0)
      throw new ServerError(67, "Index keys cannot be an empty object");
    this.specification = specification;
    this.name = typeof specification["name"] === "string" ? specification["name"] : defaultName(key);
    this.fields = Object.entries(key).map(([path, direction]) => parseField(path, direction));
    this.unique = specification["unique"] === true || this.name === "_id_";
    this.sparse = specification["sparse"] === true;
    const partial = specification["partialFilterExpression"];
    this.partial = isDocument(partial) ? partial : undefined;
    this.covers = this.partial && compileFilter(this.partial);
    this.roots = [...this.fields.map(({ parts }) => parts[0] as string), ...rootsOf(this.partial)];
    const seconds = specification["expireAfterSeconds"];
    this.expireAfterSeconds = seconds === undefined ? undefined : Number(seconds);
    if (seconds !== undefined && (this.fields.length > 1 || !(Number(seconds) >= 0)))
      throw new ServerError(67, "TTL indexes are single-field indexes with expireAfterSeconds of at least 0");
  }

  /** Quickly tells most updates that leave the keys alone: versions share the fields that did not change. */
  isUntouched(before: Document | null, after: Document | null): boolean {
    return before !== null && after !== null && this.roots.every((root) => field(before, root) === field(after, root));
  }

  keys(document: Document): Key[] {
    if (this.covers && !this.covers(document)) return [];
    let keys: Key[] = [""];
    let present = false;
    let array: string | undefined;
    for (const { path, parts, descending } of this.fields) {
      const { values, multi } = valuesAt(document, parts);
      if (multi) {
        if (array !== undefined && array !== parts[0])
          throw new ServerError(171, `cannot index parallel arrays [${path}] [${array}]`);
        array = parts[0];
        this.multikey = true;
      }
      present ||= values.some((value) => value !== undefined) || (multi && at(document, parts) !== undefined);
      const own = values.length === 0 ? [EMPTY_ARRAY_KEY] : values.map(keyOf);
      const parted = descending ? own.map(reversed) : own;
      const [only] = parted;
      keys =
        parted.length === 1 && only !== undefined
          ? keys.map((key) => key + only)
          : keys.flatMap((key) => parted.map((part) => key + part));
    }
    if (this.sparse && !present) return [];
    return keys.length === 1 ? keys : [...new Set(keys)];
  }

  /** The field values that two documents share where the index forbids it, as the driver reports them. */
  keyValue(document: Document): Document {
    return Object.fromEntries(this.fields.map(({ path, parts }) => [path, at(document, parts) ?? null]));
  }
}

function rootsOf(filter: unknown): string[] {
  if (Array.isArray(filter)) return filter.flatMap(rootsOf);
  if (!isDocument(filter)) return [];
  return Object.entries(filter).flatMap(([name, value]) =>
    name.startsWith("$") ? rootsOf(value) : [name.split(".")[0] as string],
  );
}

const defaultName = (key: Document): string =>
  Object.entries(key)
    .map(([path, direction]) => `${path}_${String(direction)}`)
    .join("_");

function parseField(path: string, direction: unknown): IndexField {
  if (path === "" || path.includes("$**"))
    throw new ServerError(67, `the embedded database cannot index the path '${path}'`);
  const sign = direction === "hashed" ? 1 : Number(direction);
  if (Number.isNaN(sign) || sign === 0)
    throw new ServerError(67, `the embedded database has no index of type '${String(direction)}'`);
  return { path, parts: path.split("."), descending: sign < 0 };
}
