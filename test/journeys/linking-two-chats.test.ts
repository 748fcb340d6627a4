import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finishUnlinks } from "../../jobs/finish-unlinks.ts";
import { systemClock } from "../../src/system.ts";
import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import { DAY_MS, MINUTE_MS } from "../support/credits.ts";
import type { DiscordPerson } from "../support/discord-person.ts";
import type { SeenMessage } from "../support/discord-sight.ts";
import { expectLaws } from "../support/laws.ts";
import { wordsOf } from "../support/telegram-answer.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

let ahead_ms = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + ahead_ms) };
let discord: DiscordServer;
let on: TelegramApp;
beforeAll(async () => {
  discord = await startDiscordServer();
  discord.rateLimits.areOn = false;
  on = await startTelegramApp({ clock, config: { discord: discord.config({}) } });
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
    .poll(async () => (await winner.answerTo("/balance")).text, { timeout: 10_000 })
    .toContain("You have 25 credits");
  expect((await loser.answerTo(`/link ${code}`)).text).toContain("This code does not work");
  expect((await loser.answerTo("/balance")).text).toContain("You have 25 credits");
});

test("T4 · a code works once and for ten minutes and is kept as a hash; both sides say yes, both are told, and either can leave again", {
  timeout: 120_000,
}, async () => {
  const there = await onDiscord("owner");
  const here = on.telegram.person("owner");
  const { code: old } = await codeOf(there);
  ahead_ms += 10 * MINUTE_MS;
  expect((await here.answerTo(`/link ${old}`)).text).toContain("This code does not work");

  const { code } = await codeOf(there);
  expect(await storedLinks()).not.toMatch(new RegExp([code, code.replace("-", ""), old].join("|"), "iu"));
  const asked = await here.answerTo(`/link ${code}`);
  expect(asked.text).toContain("owner (Discord)");
  await here.press(asked.message, "Yes");
  // One side alone is not enough.
  expect((await there.answerTo("account")).text).not.toContain("Telegram");
  await there.press(await inDirect(there, "Is this you?"), "Yes");
  await here.until((all) => all.some((message) => wordsOf(message).includes("One account now")));
  expect((await there.answerTo("account")).text).toContain("Owner (Telegram)");
  const mallory = await on.person("mallory");
  expect((await mallory.answerTo(`/link ${code}`)).text).toContain("This code does not work");

  const which = await here.answerTo("/unlink");
  expect((await here.press(which.message, "Unlink Owner (Telegram)")).text).toContain("leaves this account on");
  await inDirect(there, "Somebody on your account asked that Owner (Telegram) leaves it");
  ahead_ms += DAY_MS;
  await finishUnlinks.run(undefined, on.easel.app.services);
  await here.until((all) => all.some((message) => wordsOf(message).includes("You have left the account")));
  expect((await there.answerTo("account")).text).not.toContain("Telegram");
  expect((await there.answerTo("balance")).text).toContain("You have 25 credits");
  expect((await here.answerTo("/balance")).text).toContain("You have 0 credits");
});

async function storedLinks(): Promise<string> {
  const client = new MongoClient(on.easel.config.database.uri ?? "");
  try {
    const stored = await client.db().collection("links").find().toArray();
    expect(stored.length).toBeGreaterThan(0);
    return JSON.stringify(stored);
  } finally {
    await client.close();
  }
}
