import { mongo } from "mongoose";

const DUPLICATE_KEY = 11_000;

/** Whether nothing else went wrong than that these keys were there already. Texts differ between servers, codes do not. */
export function isDuplicateKey(error: unknown): boolean {
  if (error instanceof mongo.MongoBulkWriteError) {
    const { writeErrors } = error;
    const errors = Array.isArray(writeErrors) ? writeErrors : [writeErrors];
    return errors.length > 0 && errors.every(({ code }) => code === DUPLICATE_KEY);
  }
  return error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
}
