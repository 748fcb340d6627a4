import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";
import { wordsOf } from "../support/telegram-answer.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

// T25 and T26, in all three chats: what is reported, taken down where it was posted, and given back.

let discord: DiscordServer;
let on: TelegramApp;
let operator: Person;
beforeAll(async () => {
  discord = await startDiscordServer({ acknowledgeWithin_ms: 20_000 });
  discord.rateLimits.areOn = false;
  on = await startTelegramApp({ config: { discord: discord.config({}), operators: ["playground:root"] } });
  operator = await on.easel.person("root");
});
afterAll(async () => {
  await expectLaws(on.easel.app.services);
  await expectGoodManners(on);
  await on.stop();
  await discord.stop();
  expect(discord.violations, "what Discord would refuse").toEqual([]);
});

/** What an operator does about a picture that somebody names. */
async function takeDown(named: string, ground: string): Promise<ShownMessage> {
  const looked = await operator.answerTo(`/admin takedown ${named}`, { pane: "direct" });
  const form = await operator.press("Take down", looked);
  return operator.fill(form, { ground, note: "Somebody complained." });
}

test("T26 · reported twice, taken down everywhere, objected to, and given back", { timeout: 120_000 }, async () => {
  const { easel } = on;
  const ada = await easel.person("ada");
  const bob = await easel.person("bob");
  const fox = await ada.answerTo("/imagine a red fox");
  const url = `${easel.app.url}${fox.reply?.images[0]?.href ?? expect.fail()}`;
  expect((await fetch(url)).status).toBe(200);
  await ada.answerTo("/history");
  const seen = await bob.until((all) => all.find(({ id }) => id === fox.id));
  for (const outcome of ["A person looks at this picture", "already"]) {
    const form = await bob.press("Report", seen);
    expect((await bob.fill(form, { reason: "rights", note: "my drawing" })).reply?.text).toContain(outcome);
  }
  const details = await ada.final(await ada.click("Details", { on: fox }));
  const id = details.reply?.fields.find(({ name }) => name === "Id")?.value.slice(0, 8) ?? "";

  const down = await takeDown(id, "rights");
  expect(down.reply?.text).toContain("2 changed, 0 that could not be changed");
  for (const person of [ada, bob]) {
    const covered = await person.until((all) =>
      all.find((message) => message.id === fox.id && message.reply?.images.length === 0),
    );
    expect(covered.reply?.text).toBe("This picture was taken down.");
    expect(covered.reply?.buttons).toEqual([]);
  }
  expect((await fetch(url)).status).toBe(404);
  expect((await ada.answerTo("/history")).reply?.text).toContain("Taken down");
  expect((await ada.answerTo(`/edit make it winter --from ${id}`)).reply?.tone).toBe("refusal");

  const told = await ada.until((all) => all.find(({ reply }) => reply?.title === "A picture of yours was taken down"));
  expect(told.reply?.text).toContain("Your credits stay as they are");
  const form = await ada.press("Object", told);
  await ada.fill(form, {
    name: "Ada",
    contact: "a@example.org",
    statement: "I drew it.",
    oath: "yes",
    signature: "Ada",
  });

  // What was begun before a restart goes on after it.
  await easel.restart();
  const back = await operator.answerTo(`/admin takedown ${id}`, { pane: "direct" });
  expect(back.reply?.text).toContain("I drew it.");
  await operator.press("Give it back", back);
  const restored = await ada.until((all) => all.find(({ reply }) => reply?.title === "Your picture is back"));
  expect(restored.reply?.tone).toBe("good");
  const opened = await ada.press("Open", await ada.answerTo("/history"));
  expect(opened.reply?.images).toHaveLength(1);
});

test("T26 · a blocked picture that a model makes again is withheld, and its price goes back", {
  timeout: 120_000,
}, async () => {
  const eva = await on.easel.person("eva");
  const fox = await eva.answerTo("/imagine a blocked fox --model z-image --seed 7");
  const details = await eva.final(await eva.click("Details", { on: fox }));
  const id = details.reply?.fields.find(({ name }) => name === "Id")?.value.slice(0, 8) ?? "";
  const blocked = await operator.answerTo(`/admin block ${id} --reason court order 7`, { pane: "direct" });
  expect(blocked.reply?.tone).toBe("good");
  const before = await creditsOf(on.easel.app.services, "eva");
  const again = await eva.answerTo("/imagine a blocked fox --model z-image --seed 7");
  expect(again.reply).toMatchObject({ tone: "refusal", images: [] });
  expect(await creditsOf(on.easel.app.services, "eva")).toEqual(before);
});

test("T26 · in Discord the message itself is changed, by its link, after a restart and when its interaction is long dead", {
  timeout: 120_000,
}, async () => {
  const guild = discord.guild();
  const channel = discord.channel(guild);
  const dora = discord.person("dora");
  await dora.press(await dora.answerTo("start"), "I am 13");
  const asked = dora.slash("imagine", { prompt: "a discord fox" }, { in: channel });
  const fox = await dora.final(asked);
  expect(fox.images).toHaveLength(1);
  const link = `https://discord.com/channels/${guild.id}/${channel.id}/${fox.id}`;
  const ella = discord.person("ella");
  expect((await ella.answerTo("report", { what: link, reason: "intimate" }, { in: channel })).text).toContain(
    "A person looks",
  );

  discord.expire(asked);
  await on.easel.restart();
  const down = await takeDown(link, "intimate");
  expect(down.reply?.text).toContain("1 changed, 0 that could not be changed");
  const covered = dora.again(fox);
  expect(covered?.text).toContain("This picture was taken down.");
  expect(covered?.images).toEqual([]);
  expect(dora.sees(channel)).toHaveLength(1);
});

test("T26 · in a Telegram group the message itself is changed, by its link and after a restart", {
  timeout: 120_000,
}, async () => {
  const group = on.telegram.group("Painters", { kind: "supergroup" });
  const kim = (await on.person("kim")).in(group);
  const fox = await kim.answerTo("/imagine a telegram fox");
  expect(fox.photos).toHaveLength(1);
  const before = await kim.bytesOf(fox.photos[0] ?? expect.fail());
  const messages = kim.messages().length;

  await on.easel.restart();
  const link = `https://t.me/c/${String(group.id).replace(/^-100/u, "")}/${fox.message.message_id}`;
  const down = await takeDown(link, "sexual");
  expect(down.reply?.text).toContain("1 changed, 0 that could not be changed");
  const covered = kim.messages().find(({ message_id }) => message_id === fox.message.message_id) ?? expect.fail();
  expect(wordsOf(covered)).toContain("This picture was taken down.");
  expect(covered.reply_markup).toBeUndefined();
  const shown = covered.photo?.at(-1) ?? expect.fail();
  expect((await kim.bytesOf(shown)).equals(before)).toBe(false);
  expect(kim.messages()).toHaveLength(messages);
});
