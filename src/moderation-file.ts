import { readFile } from "node:fs/promises";
import {
  defaultModerationNumbers,
  type ModerationNumbers,
  moderationNumbersSchema,
} from "./core/moderation/numbers.ts";

/** Says what in the file cannot be used; the file's own words are not part of it. */
export class ModerationFileError extends Error {
  override readonly name = "ModerationFileError";
}

/**
 * The numbers of money and moderation in a file, those that it does not name as they are by default.
 * @throws ModerationFileError that names every faulty line at once
 */
export async function readModerationFile(path: string | null): Promise<ModerationNumbers> {
  if (path === null) return defaultModerationNumbers;
  const json = await readFile(path, "utf8").catch(() => {
    throw new ModerationFileError("MODERATION_FILE names a file that cannot be read");
  });
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    throw new ModerationFileError("MODERATION_FILE is no JSON");
  }
  const read = moderationNumbersSchema.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path: at, message }) => `  - ${at.join(".") || "the file"}: ${message}`);
  throw new ModerationFileError(`MODERATION_FILE cannot be used:\n${faults.join("\n")}`);
}
