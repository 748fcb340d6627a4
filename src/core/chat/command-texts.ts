import { messagesFor } from "../messages.ts";
import type { Command } from "./command.ts";

/** What a language says of commands, by their names; what is missing stays English. */
export type CommandTable = Readonly<Record<string, CommandTranslation>>;
export interface CommandTranslation {
  readonly summary?: string;
  /** A line a person could type: the words may be another prompt, the flags stay. */
  readonly example?: string;
  readonly options?: Readonly<Record<string, OptionTranslation>>;
}
export interface OptionTranslation {
  readonly summary?: string;
  /** Labels of choices, by their values. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** How a command presents itself in one language. */
export interface CommandTexts {
  readonly summary: string;
  readonly example: string;
  readonly options: Readonly<Record<string, OptionTexts>>;
}
export interface OptionTexts {
  readonly summary: string;
  /** Labels by values; empty for what is no choice. */
  readonly choices: Readonly<Record<string, string>>;
}

/**
 * The texts of a command in a language. Names of commands and options are the same in every language, because sentences and
 * other people's advice name them.
 */
export function commandTexts(command: Command, language: string): CommandTexts {
  const translation = own(messagesFor(language).commands, command.name);
  const options = Object.entries(command.options).map(([name, option]) => {
    const translated = own(translation?.options, name);
    const choices = option.kind === "choice" ? option.choices : [];
    const labels = choices.map(({ value, label }) => [value, own(translated?.choices, value) ?? label] as const);
    return [name, { summary: translated?.summary ?? option.summary, choices: Object.fromEntries(labels) }] as const;
  });
  return {
    summary: translation?.summary ?? command.summary,
    example: translation?.example ?? command.example,
    options: Object.fromEntries(options),
  };
}

/** A name that somebody made up, such as `constructor`, finds nothing. */
function own<Value>(table: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}
