import { type FormFault, invalid, required, tooLong, wrongLength } from "./errors.ts";
import { isObject, type Json, lengthOf, objectsOf } from "./json.ts";
import * as limits from "./limits.ts";

type Path = readonly (string | number)[];
const CHAT_INPUT = 1;
const optionTypes = { subcommand: 1, group: 2, string: 3, integer: 4, number: 10 } as const;

/**
 * Holds a whole list of commands against what Discord publishes.
 * @see https://discord.com/developers/docs/interactions/application-commands#bulk-overwrite-global-application-commands
 */
export function checkCommands(commands: unknown): FormFault[] {
  if (!Array.isArray(commands)) return [invalid([], "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")];
  const faults: FormFault[] = [];
  const listed = objectsOf(commands);
  const counts = { chatInput: 0, contextMenu: 0 };
  const names = new Set<string>();
  for (const [index, command] of listed.entries()) {
    const type = Number(command["type"] ?? CHAT_INPUT);
    counts[type === CHAT_INPUT ? "chatInput" : "contextMenu"] += 1;
    const name = `${type} ${command["name"]}`;
    if (names.has(name)) {
      faults.push(
        invalid([index, "name"], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"),
      );
    }
    names.add(name);
    if (type === CHAT_INPUT) checkChatInput(faults, command, [index]);
    else checkContextMenu(faults, command, [index]);
    for (const [field, max] of [
      ["contexts", 2],
      ["integration_types", 1],
    ] as const) {
      const given = command[field];
      const isList =
        given === undefined ||
        given === null ||
        (Array.isArray(given) && given.every((one) => Number(one) >= 0 && Number(one) <= max));
      if (!isList) faults.push(invalid([index, field], "BASE_TYPE_CHOICES", `${field} holds values from 0 to ${max}.`));
    }
    const length = commandLength(command);
    if (length > limits.COMMAND_LENGTH_MAX) {
      faults.push(
        invalid(
          [index],
          "APPLICATION_COMMAND_TOO_LARGE",
          `Command exceeds maximum size (${limits.COMMAND_LENGTH_MAX}); it has ${length}.`,
        ),
      );
    }
  }
  if (counts.chatInput > limits.COMMANDS_CHAT_INPUT_MAX || counts.contextMenu > limits.COMMANDS_CONTEXT_MENU_MAX) {
    faults.push(invalid([], "APPLICATION_COMMANDS_MAX", "Maximum number of application commands reached"));
  }
  return faults;
}

function checkContextMenu(faults: FormFault[], command: Json, path: Path): void {
  checkLength(faults, command["name"], [...path, "name"], 1, limits.COMMAND_NAME_LENGTH_MAX);
  checkLocalized(faults, command, "name", path, (text, at) =>
    checkLength(faults, text, at, 1, limits.COMMAND_NAME_LENGTH_MAX),
  );
  for (const field of ["description", "options"]) {
    const given = command[field];
    if (given === undefined || given === "" || (Array.isArray(given) && given.length === 0)) continue;
    faults.push(
      invalid(
        [...path, field],
        "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET",
        "Context menu commands cannot have this",
      ),
    );
  }
}

function checkChatInput(faults: FormFault[], command: Json, path: Path): void {
  checkNamed(faults, command, path);
  checkOptions(faults, command["options"], [...path, "options"]);
}

/** Name and description, in every language. */
function checkNamed(faults: FormFault[], named: Json, path: Path): void {
  checkName(faults, named["name"], [...path, "name"]);
  checkLocalized(faults, named, "name", path, (text, at) => checkName(faults, text, at));
  const description = (text: unknown, at: Path) =>
    checkLength(faults, text, at, 1, limits.COMMAND_DESCRIPTION_LENGTH_MAX);
  description(named["description"], [...path, "description"]);
  checkLocalized(faults, named, "description", path, description);
}

function checkName(faults: FormFault[], name: unknown, path: Path): void {
  if (typeof name !== "string") faults.push(required(path));
  else if (!limits.COMMAND_NAME.test(name) || name !== name.toLowerCase()) {
    faults.push(invalid(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"));
  }
}

function checkLocalized(
  faults: FormFault[],
  named: Json,
  field: string,
  path: Path,
  check: (text: unknown, at: Path) => void,
): void {
  const localized = named[`${field}_localizations`];
  if (!isObject(localized)) return;
  for (const [locale, text] of Object.entries(localized)) {
    const at = [...path, `${field}_localizations`, locale];
    if (!limits.LOCALES.has(locale))
      faults.push(invalid(at, "ENUM_TYPE_COERCE", `${locale} is not a locale of Discord's`));
    else if (text !== null) check(text, at);
  }
}

function checkOptions(faults: FormFault[], options: unknown, path: Path): void {
  if (options === undefined) return;
  const listed = objectsOf(options);
  if (listed.length > limits.COMMAND_OPTIONS_MAX) faults.push(wrongLength(path, 0, limits.COMMAND_OPTIONS_MAX));
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [index, option] of listed.entries()) {
    const at = [...path, index];
    checkNamed(faults, option, at);
    if (names.has(option["name"])) {
      faults.push(
        invalid([...at, "name"], "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists"),
      );
    }
    names.add(option["name"]);
    const type = Number(option["type"]);
    if (!(type >= 1 && type <= 11))
      faults.push(invalid([...at, "type"], "BASE_TYPE_CHOICES", "A type is one of (1, …, 11)."));
    if (option["required"] === true && optionalSeen) {
      faults.push(
        invalid(
          at,
          "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
          "Required options must be placed before non-required options",
        ),
      );
    }
    if (option["required"] !== true) optionalSeen = true;
    if (type === optionTypes.subcommand || type === optionTypes.group)
      checkOptions(faults, option["options"], [...at, "options"]);
    else checkValues(faults, option, type, at);
  }
}

function checkValues(faults: FormFault[], option: Json, type: number, path: Path): void {
  const isText = type === optionTypes.string;
  const isNumber = type === optionTypes.integer || type === optionTypes.number;
  const choices = objectsOf(option["choices"]);
  if (choices.length > 0 && option["autocomplete"] === true) {
    faults.push(
      invalid(
        path,
        "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
        "Choices and autocomplete are mutually exclusive",
      ),
    );
  }
  if ((choices.length > 0 || option["autocomplete"] === true) && !isText && !isNumber) {
    faults.push(invalid(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID_TYPE", "This option type has no choices"));
  }
  if (choices.length > limits.COMMAND_CHOICES_MAX)
    faults.push(wrongLength([...path, "choices"], 0, limits.COMMAND_CHOICES_MAX));
  faults.push(...checkChoices(choices, isNumber, [...path, "choices"]));
  for (const [field, min] of [
    ["min_length", 0],
    ["max_length", 1],
  ] as const) {
    const given = option[field];
    if (given === undefined || given === null) continue;
    if (!isText || Number(given) < min || Number(given) > limits.OPTION_LENGTH_LIMIT) {
      faults.push(
        invalid(
          [...path, field],
          "NUMBER_TYPE_MAX",
          `int value should be between ${min} and ${limits.OPTION_LENGTH_LIMIT}.`,
        ),
      );
    }
  }
  for (const field of ["min_value", "max_value"]) {
    const given = option[field];
    if (given !== undefined && given !== null && !isNumber) {
      faults.push(
        invalid(
          [...path, field],
          "APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID_TYPE",
          "Only numbers have a smallest and a largest value",
        ),
      );
    }
  }
}

/** Choices of an option, or those that an autocompletion answers. */
export function checkChoices(choices: readonly Json[], areNumbers: boolean, path: Path): FormFault[] {
  const faults: FormFault[] = [];
  for (const [index, choice] of choices.entries()) {
    const at = [...path, index];
    checkLength(faults, choice["name"], [...at, "name"], 1, limits.CHOICE_LENGTH_MAX);
    const { value } = choice;
    if (areNumbers ? typeof value !== "number" : typeof value !== "string") {
      faults.push(invalid([...at, "value"], "BASE_TYPE_CONVERT", "The value has another type than its option."));
    } else if (typeof value === "string" && lengthOf(value) > limits.CHOICE_LENGTH_MAX) {
      faults.push(tooLong([...at, "value"], limits.CHOICE_LENGTH_MAX));
    }
    checkLocalized(faults, choice, "name", at, (text, deeper) =>
      checkLength(faults, text, deeper, 1, limits.CHOICE_LENGTH_MAX),
    );
  }
  return faults;
}

function checkLength(faults: FormFault[], text: unknown, path: Path, min: number, max: number): void {
  if (typeof text !== "string") faults.push(required(path));
  else if (lengthOf(text) > max || text.trim().length < min) faults.push(wrongLength(path, min, max));
}

/** Of every text the longest of its languages counts. */
function commandLength(command: Json): number {
  const longest = (named: Json, field: string) => {
    const localized = named[`${field}_localizations`];
    const texts = [named[field], ...(isObject(localized) ? Object.values(localized) : [])];
    return Math.max(...texts.map((text) => (typeof text === "string" ? lengthOf(text) : 0)));
  };
  let total = longest(command, "name") + longest(command, "description");
  for (const option of objectsOf(command["options"])) total += commandLength(option);
  for (const choice of objectsOf(command["choices"])) {
    total += longest(choice, "name") + (typeof choice["value"] === "string" ? lengthOf(choice["value"]) : 0);
  }
  return total;
}
