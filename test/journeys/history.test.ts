import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp();
});
afterAll(() => easel.stop());

const lines = (text: string | null | undefined) => text?.split("\n").filter((line) => /^\d\. /u.test(line)) ?? [];

test("a person finds a picture again, opens it with all its buttons, and deletes others by their numbers", async () => {
  const ada = await easel.person("finder");
  for (const words of ["a red fox in snow", "a lighthouse at dusk", "赤い狐が雪の中を走る", "an old fox"]) {
    await ada.answerTo(`/imagine ${words}`);
  }
  expect(lines((await ada.answerTo("/history FOX")).reply?.text)).toEqual([
    expect.stringContaining("1. an old fox · Z-Image Turbo"),
    expect.stringContaining("2. a red fox in snow"),
  ]);
  expect(lines((await ada.answerTo("/history 雪")).reply?.text)).toHaveLength(1);
  expect(lines((await ada.answerTo("/history --since today --model z")).reply?.text)).toHaveLength(4);
  expect((await ada.answerTo("/history fox --until yesterday")).reply?.text).toContain("Nothing of yours matches");

  const found = await ada.answerTo("/history lighth");
  const opened = await ada.press("Open 1", found);
  expect(opened.reply?.title).toBe("a lighthouse at dusk");
  const bytes = await (await fetch(easel.app.url + opened.reply?.images[0]?.href)).arrayBuffer();
  expect(bytes.byteLength).toBeGreaterThan(1_000);
  const another = await ada.final(await ada.click("Reroll", { on: opened }));
  expect(another.reply?.tone).toBe("good");

  const page = await ada.answerTo("/history fox");
  const [old] = page.reply?.images ?? [];
  await easel.restart();
  const form = await ada.press("Delete…", page);
  const left = await ada.fill(form, { numbers: "1" });
  expect(left.reply?.text).toContain("One picture is gone");
  expect(lines(left.reply?.text)).toEqual([expect.stringContaining("1. a red fox in snow")]);
  expect((await fetch(easel.app.url + old?.href)).status).toBe(404);
  const rest = await ada.answerTo("/history");
  expect(lines(rest.reply?.text)).toHaveLength(4);
  expect((await ada.fill(await ada.press("Delete…", rest), { numbers: "all" })).reply?.text).toContain(
    "4 pictures are gone",
  );
  expect((await ada.answerTo("/history")).reply?.text).toContain("Nothing here yet");
});

test("a search is kept while its pages are turned", async () => {
  const ada = await easel.person("turner");
  for (let number = 1; number <= 6; number++) await ada.answerTo(`/imagine fox number ${number}`);
  await ada.answerTo("/imagine an owl");
  const older = await ada.press("Older", await ada.answerTo("/history fox"));
  expect(lines(older.reply?.text)).toEqual([expect.stringContaining("1. fox number 1")]);
  await easel.restart();
  expect(lines((await ada.press("Newest", older)).reply?.text)).toHaveLength(5);
});
