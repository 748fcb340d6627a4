import { setImmediate } from "node:timers/promises";
import { type Call, documentOf, type Handler, namespace, refuse, variables } from "../call.ts";
import { Collection } from "../collection.ts";
import { type Document, isDocument } from "../document.ts";
import { badValue, ServerError } from "../errors.ts";
import { evaluator } from "../expressions.ts";
import { keyOf } from "../order.ts";
import { position } from "../paths.ts";
import { pipelineUpdate } from "../pipeline.ts";
import { compileProjection } from "../project.ts";
import { type Found, matcher, type Query, read, select } from "../select.ts";
import { patiently } from "../transaction.ts";
import { compileUpdate, type Update, upsertBase, withId } from "../update.ts";
import { surroundings } from "./read.ts";

/** How long the command may wait; 0: for as long as it takes. */
const patience = ({ command }: Call): number => Number(command["maxTimeMS"] ?? 0);

/** A long batch lets other clients have a turn now and then. */
const STATEMENTS_PER_TURN = 500;

interface WriteError {
  index: number;
  code: number;
  errmsg: string;
  [detail: string]: unknown;
}

/** Runs the statements of a batch one by one, and collects what goes wrong as the protocol wants it. */
async function eachStatement(
  call: Call,
  statements: unknown,
  run: (statement: Document, index: number) => Promise<void>,
): Promise<Document> {
  if (!Array.isArray(statements) || statements.length === 0 || !statements.every(isDocument))
    throw badValue("Write batch sizes must be between 1 and 100000, of documents");
  const writeErrors: WriteError[] = [];
  for (const [index, statement] of statements.entries()) {
    if (index % STATEMENTS_PER_TURN === STATEMENTS_PER_TURN - 1) await setImmediate();
    try {
      await run(statement, index);
    } catch (error) {
      if (!(error instanceof ServerError) || error.labels.length > 0) throw error;
      writeErrors.push({ index, code: error.code, codeName: error.codeName, errmsg: error.message, ...error.details });
      if (call.command["ordered"] !== false || call.transaction) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

/** Only what may insert makes a collection: at once, even inside of a transaction, and it stays. */
const collectionFor = (call: Call, inserting: boolean): Collection => {
  const { store } = call.engine;
  const ns = namespace(call);
  return inserting ? store.getOrCreate(ns) : (store.get(ns) ?? new Collection(ns));
};

const insert: Handler = async (call) => {
  const { command, engine, transaction } = call;
  let n = 0;
  const collection = collectionFor(call, true);
  const errors = await eachStatement(call, command["documents"], async (document) => {
    await patiently(patience(call), () => engine.store.write(collection, null, withId(document), transaction));
    n++;
  });
  return { n, ...errors };
};

function compile(call: Call, update: unknown, arrayFilters: unknown, lets: unknown): Update {
  const around = surroundings(call.engine, call.database, variables(call, lets), call.transaction);
  return compileUpdate(update, arrayFilters, (document, pipeline) => pipelineUpdate(document, pipeline, around));
}

interface Upserted {
  before: Document | null;
  after: Document | null;
  modified: boolean;
}

function change(call: Call, collection: Collection, { document, index }: Found, update: Update): Upserted {
  const { document: after, modified } = update(document, { inserting: false, index, now: call.engine.clock() });
  if (modified) call.engine.store.write(collection, document, after, call.transaction);
  return { before: document, after, modified };
}

function upsert(call: Call, collection: Collection, filter: Document, update: Update): Upserted {
  const context = { inserting: true, index: undefined, now: call.engine.clock() };
  const after = withId(update(upsertBase(filter), context).document);
  call.engine.store.write(collection, null, after, call.transaction);
  return { before: null, after, modified: false };
}

/** Changes every match; each is looked at again if its write had to wait. */
async function changeMany(
  call: Call,
  collection: Collection,
  query: Query,
  apply: (found: Found) => boolean,
): Promise<{ matched: number; changed: number }> {
  const { found } = select(collection, query, call.transaction);
  const matches = matcher(query.filter, query.variables);
  let matched = 0;
  let changed = 0;
  for (const first of found) {
    await patiently(patience(call), () => {
      const document = read(collection, keyOf(first.document["_id"]), call.transaction);
      let current: Found = first;
      if (document !== first.document) {
        position.index = undefined;
        if (!document || !matches(document)) return;
        current = { document, index: position.index };
      }
      if (apply(current)) changed++;
      matched++;
    });
  }
  return { matched, changed };
}

const update: Handler = async (call) => {
  const { command } = call;
  let n = 0;
  let nModified = 0;
  const upserted: Document[] = [];
  const errors = await eachStatement(call, command["updates"], async (statement, index) => {
    const collection = collectionFor(call, statement["upsert"] === true);
    refuse(statement, "collation");
    const filter = documentOf(statement["q"], "q");
    const lets = statement["c"] ?? command["let"];
    const apply = compile(call, statement["u"], statement["arrayFilters"], lets);
    const multi = statement["multi"] === true;
    if (multi && isReplacement(statement["u"]))
      throw new ServerError(9, "multi update is not supported for replacement-style update");
    const sort = documentOf(statement["sort"], "sort");
    const query: Query = {
      filter,
      sort,
      hint: statement["hint"],
      limit: multi ? 0 : 1,
      variables: variables(call, lets),
    };
    const upsertIfNone = (): void => {
      const { after } = upsert(call, collection, filter, apply);
      n++;
      upserted.push({ index, _id: after?.["_id"] });
    };
    if (multi) {
      const { matched, changed } = await changeMany(
        call,
        collection,
        query,
        (found) => change(call, collection, found, apply).modified,
      );
      n += matched;
      nModified += changed;
      if (matched === 0 && statement["upsert"] === true) await patiently(patience(call), upsertIfNone);
      return;
    }
    await patiently(patience(call), () => {
      const [found] = select(collection, query, call.transaction).found;
      if (found) {
        if (change(call, collection, found, apply).modified) nModified++;
        n++;
      } else if (statement["upsert"] === true) upsertIfNone();
    });
  });
  return { n, nModified, ...(upserted.length > 0 && { upserted }), ...errors };
};

const isReplacement = (update: unknown): boolean =>
  isDocument(update) && !Object.keys(update).some((name) => name.startsWith("$"));

const remove: Handler = async (call) => {
  const { command, engine, transaction } = call;
  let n = 0;
  const collection = engine.store.get(namespace(call));
  const errors = await eachStatement(call, command["deletes"], async (statement) => {
    refuse(statement, "collation");
    if (!collection) return;
    const limit = Number(String(statement["limit"] ?? 0));
    const query: Query = {
      filter: documentOf(statement["q"], "q"),
      limit,
      hint: statement["hint"],
      variables: variables(call),
    };
    if (limit === 0) {
      const { matched } = await changeMany(call, collection, query, ({ document }) => {
        engine.store.write(collection, document, null, transaction);
        return true;
      });
      n += matched;
      return;
    }
    await patiently(patience(call), () => {
      const [found] = select(collection, query, transaction).found;
      if (!found) return;
      engine.store.write(collection, found.document, null, transaction);
      n++;
    });
  });
  return { n, ...errors };
};

const findAndModify: Handler = async (call) => {
  const { command, engine, transaction } = call;
  refuse(command, "collation");
  const collection = collectionFor(call, command["upsert"] === true);
  const filter = documentOf(command["query"], "query");
  const vars = variables(call);
  const query: Query = {
    filter,
    sort: documentOf(command["sort"], "sort"),
    limit: 1,
    hint: command["hint"],
    variables: vars,
  };
  const project = compileProjection(documentOf(command["fields"], "fields"), evaluator(vars));
  const removing = command["remove"] === true;
  if (removing && (command["update"] !== undefined || command["new"] === true || command["upsert"] === true))
    throw new ServerError(9, "Cannot specify both an update, new or upsert and remove=true");
  if (!removing && command["update"] === undefined)
    throw new ServerError(9, "Either an update or remove=true must be specified");
  const apply = removing ? undefined : compile(call, command["update"], command["arrayFilters"], command["let"]);
  return patiently(patience(call), () => {
    const [found] = select(collection, query, transaction).found;
    const shown = (document: Document | null | undefined): Document | null =>
      document ? project(document, found?.index) : null;
    if (!apply) {
      if (found) engine.store.write(collection, found.document, null, transaction);
      return { lastErrorObject: { n: found ? 1 : 0 }, value: shown(found?.document) };
    }
    if (found) {
      const { after } = change(call, collection, found, apply);
      const value = shown(command["new"] === true ? after : found.document);
      return { lastErrorObject: { n: 1, updatedExisting: true }, value };
    }
    if (command["upsert"] !== true) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    const { after } = upsert(call, collection, filter, apply);
    const lastErrorObject = { n: 1, updatedExisting: false, upserted: after?.["_id"] };
    return { lastErrorObject, value: command["new"] === true ? shown(after) : null };
  });
};

export const WRITE_COMMANDS: Readonly<Record<string, Handler>> = {
  insert,
  update,
  delete: remove,
  findAndModify,
  findandmodify: findAndModify,
};
