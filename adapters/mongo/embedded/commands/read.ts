import { type Call, documentOf, type Engine, type Handler, namespace, refuse, variables, wholeOf } from "../call.ts";
import { type Document, isDocument } from "../document.ts";
import { badValue, ServerError } from "../errors.ts";
import { evaluator } from "../expressions.ts";
import { type Key, keyOf } from "../order.ts";
import { valuesAt } from "../paths.ts";
import { parseStage, runPipeline, type Surroundings } from "../pipeline.ts";
import { compileProjection } from "../project.ts";
import { type Query, type Statistics, select } from "../select.ts";
import type { Transaction } from "../transaction.ts";

export function surroundings(
  engine: Engine,
  database: string,
  vars: Surroundings["variables"],
  transaction: Transaction | undefined,
): Surroundings {
  return {
    variables: vars,
    find: (collection, filter) => {
      const query = { filter, variables: vars };
      return select(engine.store.get(`${database}.${collection}`), query, transaction).found.map(
        ({ document }) => document,
      );
    },
  };
}

export function findQuery(call: Call): Query {
  const { command } = call;
  refuse(command, "collation", "tailable", "awaitData", "min", "max", "returnKey", "showRecordId");
  const limit = Math.abs(wholeOf(command["limit"], "limit") ?? 0);
  const skip = wholeOf(command["skip"], "skip") ?? 0;
  if (skip < 0) throw new ServerError(51024, "BSON field 'skip' value must be >= 0");
  const sort = documentOf(command["sort"], "sort");
  return {
    filter: documentOf(command["filter"], "filter"),
    sort,
    skip,
    limit,
    hint: command["hint"],
    variables: variables(call),
  };
}

const find: Handler = (call) => {
  const { command, engine, transaction } = call;
  const ns = namespace(call);
  const query = findQuery(call);
  const { found } = select(engine.store.get(ns), query, transaction);
  const project = compileProjection(documentOf(command["projection"], "projection"), evaluator(query.variables));
  const documents = found.map(({ document, index }) => project(document, index));
  const single = command["singleBatch"] === true || Number(String(command["limit"] ?? 0)) < 0;
  return engine.cursors.first(ns, documents, wholeOf(command["batchSize"], "batchSize"), single);
};

const getMore: Handler = ({ command, engine }) =>
  engine.cursors.more(command["getMore"], wholeOf(command["batchSize"], "batchSize"));

const killCursors: Handler = ({ command, engine }) => {
  const ids = command["cursors"];
  if (!Array.isArray(ids)) throw badValue("killCursors needs an array of cursors");
  return engine.cursors.kill(ids);
};

/** The start of a pipeline that a query with an index can answer, and the stages that are left. */
export function splitPipeline(pipeline: readonly unknown[]): { query: Omit<Query, "variables">; rest: unknown[] } {
  const query: Omit<Query, "variables"> & { filter: Document } = { filter: {} };
  let at = 0;
  const next = (): { name: string; argument: unknown } | undefined =>
    at < pipeline.length ? parseStage(pipeline[at]) : undefined;
  let stage = next();
  while (stage?.name === "$match" && isDocument(stage.argument)) {
    query.filter = at === 0 ? stage.argument : { $and: [query.filter, stage.argument] };
    at++;
    stage = next();
  }
  if (stage?.name === "$sort" && isDocument(stage.argument) && Object.keys(stage.argument).length > 0) {
    query.sort = stage.argument;
    at++;
    stage = next();
  }
  if (stage?.name === "$limit" && Number.isInteger(stage.argument) && (stage.argument as number) > 0) {
    query.limit = stage.argument as number;
    at++;
  }
  return { query, rest: pipeline.slice(at) };
}

const aggregate: Handler = (call) => {
  const { command, engine, database, transaction } = call;
  refuse(command, "collation");
  const pipeline = command["pipeline"];
  if (!Array.isArray(pipeline)) throw new ServerError(14, "pipeline must be an array");
  const options = command["cursor"];
  if (!isDocument(options)) throw new ServerError(9, "The 'cursor' option is required");
  if (typeof command["aggregate"] !== "string") throw badValue("the embedded database aggregates collections only");
  const ns = namespace(call);
  const vars = variables(call);
  const { query, rest } = splitPipeline(pipeline);
  const { found } = select(engine.store.get(ns), { ...query, hint: command["hint"], variables: vars }, transaction);
  const documents = found.map(({ document }) => document);
  const result = runPipeline(documents, rest, surroundings(engine, database, vars, transaction));
  return engine.cursors.first(ns, result, wholeOf(options["batchSize"], "batchSize"), false);
};

const count: Handler = (call) => {
  const { command, engine, transaction } = call;
  refuse(command, "collation");
  const collection = engine.store.get(namespace(call));
  const filter = documentOf(command["query"], "query");
  const limit = Math.abs(wholeOf(command["limit"], "limit") ?? 0);
  const skip = wholeOf(command["skip"], "skip") ?? 0;
  if (Object.keys(filter).length === 0 && limit === 0 && skip === 0) return { n: collection?.count ?? 0 };
  const query = { filter, skip, limit, hint: command["hint"], variables: variables(call) };
  return { n: select(collection, query, transaction).found.length };
};

const distinct: Handler = (call) => {
  const { command, engine, transaction } = call;
  refuse(command, "collation");
  const path = command["key"];
  if (typeof path !== "string") throw new ServerError(14, "distinct needs a key");
  const query = { filter: documentOf(command["query"], "query"), variables: variables(call) };
  const values = new Map<Key, unknown>();
  for (const { document } of select(engine.store.get(namespace(call)), query, transaction).found) {
    for (const value of valuesAt(document, path.split(".")).values) {
      if (value !== undefined && !values.has(keyOf(value))) values.set(keyOf(value), value);
    }
  }
  return { values: [...values.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value) };
};

function stageOf({ plan }: Statistics): Document {
  if (plan === "id") return { stage: "IDHACK" };
  const [use] = plan.uses;
  if (!use) return { stage: "COLLSCAN" };
  const scan = { stage: "IXSCAN", indexName: use.index.name, keyPattern: use.index.specification["key"] };
  return plan.sorted
    ? { stage: "FETCH", inputStage: scan }
    : { stage: "SORT", inputStage: { stage: "FETCH", inputStage: scan } };
}

/** Enough of a plan to see whether an index was used, and how many documents were looked at. */
const explain: Handler = (call) => {
  const inner = call.command["explain"];
  if (!isDocument(inner)) throw badValue("explain needs a command");
  const innerCall: Call = { ...call, command: inner };
  const ns = namespace(innerCall);
  const [name] = Object.keys(inner);
  let query: Query;
  if (name === "find") query = findQuery(innerCall);
  else if (name === "aggregate" && Array.isArray(inner["pipeline"]))
    query = { ...splitPipeline(inner["pipeline"]).query, variables: variables(innerCall) };
  else if (name === "count" || name === "distinct")
    query = { filter: documentOf(inner["query"], "query"), variables: variables(innerCall) };
  else if (name === "findAndModify")
    query = {
      filter: documentOf(inner["query"], "query"),
      sort: documentOf(inner["sort"], "sort"),
      limit: 1,
      variables: variables(innerCall),
    };
  else if ((name === "update" || name === "delete") && Array.isArray(inner[`${name}s`])) {
    const [statement] = inner[`${name}s`] as Document[];
    query = { filter: documentOf(statement?.["q"], "q"), variables: variables(innerCall) };
  } else throw new ServerError(59, `Explain failed due to unknown command: ${String(name)}`);
  const { found, statistics } = select(call.engine.store.get(ns), query, call.transaction);
  return {
    explainVersion: "1",
    queryPlanner: { namespace: ns, winningPlan: stageOf(statistics), rejectedPlans: [] },
    executionStats: {
      executionSuccess: true,
      nReturned: found.length,
      executionTimeMillis: 0,
      totalKeysExamined: statistics.keys,
      totalDocsExamined: statistics.documents,
    },
    command: inner,
  };
};

export const READ_COMMANDS: Readonly<Record<string, Handler>> = {
  find,
  getMore,
  killCursors,
  aggregate,
  count,
  distinct,
  explain,
};
