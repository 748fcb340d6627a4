import { indexesLeftBehind } from "./0001-indexes-left-behind.ts";
import { wordsWithoutTurns } from "./0002-words-without-turns.ts";
import type { Migration } from "./migration.ts";

/** All migrations in the order in which they run. What was released is never taken out, reordered or changed in what it does. */
export const migrations: readonly Migration[] = [indexesLeftBehind, wordsWithoutTurns];

/** By it older processes are told from newer ones. */
export const newestMigration: string = migrations.at(-1)?.id ?? "";
