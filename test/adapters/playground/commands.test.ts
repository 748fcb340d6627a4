import { expect, test } from "vitest";
import { renderCommands } from "../../../adapters/playground/commands.ts";
import { defineCommand } from "../../../src/core/chat/command.ts";

const [imagine] = renderCommands([
  defineCommand({
    name: "imagine",
    summary: "Make a picture from words",
    audience: "everyone",
    needsConsent: true,
    example: "/imagine a red fox",
    options: {
      prompt: { kind: "text", summary: "What it shows", lengthMax: 2000, rest: true, required: true },
      ratio: {
        kind: "choice",
        summary: "Shape",
        aliases: ["ar", "aspect"],
        choices: [
          { value: "16:9", label: "Wide" },
          { value: "1:1", label: "Square", aliases: ["square"] },
        ],
      },
      count: { kind: "integer", summary: "How many", aliases: ["n"], min: 1, max: 4 },
      private: { kind: "flag", summary: "Only for you" },
      note: { kind: "text", summary: "A note", lengthMax: 50 },
      size: { kind: "text", summary: "How large", lengthMax: 9, suggestions: ["1K", "2K"] },
      references: { kind: "images", summary: "Pictures to start from", max: 4 },
    },
    run: async () => ({}),
  }),
]);
const option = (name: string) => imagine?.options.find((one) => one.name === name);

test("a command is suggested by its name, summary and example", () => {
  expect(imagine).toMatchObject({
    name: "imagine",
    summary: "Make a picture from words",
    example: "/imagine a red fox",
  });
});

test("options keep the order of the declaration, so that the hints read the same everywhere", () => {
  expect(imagine?.options.map(({ name }) => name)).toEqual([
    "prompt",
    "ratio",
    "count",
    "private",
    "note",
    "size",
    "references",
  ]);
});

test("free words and attached pictures have no flag", () => {
  expect(option("prompt")).toMatchObject({ form: "words", flag: null, spellings: [], required: true });
  expect(option("references")).toMatchObject({ form: "files", flag: null, spellings: [] });
});

test("the shortest spelling is suggested and every spelling is known", () => {
  expect(option("ratio")).toMatchObject({ form: "value", flag: "--ar", spellings: ["--ratio", "--ar", "--aspect"] });
  expect(option("private")).toMatchObject({ form: "flag", flag: "--private", required: false });
});

test("choices come with their labels and other spellings", () => {
  expect(option("ratio")?.choices).toEqual([
    { value: "16:9", label: "Wide", aliases: [] },
    { value: "1:1", label: "Square", aliases: ["square"] },
  ]);
});

test("what a text usually is comes as choices do", () => {
  expect(option("size")).toMatchObject({ form: "value", choices: [{ value: "1K" }, { value: "2K" }] });
  expect(option("note")?.choices).toEqual([]);
});

test("a whole number says its range, other options none", () => {
  expect(option("count")?.range).toBe("1 to 4");
  expect([option("ratio")?.range, option("note")?.range]).toEqual([null, null]);
});
