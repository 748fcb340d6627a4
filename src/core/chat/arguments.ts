import { shortened } from "../messages/shortened.ts";
import { refuse } from "../refusal.ts";
import type { Attachment } from "../services.ts";
import type { Allowed } from "./allowed.ts";
import type { Command, Option, Options, Values } from "./command.ts";
import { readFlags } from "./flags.ts";
import { nearest } from "./nearest.ts";

/** What a person gave, from whatever platform: words with flags in them, options by name, files. */
export interface Given {
  readonly words: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly attachments: readonly Attachment[];
}

type Raw = string | number | boolean;

/**
 * The one reader of arguments for all platforms: flags inside the words (`--ar 16:9`, `--private`, `--model=seedream`) and
 * named options mean the same. A named option and a flag for the same thing are one too many. Linear in the text's length.
 */
export function readArguments<O extends Options>(command: Command<O>, given: Given): Values<O> {
  const options = new Map(Object.entries<Option>(command.options));
  const restName = [...options].find(([, option]) => isRest(option))?.[0];
  const found = new Map<string, Raw>();
  const set = (name: string, value: Raw) => {
    if (found.has(name)) throw refuse("repeated-option", { option: name });
    found.set(name, value);
  };

  const texts: string[] = [];
  for (const [name, value] of Object.entries(given.values)) {
    const option = options.get(name);
    if (option === undefined) throw unknown(command, name);
    if (option.kind === "images") throw refuse("reference-link", {});
    if (name === restName) texts.push(String(value));
    else set(name, value);
  }

  const text = clean([...texts, given.words].join(" "));
  const { words, flags } = readFlags(text, (written, typed) => {
    const name = optionName(options, written);
    const option = name === null ? undefined : options.get(name);
    if (option !== undefined && name !== restName) {
      if (option.kind === "flag") return "alone";
      return option.kind === "text" && option.list === true ? "with-list" : "with-value";
    }
    // A dash before a word is prose, unless the word is nearly an option: rather ask than paint a mistyped flag.
    if (typed === "dash" && (written.length < 5 || nearest(written, spellings(command), 1) === null)) return "words";
    throw unknown(command, `--${written}`);
  });
  for (const flag of flags) {
    const name = optionName(options, flag.name);
    const option = name === null ? undefined : options.get(name);
    if (name === null || option === undefined) throw unknown(command, `--${flag.name}`);
    if (option.kind === "images") throw refuse("reference-link", {});
    if (flag.value === null && option.kind !== "flag") {
      throw refuse("bad-option", { option: name, given: "", allowed: allowed(option) });
    }
    set(name, flag.value ?? true);
  }
  if (words !== "") takeWords(command, restName, words, found);

  const values: Record<string, unknown> = {};
  for (const [name, option] of options) {
    values[name] = readValue(command, name, option, found.get(name), given.attachments);
  }
  return values as Values<O>;
}

/**
 * What no flag took is the rest option's, or, as in `/pricing seedream`, that of the first option that is still open. A
 * command without options takes no notice of words: `/balance please` means what it says.
 */
function takeWords(
  command: Command<Options>,
  restName: string | undefined,
  words: string,
  found: Map<string, Raw>,
): void {
  const taking = Object.entries(command.options).filter(
    ([, option]) => option.kind !== "images" && option.kind !== "flag",
  );
  const open = restName ?? taking.find(([name]) => !found.has(name))?.[0];
  if (open !== undefined) found.set(open, words);
  else if (taking.length > 0) throw unknown(command, words.split(/\s/u)[0] ?? words);
}

/** Without what no person types: control characters other than line breaks, and halves of characters. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/gu, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/\p{Cs}/gu, "\uFFFD")
    .trim();
}

/** Whether anything in it can be seen: joiners and marks of direction alone are no words. */
function isVisible(text: string): boolean {
  return /[^\p{C}\p{Z}]/u.test(text);
}

function readValue(
  command: Command<Options>,
  name: string,
  option: Option,
  raw: Raw | undefined,
  attachments: readonly Attachment[],
): unknown {
  if (option.kind === "images") return attachments;
  if (raw === undefined || (isRest(option) && !isVisible(String(raw)))) {
    if (option.kind === "flag") return false;
    if (option.required)
      throw refuse("missing-option", { command: command.name, option: name, example: command.example });
    return undefined;
  }
  const text = clean(String(raw));
  const bad = () => refuse("bad-option", { option: name, given: shortened(text, 40), allowed: allowed(option) });
  switch (option.kind) {
    case "flag":
      if (raw === true || raw === "true" || raw === "yes") return true;
      if (raw === false || raw === "false" || raw === "no") return false;
      throw bad();
    case "integer": {
      const digits = text.normalize("NFKC");
      // Adding 0 makes the 0 of "-0" the usual one.
      const value = /^[+-]?\d{1,15}$/u.test(digits) ? Number(digits) + 0 : Number.NaN;
      if (!Number.isSafeInteger(value) || value < option.min || value > option.max) throw bad();
      return value;
    }
    case "choice": {
      const asked = plain(text);
      const choice = option.choices.find(({ value, label, aliases = [] }) =>
        [value, label, ...aliases].some((name) => plain(name) === asked),
      );
      if (choice === undefined) throw bad();
      return choice.value;
    }
    case "text":
      // The limit of free words depends on the model, whose check names it.
      if (isRest(option)) return text;
      if (!isVisible(text) || text.length > option.lengthMax) throw bad();
      return text.normalize("NFKC");
  }
}

function isRest(option: Option): boolean {
  return option.kind === "text" && option.rest === true;
}

/** How a choice is compared: `Nano Banana`, `nano_banana` and `nano-banana` are one. */
function plain(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_.-]/gu, "");
}

function optionName(options: ReadonlyMap<string, Option>, written: string): string | null {
  for (const [name, option] of options) {
    if (name === written || option.aliases?.includes(written)) return name;
  }
  return null;
}

/** Every name that a flag of this command may have. */
function spellings(command: Command<Options>): string[] {
  return Object.entries(command.options).flatMap(([name, option]) =>
    isRest(option) ? [] : [name, ...(option.aliases ?? [])],
  );
}

function unknown(command: Command<Options>, given: string) {
  const typed = Object.entries(command.options).filter(([, option]) => option.kind !== "images" && !isRest(option));
  const near = nearest(given.replace(/^-+/u, ""), spellings(command));
  return refuse("unknown-option", {
    command: command.name,
    given: shortened(given, 40),
    nearest: near === null ? null : `--${near}`,
    allowed: typed.map(([name]) => `--${name}`),
  });
}

function allowed(option: Option): Allowed {
  switch (option.kind) {
    case "integer":
      return { kind: "integer", min: option.min, max: option.max };
    case "choice":
      return { kind: "values", values: option.choices.map(({ value }) => value) };
    case "flag":
      return { kind: "yes-or-no" };
    case "images":
      return { kind: "attachments" };
    case "text":
      return { kind: "text", lengthMax: option.lengthMax };
  }
}
