import { afterAll, beforeAll, expect, test } from "vitest";
import { testImages } from "../support/images.ts";
import { expectLaws } from "../support/laws.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";
import type { TelegramPerson } from "../support/telegram-person.ts";

let on: TelegramApp;
beforeAll(async () => {
  on = await startTelegramApp();
});
afterAll(async () => {
  await expectLaws(on.easel.app.services);
  await expectGoodManners(on);
  await on.stop();
});

const photosOf = (person: TelegramPerson) => person.messages().filter(({ photo }) => photo !== undefined);

test("each update fetched twice: one answer, one charge, one picture each", async () => {
  const ada = await on.person("twice");
  on.telegram.updates.twice();
  try {
    const picture = await ada.answerTo("a doubled fox");
    await ada.press(picture.message, "Reroll");
    await ada.answerTo("/balance");
    await expect.poll(() => on.telegram.updates.pending(), { timeout: 30_000 }).toBe(0);
  } finally {
    on.telegram.updates.twice(false);
  }
  await ada.answerTo("/balance");
  expect(photosOf(ada)).toHaveLength(2);
  expect(ada.messages().filter(({ text }) => /You have \d+ credits/u.test(text ?? ""))).toHaveLength(2);
  expect(on.asked("a doubled fox")).toHaveLength(2);
  expect(await on.creditsOf(ada)).toEqual({ available: 23, held: 0 });
});

test("an album whose parts come twice and in another order is one edit of all its pictures", async () => {
  const ada = await on.person("shuffled");
  const photos = [await testImages.jpeg(200, 200), await testImages.jpeg(210, 200), await testImages.jpeg(220, 200)];
  on.telegram.updates.twice();
  on.telegram.updates.hold();
  const [first] = await ada.sendsAlbum(photos, { caption: "/edit a shuffled hill --res 0.5K" });
  on.telegram.updates.release({ reversed: true });
  if (first === undefined) throw new Error("no album");
  await ada.answered(first);
  on.telegram.updates.twice(false);
  await ada.answerTo("/balance");
  expect(on.asked("a shuffled hill").map((input) => (input["image_urls"] as string[]).length)).toEqual([3]);
  expect(await on.creditsOf(ada)).toEqual({ available: 19, held: 0 });
});

test("updates that come late and backwards are each answered once", async () => {
  const ada = await on.person("late");
  on.telegram.updates.hold();
  for (const words of ["late fox one", "late fox two"]) ada.says(words);
  on.telegram.updates.release({ reversed: true });
  await ada.until(() => photosOf(ada).length === 2);
  expect(on.asked("late fox")).toHaveLength(2);
  expect(await on.creditsOf(ada)).toEqual({ available: 23, held: 0 });
});

test("what is said while the app restarts is answered afterwards", async () => {
  const ada = await on.person("between");
  const restarted = on.easel.restart();
  const said = ada.says("a fox in between");
  await restarted;
  expect((await ada.answered(said)).photos).toHaveLength(1);
  expect(on.asked("a fox in between")).toHaveLength(1);
});
