import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { Channel } from "../../servers/discord/world.ts";
import type { DiscordPerson } from "../../support/discord-person.ts";
import { picture, type Stage, setStage, shownImage } from "./stage.ts";

let stage: Stage;
let channel: Channel;
let ada: DiscordPerson;

beforeEach(async () => {
  stage = await setStage();
  channel = stage.discord.channel(stage.discord.guild({ name: "The studio" }));
  ada = stage.discord.person("ada", { locale: "pt-BR" });
});
afterEach(async () => {
  expect(stage.discord.violations).toEqual([]);
  await stage.stop();
});

const working: Reply = { tone: "working", title: "a red fox", text: "Painting · 4 credits" };
const button = { label: "Again", token: "imagine/reroll/ab/1" } as const;

/** Ada asks for a picture in the channel and waits for it. */
async function result(reply: Reply = {}) {
  stage.images.set("g:0", await picture("g:0"));
  stage.dispatch.reply("imagine", working, { images: [shownImage("g:0")], buttons: [button], ...reply });
  return ada.answerTo("imagine", { prompt: "a red fox" }, { in: channel });
}

describe("a slash command", () => {
  test("is deferred at once, shows its work and then the picture in the same message, for everyone", async () => {
    const answer = await result({ tone: "good", title: "a red fox" });
    expect(answer.text).toBe("a red fox");
    expect(answer.images.map(({ description }) => description)).toEqual(["a picture called g:0"]);
    expect(Buffer.from((await answer.images[0]?.bytes()) ?? [])).toEqual(
      Buffer.from(stage.images.get("g:0")?.bytes ?? []),
    );
    expect(stage.discord.person("bob").sees(channel)).toHaveLength(1);
    const [callback] = stage.discord.callsOf("POST /interactions/:interaction/:token/callback");
    expect(callback?.json).toEqual({ type: 5, data: { flags: 0 } });
    expect(stage.acknowledged_ms).toHaveLength(1);
  });

  test("arrives with who, where, in which language and what, in nobody's own terms", async () => {
    const photo = { name: "cat.png", bytes: (await picture("x")).bytes };
    ada.mayManage(channel.guild as never);
    const thread = stage.discord.thread(channel);
    stage.dispatch.reply("imagine", { text: "ok" });
    const values = { prompt: "a red fox", n: 2, private: false, model: "seedream", reference: photo };
    await ada.answerTo("imagine", values, { in: thread });
    const [incoming] = stage.dispatch.received;
    expect(incoming).toMatchObject({
      id: expect.stringMatching(/^discord:\d{17,19}$/u),
      identity: { platform: "discord", user: ada.user.id, name: "ada" },
      language: "pt-BR",
      server: { key: `discord:${channel.guild?.id}`, name: "The studio", channel: channel.id, mayManage: true },
      action: {
        ...{ kind: "command", name: "imagine", words: "" },
        values: { prompt: "a red fox", n: 2, private: false, model: "seedream" },
      },
    });
    const { attachments = [] } = incoming?.action.kind === "command" ? incoming.action : {};
    expect(attachments.map(({ name, bytes }) => ({ name, bytes }))).toEqual([
      { name: "cat.png", bytes: photo.bytes.length },
    ]);
    expect(Buffer.from((await attachments[0]?.read()) ?? [])).toEqual(Buffer.from(photo.bytes));
  });

  test("in direct messages has no server around it", async () => {
    stage.dispatch.reply("balance", { text: "25 credits" });
    expect((await ada.answerTo("balance")).text).toBe("25 credits");
    expect(stage.dispatch.received[0]?.server).toBeUndefined();
  });

  test("whose answer is the caller's alone is private from its first sign on", async () => {
    stage.dispatch.privately.add("balance");
    stage.dispatch.reply("balance", { text: "25 credits" });
    const answer = await ada.answerTo("balance", {}, { in: channel });
    expect(answer.isPrivate).toBe(true);
    expect(stage.discord.person("bob").sees(channel)).toEqual([]);
  });

  test("that began in public and turns private is taken back, and goes on where only the person sees it", async () => {
    stage.images.set("g:0", await picture("g:0"));
    const images = [shownImage("g:0")];
    stage.dispatch.reply(
      "imagine",
      { ...working, onlyCaller: true },
      { title: "done", images, onlyCaller: true },
      { title: "done", images },
    );
    const interaction = ada.slash("imagine", { prompt: "a secret" }, { in: channel });
    const answer = await ada.until(() => ada.answers(interaction).find(({ images: shown }) => shown.length > 0));
    expect(answer.isPrivate).toBe(true);
    expect(ada.answers(interaction)).toHaveLength(1);
    expect(stage.discord.person("bob").sees(channel)).toEqual([]);
  });

  test("keeps a picture that it has when the words below change, instead of sending it again", async () => {
    stage.images.set("g:0", await picture("g:0"));
    stage.images.set("g:1", await picture("g:1"));
    stage.dispatch.reply(
      "imagine",
      { text: "one", images: [shownImage("g:0")] },
      { text: "the same", images: [shownImage("g:0")] },
      { text: "two", images: [shownImage("g:1"), shownImage("g:0")] },
      { text: "none" },
      { text: "all", images: [shownImage("g:0")] },
    );
    const interaction = ada.slash("imagine", { prompt: "a fox" }, { in: channel });
    const answer = await ada.until(() => ada.answers(interaction).find(({ text }) => text === "all"));
    expect(answer.images).toHaveLength(1);
    expect(stage.reads).toEqual(["g:0", "g:1", "g:0"]);
    const edits = stage.discord.callsOf("PATCH /webhooks/:application/:token/messages/:message");
    expect(edits.map(({ files }) => files.length)).toEqual([1, 0, 1, 0, 1]);
  });
});

describe("a crowd", () => {
  test("is answered one for one, each person in the order in which they asked", async () => {
    stage.discord.rateLimits.areOn = false;
    stage.dispatch.reply("imagine", { text: "ok" });
    const people = Array.from({ length: 20 }, (_, index) => stage.discord.person(`person-${index}`));
    const asked = people.flatMap((person) =>
      ["first", "second", "third"].map((prompt) => ({
        person,
        interaction: person.slash("imagine", { prompt }, { in: channel }),
      })),
    );
    await Promise.all(asked.map(({ person, interaction }) => person.final(interaction)));
    expect(asked.every(({ person, interaction }) => person.answers(interaction).length === 1)).toBe(true);
    for (const person of people) {
      const own = stage.dispatch.received.filter(({ identity }) => identity.user === person.user.id);
      const prompts = own.map(({ action }) => (action.kind === "command" ? action.values["prompt"] : null));
      expect(prompts).toEqual(["first", "second", "third"]);
    }
  });
});

describe("a press", () => {
  test("is answered below what was pressed, in a message of its own that everyone sees", async () => {
    const pressed = await result();
    stage.dispatch.reply(button.token, { text: "another one" });
    const answer = await ada.press(pressed, "Again");
    expect(answer.text).toBe("another one");
    expect(ada.sees(channel)).toHaveLength(2);
    const [, incoming] = stage.dispatch.received;
    expect(incoming).toMatchObject({ origin: pressed.id, action: { kind: "button", token: button.token } });
    expect(incoming?.originIsPrivate).toBeUndefined();
  });

  test("whose answer is the presser's alone leaves the pressed message as it was", async () => {
    const pressed = await result();
    stage.dispatch.privately.add(button.token);
    stage.dispatch.reply(button.token, { text: "first" }, { text: "Details for you" });
    const bob = stage.discord.person("bob");
    const interaction = bob.click(pressed, "Again");
    const answer = await bob.until(() => bob.answers(interaction).find(({ text }) => text === "Details for you"));
    expect(answer.isPrivate).toBe(true);
    expect(ada.sees(channel).map(({ id }) => id)).toEqual([pressed.id]);
    expect(ada.again(pressed)?.images).toHaveLength(1);
  });

  test("may turn a page: the answer takes the place of the pressed message, in private", async () => {
    stage.dispatch.privately.add("balance").add(button.token);
    stage.dispatch.reply("balance", { text: "page 1", buttons: [button] });
    const page = await ada.answerTo("balance", {}, { in: channel });
    stage.dispatch.reply(button.token, { text: "page 2", replacesOrigin: true });
    ada.click(page, "Again");
    await ada.until(() => ada.again(page)?.text === "page 2");
    expect(ada.sees(channel)).toHaveLength(1);
    expect(stage.dispatch.received.at(-1)?.originIsPrivate).toBe(true);
  });

  test("may replace what everyone sees, also where a sign of work had been shown", async () => {
    const pressed = await result();
    stage.dispatch.reply(button.token, { text: "Deleted.", replacesOrigin: true }, { text: "Deleted for good." });
    ada.click(pressed, "Again");
    await ada.until(() => ada.again(pressed)?.text === "Deleted for good.");
    expect(ada.again(pressed)?.images).toEqual([]);
    expect(ada.sees(channel)).toHaveLength(1);
  });

  test("in a menu means the button that it stands for", async () => {
    const buttons = Array.from({ length: 30 }, (_, index) => ({ label: `No. ${index}`, token: `imagine/n/${index}` }));
    stage.dispatch.reply("imagine", { text: "choose", buttons });
    stage.dispatch.reply("imagine/n/17", { text: "seventeen" });
    const shown = await ada.answerTo("imagine", { prompt: "x" }, { in: channel });
    const menu = shown.selects[0];
    const answer = await ada.final(ada.choose(shown, String(menu?.["custom_id"]), ["imagine/n/17"]));
    expect(answer.text).toBe("seventeen");
  });
});

describe("where it is written", () => {
  test.each(["an age-restricted channel", "a thread", "a post in a forum", "direct messages"] as const)(
    "%s takes a picture as any other place does",
    async (kind) => {
      const { discord } = stage;
      const guild = channel.guild as never;
      const places = {
        "an age-restricted channel": () => discord.channel(guild, { isAgeRestricted: true }),
        "a thread": () => discord.thread(channel),
        "a post in a forum": () => discord.thread(discord.forum(guild)),
        "direct messages": () => ada.direct,
      };
      channel = places[kind]();
      expect((await result()).images).toHaveLength(1);
    },
  );

  test("a server that has the person's installation only takes it as well, through the interaction", async () => {
    ada.installApp();
    channel = stage.discord.channel(stage.discord.guild({ hasBot: false }));
    const pressed = await result();
    expect(pressed.images).toHaveLength(1);
    expect(stage.dispatch.received[0]?.server).toMatchObject({ name: null, channel: channel.id });
    stage.dispatch.reply(button.token, { text: "another one" });
    expect((await ada.press(pressed, "Again")).text).toBe("another one");
  });
});

describe("a person's words", () => {
  test("mention nobody and break nothing, six thousand of them", async () => {
    const words = `<@${ada.user.id}> @everyone **bold** \u202Egnp.exe ${"||x|| ".repeat(1000)}`;
    stage.dispatch.answers.set("imagine", async (incoming, chat) => {
      const said = incoming.action.kind === "command" ? String(incoming.action.values["prompt"]) : "";
      await chat.show(incoming.place, { title: said, text: said, tone: "refusal" });
    });
    const answer = await ada.answerTo("imagine", { prompt: words }, { in: channel, forged: true });
    expect(answer.text).toContain(`<@${ada.user.id}> @\u200Beveryone **bold** gnp.exe`);
    expect(answer.markup).not.toMatch(/(?<!\\)<@/u);
    const [edit] = stage.discord.callsOf("PATCH /webhooks/:application/:token/messages/:message");
    expect(edit?.json).toMatchObject({ allowed_mentions: { parse: [] } });
  });
});

describe("while typing", () => {
  test("suggestions come without the command being asked", async () => {
    const offered = await ada.autocomplete("imagine", "ratio", "16", { in: channel });
    expect(offered).toEqual(["16:9", "9:16"].map((value) => ({ name: value, value })));
    expect(stage.dispatch.received).toEqual([]);
  });
});
