import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Channel } from "../servers/discord/world.ts";
import { submit } from "../support/customer.ts";
import { type DiscordApp, startDiscordApp } from "../support/discord-app.ts";
import type { SeenMessage } from "../support/discord-sight.ts";

let app: DiscordApp;
let channel: Channel;
beforeAll(async () => {
  app = await startDiscordApp();
  channel = app.discord.channel(app.guild);
});
afterAll(() => app.stop());

const linkOf = (message: SeenMessage) => message.buttons.find(({ url }) => url !== null)?.url ?? "no link";

describe("somebody who buys in a Discord server", () => {
  test("gets the link by direct message, and nobody there sees anything of it", async () => {
    const [ada, grace] = [await app.join("ada"), await app.join("grace")];
    const shop = await ada.answerTo("buy", {}, { in: channel });
    expect(shop.isPrivate).toBe(true);
    const answer = await ada.press(shop, "500 credits", { in: channel });
    expect(answer.text).toContain("by direct message");
    const link = await ada.until(() => ada.sees(ada.direct).find(({ text }) => text.includes("Your payment link")));
    await submit(linkOf(link), "pay");
    await ada.until(() => ada.sees(ada.direct).find(({ text }) => text.includes("Your credits are here")));
    expect(await app.credits(ada)).toEqual({ available: 525, held: 0 });
    expect(grace.sees(channel)).toEqual([]);
  });

  test("who takes no direct messages gets the link in an answer that only they see, and the news beside their next one", async () => {
    const shy = await app.join("shy");
    const witness = await app.join("witness");
    shy.closeDirectMessages();
    const shop = await shy.answerTo("buy", {}, { in: channel });
    const answer = await shy.press(shop, "1200 credits", { in: channel });
    expect(answer.isPrivate).toBe(true);
    expect(answer.text).toContain("Only you see it.");
    await submit(linkOf(answer), "pay");
    await app.easel.stripe.idle();
    // The direct message is tried first; once it has come back, the news wait for the next answer.
    const { accounts } = app.easel.app.services;
    const waits = async () =>
      (await accounts.of({ platform: "discord", user: shy.user.id, name: "shy" })).noticesWaiting;
    await expect.poll(waits, { timeout: 20_000 }).toBe(true);
    const balance = await shy.answerTo("balance", {}, { in: channel });
    expect(balance.text).toContain("You have 1225 credits");
    expect(balance.text).toContain("Your credits are here");
    expect((await shy.answerTo("balance", {}, { in: channel })).text).not.toContain("Your credits are here");
    expect(witness.sees(channel)).toEqual([]);
  });

  test("finds it in the answer where they are alone with the bot", async () => {
    const alone = await app.join("alone");
    const answer = await alone.press(await alone.answerTo("buy"), "500 credits");
    expect(answer.text).toContain("Your payment link");
    expect((await fetch(linkOf(answer))).status).toBe(200);
  });
});
