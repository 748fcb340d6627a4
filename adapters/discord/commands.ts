import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  type LocalizationMap,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { Command, Option } from "../../src/core/chat/command.ts";
import { type CommandTexts, commandTexts } from "../../src/core/chat/command-texts.ts";
import { menuName, messageMenus } from "../../src/core/chat/menus.ts";
import { languageOf, messagesFor } from "../../src/core/messages.ts";
import { cut, oneLine } from "./text.ts";

/** @see https://discord.com/developers/docs/interactions/application-commands#application-command-object */
const DESCRIPTION_LENGTH_MAX = 100;
const OPTIONS_MAX = 25;
export const CHOICES_MAX = 25;
export const CHOICE_LENGTH_MAX = 100;
const TEXT_LENGTH_MAX = 6_000;
const MENU_NAME_LENGTH_MAX = 32;
/** One field for each picture: more of them would bury the other options. */
export const PICTURES_MAX = 4;

/**
 * Discord's languages that there may be sentences in. English is what commands are declared in.
 * @see https://discord.com/developers/docs/reference#locales
 */
const locales = [
  Locale.SpanishES,
  Locale.SpanishLATAM,
  Locale.German,
  Locale.French,
  Locale.Russian,
  Locale.ChineseCN,
  Locale.Japanese,
  Locale.PortugueseBR,
] as const;

type Definition = RESTPostAPIApplicationCommandsJSONBody;

/** All that is registered with Discord: the commands, and the menus that every message gets. */
export function renderCommands(commands: readonly Command[]): Definition[] {
  return [...commands.map(renderCommand), ...renderMenus()];
}

const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

/**
 * Discord takes no command that it does not know, and cannot register one for some people alone: in servers nobody is shown it, and
 * in the bot’s own chat it answers whom it is for.
 */
const inPrivate = { ...everywhere, contexts: [InteractionContextType.BotDM] };

function renderCommand(command: Command): Definition {
  const translated = inAllLanguages((language) => commandTexts(command, language));
  const options = Object.entries(command.options).flatMap(([name, option]) => renderOption(name, option, translated));
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: describe(command.summary),
    ...localized("description", command.summary, translated, (texts) => texts.summary, describe),
    // Discord refuses a required option behind one that is not.
    options: options
      .toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false))
      .slice(0, OPTIONS_MAX),
    ...(command.for === "operators" ? inPrivate : everywhere),
  };
}

function renderMenus(): Definition[] {
  const english = messagesFor("en");
  return messageMenus.map((menu) => {
    const name = menuName(menu, english);
    const translated = inAllLanguages((language) => menuName(menu, messagesFor(language)));
    const short = (text: string) => cut(text, MENU_NAME_LENGTH_MAX);
    return {
      type: ApplicationCommandType.Message,
      name: short(name),
      ...localized("name", name, translated, (text) => text, short),
      ...everywhere,
    };
  });
}

/** The menu that Discord calls by this name. */
export function menuNamed(name: string): (typeof messageMenus)[number] | null {
  const english = messagesFor("en");
  return messageMenus.find((menu) => menuName(menu, english) === name) ?? null;
}

/** The names under which Discord knows the pictures of an option: `reference`, `reference2` … */
export function pictureNames(name: string, max: number): string[] {
  return Array.from({ length: Math.min(max, PICTURES_MAX) }, (_, index) =>
    index === 0 ? name : `${name}${index + 1}`,
  );
}

function renderOption(
  name: string,
  option: Option,
  translated: ReadonlyMap<Locale, CommandTexts>,
): APIApplicationCommandBasicOption[] {
  const base = {
    name,
    description: describe(option.summary),
    ...localized("description", option.summary, translated, (texts) => texts.options[name]?.summary, describe),
    ...(option.required ? { required: true } : {}),
  };
  switch (option.kind) {
    case "text": {
      const limits = { max_length: Math.min(option.lengthMax, TEXT_LENGTH_MAX) };
      const suggests = (option.suggestions?.length ?? 0) > 0 ? { autocomplete: true as const } : {};
      return [{ ...base, type: ApplicationCommandOptionType.String, ...limits, ...suggests }];
    }
    case "integer":
      return [{ ...base, type: ApplicationCommandOptionType.Integer, min_value: option.min, max_value: option.max }];
    case "flag":
      return [{ ...base, type: ApplicationCommandOptionType.Boolean }];
    case "images":
      return pictureNames(name, option.max).map((each, index) => ({
        ...base,
        name: each,
        // Only the first can be asked for: whoever has one picture has no second.
        ...(option.required ? { required: index === 0 } : {}),
        type: ApplicationCommandOptionType.Attachment,
      }));
    case "choice": {
      // A longer list is searched while typing.
      if (option.choices.length > CHOICES_MAX) {
        return [{ ...base, type: ApplicationCommandOptionType.String, autocomplete: true }];
      }
      const choices = option.choices.map(({ value, label }) => ({
        name: nameChoice(label),
        value,
        ...localized("name", label, translated, (texts) => texts.options[name]?.choices[value], nameChoice),
      }));
      return [{ ...base, type: ApplicationCommandOptionType.String, choices }];
    }
  }
}

function describe(summary: string): string {
  return cut(oneLine(summary), DESCRIPTION_LENGTH_MAX);
}

export function nameChoice(label: string): string {
  return cut(oneLine(label), CHOICE_LENGTH_MAX);
}

/** Only languages that there are sentences in: another one would answer in English. */
function inAllLanguages<Texts>(textsIn: (language: string) => Texts): Map<Locale, Texts> {
  const entries = locales.flatMap((locale) => {
    const language = languageOf(locale);
    return language === "en" ? [] : [[locale, textsIn(language)] as const];
  });
  return new Map(entries);
}

/** `name_localizations` or `description_localizations`: what differs from the English text. */
function localized<Field extends "name" | "description", Texts>(
  field: Field,
  english: string,
  translated: ReadonlyMap<Locale, Texts>,
  textOf: (texts: Texts) => string | undefined,
  limit: (text: string) => string,
): { readonly [F in `${Field}_localizations`]?: LocalizationMap } {
  const entries = [...translated].flatMap(([locale, texts]) => {
    const text = textOf(texts);
    return text === undefined || text === english || text.trim() === "" ? [] : [[locale, limit(text)] as const];
  });
  const result: { [F in `${Field}_localizations`]?: LocalizationMap } = {};
  if (entries.length > 0) Object.assign(result, { [`${field}_localizations`]: Object.fromEntries(entries) });
  return result;
}
