import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { Channel, Guild, StoredInteraction } from "../../servers/discord/world.ts";
import type { DiscordPerson } from "../../support/discord-person.ts";
import { picture, type Stage, setStage, shownImage } from "./stage.ts";

const POST = "POST /channels/:channel/messages";
const EDIT_ORIGINAL = "PATCH /webhooks/:application/:token/messages/:message";
const MINUTE_MS = 60_000;

let stage: Stage;
let guild: Guild;
let channel: Channel;
let ada: DiscordPerson;

beforeEach(async () => {
  stage = await setStage();
  stage.images.set("g:0", await picture("g:0"));
  guild = stage.discord.guild();
  channel = stage.discord.channel(guild);
  ada = stage.discord.person("ada");
});
afterEach(async () => {
  expect(stage.discord.violations).toEqual([]);
  await stage.stop();
});

const working: Reply = { tone: "working", title: "a red fox", text: "Painting · 4 credits" };
const result: Reply = { tone: "good", title: "a red fox", images: [shownImage("g:0")] };

/** Ada's command, once it shows that it is being worked on. */
async function begun(options: { privately?: boolean; in?: Channel } = {}) {
  if (options.privately) stage.dispatch.privately.add("imagine");
  stage.dispatch.reply("imagine", working);
  const interaction = ada.slash("imagine", { prompt: "a red fox" }, { in: options.in ?? channel });
  await ada.until(() => ada.answers(interaction).find(({ text }) => text.includes("Painting")));
  await stage.dispatch.idle();
  const place = stage.dispatch.received.at(-1)?.place ?? "";
  return { interaction, place, show: (reply: Reply) => stage.adapter.chat.show(place, reply) };
}
const pictures = (where: Channel, person = ada) => person.sees(where).filter(({ images }) => images.length > 0);

describe("an answer that comes after the token has died", () => {
  const deaths: readonly (readonly [string, (interaction: StoredInteraction) => void])[] = [
    ["by Discord's word", (interaction) => stage.discord.expire(interaction)],
    ["by the clock", () => stage.clock.move(15 * MINUTE_MS)],
  ];
  test.each(deaths)("%s, is written over the work in the channel, as the bot", async (_how, die) => {
    const { interaction, show } = await begun();
    die(interaction);
    expect(await show(result)).toBe("shown");
    expect(await show({ ...result, text: "once more" })).toBe("shown");
    expect(ada.sees(channel)).toHaveLength(1);
    expect(pictures(channel)[0]?.text).toContain("once more");
  });

  test.each(deaths)(
    "%s, in the next process, is a message of its own that says whose it is, once",
    async (_how, die) => {
      const { interaction, show } = await begun();
      await stage.restart();
      die(interaction);
      expect(await show(result)).toBe("shown");
      expect(await show({ ...result, text: "edited" })).toBe("shown");
      const [found, ...others] = pictures(channel);
      expect(others).toEqual([]);
      expect(found?.markup).toContain(`<@${ada.user.id}>`);
      expect(found?.text).toContain("edited");
      const [post] = stage.discord.callsOf(POST);
      expect(post?.json).toMatchObject({ enforce_nonce: true, nonce: expect.stringMatching(/^.{8,25}$/u) });
    },
  );

  test("is posted once by two processes, and the message is brought up to date by its nonce", async () => {
    const { interaction, show } = await begun();
    stage.discord.expire(interaction);
    await stage.restart();
    expect(await show({ ...result, text: "first" })).toBe("shown");
    await stage.restart();
    expect(await show({ ...result, text: "second" })).toBe("shown");
    expect(pictures(channel).map(({ text }) => text.includes("second"))).toEqual([true]);
  });

  test("goes to direct messages when the channel does not take it", async () => {
    const ways: readonly ((place: Channel) => void)[] = [
      (place) => stage.discord.deleteChannel(place),
      (place) => stage.discord.forbid(place, "sendMessages"),
      (place) => stage.discord.forbid(place, "viewChannel"),
      (place) => stage.discord.forbid(place, "attachFiles"),
      () => stage.discord.removeBot(guild),
    ];
    for (const [index, close] of ways.entries()) {
      const place = stage.discord.channel(guild);
      const { show } = await begun({ in: place });
      await stage.restart();
      stage.clock.move(15 * MINUTE_MS);
      stage.discord.world.clock.advance(15 * MINUTE_MS);
      close(place);
      expect(await show(result)).toBe("shown");
      expect(pictures(ada.direct)).toHaveLength(index + 1);
    }
  });

  test("is gone when direct messages are closed as well, and nothing was posted", async () => {
    const { interaction, show } = await begun();
    stage.discord.expire(interaction);
    stage.discord.removeBot(guild);
    ada.closeDirectMessages();
    expect(await show(result)).toBe("gone");
    expect(pictures(ada.direct)).toEqual([]);
  });

  test("and is the person's alone, never goes to the channel", async () => {
    const { interaction, show } = await begun({ privately: true });
    stage.discord.expire(interaction);
    expect(await show(result)).toBe("shown");
    expect(await show({ ...result, text: "again" })).toBe("shown");
    expect(stage.discord.person("bob").sees(channel)).toEqual([]);
    expect(pictures(ada.direct)).toHaveLength(1);
    expect(pictures(ada.direct)[0]?.text).toContain("again");
  });

  test("from where only the person has installed Easel, goes to direct messages", async () => {
    ada.installApp();
    const elsewhere = stage.discord.channel(stage.discord.guild({ hasBot: false }));
    const { interaction, show } = await begun({ in: elsewhere });
    stage.discord.expire(interaction);
    expect(await show(result)).toBe("shown");
    expect(pictures(ada.direct)).toHaveLength(1);
    const posts = stage.discord.callsOf(POST).map(({ parameters }) => parameters["channel"]);
    expect(posts).toEqual([ada.direct.id]);
  });

  test("shows no progress in place of a message that was deleted, and the result where it belongs", async () => {
    const { interaction, show } = await begun();
    stage.discord.expire(interaction);
    stage.discord.deleteMessage(interaction.original as never);
    expect(await show(working)).toBe("shown");
    expect(await show({ ...working, text: "Painting since 20 s · 4 credits" })).toBe("shown");
    expect(stage.discord.callsOf(POST)).toEqual([]);
    expect(await show(result)).toBe("shown");
    const [shown] = pictures(channel);
    stage.discord.deleteMessage(shown?.stored as never);
    stage.discord.deleteChannel(channel);
    expect(await show(working)).toBe("shown");
    expect(stage.discord.callsOf(POST)).toHaveLength(1);
    expect(ada.sees(ada.direct)).toEqual([]);
    expect(await show(result)).toBe("shown");
    expect(pictures(ada.direct)).toHaveLength(1);
  });

  test("says nothing of its progress where there is nothing to edit", async () => {
    const { interaction, show } = await begun();
    stage.discord.expire(interaction);
    await stage.restart();
    expect(await show({ ...working, text: "Painting since 900 s · 4 credits" })).toBe("shown");
    expect(stage.discord.callsOf(POST)).toEqual([]);
    expect(ada.sees(ada.direct)).toEqual([]);
  });
});

describe("an answer whose message was deleted", () => {
  test("by a moderator, comes again below, as long as the token lives", async () => {
    const { interaction, show } = await begun();
    stage.discord.deleteMessage(interaction.original as never);
    expect(await show(working)).toBe("shown");
    expect(ada.sees(channel)).toEqual([]);
    expect(await show(result)).toBe("shown");
    expect(pictures(channel)).toHaveLength(1);
    const [followUp] = interaction.followUps;
    stage.discord.deleteMessage(followUp as never);
    expect(await show(result)).toBe("shown");
    expect(pictures(channel)).toHaveLength(1);
  });

  test("where only the person's installation counts, comes no more than five times, then by direct message", async () => {
    ada.installApp();
    stage.discord.rateLimits.areOn = false;
    const elsewhere = stage.discord.channel(stage.discord.guild({ hasBot: false }));
    const { interaction, show } = await begun({ in: elsewhere });
    stage.discord.deleteMessage(interaction.original as never);
    for (let count = 1; count <= 5; count++) {
      expect(await show(result)).toBe("shown");
      expect(interaction.followUps).toHaveLength(count);
      stage.discord.deleteMessage(interaction.followUps.at(-1) as never);
    }
    expect(await show(result)).toBe("shown");
    expect(interaction.followUps).toHaveLength(5);
    expect(pictures(ada.direct)).toHaveLength(1);
  });
});

describe("an acknowledgement", () => {
  const CALLBACK = "POST /interactions/:interaction/:token/callback";

  test("whose answer was lost counts: the second try finds that it was made", async () => {
    stage.discord.faults.add(CALLBACK, { kind: "lost" });
    stage.dispatch.reply("imagine", result);
    const answer = await ada.answerTo("imagine", { prompt: "a red fox" }, { in: channel });
    expect(answer.images).toHaveLength(1);
    expect(stage.logged.filter(({ level }) => level !== "info")).toEqual([]);
  });

  test("that came too late sends the picture into the channel", async () => {
    stage.discord.answers.times.acknowledgeWithin_ms = -1;
    stage.dispatch.reply("imagine", working, result);
    ada.slash("imagine", { prompt: "a red fox" }, { in: channel });
    await ada.until(() => pictures(channel).length === 1);
    expect(stage.discord.callsOf(EDIT_ORIGINAL)).toEqual([]);
    expect(stage.logged.map(({ level }) => level)).toContain("warn");
    expect(stage.acknowledged_ms).toEqual([]);
  });

  test("survives Discord's own faults and limits, and so does the answer", async () => {
    const { faults } = stage.discord;
    faults.add(CALLBACK, { kind: "status", status: 503 });
    faults.add(CALLBACK, { kind: "reset" });
    faults.add(EDIT_ORIGINAL, { kind: "status", status: 500 }, 2);
    faults.add(EDIT_ORIGINAL, { kind: "status", status: 429, retryAfter_s: 0.05 });
    stage.dispatch.reply("imagine", result);
    const answer = await ada.answerTo("imagine", { prompt: "a red fox" }, { in: channel });
    expect(answer.images).toHaveLength(1);
    expect(faults.left()).toBe(0);
  });
});

describe("what Discord does not do at all", () => {
  test("rejects, so that the core tries again later, and names neither token nor words", async () => {
    const { interaction, show } = await begun();
    stage.discord.faults.add(EDIT_ORIGINAL, { kind: "status", status: 500 }, 4);
    await expect(show(result)).rejects.toMatchObject({ status: 500 });
    expect(await show(result)).toBe("shown");
    const logged = JSON.stringify(stage.logged.map(({ message }) => message));
    expect(logged).not.toContain(interaction.token);
    expect(logged).not.toContain("red fox");
  });

  test("a place that nobody here has written is gone", async () => {
    expect(await stage.adapter.chat.show("discord/x", result)).toBe("gone");
    expect(await stage.adapter.chat.show("telegram/1/2", result)).toBe("gone");
  });
});

describe("a direct message", () => {
  test("is sent once for its key, also by the next process, and arrives as it is", async () => {
    const notice: Reply = { title: "Credits expire soon", text: "12 credits expire tomorrow." };
    expect(await stage.adapter.chat.direct(ada.user.id, notice, "expiry:1")).toBe("sent");
    expect(await stage.adapter.chat.direct(ada.user.id, notice, "expiry:1")).toBe("sent");
    await stage.restart();
    expect(await stage.adapter.chat.direct(ada.user.id, notice, "expiry:1")).toBe("sent");
    expect(await stage.adapter.chat.direct(ada.user.id, { text: "another" }, "expiry:2")).toBe("sent");
    expect(ada.sees(ada.direct).map(({ text }) => text)).toEqual([
      "Credits expire soon\n12 credits expire tomorrow.",
      "another",
    ]);
  });

  test("that Discord refuses with the token for a moment goes out the next time, and the log says so in one line", async () => {
    const { direct } = stage.adapter.chat;
    stage.discord.faults.add(/^POST \/users\/@me\/channels$/u, { kind: "status", status: 401 }, 2);
    for (const key of ["a", "b"]) await expect(direct(ada.user.id, { text: "hello" }, key)).rejects.toThrow();
    expect(await direct(ada.user.id, { text: "hello" }, "a")).toBe("sent");
    const errors = stage.logged.filter(({ level }) => level === "error").map(({ message }) => message);
    expect(errors).toEqual([expect.stringContaining("Discord refused DISCORD_TOKEN")]);
    // Once it was taken again, the next refusal is news.
    stage.discord.faults.add(/^POST \/channels/u, { kind: "status", status: 401 });
    await expect(direct(ada.user.id, { text: "hello" }, "b")).rejects.toThrow();
    expect(stage.logged.filter(({ level }) => level === "error")).toHaveLength(2);
    expect(await direct(ada.user.id, { text: "hello" }, "b")).toBe("sent");
  });

  test("is closed where the person takes none, and sent when they do again", async () => {
    ada.closeDirectMessages();
    expect(await stage.adapter.chat.direct(ada.user.id, { text: "hello" }, "a")).toBe("closed");
    ada.openDirectMessages();
    expect(await stage.adapter.chat.direct(ada.user.id, { text: "hello" }, "a")).toBe("sent");
  });
});
