import { afterAll, beforeAll, expect, test } from "vitest";
import { expectLaws } from "../support/laws.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

const SECRET = "only-Telegram_knows-this";
/** Far below the time after which Telegram posts an update again. */
const ANSWER_MS_MAX = 2_000;

let on: TelegramApp;
beforeAll(async () => {
  on = await startTelegramApp({ webhookSecret: SECRET, speed: { slow_ms: 2_500 } });
});
afterAll(async () => {
  await expectLaws(on.easel.app.services);
  await expectGoodManners(on);
  await on.stop();
});

const post = (body: unknown, headers: Record<string, string>) =>
  fetch(`${on.easel.app.url}/telegram`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

test("updates are posted, answered at once and worked on afterwards, however long a picture takes", async () => {
  expect(on.telegram.webhook.isSet()).toBe(true);
  const before = on.telegram.webhook.posts.length;
  const ada = await on.person("posted");
  const picture = await ada.answerTo("[slow] a red fox");
  expect(picture.photos).toHaveLength(1);
  expect((await ada.press(picture.message, "Details")).text).toContain("About this picture");
  const posts = on.telegram.webhook.posts.slice(before);
  expect(posts.length).toBeGreaterThan(2);
  expect(Math.max(...posts.map(({ duration_ms }) => duration_ms))).toBeLessThan(ANSWER_MS_MAX);
  expect(posts.every(({ status }) => status === 200)).toBe(true);
});

test("what does not carry the secret is refused and does nothing; neither does what is no update", async () => {
  const ada = await on.person("forged");
  const from = { id: ada.user.id, is_bot: false, first_name: "Ada" };
  const chat = { id: ada.chat, type: "private", first_name: "Ada" };
  const update = {
    update_id: 1,
    message: { message_id: 900_000, from, chat, date: on.telegram.world.now_s(), text: "a forged fox" },
  };
  const header = "x-telegram-bot-api-secret-token";
  for (const headers of [{}, { [header]: "" }, { [header]: "wrong" }, { [header]: `${SECRET}x` }]) {
    const response = await post(update, headers);
    expect([401, 403]).toContain(response.status);
  }
  for (const body of ["", "{", "[]", "null", "7", '"a"', "{}", '{"update_id":"x"}', '{"update_id":5,"message":7}']) {
    const response = await post(body, { [header]: SECRET });
    expect(response.status, body).toBeLessThan(500);
  }
  await ada.answerTo("/balance");
  expect(on.asked("a forged fox")).toEqual([]);
  expect(on.easel.logged.filter((line) => line.includes(SECRET))).toEqual([]);
  expect(on.easel.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test("every update posted twice is one order and one picture", async () => {
  const ada = await on.person("twice");
  on.telegram.updates.twice();
  try {
    const picture = await ada.answerTo("a red fox twice");
    await ada.press(picture.message, "Reroll");
  } finally {
    on.telegram.updates.twice(false);
  }
  await expect.poll(() => on.telegram.updates.pending()).toBe(0);
  expect(ada.messages().filter(({ photo }) => photo !== undefined)).toHaveLength(2);
  expect(on.asked("a red fox twice")).toHaveLength(2);
  expect(await on.creditsOf(ada)).toEqual({ available: 23, held: 0 });
});

test("what is posted while the app restarts arrives afterwards", async () => {
  const ada = await on.person("waiting");
  const stopped = on.easel.restart();
  const said = ada.says("a fox in between");
  await stopped;
  expect((await ada.answered(said)).photos).toHaveLength(1);
  expect(on.asked("a fox in between")).toHaveLength(1);
});
