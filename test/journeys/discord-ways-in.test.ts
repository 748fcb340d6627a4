import { afterEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { type DiscordApp, type DiscordAppOptions, startDiscordApp } from "../support/discord-app.ts";
import { expectLaws } from "../support/laws.ts";

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});
async function start(options: DiscordAppOptions): Promise<DiscordApp> {
  const app = await startDiscordApp(options);
  running.push(app);
  return app;
}

describe("interactions by HTTP", () => {
  test("are verified, answered in time, and lead to everything that the gateway leads to", async () => {
    const app = await start({ isPosted: true, speed: { slow_ms: 700 } });
    const { discord, guild } = app;
    const channel = discord.channel(guild);
    const ada = await app.join("posted");
    const picture = await ada.answerTo("imagine", { prompt: "a posted fox" }, { in: channel });
    expect(picture.images).toHaveLength(1);
    const form = await ada.form(ada.click(picture, "Edit prompt"));
    expect((await ada.final(ada.submit(form))).images).toHaveLength(1);
    expect((await ada.press(picture, "Details")).isPrivate).toBe(true);
    discord.interactions.repeat(picture.stored.interaction ?? expect.fail());
    const late = ada.slash("imagine", { prompt: "[slow] a late posted fox" }, { in: channel });
    await ada.until(() => app.painted("[slow] a late posted fox") > 0);
    if (late.original !== null) discord.deleteMessage(late.original);
    discord.expire(late);
    await ada.until(() => ada.sees(channel).find(({ text, images }) => images.length > 0 && text.includes("late")));
    expect(discord.gateway.count.identified).toBe(0);

    const { signer } = discord;
    const { payload } = late;
    expect((await signer.post(payload, { tamper: (body) => body.replace("late", "free") })).status).toBe(401);
    expect((await signer.post(payload, { age_s: 3_600 })).status).toBe(401);
    const unsigned = await fetch(signer.url ?? "", { method: "POST", body: JSON.stringify(payload) });
    expect(unsigned.status).toBe(401);
    await expect.poll(() => app.credits(ada)).toEqual({ available: 22, held: 0 });
    await expectLaws(app.easel.app.services);
    expect(discord.violations).toEqual([]);
  });
});

describe("two processes with a shard each", () => {
  async function two(): Promise<{ first: DiscordApp; second: TestApp }> {
    const first = await start({
      shards: 2,
      shardList: [0],
      speed: { slow_ms: 1_500 },
      timings: { finishWithin_ms: 200 },
    });
    const second = await startTestApp({
      beside: first.easel,
      timings: { finishWithin_ms: 200 },
      config: { discord: first.discord.config({ shards: 2, shardList: [1] }) },
    });
    running.push(second);
    await first.discord.gateway.ready(2);
    return { first, second };
  }

  test("serve the servers of their shard and direct messages, register once, and take over from each other", async () => {
    const { first: app, second } = await two();
    const { discord } = app;
    expect(discord.callsOf("PUT /applications/:application/commands")).toHaveLength(1);
    const ada = await app.join("sharded");
    const channels = [0, 1].map((index) => discord.channel(discord.guild({ shard: { index, of: 2 } })));
    for (const [index, channel] of channels.entries()) {
      const picture = await ada.answerTo("imagine", { prompt: `a fox of shard ${index}` }, { in: channel });
      expect(picture.images).toHaveLength(1);
      expect((await ada.press(picture, "Details")).text).toContain(`a fox of shard ${index}`);
    }
    const [, own] = channels;
    const sent = ada.slash("imagine", { prompt: "[slow] a fox handed over" }, { in: own ?? expect.fail() });
    await ada.until(() => app.painted("[slow] a fox handed over") > 0);
    await second.app.stop();
    const picture = await ada.final(sent);
    expect(picture.images).toHaveLength(1);
    expect(app.painted("[slow] a fox handed over")).toBe(1);
    await expect.poll(() => app.credits(ada)).toEqual({ available: 22, held: 0 });
    await expectLaws(app.easel.app.services);
    expect(discord.violations).toEqual([]);
  });
});
