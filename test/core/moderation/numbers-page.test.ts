import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { defaultModerationNumbers } from "../../../src/core/moderation/numbers.ts";

const ROW = /^\| `(\w+(?:\.\w+)?)` \| `([^`]+)` \|/gmu;

test("the page of moderation names every number of an installation with its default, and no other one", async () => {
  const page = await readFile(new URL("../../../docs/moderation.md", import.meta.url), "utf8");
  const section = page.split(/^## /mu).find((part) => part.startsWith("The numbers of an installation")) ?? "";
  const listed = [...section.matchAll(ROW)].map(([, key = "", value = ""]) => [key, JSON.parse(value) as unknown]);
  const { wave, ...plain } = defaultModerationNumbers;
  const inWave = Object.entries(wave).map(([key, value]) => [`wave.${key}`, value]);
  expect(Object.fromEntries(listed)).toEqual({ ...plain, ...Object.fromEntries(inWave) });
  expect(new Set(listed.map(([key]) => key)).size).toBe(listed.length);
});
