import fc from "fast-check";
import type { Update } from "grammy/types";
import { describe, expect, test } from "vitest";
import { renderMenus } from "../../../adapters/telegram/commands.ts";
import { hear, type Said } from "../../../adapters/telegram/incoming.ts";
import { commands } from "../../../commands/index.ts";
import { readArguments } from "../../../src/core/chat/arguments.ts";
import type { Command, Option } from "../../../src/core/chat/command.ts";

const menus = renderMenus(commands);
const menu = (type: string) => menus.find(({ scope, language }) => scope.type === type && language === null);

describe("menus", () => {
  test("take what Telegram takes: names, lengths and numbers", () => {
    for (const { commands: shown, language } of menus) {
      expect(shown.length).toBeLessThanOrEqual(100);
      expect(language === null || language.length === 2).toBe(true);
      for (const { command, description } of shown) {
        expect(command).toMatch(/^[a-z0-9_]{1,32}$/);
        expect(description.length).toBeGreaterThan(0);
        expect(description.length).toBeLessThanOrEqual(256);
      }
    }
  });

  test("leave out what makes no sense where they are shown", () => {
    const names = (type: string) => menu(type)?.commands.map(({ command }) => command);
    expect(names("all_private_chats")).toContain("start");
    expect(names("all_private_chats")).not.toContain("server");
    expect(names("all_group_chats")).not.toContain("start");
    const forOperators = commands.filter((command) => command.for !== undefined).map(({ name }) => name);
    expect(forOperators).toContain("admin");
    expect(names("default")).toEqual(commands.map(({ name }) => name).filter((name) => !forOperators.includes(name)));
  });

  test("a language without words of its own needs no menu", () => {
    const english = JSON.stringify(menu("default")?.commands);
    for (const { language, scope, commands: shown } of menus) {
      if (language !== null && scope.type === "default") expect(JSON.stringify(shown)).not.toBe(english);
    }
  });
});

/** What somebody could give for an option, and how they would type it. */
function typed(name: string, option: Option): fc.Arbitrary<{ words: string; value: unknown }> | null {
  const spelled = fc.constantFrom(name, ...(option.aliases ?? [])).map((one) => `--${one}`);
  const dashed = fc.tuple(spelled, fc.constantFrom("--", "—", "–")).map(([flag, dash]) => dash + flag.slice(2));
  switch (option.kind) {
    case "flag":
      return spelled.map((flag) => ({ words: flag, value: true }));
    case "integer":
      return fc
        .tuple(dashed, fc.integer({ min: option.min, max: option.max }))
        .map(([flag, value]) => ({ words: `${flag} ${value}`, value }));
    case "choice":
      return fc
        .tuple(dashed, fc.constantFrom(...option.choices.map(({ value }) => value)))
        .map(([flag, value]) => ({ words: `${flag} ${value}`, value }));
    default:
      return null;
  }
}

test("what the menu offers, typed with flags in a group, reads back to the same arguments", () => {
  const self = { id: 42, username: "easel_bot" };
  const word = fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 1, maxLength: 8 });
  const asked = fc.constantFrom(...commands).chain((command: Command) => {
    const options = Object.entries(command.options);
    const arbitraries = options.flatMap(([name, option]) => {
      const one = typed(name, option);
      return one === null ? [] : [fc.option(one.map((given) => ({ name, ...given })))];
    });
    const rest = options.find(([, option]) => option.kind === "text" && option.rest === true)?.[0];
    return fc.record({
      command: fc.constant(command),
      given: fc.tuple(...arbitraries),
      rest: fc.constant(rest),
      words: fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(" ")),
    });
  });
  fc.assert(
    fc.property(asked, ({ command, given, rest, words }) => {
      const flags = given.filter((one) => one !== null);
      // Options that need a value which is no flag are another test's.
      const isComplete = Object.entries(command.options).every(([name, option]) => !option.required || name === rest);
      fc.pre(isComplete);
      const name = command.name.replaceAll("-", "_");
      const tail = [rest === undefined ? "" : words, ...flags.map((flag) => flag.words)].join(" ");
      const text = `/${name}@easel_bot ${tail}`;
      const from = { id: 7, is_bot: false, first_name: "Ada" };
      const chat = { id: -5, type: "supergroup", title: "Friends" };
      const update = { update_id: 1, message: { message_id: 2, date: 1, from, chat, text } } as unknown as Update;
      const heard = hear([update], self) as Said;
      expect(heard.command).toBe(command.name);
      const read = readArguments(command, { words: heard.words, values: {}, attachments: [] }) as Record<
        string,
        unknown
      >;
      if (rest !== undefined) expect(read[rest]).toBe(words);
      for (const flag of flags) expect(read[flag.name]).toBe(flag.value);
    }),
  );
});
