import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultModerationNumbers } from "../src/core/moderation/numbers.ts";
import { readModerationFile } from "../src/moderation-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "easel-moderation-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(text: string): Promise<string> {
  const path = join(folder, "numbers.json");
  await writeFile(path, text);
  return path;
}

test("without a file the published numbers count", async () => {
  expect(await readModerationFile(null)).toEqual(defaultModerationNumbers);
  expect(defaultModerationNumbers).toMatchObject({ window_days: 30, refusalsReturned: 3, strikesOfFlag: 0.5 });
});

test("a file changes what it names and leaves the rest", async () => {
  const numbers = await readModerationFile(await file('{"refusalsReturned": 5, "wave": {"accountsMin": 9}}'));
  expect(numbers).toEqual({
    ...defaultModerationNumbers,
    refusalsReturned: 5,
    wave: { ...defaultModerationNumbers.wave, accountsMin: 9 },
  });
});

test.each([
  ['{"refusalsReturned": -1, "suspendAt": "many"}', ["refusalsReturned", "suspendAt"]],
  ['{"strikesByCategory": {"hate": 0.3}}', ["strikesByCategory.hate"]],
  ['{"windowdays": 3}', ["windowdays"]],
  ["[]", ["the file"]],
  ["not json", ["is no JSON"]],
])("a faulty file is refused with all that is wrong in it: %s", async (text, named) => {
  const message = await readModerationFile(await file(text)).then(
    () => "it was read",
    (error: unknown) => String(error),
  );
  expect(named.filter((one) => !message.includes(one))).toEqual([]);
});

test("a file that is not there is named by its setting", async () => {
  await expect(readModerationFile(join(folder, "gone.json"))).rejects.toThrow("MODERATION_FILE");
});
