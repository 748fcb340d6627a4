import type { Model } from "mongoose";

/**
 * For writes of what was read before: a field that only newer code knows goes back as it came, instead of stopping everybody's
 * work on the document while processes of two versions stand side by side.
 */
export const keepsNewerFields = { strict: false } as const;

/** Replaces a whole document so; answers whether there was one that the filter matches. */
export async function replaceKeepingNewerFields<T>(
  model: Model<T>,
  filter: Readonly<Record<string, unknown>>,
  document: object,
): Promise<boolean> {
  const { matchedCount } = await model.collection.replaceOne(
    filter,
    new model(document, keepsNewerFields.strict as never).toBSON() as never,
  );
  return matchedCount === 1;
}
