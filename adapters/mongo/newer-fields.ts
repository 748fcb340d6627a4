import mongoose, { type Document, type Model } from "mongoose";

/**
 * For writes of what was read before: a field that only newer code knows goes back as it came, instead of stopping everybody's
 * work on the document while processes of two versions stand side by side.
 */
export const keepsNewerFields = { strict: false } as const;

/**
 * Replaces a whole document so; answers whether there was one that the filter matches.
 * @throws what mongoose says of a value that the schema does not take: it would leave it out without a word.
 */
export async function replaceKeepingNewerFields<T>(
  model: Model<T>,
  filter: Readonly<Record<string, unknown>>,
  document: object,
): Promise<boolean> {
  const cast = new model(document, keepsNewerFields.strict as never);
  const asTheyCame: Record<string, unknown> = {};
  for (const [path, fault] of await faultsOf(cast)) {
    if (!(fault instanceof mongoose.Error.CastError)) continue;
    if (fault.reason?.name !== "StrictModeError") throw fault;
    // A part of it has the field, and its schema is strict whatever the document's is.
    const [part = path] = path.split(".");
    asTheyCame[part] = (document as Readonly<Record<string, unknown>>)[part];
  }
  const { matchedCount } = await model.collection.replaceOne(filter, { ...cast.toBSON(), ...asTheyCame } as never);
  return matchedCount === 1;
}

async function faultsOf(cast: Pick<Document, "validate">) {
  try {
    await cast.validate();
    return [];
  } catch (error) {
    if (error instanceof mongoose.Error.ValidationError) return Object.entries(error.errors);
    throw error;
  }
}
