import { afterAll, beforeAll, expect, test } from "vitest";
import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import type { DiscordPerson } from "../support/discord-person.ts";
import type { SeenMessage } from "../support/discord-sight.ts";
import { expectLaws } from "../support/laws.ts";
import { wordsOf } from "../support/telegram-answer.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

let discord: DiscordServer;
let on: TelegramApp;
beforeAll(async () => {
  discord = await startDiscordServer();
  discord.rateLimits.areOn = false;
  on = await startTelegramApp({ config: { discord: discord.config({}) } });
});
afterAll(async () => {
  await expectLaws(on.easel.app.services);
  await expectGoodManners(on);
  await on.stop();
  await discord.stop();
});

/** Somebody on Discord with the terms behind them, and the welcome credits. */
async function onDiscord(name: string): Promise<DiscordPerson> {
  const person = discord.person(name);
  await person.press(await person.answerTo("start"), "I am 13");
  return person;
}

async function codeOf(person: DiscordPerson): Promise<{ code: string; payload: string }> {
  const answer = await person.answerTo("link");
  const link = answer.buttons.find(({ url }) => url?.startsWith("https://t.me/"))?.url ?? "";
  return {
    code: /Your code is (\S+)\./u.exec(answer.text)?.[1] ?? "",
    payload: new URL(link).searchParams.get("start") ?? "",
  };
}

const inDirect = (person: DiscordPerson, words: string): Promise<SeenMessage> =>
  person.until(() => person.sees(person.direct).findLast(({ text }) => text.includes(words)));

test("T4 · credits from Discord, a link to Telegram, and both spend from one balance", {
  timeout: 120_000,
}, async () => {
  const there = await onDiscord("ada");
  expect((await there.answerTo("imagine", { prompt: "a fox on one side" })).text).toContain("1 credit");
  const { payload } = await codeOf(there);

  const here = on.telegram.person("ada");
  const asked = await here.answerTo(here.starts(payload));
  expect(asked.text).toContain("Is this you?");
  expect((await here.press(asked.message, "Yes")).text).toContain("Almost done");
  const question = await inDirect(there, "Is this you?");
  expect((await there.press(question, "Yes")).text).toContain("One account now");
  await here.until((all) => all.some((message) => wordsOf(message).includes("One account now")));

  // Nobody gets the welcome gift twice, and the terms were accepted on the other side.
  expect((await here.answerTo("/balance")).text).toContain("You have 24 credits");
  const picture = await here.answerTo("a fox on the other side");
  expect(picture.photos).toHaveLength(1);
  expect((await there.answerTo("balance")).text).toContain("You have 23 credits");
  const history = await there.answerTo("history");
  expect(history.text).toContain("a fox on one side");
  expect(history.text).toContain("a fox on the other side");
  expect((await here.answerTo("/account")).text).toMatch(/Discord[\s\S]*Telegram|Telegram[\s\S]*Discord/u);
});

test("T4 · a code that two people give at the same time serves one of them, once", { timeout: 120_000 }, async () => {
  const there = await onDiscord("issuer");
  const { code } = await codeOf(there);
  expect(code).not.toBe("");
  const racers = [await on.person("quick"), await on.person("quicker")];
  const answers = await Promise.all(racers.map((person) => person.answerTo(`/link ${code}`)));
  const isAsked = answers.map(({ text }) => text.includes("Is this you?"));
  expect(isAsked.filter(Boolean)).toHaveLength(1);
  expect(answers[isAsked.indexOf(false)]?.text).toContain("This code does not work");
  const winner = racers[isAsked.indexOf(true)];
  const loser = racers[isAsked.indexOf(false)];
  const asked = answers[isAsked.indexOf(true)];
  if (winner === undefined || loser === undefined || asked === undefined) throw new Error("nobody won");
  await winner.press(asked.message, "Yes");
  await there.press(await inDirect(there, "Is this you?"), "Yes");
  await expect
    .poll(async () => (await winner.answerTo("/balance")).text, { timeout: 30_000 })
    .toContain("You have 25 credits");
  expect((await loser.answerTo(`/link ${code}`)).text).toContain("This code does not work");
  expect((await loser.answerTo("/balance")).text).toContain("You have 25 credits");
});
