import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemClock } from "../../src/system.ts";
import type { Fault } from "../servers/discord/faults.ts";
import type { Channel } from "../servers/discord/world.ts";
import { startTestApp } from "../support/app.ts";
import { type DiscordApp, startDiscordApp } from "../support/discord-app.ts";
import { expectLaws } from "../support/laws.ts";

const CALLBACK = "POST /interactions/:interaction/:token/callback";
const EDIT = "PATCH /webhooks/:application/:token/messages/:message";
const CHANNEL_POST = "POST /channels/:channel/messages";
const OPEN_DIRECT = "POST /users/@me/channels";

let app: DiscordApp;
let ahead_ms = 0;
beforeAll(async () => {
  const clock = { ...systemClock, now: () => new Date(Date.now() + ahead_ms) };
  app = await startDiscordApp({ speed: { slow_ms: 1_500 }, clock });
});
afterAll(async () => {
  await expectLaws(app.easel.app.services);
  await app.stop();
  expect(app.discord.violations, "what Discord would refuse").toEqual([]);
});
const place = (): Channel => app.discord.channel(app.guild);

describe("the gateway", () => {
  test("brings everything twice at once: one charge, one answer, one picture each", async () => {
    const { discord } = app;
    const own = place();
    const ada = await app.join("twice");
    discord.gateway.times = 2;
    try {
      const sent = ada.slash("imagine", { prompt: "a fox once" }, { in: own });
      const picture = await ada.final(sent);
      discord.interactions.repeat(sent);
      const pressed = ada.click(picture, "Reroll");
      const again = await ada.until(() => ada.answers(pressed).find(({ images }) => images.length > 0));
      const form = await ada.form(ada.click(again, "Edit prompt"));
      ada.submit(form);
      await ada.until(() => ada.sees(own).filter(({ images }) => images.length > 0).length === 3);
      expect(ada.answers(sent)).toHaveLength(1);
      expect(app.painted("a fox once")).toBe(3);
      await expect.poll(() => app.credits(ada)).toEqual({ available: 22, held: 0 });
    } finally {
      discord.gateway.times = 1;
    }
  });

  /** Ends the process, lets a minute pass, and begins another one, which remembers nothing. */
  async function forget(): Promise<void> {
    ahead_ms += 60_000;
    await app.easel.restart();
    await app.discord.gateway.ready();
  }

  test("brings a command again to a process that has forgotten: the picture stays, and nothing is charged", async () => {
    const own = place();
    const ada = await app.join("again");
    const sent = ada.slash("imagine", { prompt: "a fox that stays" }, { in: own });
    const picture = await ada.final(sent);
    await forget();
    app.discord.interactions.repeat(sent);
    await ada.answerTo("balance");
    await expect.poll(() => app.credits(ada)).toEqual({ available: 24, held: 0 });
    expect(ada.again(picture)?.images).toHaveLength(1);
    expect(ada.sees(own)).toHaveLength(1);
    expect(app.painted("a fox that stays")).toBe(1);
  });

  test("brings a press again, long after, to a process that has forgotten: nothing is made or charged twice", async () => {
    const own = place();
    const ada = await app.join("press again");
    const picture = await ada.answerTo("imagine", { prompt: "a fox pressed once" }, { in: own });
    const pressed = ada.click(picture, "Reroll");
    await ada.until(() => ada.answers(pressed).find(({ images }) => images.length > 0));
    await forget();
    app.discord.interactions.repeat(pressed);
    await ada.answerTo("balance");
    await expect.poll(() => app.credits(ada)).toEqual({ available: 23, held: 0 });
    expect(ada.sees(own).filter(({ images }) => images.length > 0)).toHaveLength(2);
    expect(app.painted("a fox pressed once")).toBe(2);
  });

  test("is cut, asks to come back, or ends its sessions, and what was asked meanwhile is answered", async () => {
    const { gateway } = app.discord;
    const own = place();
    const ada = await app.join("reconnecting");
    const before = { ...gateway.count };
    gateway.cut();
    const missed = ada.slash("balance", {}, { in: own });
    expect((await ada.final(missed)).text).toContain("25 credits");
    expect(gateway.count.resumed).toBe(before.resumed + 1);
    gateway.askToReconnect();
    await expect.poll(() => gateway.count.resumed, { timeout: 30_000 }).toBe(before.resumed + 2);
    await gateway.ready();
    expect((await ada.answerTo("balance", {}, { in: own })).text).toContain("25 credits");
    gateway.askForHeartbeat();
    gateway.invalidate();
    await expect.poll(() => gateway.count.identified, { timeout: 30_000 }).toBe(before.identified + 1);
    await gateway.ready();
    expect((await ada.answerTo("balance", {}, { in: own })).text).toContain("25 credits");
    expect(app.easel.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test("that refuses the token ends the start with one clear line", async () => {
    const discord = { ...app.discord.config(), token: "not-the-token" };
    const failed = startTestApp({ config: { discord } }).then(
      () => "it started",
      (error: Error) => error.message,
    );
    expect(await failed).toMatch(/DISCORD_TOKEN/u);
    expect(await failed).not.toContain("not-the-token");
  });
});

// What Discord limits has to be waited for a whole second each time, so each of these stands for the other routes as well.
const everywhere: readonly [what: string, fault: Fault, routes?: readonly string[]][] = [
  ["429 of its own", { kind: "status", status: 429, retryAfter_s: 0.2 }, [EDIT, OPEN_DIRECT]],
  ["429 for everything", { kind: "status", status: 429, retryAfter_s: 0.2, isGlobal: true }, [CALLBACK, CHANNEL_POST]],
  ["403 of a network in between", { kind: "status", status: 403 }, [EDIT, CHANNEL_POST, OPEN_DIRECT]],
  ["500", { kind: "status", status: 500 }],
  ["502", { kind: "status", status: 502 }],
  ["a connection that breaks", { kind: "reset" }],
  ["an answer that is lost after the work was done", { kind: "lost" }],
  ["a slow line", { kind: "late", delay_ms: 400 }],
];

describe("each call that is answered with", () => {
  test.each(everywhere)("%s is made good: the picture is there once, and charged once", async (what, fault, routes) => {
    const { faults } = app.discord;
    const add = (given: readonly string[]) => {
      for (const route of given) if (routes?.includes(route) ?? true) faults.add(route, fault);
    };
    const ada = await app.join(what);
    const own = place();
    add([CALLBACK, EDIT]);
    const picture = await ada.answerTo("imagine", { prompt: `a fox despite ${what}` }, { in: own });
    expect(picture.images).toHaveLength(1);
    expect(ada.sees(own)).toHaveLength(1);
    // By post as well: the token is dead, and the channel is gone, before the picture is there.
    const late = ada.slash("imagine", { prompt: `a late fox despite ${what} [slow]` }, { in: place() });
    await ada.until(() => late.acknowledgedAt);
    add([CHANNEL_POST, OPEN_DIRECT]);
    app.discord.deleteChannel(late.channel);
    app.discord.expire(late);
    const inPost = () => ada.sees(ada.direct).filter(({ images }) => images.length > 0);
    const posted = await ada.until(() => inPost()[0]);
    expect(posted.text).toContain("a late fox");
    await ada.until(() => faults.left() === 0);
    await expect.poll(() => app.credits(ada)).toEqual({ available: 23, held: 0 });
    // What is written again with the same nonce is the same message.
    expect(inPost()).toHaveLength(1);
  });

  test("429 by Discord's own limits is waited for, and progress does not pile up behind it", async () => {
    const { discord } = app;
    const ada = await app.join("limited");
    discord.rateLimits.areOn = true;
    try {
      const before = discord.calls.length;
      const sent = [1, 2].map((number) => ada.slash("imagine", { prompt: `[slow] fox ${number}` }, { in: place() }));
      const pictures = await Promise.all(sent.map((one) => ada.final(one)));
      expect(pictures.map(({ images }) => images.length)).toEqual([1, 1]);
      const refused = discord.calls.slice(before).filter(({ status }) => status === 429);
      expect(refused.length).toBeLessThanOrEqual(1);
    } finally {
      discord.rateLimits.areOn = false;
    }
  });
});

test("an interaction that could not be acknowledged in time is still answered, by another way", async () => {
  const { times } = app.discord.answers;
  const ada = await app.join("overdue");
  const own = place();
  const before = times.acknowledgeWithin_ms;
  times.acknowledgeWithin_ms = -1;
  try {
    const sent = ada.slash("imagine", { prompt: "an overdue fox" }, { in: own });
    const picture = await ada.until(() => ada.sees(own).find(({ images }) => images.length > 0));
    expect(picture.text).toContain("an overdue fox");
    expect(sent.acknowledgedAt).toBeNull();
    await expect.poll(() => app.credits(ada)).toEqual({ available: 24, held: 0 });
  } finally {
    times.acknowledgeWithin_ms = before;
  }
});
