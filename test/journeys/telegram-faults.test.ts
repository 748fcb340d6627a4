import { afterAll, beforeAll, expect, test } from "vitest";
import { telegramRates } from "../servers/telegram/throttle.ts";
import { testImages } from "../support/images.ts";
import { expectLaws } from "../support/laws.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";
import type { TelegramPerson } from "../support/telegram-person.ts";

let on: TelegramApp;
beforeAll(async () => {
  on = await startTelegramApp({ speed: { slow_ms: 2_500 } });
});
afterAll(async () => {
  await expectLaws(on.easel.app.services);
  await expectGoodManners(on);
  await on.stop();
});

const photosOf = (person: TelegramPerson) => person.messages().filter(({ photo }) => photo !== undefined);

test.each(["502", "500", "429", "reset", "lost"] as const)(
  "%s: the picture comes all the same, and is paid once",
  async (kind) => {
    const ada = await on.person(`fault-${kind}`);
    on.telegram.fault({ kind, method: "sendPhoto", when: ({ chat_id }) => Number(chat_id) === ada.chat });
    const said = ada.says(`a fox after ${kind}`);
    const answer = await ada.answered(said);
    // A doubled picture is harmless, a lost one is not.
    expect(answer.photos.length).toBeGreaterThan(0);
    expect(answer.photos.length).toBeLessThanOrEqual(kind === "lost" ? 2 : 1);
    expect(on.asked(`a fox after ${kind}`)).toHaveLength(1);
    expect(await on.creditsOf(ada)).toEqual({ available: 24, held: 0 });
  },
);

test("each kind of call fails once: words are answered, presses too", async () => {
  const ada = await on.person("unlucky");
  for (const method of ["sendMessage", "sendChatAction", "editMessageText", "getUpdates"]) {
    on.telegram.fault({ kind: "502", method });
  }
  expect((await ada.answerTo("/balance")).text).toContain("25 credits");
  const picture = await ada.answerTo("an unlucky fox");
  expect(picture.photos).toHaveLength(1);
  expect((await ada.press(picture.message, "Details")).text).toContain("About this picture");
  on.telegram.faults.clear();
});

test("Telegram's pace is kept: nothing comes before its wait is over, nothing is lost, others do not wait", async () => {
  const ada = await on.person("eager");
  const bob = await on.person("bystander");
  const group = on.telegram.group("Busy", { kind: "supergroup" });
  on.telegram.throttle.set({ ...telegramRates, groupPerMinute: 200 });
  try {
    const there = ada.in(group);
    const asked = ["one", "two", "three"].map((number) => there.says(`/imagine an eager fox ${number}`));
    const begun_ms = performance.now();
    expect((await bob.answerTo("/balance")).text).toContain("credits");
    expect(performance.now() - begun_ms).toBeLessThan(20_000);
    const answers = await Promise.all(asked.map((message) => there.answered(message)));
    expect(answers.map(({ photos }) => photos.length)).toEqual([1, 1, 1]);
  } finally {
    on.telegram.throttle.set(null);
  }
  expect(on.telegram.violations).toEqual([]);
  expect(await on.creditsOf(ada)).toEqual({ available: 22, held: 0 });
});

test("a wait that Telegram asks for while the progress is shown does not hold up the picture's end", async () => {
  const ada = await on.person("throttled");
  on.telegram.fault({ kind: "429", method: "editMessageText", retryAfter_s: 2, times: 1 });
  expect((await ada.answerTo("[slow] a throttled fox")).photos).toHaveLength(1);
  on.telegram.faults.clear();
  expect(photosOf(ada)).toHaveLength(1);
});

test("files that cannot be fetched are told about and cost nothing", async () => {
  const ada = await on.person("far-away");
  const send = async () =>
    ada.sendsPhoto(await testImages.jpeg(320, 200), { caption: "/edit make it winter --res 0.5K" });
  on.telegram.fault({ kind: "lost", method: "download", times: 20 });
  const broken = await ada.answerTo(send());
  expect(broken.photos).toEqual([]);
  on.telegram.faults.clear();
  expect(await on.creditsOf(ada)).toEqual({ available: 25, held: 0 });
  expect((await ada.answerTo(send())).photos).toHaveLength(1);
});
