import { afterAll, beforeAll, expect, test } from "vitest";
import { type DiscordApp, startDiscordApp } from "../support/discord-app.ts";
import { expectLaws } from "../support/laws.ts";

let app: DiscordApp;
beforeAll(async () => {
  app = await startDiscordApp({ speed: { slow_ms: 1_500 } });
});
afterAll(async () => {
  await expectLaws(app.easel.app.services);
  await app.stop();
  expect(app.discord.violations, "what Discord would refuse").toEqual([]);
});

test("those who manage a server say where pictures are made in it, for all members and nowhere else", async () => {
  const { discord } = app;
  const guild = discord.guild({ name: "Foxes" });
  const [gallery, talk] = [discord.channel(guild, { name: "gallery" }), discord.channel(guild, { name: "talk" })];
  const ada = await app.join("manager");
  const bob = await app.join("member");
  ada.mayManage(guild);

  const refused = await bob.answerTo("server", { channels: "here" }, { in: gallery });
  expect(refused.text).toContain("Only those who manage this server");
  expect(refused.isPrivate).toBe(true);

  const set = await ada.answerTo("server", { channels: "here", private: "yes", cap: "1" }, { in: gallery });
  expect(set.text).toContain("Saved");
  expect(set.text).toContain("Foxes");
  expect(set.text).toContain(`<#${gallery.id}>`);

  const elsewhere = await bob.answerTo("imagine", { prompt: "a fox" }, { in: talk });
  expect(elsewhere.text).toContain("Pictures are not made in this channel");
  expect(elsewhere.isPrivate).toBe(true);
  const thread = discord.thread(gallery);
  const picture = await bob.answerTo("imagine", { prompt: "a fox" }, { in: thread });
  expect(picture.images).toHaveLength(1);
  expect(picture.isPrivate).toBe(true);
  const over = await bob.answerTo("imagine", { prompt: "another fox" }, { in: gallery });
  expect(over.images).toEqual([]);
  expect(await app.credits(bob)).toEqual({ available: 24, held: 0 });

  const free = await bob.answerTo("imagine", { prompt: "a fox at home" }, { in: bob.direct });
  expect(free.images).toHaveLength(1);
  const other = await bob.answerTo("imagine", { prompt: "a fox abroad" }, { in: discord.channel(app.guild) });
  expect(other.isPrivate).toBe(false);
});

test("in a server that operators have banned everything is answered privately and made no more, and what was begun arrives", async () => {
  const { discord, easel } = app;
  const guild = discord.guild({ name: "Weasels" });
  const channel = discord.channel(guild);
  const ada = await app.join("weasel");
  const picture = await ada.answerTo("imagine", { prompt: "a fox before" }, { in: channel });
  const running = ada.slash("imagine", { prompt: "[slow] a fox under way" }, { in: channel });
  await ada.until(() => app.painted("[slow] a fox under way") > 0);
  const decision = { isBanned: true, reason: "spam", operator: "discord:1" };
  await easel.app.services.servers.decide(`discord:${guild.id}`, decision);
  const onlooker = discord.person("passer-by");
  const seen = () => onlooker.sees(channel).length;
  const before = seen();
  const asked = [
    ada.slash("imagine", { prompt: "a fox after" }, { in: channel }),
    ada.slash("balance", {}, { in: discord.thread(channel) }),
    ...["Reroll", "Edit prompt", "Details"].map((label) => ada.click(picture, label)),
    ada.context("Report", picture, { in: channel }),
  ];
  for (const one of asked) {
    const answer = await ada.final(one);
    expect(answer).toMatchObject({ isPrivate: true, images: [] });
    expect(answer.text).toContain("I do not work in this server");
  }
  expect((await ada.final(running)).images).toHaveLength(1);
  expect(seen()).toBe(before);
  expect(app.painted("a fox after")).toBe(0);
  expect((await ada.answerTo("balance")).text).toContain("23 credits");
  expect(await app.credits(ada)).toEqual({ available: 23, held: 0 });
  await easel.app.services.servers.decide(`discord:${guild.id}`, { ...decision, isBanned: false });
  expect((await ada.press(picture, "Reroll")).images).toHaveLength(1);
});

test("the form of the settings is opened by its button, shows what is set, and takes the place of what was shown", async () => {
  const { discord } = app;
  const guild = discord.guild({ name: "Owls" });
  const channel = discord.channel(guild);
  const ada = await app.join("owl");
  ada.mayManage(guild);
  const shown = await ada.answerTo("server", {}, { in: channel });
  const form = await ada.form(ada.click(shown, "Change"));
  const cap = form.fields.find(({ label }) => label.includes("Credits a day"))?.name ?? "";
  const saved = await ada.final(ada.submit(form, { [cap]: "50" }));
  expect(saved.text).toContain("50 credits");
  expect(saved.id).toBe(shown.id);
  const again = await ada.form(ada.click(saved, "Change"));
  expect(again.fields.find(({ name }) => name === cap)?.value).toBe("50");
});
