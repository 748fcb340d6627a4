import { expect, test } from "vitest";
import { plainWords } from "../../../src/core/messages/plain-words.ts";

test.for([
  [" it was\u202E me ", 500, "it was me"],
  ["\u2066a\u2069\u202Ab\u202Bc\u202Cd\u202De\u2067f\u2068", 500, "abcdef"],
  // What only marks a direction turns nothing around, and joiners hold an emoji together.
  ["שלום\u200F 👩\u200D🎨", 500, "שלום\u200F 👩\u200D🎨"],
  ["🦊🦊🦊", 2, "🦊🦊"],
  ["\u202E \u202C", 500, ""],
] as const)("“%s” within %i characters is plainly “%s”", ([text, lengthMax, plain]) => {
  expect(plainWords(text, lengthMax)).toBe(plain);
});
