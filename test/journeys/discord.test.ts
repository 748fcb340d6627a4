import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Channel } from "../servers/discord/world.ts";
import { type DiscordApp, startDiscordApp } from "../support/discord-app.ts";
import type { SeenMessage } from "../support/discord-sight.ts";
import { testImages } from "../support/images.ts";
import { expectLaws } from "../support/laws.ts";

let app: DiscordApp;
let channel: Channel;
beforeAll(async () => {
  app = await startDiscordApp();
  channel = app.discord.channel(app.guild);
});
afterAll(async () => {
  await expectLaws(app.easel.app.services);
  await app.stop();
  expect(app.discord.violations, "what Discord would refuse").toEqual([]);
});

const labels = (message: SeenMessage) => message.buttons.map(({ label }) => label);
async function sizeOf(message: SeenMessage, index = 0) {
  const { format, width, height } = await sharp(await message.images[index]?.bytes()).metadata();
  return { format, width, height };
}

describe("somebody new", () => {
  test("is asked for age and terms where only they see it, agrees, and gets a first picture that everyone sees", async () => {
    const { discord } = app;
    const ada = discord.person("ada");
    const bob = discord.person("bob");
    const asked = await ada.answerTo("imagine", { prompt: "a red fox" }, { in: channel });
    expect(asked.text).toContain("Before /imagine works I need your agreement");
    expect(app.painted("a red fox")).toBe(0);
    const read = await ada.press(asked, "Read the terms");
    expect(read.isPrivate).toBe(true);
    const welcome = await ada.press(asked, "I am 13");
    expect(welcome.text).toContain("25 credits");

    const sent = ada.slash("imagine", { prompt: "a red fox" }, { in: channel });
    const picture = await ada.final(sent);
    const [callback] = discord.callsOf("POST /interactions/:interaction/:token/callback").slice(-1);
    expect(callback?.json).toMatchObject({ type: 5 });
    expect(picture.isPrivate).toBe(false);
    expect(picture.text).toContain("a red fox");
    expect(await sizeOf(picture)).toMatchObject({ format: "png" });
    expect(picture.images[0]?.description).toContain("a red fox");
    expect(bob.sees(channel).some(({ id }) => id === picture.id)).toBe(true);
    expect(await app.credits(ada)).toEqual({ available: 24, held: 0 });
  });
});

describe("a picture's buttons", () => {
  test("paint it anew, vary it, change its words, tell about it, give its original, and delete it", async () => {
    const ada = await app.join("buttons");
    const first = await ada.answerTo("imagine", { prompt: "a lighthouse", ratio: "16:9" }, { in: channel });
    expect(labels(first).map((label) => label.replace(/ · .*/u, ""))).toEqual([
      ...["Reroll", "Variation", "Upscale", "Edit prompt", "Use as reference", "Details", "Original file", "Report"],
      "Delete",
    ]);
    const again = await ada.press(first, "Reroll");
    expect(again.id).not.toBe(first.id);
    expect(again.images).toHaveLength(1);
    const varied = await ada.press(first, "Variation");
    expect(varied.images).toHaveLength(1);

    const form = await ada.form(ada.click(first, "Edit prompt"));
    expect(form.fields.map(({ value }) => value)).toContain("a lighthouse");
    const name = form.fields.find(({ value }) => value === "a lighthouse")?.name ?? "";
    const changed = await ada.final(ada.submit(form, { [name]: "a lighthouse in a storm" }));
    expect(changed.text).toContain("a lighthouse in a storm");
    expect(changed.images).toHaveLength(1);

    const details = await ada.press(changed, "Details");
    expect(details.isPrivate).toBe(true);
    expect(details.text).toContain("Prompt a lighthouse in a storm");
    const original = await ada.press(changed, "Original file");
    expect([...original.files, ...original.images]).toHaveLength(1);
    expect(original.isPrivate).toBe(true);

    await ada.press(changed, "Delete");
    expect(ada.again(changed)?.images ?? []).toEqual([]);
    expect(await app.credits(ada)).toEqual({ available: 21, held: 0 });
  });

  test("give several pictures as one gallery, and ask which one is meant", async () => {
    const ada = await app.join("several");
    const hares = await ada.answerTo("imagine", { prompt: "hares", n: 3 }, { in: channel });
    expect(hares.images).toHaveLength(3);
    const which = await ada.press(hares, "Upscale");
    expect(which.text).toContain("Which one?");
    const larger = await ada.press(which, "2");
    expect(larger.text).toContain("Upscaled");
    const { width = 0 } = await sizeOf(larger);
    expect(width).toBeGreaterThan((await sizeOf(hares, 1)).width ?? 0);
  });

  test("are for the person whom the picture answers, except for Report, which is anyone's", async () => {
    const ada = await app.join("owner");
    const eve = await app.join("stranger");
    const picture = await ada.answerTo("imagine", { prompt: "an owl" }, { in: channel });
    const refused = await eve.press(picture, "Delete");
    expect(refused.text).toContain("This belongs to somebody else");
    expect(refused.isPrivate).toBe(true);
    expect(ada.again(picture)?.images).toHaveLength(1);

    const form = await eve.form(eve.click(picture, "Report"));
    const [reason] = form.fields.filter(({ choices }) => choices.length > 0);
    expect(reason?.choices.map(({ label }) => label)).toContain("Sexual content");
    const thanks = await eve.final(eve.submit(form, { [reason?.name ?? ""]: "sexual" }));
    expect(thanks.text).toContain("Your report is");
    expect(thanks.isPrivate).toBe(true);
  });

  test("work after a restart, on messages from before, and commands are not registered again", async () => {
    const ada = await app.join("restarted");
    const picture = await ada.answerTo("imagine", { prompt: "a heron" }, { in: channel });
    const list = await ada.answerTo("history", {}, { in: channel });
    await app.easel.restart();
    await app.discord.gateway.ready();
    expect((await ada.press(picture, "Reroll")).images).toHaveLength(1);
    const form = await ada.form(ada.click(picture, "Edit prompt"));
    expect(form.title).toBe("Change the words");
    expect(list.images).toHaveLength(1);
    expect(app.discord.callsOf("PUT /applications/:application/commands")).toHaveLength(1);
  });
});

describe("commands", () => {
  test("take a reference, and pictures out of the menu of a message", async () => {
    const ada = await app.join("references");
    const photo = { name: "holiday.jpg", bytes: await testImages.jpeg(640, 400), type: "image/jpeg" };
    const edited = await ada.answerTo("edit", { prompt: "make it winter", reference: photo }, { in: channel });
    expect(edited.images).toHaveLength(1);
    expect(app.easel.sandbox.requests().at(-1)?.input["image_urls"]).toHaveLength(1);

    const form = await ada.form(ada.context("Edit this picture", edited));
    expect(form.fields.length).toBeGreaterThan(0);
    const report = await ada.form(ada.context("Report", edited));
    expect(report.title).toBe("Report this picture");
  });

  test("keep private what is private: nobody else ever sees a message of it", async () => {
    const ada = await app.join("private");
    const bob = app.discord.person("onlooker");
    const before = bob.sees(channel).length;
    const secret = await ada.answerTo("imagine", { prompt: "a secret", private: true }, { in: channel });
    expect(secret.isPrivate).toBe(true);
    expect(secret.images).toHaveLength(1);
    const balance = await ada.answerTo("balance", {}, { in: channel });
    expect(balance.text).toContain("You have 24 credits");
    expect(balance.isPrivate).toBe(true);
    const again = await ada.press(secret, "Reroll");
    expect(again.isPrivate).toBe(true);
    expect(bob.sees(channel)).toHaveLength(before);
  });

  test("mean the same by flags in the words as by options", async () => {
    const ada = await app.join("flags");
    const picture = await ada.answerTo("imagine", { prompt: "a tall tower --ar 9:16 --n 2" }, { in: ada.direct });
    expect(picture.images).toHaveLength(2);
    const { width = 0, height = 0 } = await sizeOf(picture);
    expect(height).toBeGreaterThan(width);
  });

  test("all of them answer in every place, within Discord's limits", async () => {
    const ada = await app.join("all");
    ada.installApp();
    const group = app.discord.group([ada.user]);
    const places = [channel, ada.direct, group, app.discord.thread(channel)];
    for (const [index, command] of app.discord.world.commands.entries()) {
      if (command["type"] !== 1 || ["imagine", "edit"].includes(String(command["name"]))) continue;
      const place = places[index % places.length] ?? channel;
      const sent = ada.slash(String(command["name"]), {}, { in: place, forged: true });
      await ada.until(() => sent.modal !== null || ada.answers(sent).some(({ isLoading }) => !isLoading));
    }
  });
});
