import type { CommandTable } from "./command-texts.ts";

/** The example of a command in a language, for its sentences; the declared one where the language has none. */
export function exampleOf(table: CommandTable, command: string, declared: string): string {
  return new Map(Object.entries(table)).get(command)?.example ?? declared;
}
