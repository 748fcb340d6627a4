import { afterAll, beforeAll, expect, test } from "vitest";
import { type DiscordApp, startDiscordApp } from "../support/discord-app.ts";
import { expectLaws } from "../support/laws.ts";

let app: DiscordApp;
beforeAll(async () => {
  app = await startDiscordApp();
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
