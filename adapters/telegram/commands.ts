import type { BotCommand, BotCommandScope } from "grammy/types";
import type { Command } from "../../src/core/chat/command.ts";
import { commandTexts } from "../../src/core/chat/command-texts.ts";
import { languageNames } from "../../src/core/messages/languages.ts";
import type { Log } from "../../src/core/services.ts";
import type { TelegramApi } from "./client.ts";

// @see https://core.telegram.org/bots/api#botcommand
const NAME = /^[a-z0-9_]{1,32}$/u;
const SUMMARY_LENGTH_MAX = 256;
const COMMANDS_MAX = 100;

/** Whoever's language has no menu of its own reads this one. */
const ENGLISH = "en";

/** A menu of commands as Telegram shows it to some people. */
export interface CommandMenu {
  readonly scope: BotCommandScope;
  /** Two letters; null: everybody whose language has no menu of its own. */
  readonly language: string | null;
  readonly commands: readonly BotCommand[];
}

/** Where a command makes no sense, its menu does without it; typed, it works all the same. */
const notIn: Readonly<Record<string, readonly string[]>> = {
  all_private_chats: ["server"],
  all_group_chats: ["start"],
};

/** The menus of all scopes, and of each language that has words of its own for them. */
export function renderMenus(commands: readonly Command[]): CommandMenu[] {
  const languages = Object.keys(languageNames).filter((language) => language !== ENGLISH);
  const scopes = ["default", "all_private_chats", "all_group_chats"] as const;
  return scopes.flatMap((type) => {
    const shown = commands.filter((command) => command.for === undefined);
    const offered = shown.filter(({ name }) => !notIn[type]?.includes(name)).slice(0, COMMANDS_MAX);
    const menu = (language: string) => offered.map((command) => renderCommand(command, language));
    const english = { scope: { type }, language: null, commands: menu(ENGLISH) };
    const translated = languages
      .map((language) => ({ scope: { type }, language, commands: menu(language) }))
      .filter((one) => !isSame(one.commands, english.commands));
    return [english, ...translated];
  });
}

function renderCommand(command: Command, language: string): BotCommand {
  const name = telegramName(command.name);
  if (!NAME.test(name)) throw new Error(`Telegram takes no command called ${name}`);
  return { command: name, description: commandTexts(command, language).summary.slice(0, SUMMARY_LENGTH_MAX) };
}

/** Our names have hyphens where Telegram's have underscores. */
function telegramName(name: string): string {
  return name.replaceAll("-", "_");
}

/** Sets the menus that differ from what Telegram has; answers how many. */
export async function publishMenus(menus: readonly CommandMenu[], api: TelegramApi, log: Log): Promise<number> {
  let changed = 0;
  for (const { scope, language, commands } of menus) {
    const where = { scope, ...(language === null ? {} : { language_code: language as "en" }) };
    const known = await api.getMyCommands(where);
    if (isSame(known, commands)) continue;
    await api.setMyCommands({ ...where, commands });
    changed += 1;
  }
  if (changed > 0) log.info({ changed }, "Telegram has new menus of commands");
  return changed;
}

function isSame(known: readonly BotCommand[], wanted: readonly BotCommand[]): boolean {
  const asText = (commands: readonly BotCommand[]) =>
    JSON.stringify(commands.map(({ command, description }) => [command, description]));
  return asText(known) === asText(wanted);
}
