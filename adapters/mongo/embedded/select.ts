import { BSONRegExp } from "bson";
import type { Collection } from "./collection.ts";
import { type Document, isDocument } from "./document.ts";
import { badValue } from "./errors.ts";
import { expressionFilter, type Variables } from "./expressions.ts";
import type { Index } from "./index.ts";
import { compileFilter, type Predicate } from "./match.ts";
import { type Key, keyOf } from "./order.ts";
import { position } from "./paths.ts";
import { choosePlan, type Plan, planWith, slotsOf } from "./plan.ts";
import { type Slot, visible } from "./slot.ts";
import { parseSort, sortDocuments } from "./sort.ts";
import { isOperators } from "./tests.ts";
import type { Transaction } from "./transaction.ts";

export interface Query {
  filter: Document;
  sort?: Document;
  skip?: number;
  /** 0: no limit. */
  limit?: number;
  hint?: unknown;
  variables: Variables;
}

export interface Found {
  document: Document;
  /** Which element of an array made the filter match. */
  index: number | undefined;
}

export interface Statistics {
  plan: Plan | "id";
  keys: number;
  documents: number;
}

/** The documents that a query finds, in order; inside a transaction as they were at its start plus its own writes. */
export function select(
  collection: Collection | undefined,
  query: Query,
  transaction?: Transaction,
): { found: Found[]; statistics: Statistics } {
  const statistics: Statistics = { plan: { uses: [], sorted: true }, keys: 0, documents: 0 };
  const matches = compileFilter(query.filter, expressionFilter(query.variables));
  if (!collection) return { found: [], statistics };
  const { sort = {}, skip = 0, limit = 0 } = query;
  const test = (document: Document): Found | undefined => {
    statistics.documents++;
    position.index = undefined;
    return matches(document) ? { document, index: position.index } : undefined;
  };
  const byId = directKey(query.filter);
  if (byId !== undefined && query.hint === undefined) {
    statistics.plan = "id";
    const document = read(collection, byId, transaction);
    const found = document && test(document);
    return { found: found && skip === 0 ? [found] : [], statistics };
  }
  const fields = parseSort("$natural" in sort ? {} : sort);
  const plan =
    query.hint === undefined
      ? choosePlan([...collection.indexes.values()], query.filter, fields, collection.count)
      : planHinted(collection, query, fields);
  statistics.plan = plan;
  const backwards = isDocument(query.hint) ? query.hint["$natural"] === -1 : sort["$natural"] === -1;
  const changed = transaction !== undefined && (collection.recent.size > 0 || transaction.writes.has(collection));
  const sorted = plan.sorted && !changed && !backwards;
  const wanted = sorted && limit > 0 ? skip + limit : Number.POSITIVE_INFINITY;
  const found: Found[] = [];
  for (const document of candidates(collection, plan, transaction, statistics)) {
    const match = test(document);
    if (match && found.push(match) >= wanted) break;
  }
  if (backwards) found.reverse();
  const ordered = sorted || fields.length === 0 ? found : sortFound(found, sort);
  return {
    found: limit > 0 || skip > 0 ? ordered.slice(skip, limit > 0 ? skip + limit : undefined) : ordered,
    statistics,
  };
}

function sortFound(found: readonly Found[], sort: Document): Found[] {
  const byDocument = new Map(found.map((each) => [each.document, each]));
  return sortDocuments([...byDocument.keys()], sort).map((document) => byDocument.get(document) as Found);
}

/** What this reader sees under an `_id`. */
export function read(collection: Collection, key: Key, transaction: Transaction | undefined): Document | null {
  const slot = collection.slots.get(key);
  if (!transaction) return slot?.document ?? null;
  const own = transaction.writes.get(collection)?.get(key);
  if (own !== undefined) return own;
  return slot ? visible(slot, transaction.snapshot) : null;
}

function* candidates(
  collection: Collection,
  plan: Plan,
  transaction: Transaction | undefined,
  statistics: { keys: number },
): Generator<Document> {
  const slots = slotsOf(plan, collection.slots.values(), statistics);
  if (!transaction) {
    for (const { document } of slots) if (document) yield document;
    return;
  }
  const writes = transaction.writes.get(collection);
  const seen = new Set<Slot>();
  const see = function* (slot: Slot): Generator<Document> {
    if (seen.has(slot) || writes?.has(slot.key)) return;
    seen.add(slot);
    const document = visible(slot, transaction.snapshot);
    if (document) yield document;
  };
  for (const slot of slots) yield* see(slot);
  // An index knows only the newest version; what this snapshot still sees of changed documents is looked at one by one.
  for (const slot of collection.recent) yield* see(slot);
  for (const document of writes?.values() ?? []) if (document) yield document;
}

/** A filter for exactly one `_id` needs no plan. */
function directKey(filter: Document): Key | undefined {
  const condition = filter["_id"];
  if (condition === undefined || Array.isArray(condition) || condition instanceof BSONRegExp) return undefined;
  if (!isOperators(condition)) return keyOf(condition);
  const value = condition["$eq"];
  return value === undefined || Array.isArray(value) ? undefined : keyOf(value);
}

function planHinted(collection: Collection, { hint, filter }: Query, fields: ReturnType<typeof parseSort>): Plan {
  if (isDocument(hint) && "$natural" in hint) return { uses: [], sorted: fields.length === 0 };
  const index: Index | undefined =
    typeof hint === "string"
      ? collection.indexes.get(hint)
      : isDocument(hint)
        ? collection.indexByKey(hint)
        : undefined;
  if (!index) throw badValue("hint provided does not correspond to an existing index");
  return planWith(index, filter, fields);
}

export function matcher(filter: Document, variables: Variables): Predicate {
  return compileFilter(filter, expressionFilter(variables));
}
