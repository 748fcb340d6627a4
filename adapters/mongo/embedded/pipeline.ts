import { type Document, field, isDocument } from "./document.ts";
import { badValue, ServerError } from "./errors.ts";
import { evaluator, expressionFilter, type Variables } from "./expressions.ts";
import { bucketDocuments, groupDocuments } from "./group.ts";
import { compileFilter } from "./match.ts";
import { at, valuesAt } from "./paths.ts";
import { compileProjection, setAt } from "./project.ts";
import { sortDocuments } from "./sort.ts";

/** What a pipeline can reach outside of its own documents. */
export interface Surroundings {
  variables: Variables;
  /** The documents of another collection of the same database that satisfy a filter. */
  find(collection: string, filter: Document): Document[];
}

type Stage = (documents: Document[], argument: unknown, around: Surroundings) => Document[];

export function runPipeline(documents: Document[], pipeline: readonly unknown[], around: Surroundings): Document[] {
  let result = documents;
  for (const stage of pipeline) {
    const { name, argument } = parseStage(stage);
    const run = STAGES[name];
    if (!run) throw new ServerError(40324, `Unrecognized pipeline stage name: '${name}'`);
    result = run(result, argument, around);
  }
  return result;
}

export function parseStage(stage: unknown): { name: string; argument: unknown } {
  const [entry, ...more] = isDocument(stage) ? Object.entries(stage) : [];
  if (!entry || more.length > 0)
    throw new ServerError(40323, "A pipeline stage specification object must contain exactly one field.");
  return { name: entry[0], argument: entry[1] };
}

function asDocument(name: string, value: unknown): Document {
  if (!isDocument(value)) throw badValue(`the ${name} specification must be an object`);
  return value;
}

function whole(name: string, value: unknown, least: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least)
    throw new ServerError(15958, `the limit of ${name} must be a whole number of at least ${least}`);
  return number;
}

const addFields: Stage = (documents, argument, { variables }) => {
  const fields = flattenFields(asDocument("$addFields", argument)).map(([path, value]) => {
    return { parts: path.split("."), compute: evaluator(variables)(value) };
  });
  return documents.map((document) => {
    let result: Document = document;
    for (const { parts, compute } of fields) {
      const value = compute(document);
      result = (value === undefined ? unsetAt(result, parts) : setAt(result, parts, value)) as Document;
    }
    return result;
  });
};

function flattenFields(fields: Document, prefix = ""): [string, unknown][] {
  return Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    const nested = isDocument(value) && !Object.keys(value)[0]?.startsWith("$") && Object.keys(value).length > 0;
    return nested ? flattenFields(value, `${prefix}${name}.`) : [[prefix + name, value]];
  });
}

export function unsetAt(target: unknown, parts: readonly string[]): unknown {
  if (Array.isArray(target)) return target.map((item) => unsetAt(item, parts));
  const [part, ...rest] = parts as [string, ...string[]];
  if (!isDocument(target) || field(target, part) === undefined) return target;
  if (rest.length > 0) return { ...target, [part]: unsetAt(target[part], rest) };
  const { [part]: _gone, ...kept } = target;
  return kept;
}

const project: Stage = (documents, argument, { variables }) => {
  const projection = compileProjection(asDocument("$project", argument), evaluator(variables));
  return documents.map((document) => projection(document, undefined));
};

const unset: Stage = (documents, argument) => {
  const paths = (Array.isArray(argument) ? argument : [argument]).map((path) => String(path).split("."));
  return documents.map((document) => paths.reduce<unknown>(unsetAt, document) as Document);
};

const group: Stage = (documents, argument, { variables }) => {
  const { _id: by, ...accumulators } = asDocument("$group", argument);
  if (by === undefined) throw new ServerError(15955, "a group specification must include an _id");
  return groupDocuments(documents, evaluator(variables)(by), accumulators, variables);
};

const lookup: Stage = (documents, argument, around) => {
  const { from, localField, foreignField, as, pipeline, let: letFields } = asDocument("$lookup", argument);
  if (typeof from !== "string" || typeof as !== "string") throw new ServerError(9, "$lookup needs 'from' and 'as'");
  if ((localField === undefined) !== (foreignField === undefined) || (localField === undefined && !pipeline))
    throw new ServerError(9, "$lookup requires either 'pipeline' or both 'localField' and 'foreignField'");
  const evaluate = evaluator(around.variables);
  const bindings = Object.entries(isDocument(letFields) ? letFields : {}).map(
    ([name, expression]) => [name, evaluate(expression)] as const,
  );
  return documents.map((document) => {
    let filter: Document = {};
    if (typeof localField === "string" && typeof foreignField === "string") {
      const { values } = valuesAt(document, localField.split("."));
      filter = { [foreignField]: { $in: values.map((value) => value ?? null) } };
    }
    const own = Object.fromEntries(bindings.map(([name, compute]) => [name, compute(document) ?? null]));
    const inner = { ...around, variables: { ...around.variables, let: { ...around.variables.let, ...own } } };
    const found = runPipeline(around.find(from, filter), Array.isArray(pipeline) ? pipeline : [], inner);
    return setAt(document, as.split("."), found) as Document;
  });
};

const unwind: Stage = (documents, argument) => {
  const options = isDocument(argument) ? argument : { path: argument };
  const { path, preserveNullAndEmptyArrays, includeArrayIndex } = options;
  if (typeof path !== "string" || !path.startsWith("$"))
    throw new ServerError(28818, "path option to $unwind stage should be prefixed with a '$'");
  const parts = path.slice(1).split(".");
  const indexed = (document: Document, index: number | null): Document =>
    typeof includeArrayIndex === "string"
      ? (setAt(document, includeArrayIndex.split("."), index) as Document)
      : document;
  return documents.flatMap((document) => {
    const value = at(document, parts);
    if (Array.isArray(value) && value.length > 0)
      return value.map((item, index) => indexed(setAt(document, parts, item) as Document, index));
    if (value !== undefined && value !== null && !Array.isArray(value)) return [indexed(document, null)];
    if (preserveNullAndEmptyArrays !== true) return [];
    return [indexed(Array.isArray(value) ? (unsetAt(document, parts) as Document) : document, null)];
  });
};

const replaceRoot: Stage = (documents, argument, { variables }) => {
  const compute = evaluator(variables)(argument);
  return documents.map((document) => {
    const root = compute(document);
    if (!isDocument(root)) throw new ServerError(40228, "'newRoot' expression must evaluate to an object");
    return root;
  });
};

const STAGES: Readonly<Record<string, Stage>> = {
  $match: (documents, argument, { variables }) =>
    documents.filter(compileFilter(asDocument("$match", argument), expressionFilter(variables))),
  $sort: (documents, argument) => sortDocuments(documents, asDocument("$sort", argument)),
  $limit: (documents, argument) => documents.slice(0, whole("$limit", argument, 1)),
  $skip: (documents, argument) => documents.slice(whole("$skip", argument, 0)),
  $count: (documents, argument) => {
    if (typeof argument !== "string" || argument === "" || argument.startsWith("$") || argument.includes("."))
      throw new ServerError(
        40156,
        "the count field must be a non-empty string without '.' that does not start with '$'",
      );
    return documents.length > 0 ? [{ [argument]: documents.length }] : [];
  },
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $group: group,
  $lookup: lookup,
  $unwind: unwind,
  $replaceWith: replaceRoot,
  $replaceRoot: (documents, argument, around) =>
    replaceRoot(documents, asDocument("$replaceRoot", argument)["newRoot"], around),
  $sortByCount: (documents, argument, around) =>
    sortDocuments(group(documents, { _id: argument, count: { $sum: 1 } }, around), { count: -1 }),
  $facet: (documents, argument, around) => {
    const facets = Object.entries(asDocument("$facet", argument));
    return [
      Object.fromEntries(facets.map(([name, inner]) => [name, runPipeline(documents, inner as unknown[], around)])),
    ];
  },
  $unionWith: (documents, argument, around) => {
    const { coll, pipeline } = isDocument(argument) ? argument : { coll: argument, pipeline: [] };
    return [
      ...documents,
      ...runPipeline(around.find(String(coll), {}), Array.isArray(pipeline) ? pipeline : [], around),
    ];
  },
  $bucket: (documents, argument, { variables }) =>
    sortDocuments(bucketDocuments(documents, asDocument("$bucket", argument), variables), { _id: 1 }),
  $sample: (documents, argument) => {
    const size = whole("$sample", asDocument("$sample", argument)["size"], 1);
    const shuffled = documents.map((document) => ({ document, rank: Math.random() })).sort((a, b) => a.rank - b.rank);
    return shuffled.slice(0, size).map(({ document }) => document);
  },
};

const UPDATE_STAGES = ["$addFields", "$set", "$project", "$unset", "$replaceRoot", "$replaceWith"];

/** An update that is a pipeline may only reshape the one document. */
export function pipelineUpdate(document: Document, pipeline: Document[], around: Surroundings): Document {
  for (const stage of pipeline) {
    const { name } = parseStage(stage);
    if (!UPDATE_STAGES.includes(name)) throw new ServerError(72, `${name} is not allowed to be used within an update`);
  }
  return runPipeline([document], pipeline, around)[0] as Document;
}
