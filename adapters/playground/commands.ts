import type { Command, Option } from "../../src/core/chat/command.ts";

/** A command as the page suggests it while a person types. */
export interface SuggestedCommand {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  readonly options: readonly SuggestedOption[];
}
export interface SuggestedOption {
  readonly name: string;
  /** `words` stand free in the text, `flag` stands alone, `value` is followed by one, `files` are attached. */
  readonly form: "words" | "flag" | "value" | "files";
  /** As typed: the shortest name with two dashes; null for words and files. */
  readonly flag: string | null;
  /** Every spelling that means this option, the one of `flag` included. */
  readonly spellings: readonly string[];
  readonly summary: string;
  readonly required: boolean;
  /** What may stand behind the flag, in words: `1 to 4`; null when anything may, or when there are choices. */
  readonly range: string | null;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly aliases: readonly string[] }[];
}

/** What the page needs to suggest commands, their flags and their choices. */
export function renderCommands(commands: readonly Command[]): SuggestedCommand[] {
  // Whoever runs Easel types theirs, which works as well.
  const suggested = commands.filter((command) => command.for === undefined);
  return suggested.map(({ name, summary, example, options }) => ({
    name,
    summary,
    example,
    options: Object.entries(options).map(([optionName, option]) => renderOption(optionName, option)),
  }));
}

function renderOption(name: string, option: Option): SuggestedOption {
  const form = formOf(option);
  const typed = form === "flag" || form === "value";
  const spellings = [name, ...(option.aliases ?? [])];
  return {
    name,
    form,
    flag: typed ? `--${shortest(spellings)}` : null,
    spellings: typed ? spellings.map((spelling) => `--${spelling}`) : [],
    summary: option.summary,
    required: option.required ?? false,
    range: option.kind === "integer" ? `${option.min} to ${option.max}` : null,
    choices: choicesOf(option),
  };
}

/** What a text usually is helps as a list of choices does, although others may work as well. */
function choicesOf(option: Option): SuggestedOption["choices"] {
  if (option.kind === "text") return (option.suggestions ?? []).map((value) => ({ value, label: value, aliases: [] }));
  if (option.kind !== "choice") return [];
  return option.choices.map(({ value, label, aliases }) => ({ value, label, aliases: aliases ?? [] }));
}

function formOf(option: Option): SuggestedOption["form"] {
  if (option.kind === "images") return "files";
  if (option.kind === "flag") return "flag";
  return option.kind === "text" && option.rest === true ? "words" : "value";
}

function shortest(spellings: readonly string[]): string {
  return spellings.reduce((best, spelling) => (spelling.length < best.length ? spelling : best));
}
