import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suggest } from "../../../adapters/discord/autocomplete.ts";
import { renderCommands } from "../../../adapters/discord/commands.ts";
import { askedBy } from "../../../adapters/discord/incoming.ts";
import { sameCommands } from "../../../adapters/discord/register.ts";
import { commands } from "../../../commands/index.ts";
import { readArguments } from "../../../src/core/chat/arguments.ts";
import { type Command, defineCommand, type Option } from "../../../src/core/chat/command.ts";
import { commandTexts } from "../../../src/core/chat/command-texts.ts";
import { Refusal } from "../../../src/core/refusal.ts";
import { checkCommands } from "../../servers/discord/check-commands.ts";
import { type Json, objectsOf } from "../../servers/discord/json.ts";

const wire = (list: readonly Command[]) => JSON.parse(JSON.stringify(renderCommands(list))) as Json[];
const rendered = wire(commands);
const optionsOf = (name: string) => objectsOf(rendered.find((one) => one["name"] === name)?.["options"]);
const types = { string: 3, integer: 4, boolean: 5, attachment: 11 } as const;

/** What Discord sends when a person fills these options in. */
function typed(name: string, values: ReadonlyMap<Json, unknown>) {
  const attachments: Record<string, object> = {};
  const options = [...values].map(([option, value], index) => {
    const given = { name: option["name"], type: option["type"] };
    if (option["type"] !== types.attachment) return { ...given, value };
    const id = String(index);
    attachments[id] = { id, filename: String(value), size: 3, content_type: "image/png", url: "http://127.0.0.1:9/x" };
    return { ...given, value: id };
  });
  const interaction = { type: 2, data: { name, type: 1, options, resolved: { attachments } } };
  const asked = askedBy(interaction as never, {
    begin: (files) =>
      files.map(({ filename, size }) => ({ name: filename, bytes: size, read: async () => new Uint8Array(size) })),
  });
  if (asked === null || !("action" in asked) || asked.action.kind !== "command") throw new Error("no command was read");
  return asked.action;
}

describe("the commands on Discord", () => {
  test("are what Discord takes, all of them with the menus of messages", () => {
    expect(checkCommands(rendered)).toEqual([]);
    expect(rendered.map((one) => one["name"])).toEqual([
      ...commands.map(({ name }) => name),
      "Edit this picture",
      "Report",
    ]);
    const operators = new Set(commands.filter((command) => command.for === "operators").map(({ name }) => name));
    for (const one of rendered) {
      const contexts = operators.has(String(one["name"])) ? [1] : [0, 1, 2];
      expect(one).toMatchObject({ integration_types: [0, 1], contexts });
    }
  });

  test("have typed options: the required first, limits, choices, suggestions while typing, a few pictures", () => {
    const [first, ...others] = optionsOf("imagine");
    expect(first).toMatchObject({ name: "prompt", type: types.string, required: true });
    const byName = new Map(others.map((option) => [option["name"], option]));
    expect(byName.get("n")).toMatchObject({ type: types.integer, min_value: 1 });
    expect(objectsOf(byName.get("model")?.["choices"]).map(({ value }) => value)).toContain("seedream");
    expect(byName.get("ratio")).toMatchObject({ autocomplete: true, max_length: 20 });
    expect(byName.get("private")).toMatchObject({ type: types.boolean });
    const pictures = others.filter(({ type }) => type === types.attachment).map(({ name }) => name);
    expect(pictures).toEqual(["reference", "reference2", "reference3", "reference4"]);
  });

  test("keep the limits whatever is declared", () => {
    const word = fc
      .string({ unit: fc.constantFrom("a", "b", " ", "🦊", "\n"), minLength: 1, maxLength: 150 })
      .map((text) => `x${text}`);
    const base = { summary: word };
    const option: fc.Arbitrary<Option> = fc.oneof(
      fc.record({
        ...base,
        kind: fc.constant("text" as const),
        lengthMax: fc.integer({ min: 1, max: 40_000 }),
        suggestions: fc.array(word, { maxLength: 60 }),
      }),
      fc.record({
        ...base,
        kind: fc.constant("integer" as const),
        min: fc.integer({ min: 0, max: 5 }),
        max: fc.integer({ min: 5, max: 2 ** 31 }),
      }),
      fc.record({ ...base, kind: fc.constant("flag" as const), required: fc.constant(true as const) }),
      fc.record({
        ...base,
        kind: fc.constant("images" as const),
        max: fc.integer({ min: 1, max: 16 }),
        required: fc.constant(true as const),
      }),
      fc.record({
        ...base,
        kind: fc.constant("choice" as const),
        choices: fc.uniqueArray(fc.record({ value: fc.stringMatching(/^[a-z]{1,12}$/u), label: word }), {
          minLength: 1,
          maxLength: 40,
          selector: ({ value }) => value,
        }),
      }),
    );
    const command = fc.record({
      summary: word,
      options: fc.dictionary(fc.stringMatching(/^[a-z]{1,20}$/u), option, { maxKeys: 8 }),
    });
    fc.assert(
      fc.property(command, ({ summary, options }) => {
        const declared = defineCommand({
          name: "any",
          summary,
          options,
          audience: "everyone",
          needsConsent: false,
          example: "/any",
          run: async () => ({}),
        });
        // The size of a whole command is up to whoever declares it.
        const faults = checkCommands(wire([declared])).filter(({ code }) => code !== "APPLICATION_COMMAND_TOO_LARGE");
        expect(faults).toEqual([]);
      }),
    );
  });
});

describe("what is filled in", () => {
  const anyValueOf = (option: Json): fc.Arbitrary<unknown> => {
    const choices = objectsOf(option["choices"]).map(({ value }) => value);
    switch (option["type"]) {
      case types.integer:
        return fc.integer({ min: Number(option["min_value"]), max: Math.min(Number(option["max_value"]), 2 ** 31) });
      case types.boolean:
        return fc.boolean();
      case types.attachment:
        return fc.constantFrom("cat.png", "dog.png");
      default:
        return choices.length > 0
          ? fc.constantFrom(...choices)
          : fc.stringMatching(new RegExp(`^[a-z0-9]{1,${Math.min(10, Number(option["max_length"] ?? 10))}}$`, "u"));
    }
  };

  test.each(
    commands
      .filter(({ options }) => Object.keys(options).length > 0)
      .map((command) => [command.name, command] as const),
  )("for /%s reads back to the same arguments", (name, command) => {
    const options = optionsOf(name);
    const filled = fc
      .tuple(
        ...options.map((option) =>
          option["required"] ? anyValueOf(option) : fc.option(anyValueOf(option), { nil: undefined }),
        ),
      )
      .map(
        (values) =>
          new Map(
            options.flatMap((option, index) => (values[index] === undefined ? [] : [[option, values[index]] as const])),
          ),
      );
    fc.assert(
      fc.property(filled, (values) => {
        const read = readArguments(command, typed(name, values)) as Record<string, unknown>;
        const files: string[] = [];
        for (const [option, value] of values) {
          if (option["type"] === types.attachment) files.push(String(value));
          else expect(read[String(option["name"])], String(option["name"])).toEqual(value);
        }
        const images = Object.entries(command.options).find(([, { kind }]) => kind === "images")?.[0];
        if (images !== undefined) expect((read[images] as { name: string }[]).map((file) => file.name)).toEqual(files);
      }),
      { numRuns: 30 },
    );
  });

  test("may hold flags in the words, as people know them from elsewhere", () => {
    const [prompt] = optionsOf("imagine");
    if (prompt === undefined) throw new Error("there is no prompt");
    const imagine = commands.find(({ name }) => name === "imagine");
    if (imagine === undefined) throw new Error("there is no such command");
    const read = readArguments(imagine, typed("imagine", new Map([[prompt, "a red fox --ar 16:9 --n 2"]])));
    expect(read).toMatchObject({ prompt: "a red fox", ratio: "16:9", n: 2 });
  });

  test("outside of what was declared is refused, not passed on", () => {
    const imagine = commands.find(({ name }) => name === "imagine");
    const forged: readonly [string, unknown][] = [
      ["model", "no-such-model"],
      ["n", 900],
      ["constructor", "x"],
      ["reference", "https://evil.example/cat.png"],
    ];
    for (const [name, value] of forged) {
      const given = typed(
        "imagine",
        new Map<Json, unknown>([
          [{ name: "prompt", type: 3 }, "a fox"],
          [{ name, type: 3 }, value],
        ]),
      );
      expect(() => readArguments(imagine as Command, given), name).toThrow(Refusal);
    }
  });
});

describe("what is offered while typing", () => {
  const imagine = commands.find(({ name }) => name === "imagine");

  test("are values that hold what was typed, those that begin with it first, and at most 25", () => {
    expect(suggest(imagine, "ratio", "16").map(({ value }) => value)[0]).toBe("16:9");
    expect(suggest(imagine, "ratio", "").length).toBeLessThanOrEqual(25);
    expect(suggest(imagine, "ratio", "").length).toBeGreaterThan(3);
    const [first] = suggest(imagine, "model", "nano");
    expect(first?.value).toBe("nano-banana");
  });

  test("is nothing where nothing fits, or for what nobody declared", () => {
    for (const [name, text] of [
      ["ratio", "zzz"],
      ["prompt", "a"],
      ["constructor", ""],
      ["seed", "1"],
    ] as const) {
      expect(suggest(imagine, name, text)).toEqual([]);
    }
    expect(suggest(undefined, "ratio", "")).toEqual([]);
  });
});

describe("a definition that Discord has", () => {
  /** As Discord gives it back: with what it adds, in an order of its own. */
  const kept = rendered.map(({ integration_types: _, ...one }, index) => ({
    version: String(index),
    id: `1${index}`,
    application_id: "9",
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    ...one,
    contexts: ((one["contexts"] ?? []) as number[]).toReversed(),
    integration_types: [1, 0],
  }));

  test("is the same whatever Discord adds to it, and in whatever order", () => {
    expect(sameCommands(kept.toReversed(), rendered)).toBe(true);
  });

  test("is another one when a word, a limit, a place or the order of options differs", () => {
    const change = (field: string, value: unknown) =>
      kept.map((one, index) => (index === 0 ? { ...one, [field]: value } : one));
    const options = objectsOf(kept[0]?.["options" as never]);
    expect(sameCommands(kept.slice(1), rendered)).toBe(false);
    expect(sameCommands(change("description", "Another"), rendered)).toBe(false);
    expect(sameCommands(change("contexts", [0]), rendered)).toBe(false);
    expect(sameCommands(change("options", options.toReversed()), rendered)).toBe(false);
    expect(sameCommands(change("description_localizations", { de: "Beschreibe ein Bild" }), rendered)).toBe(false);
  });
});

describe("the texts of a command", () => {
  test("are those of its declaration in English, and of a language that does not say otherwise", () => {
    for (const command of commands) {
      const english = commandTexts(command, "en");
      expect(english.summary).toBe(command.summary);
      expect(commandTexts(command, "xx")).toEqual(english);
      expect(Object.keys(english.options)).toEqual(Object.keys(command.options));
    }
  });
});
