import { afterEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { Fault } from "../../servers/discord/faults.ts";
import { picture, type Stage, setStage, shownImage } from "./stage.ts";

const CALLBACK = "POST /interactions/:interaction/:token/callback";
const EDIT = "PATCH /webhooks/:application/:token/messages/:message";
const FOLLOW_UP = "POST /webhooks/:application/:token";
const TAKE_BACK = "DELETE /webhooks/:application/:token/messages/:message";
const CHANNEL_POST = "POST /channels/:channel/messages";

const stages: Stage[] = [];
async function newStage(options: Parameters<typeof setStage>[0] = {}): Promise<Stage> {
  const stage = await setStage({ timeouts: { timeout_ms: 400, acknowledgeTimeout_ms: 150 }, ...options });
  stages.push(stage);
  stage.images.set("g:0", await picture("g:0"));
  return stage;
}
afterEach(async () => {
  for (const stage of stages.splice(0)) {
    expect(stage.discord.violations).toEqual([]);
    await stage.stop();
  }
});
const working: Reply = { tone: "working", title: "a red fox", text: "Painting · 4 credits" };
const result: Reply = { tone: "good", title: "a red fox", images: [shownImage("g:0")] };

describe("a Discord that says nothing", () => {
  test.each([
    ["the acknowledgement", CALLBACK, { timeout_ms: 60_000, acknowledgeTimeout_ms: 150 }],
    ["the answer", EDIT, { timeout_ms: 400 }],
  ])("is asked again for %s, each in its own time", async (_what, route, timeouts) => {
    const stage = await newStage({ timeouts });
    const { discord } = stage;
    discord.faults.add(route, { kind: "silent" });
    stage.dispatch.reply("imagine", result);
    const channel = discord.channel(discord.guild());
    const ada = discord.person("ada");
    const asked = ada.slash("imagine", { prompt: "x" }, { in: channel });
    const answer = await ada.final(asked);
    expect(answer.images).toHaveLength(1);
    expect(ada.sees(channel)).toHaveLength(1);
    expect(discord.faults.left()).toBe(0);
  });

  test("until the acknowledgement is too late, gets the answer as a message of the channel", async () => {
    const stage = await newStage();
    const { discord } = stage;
    discord.answers.times.acknowledgeWithin_ms = 250;
    discord.faults.add(CALLBACK, { kind: "silent" }, 2);
    discord.faults.add(CHANNEL_POST, { kind: "silent" });
    stage.dispatch.reply("imagine", working, result);
    const channel = discord.channel(discord.guild());
    const ada = discord.person("ada");
    ada.slash("imagine", { prompt: "x" }, { in: channel });
    const [shown, ...others] = await ada.until(() => {
      const seen = ada.sees(channel);
      return seen.length > 0 && seen;
    });
    expect(shown?.images).toHaveLength(1);
    expect(others).toEqual([]);
  });

  test("while it holds connections open, is found out by its silent heartbeats, and what was missed arrives", async () => {
    const stage = await newStage({ unstarted: true });
    const { gateway } = stage.discord;
    gateway.heartbeatInterval_ms = 60;
    stage.dispatch.chat = stage.adapter.chat;
    stage.dispatch.reply("imagine", { text: "ok" });
    stage.adapter.connect(stage.dispatch);
    await stage.adapter.start();
    await gateway.ready();
    gateway.answersHeartbeats = false;
    await expect.poll(() => gateway.count.resumed, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
    gateway.answersHeartbeats = true;
    const ada = stage.discord.person("ada");
    expect((await ada.answerTo("imagine", { prompt: "after the silence" })).text).toBe("ok");
    expect(gateway.count.identified).toBe(1);
    expect(stage.logged.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("a public answer that turns private", () => {
  const faults: readonly [what: string, fault: Fault][] = [
    ["500", { kind: "status", status: 500 }],
    ["a limit", { kind: "status", status: 429, retryAfter_s: 0.05 }],
    ["a broken connection", { kind: "reset" }],
    ["a lost answer", { kind: "lost" }],
    ["silence", { kind: "silent" }],
  ];
  test.each(faults)(
    "is taken back and told to its person despite %s, and nobody else sees it",
    async (_what, fault) => {
      const stage = await newStage();
      const { discord } = stage;
      for (const route of [TAKE_BACK, FOLLOW_UP]) discord.faults.add(route, fault);
      stage.dispatch.reply("imagine", { ...result, onlyCaller: true });
      const channel = discord.channel(discord.guild());
      const ada = discord.person("ada");
      const asked = ada.slash("imagine", { prompt: "x" }, { in: channel });
      const answer = await ada.until(() => ada.answers(asked).find(({ images }) => images.length > 0));
      await stage.dispatch.idle();
      expect(answer.isPrivate).toBe(true);
      expect(discord.faults.left()).toBe(0);
      expect(discord.person("bob").sees(channel)).toEqual([]);
      // Follow-ups know no nonce: one whose answer was lost may be there twice, which is better than not at all.
      expect(asked.followUps.length).toBe(fault.kind === "lost" ? 2 : 1);
    },
  );
});

test("where a server shows apps of its members to nobody else, pictures come to the person, and go on as private", async () => {
  const stage = await newStage();
  const { discord, dispatch } = stage;
  const again = "imagine/reroll/ab/1";
  dispatch.reply("imagine", working, { ...result, buttons: [{ label: "Again", token: again }] });
  dispatch.reply(again, working, { ...result, title: "another" });
  const channel = discord.channel(discord.guild({ hasBot: false, allowsExternalApps: false }));
  const ada = discord.person("ada");
  ada.installApp();
  const picture = await ada.answerTo("imagine", { prompt: "x" }, { in: channel });
  expect(picture).toMatchObject({ isPrivate: true, images: [{}] });
  const pressed = ada.click(picture, "Again");
  const another = await ada.until(() => ada.answers(pressed).find(({ text }) => text === "another"));
  expect(another.isPrivate).toBe(true);
  expect(dispatch.received.at(-1)?.originIsPrivate).toBe(true);
  expect(ada.again(picture)?.images).toHaveLength(1);
  expect(discord.person("bob").sees(channel)).toEqual([]);
  expect(discord.callsOf(CHANNEL_POST)).toEqual([]);
});
