import { describe, expect, test } from "vitest";
import { commands } from "../../../commands/index.ts";
import { styles } from "../../../src/core/catalogue/styles.ts";
import type { Command, Option } from "../../../src/core/chat/command.ts";
import { commandTexts } from "../../../src/core/chat/command-texts.ts";
import { languageNames } from "../../../src/core/messages/languages.ts";
import { languageCodes, languageOf, type Messages, messagesFor } from "../../../src/core/messages.ts";
import { blurredIn, keyOf, leftInEnglish, lostIn } from "../../support/language-checks.ts";
import { everythingIn } from "../../support/messages.ts";
import { sameInEnglish, sameShape } from "../../support/same-in-english.ts";

const english = new Map(everythingIn(messagesFor("en")).map((said) => [keyOf(said), said]));
const others = languageCodes.filter((code) => code !== "en");

test("every language that a person can choose has a name, and those with sentences are found by it", () => {
  expect(Object.keys(languageNames)).toEqual(expect.arrayContaining([...languageCodes]));
  for (const code of languageCodes) {
    expect(languageOf(code)).toBe(code);
    expect(languageOf(`${code.toUpperCase()}_XX`)).toBe(code);
  }
  expect([null, undefined, "", "xx", "tlh-Latn"].map(languageOf)).toEqual(Array.from({ length: 5 }, () => "en"));
});

describe("the checks find what they look for:", () => {
  const german = messagesFor("de");
  const saidIn = (messages: Messages) => everythingIn(messages);
  const lostOf = (messages: Messages) =>
    saidIn(messages).flatMap((one) => {
      const original = english.get(keyOf(one));
      return original === undefined ? [] : lostIn(one, original);
    });

  test("a number, a name, a command and an address that went missing", () => {
    const damaged: Messages = {
      ...german,
      fault: () => "Da ging etwas schief.",
      start: { ...german.start, ready: () => "Sag mir, was du sehen möchtest." },
      linking: { ...german.linking, joined: () => "Ihr seid jetzt ein Konto." },
    };
    expect(lostOf(damaged)).toEqual(
      expect.arrayContaining(["abcd2345", "support@z-image-ai.run", "/pricing", "--ar", "16:9", "25", "Ada Lovelace"]),
    );
    expect(lostOf(german)).toEqual([]);
  });

  test("a sentence that no longer looks at its data", () => {
    const damaged: Messages = { ...german, settings: { ...german.settings, private: () => "an oder aus" } };
    expect(blurredIn(saidIn(damaged), english)).toEqual(["settings.private: an oder aus"]);
  });

  test("a text that was not translated", () => {
    const damaged: Messages = { ...german, help: { ...german.help, title: messagesFor("en").help.title } };
    expect(leftInEnglish(saidIn(damaged), english, "de")).toEqual(["help.title: What I can do"]);
  });

  test("a key too few, one too many, and another kind", () => {
    const { help, ...rest } = messagesFor("en");
    const damaged = { ...rest, fault: "Da ging etwas schief.", help: { title: help.title, hints: help.hint } };
    expect(sameShape(damaged, messagesFor("en")).toSorted()).toEqual([
      "fault is string, and not function",
      "help.hint is undefined, and not string",
      "help.hints is string, and not undefined",
    ]);
  });
});

describe.each(others)("in %s", (language) => {
  const messages = messagesFor(language);
  const said = everythingIn(messages);

  test("every sentence is there, none more, and each takes the same data", () => {
    expect(sameShape(messages, messagesFor("en"))).toEqual([]);
    expect(said.map(keyOf)).toEqual([...english.keys()]);
  });

  test("no sentence has lost what it is about: a number, a name, a command, a flag, an address", () => {
    const lost = said.flatMap((one) => {
      const original = english.get(keyOf(one));
      const missing = original === undefined ? [] : lostIn(one, original);
      return missing.map((token) => `${one.path}: ${token} is not in “${one.text}”`);
    });
    expect(lost).toEqual([]);
  });

  test("what English tells apart is told apart", () => {
    expect(blurredIn(said, english)).toEqual([]);
  });

  test("nothing is left in English but what is the same word", () => {
    expect(leftInEnglish(said, english, language)).toEqual([]);
  });

  test("every sentence is plain, whole and tidy", () => {
    // It is a file for people with an editor, not a message.
    for (const { path, text } of said.filter(({ path: one }) => one !== "privacy.readme")) {
      expect(text, path).not.toMatch(/ {2}|^\s|\s$/u);
      expect(text, path).not.toMatch(/undefined|NaN|\[object|\bnull\b/u);
      expect(text, `${path}: plain text has no markup`).not.toMatch(/\*\*|__|<\w|\]\(|`/u);
      expect(text, `${path}: typographic quotation marks`).not.toMatch(/"|\w'\w/u);
      expect(text.match(/\p{Extended_Pictographic}/gu) ?? [], path).toHaveLength(0);
    }
  });

  test("nothing is longer than its place in the chats", () => {
    for (const { path, text } of said) {
      const lengthMax = path.startsWith("refusals.") ? 450 : 900;
      if (path !== "privacy.readme") expect(characters(text), `${path}: ${text}`).toBeLessThanOrEqual(lengthMax);
    }
    for (const [path, lengthMax] of Object.entries(places)) {
      const there = said.filter((one) => one.path === path);
      expect(there, `${path} is no sentence`).not.toHaveLength(0);
      for (const { text } of there) expect(characters(text), `${path}: ${text}`).toBeLessThanOrEqual(lengthMax);
    }
  });

  test.each(commands.map((command) => [command.name, command] as const))("/%s presents itself", (_name, command) => {
    expect(untranslated(command, language)).toEqual([]);
    const texts = commandTexts(command, language);
    const { summary, example, options } = texts;
    expect(characters(summary), summary).toBeLessThanOrEqual(100);
    expect(summary).not.toMatch(/^\s|\s$|\.$|。$|undefined/u);
    expect(example).toMatch(new RegExp(`^/${command.name}(?: |$)`, "u"));
    expect(example.match(/--[a-z]+/gu)).toEqual(command.example.match(/--[a-z]+/gu));
    for (const option of Object.values(options)) {
      expect(characters(option.summary), option.summary).toBeLessThanOrEqual(100);
      for (const label of Object.values(option.choices)) expect(characters(label)).toBeLessThanOrEqual(100);
      const labels = Object.values(option.choices);
      expect(new Set(labels).size, "labels that are all different").toBe(labels.length);
    }
  });

  test("no text of commands is for one that is not there", () => {
    const declared = new Map(commands.map((command) => [command.name, command]));
    for (const [name, { options = {} }] of Object.entries(messages.commands)) {
      const command = declared.get(name);
      expect(command, name).toBeDefined();
      for (const [option, { choices = {} }] of Object.entries(options)) {
        const there = command?.options[option];
        expect(there, `${name} ${option}`).toBeDefined();
        const values = there?.kind === "choice" ? there.choices.map(({ value }) => value) : [];
        expect(values, `${name} ${option}`).toEqual(expect.arrayContaining(Object.keys(choices)));
      }
    }
  });

  test("every style has a name of its own", () => {
    const labels = styles.map(messages.styles.label);
    expect(new Set(labels).size).toBe(styles.length);
  });
});

/**
 * How long a text may be where a chat gives it little room, in characters.
 * @see https://discord.com/developers/docs/components/reference
 */
const places: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    [...english.values()]
      .filter(({ path }) =>
        /(?:Button|Submit|Yes|No|^after\.(?:reroll|vary|upscale|editPrompt|reference|report))$/u.test(path),
      )
      .map(({ path }) => [path, 80]),
  ),
  ...{ "consent.accept": 80, "consent.read": 80, "picture.cancel": 80, "terms.next": 80, "terms.previous": 80 },
  ...{ "linking.yes": 80, "unlinking.stop": 80, "unlinking.leave": 80, "account.stop": 80, "privacy.keep": 80 },
  // A form's title and labels; a longer label is shown below it as well.
  ...{ "after.referenceTitle": 45, "after.referenceLabel": 45, "after.referenceWhich": 45, "after.reportTitle": 45 },
  ...{ "after.reportReason": 45, "after.reportNote": 45, "imagine.editTitle": 45, "imagine.editLabel": 45 },
  ...{ "settings.formTitle": 45, "servers.formTitle": 45, "servers.formChannels": 45, "servers.formModels": 45 },
  ...{ "servers.formPrivate": 45, "servers.formCap": 45, "history.deleteTitle": 45, "billing.refundReason": 45 },
  ...{ "billing.adminPartLabel": 45, "billing.adminDeclineLabel": 45 },
  ...Object.fromEntries(
    ["minors", "intimate", "sexual", "hateful", "deceiving", "rights", "other"].map((reason) => [
      `after.reportReasonNames.${reason}`,
      100,
    ]),
  ),
  ...{ "discord.editMenu": 32, "discord.reportMenu": 32 },
};

function characters(text: string): number {
  return [...text].length;
}

/** Texts of a command that a language has no words for, other than what is the same everywhere. */
function untranslated(command: Command, language: string): string[] {
  const texts = commandTexts(command, language);
  const own = messagesFor(language).commands[command.name];
  const declared = commandTexts(command, "en");
  const options = Object.entries<Option>(command.options).flatMap(([name, option]) => {
    const labels = option.kind === "choice" ? option.choices.map(({ value }) => value) : [];
    return [
      ...(own?.options?.[name]?.summary === undefined ? [`--${name}: its summary`] : []),
      ...labels
        .filter((value) => texts.options[name]?.choices[value] === declared.options[name]?.choices[value])
        .map((value) => ({ path: `commands.${name}.${value}`, text: texts.options[name]?.choices[value] ?? "" }))
        .filter(({ path, text }) => !sameInEnglish({ language, path, text }))
        .map(({ path, text }) => `${path}: ${text}`),
    ];
  });
  return [...(texts.summary === declared.summary ? ["its summary"] : []), ...options];
}

describe("in English", () => {
  const { appeals, conduct } = messagesFor("en");

  test("one appeal that is left for later is one, and two are two", () => {
    expect(appeals.more(1)).toBe("One older one follows once these are decided.");
    expect(appeals.more(2)).toBe("2 older ones follow once these are decided.");
  });

  test("nobody is told to choose other words by what follows, which may be an upload or a suspension", () => {
    expect(conduct.counted(1, 30)).not.toMatch(/words/iu);
  });
});
