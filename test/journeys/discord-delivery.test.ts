import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Channel, StoredInteraction } from "../servers/discord/world.ts";
import { type DiscordApp, startDiscordApp } from "../support/discord-app.ts";
import type { DiscordPerson } from "../support/discord-person.ts";
import { expectLaws } from "../support/laws.ts";

const CHANNEL_POST = "POST /channels/:channel/messages";

let app: DiscordApp;
let channel: Channel;
beforeAll(async () => {
  app = await startDiscordApp({ speed: { slow_ms: 700 } });
  channel = app.discord.channel(app.guild);
});
afterAll(async () => {
  await expectLaws(app.easel.app.services);
  await app.stop();
  expect(app.discord.violations, "what Discord would refuse").toEqual([]);
});

/** Asks for a picture whose answer takes so long that something can happen before. */
async function slowly(person: DiscordPerson, words: string, place: Channel, more: { private?: boolean } = {}) {
  const sent = person.slash("imagine", { prompt: `[slow] ${words}`, ...more }, { in: place });
  await person.until(() => sent.original !== null && app.painted(`[slow] ${words}`) > 0);
  return sent;
}
const pictureIn = (person: DiscordPerson, place: Channel, words: string) =>
  person.until(() => person.sees(place).find(({ text, images }) => images.length > 0 && text.includes(words)));
const postsIn = (place: Channel) =>
  app.discord.callsOf(CHANNEL_POST).filter(({ parameters }) => parameters["channel"] === place.id);
/** Whatever the bot tried in a channel by itself, rather than by an interaction. */
const triedIn = (place: Channel) => app.discord.calls.filter(({ parameters }) => parameters["channel"] === place.id);
/** Its history has the picture, and the next contact says so. */
async function expectInHistory(person: DiscordPerson, words: string): Promise<void> {
  // It is settled a moment before the last way turns out to be closed.
  const told = async () => (await person.answerTo("balance", {}, { in: channel })).text;
  await vi.waitFor(async () => expect(await told()).toContain("/history"), { timeout: 20_000, interval: 500 });
  const history = await person.answerTo("history", {}, { in: channel });
  expect(history.images).toHaveLength(1);
  expect(history.text).toContain(words);
}

describe.concurrent("a picture that is ready after its interaction has died", () => {
  test("comes as a message of the channel, once, with a nonce and whose it is", async () => {
    const ada = await app.join("late");
    const own = app.discord.channel(app.guild);
    const sent = await slowly(ada, "a late fox", own);
    // What everybody has seen so far can be written over by the bot itself; without it, there is only a new message.
    if (sent.original !== null) app.discord.deleteMessage(sent.original);
    app.discord.expire(sent);
    const picture = await pictureIn(ada, own, "a late fox");
    expect(picture.markup).toContain(`<@${ada.user.id}>`);
    expect(ada.sees(own)).toHaveLength(1);
    const [post] = postsIn(own);
    expect(post?.json).toMatchObject({ enforce_nonce: true, allowed_mentions: { parse: [] } });
    expect(await app.credits(ada)).toEqual({ available: 24, held: 0 });
    expect((await ada.press(picture, "Reroll")).images).toHaveLength(1);
  });

  test("takes the place of what the channel shows already", async () => {
    const ada = await app.join("over");
    const own = app.discord.channel(app.guild);
    const sent = await slowly(ada, "a fox instead", own);
    await ada.until(() => sent.original?.edits);
    app.discord.expire(sent);
    await pictureIn(ada, own, "a fox instead");
    expect(ada.sees(own)).toHaveLength(1);
  });

  test.each([
    ["the bot may not write in the channel", (place: Channel) => app.discord.forbid(place, "sendMessages")],
    ["the bot may not attach files in the channel", (place: Channel) => app.discord.forbid(place, "attachFiles")],
    ["the bot does not see the channel", (place: Channel) => app.discord.forbid(place, "viewChannel")],
    ["the channel is deleted", (place: Channel) => app.discord.deleteChannel(place)],
  ])("comes as a direct message where %s", async (what, happen) => {
    const ada = await app.join(what);
    const own = app.discord.channel(app.guild);
    const sent = await slowly(ada, `a fox by post where ${what}`, own);
    happen(own);
    if (sent.original !== null) app.discord.deleteMessage(sent.original);
    app.discord.expire(sent);
    const picture = await pictureIn(ada, ada.direct, "a fox by post");
    expect((await picture.images[0]?.bytes())?.length).toBeGreaterThan(0);
    expect(await app.credits(ada)).toEqual({ available: 24, held: 0 });
  });

  test("comes as a direct message when it is private, and never into the channel", async () => {
    const ada = await app.join("private late");
    const own = app.discord.channel(app.guild);
    const sent = await slowly(ada, "a secret fox", own, { private: true });
    app.discord.expire(sent);
    await pictureIn(ada, ada.direct, "a secret fox");
    expect(postsIn(own)).toEqual([]);
  });

  test("waits in the history when direct messages are closed too, and the next contact says so", async () => {
    const ada = await app.join("closed");
    const own = app.discord.channel(app.guild);
    const sent = await slowly(ada, "a fox kept", own);
    app.discord.forbid(own, "viewChannel");
    ada.closeDirectMessages();
    app.discord.expire(sent);
    await vi.waitFor(async () => expect(await app.credits(ada)).toMatchObject({ held: 0 }), { timeout: 30_000 });
    await expectInHistory(ada, "a fox kept");
    expect(await app.credits(ada)).toEqual({ available: 24, held: 0 });
  });

  test("when the bot was removed from the server meanwhile, comes by the interaction, else by direct message", async () => {
    const ada = await app.join("removed");
    const guild = app.discord.guild();
    const own = app.discord.channel(guild);
    const lives = await slowly(ada, "a fox left behind", own);
    app.discord.removeBot(guild);
    const shown = await ada.final(lives);
    expect(shown.images).toHaveLength(1);
    const other = app.discord.guild();
    const dead = await slowly(ada, "a fox sent after", app.discord.channel(other));
    app.discord.removeBot(other);
    app.discord.expire(dead);
    await pictureIn(ada, ada.direct, "a fox sent after");
  });
});

describe.concurrent("a picture asked for", () => {
  test.each([
    ["in a thread", () => app.discord.thread(app.discord.channel(app.guild))],
    ["in a post of a forum", () => app.discord.thread(app.discord.forum(app.guild), "A post")],
    ["in an age-restricted channel", () => app.discord.channel(app.guild, { isAgeRestricted: true })],
    ["in direct messages", () => app.discord.person("in direct messages").direct],
  ])("%s is answered there, and lands there also when it is late", async (what, place) => {
    const ada = await app.join(what);
    const own = place();
    const picture = await ada.answerTo("imagine", { prompt: "a fox here" }, { in: own });
    expect(picture.images).toHaveLength(1);
    const late = await slowly(ada, "a fox later", own);
    app.discord.expire(late);
    await pictureIn(ada, own, "a fox later");
  });

  test("in a thread that was archived meanwhile wakes it, and in a locked one comes by direct message", async () => {
    const ada = await app.join("archived");
    const thread = app.discord.thread(channel);
    const slept = await slowly(ada, "a fox that wakes", thread);
    if (slept.original !== null) app.discord.deleteMessage(slept.original);
    thread.isArchived = true;
    app.discord.expire(slept);
    await pictureIn(ada, thread, "a fox that wakes");
    expect(thread.isArchived).toBe(false);
    const locked = await slowly(ada, "a fox locked out", thread);
    if (locked.original !== null) app.discord.deleteMessage(locked.original);
    thread.isLocked = true;
    app.discord.expire(locked);
    await pictureIn(ada, ada.direct, "a fox locked out");
  });

  test("whose answer somebody deleted comes again, because it is owed", async () => {
    const ada = await app.join("deleted");
    const own = app.discord.channel(app.guild);
    const sent = await slowly(ada, "a fox again", own);
    await ada.until(() => sent.original?.edits);
    if (sent.original !== null) app.discord.deleteMessage(sent.original);
    await pictureIn(ada, own, "a fox again");
    expect(ada.sees(own)).toHaveLength(1);
  });
});

describe("where only the person has installed the app", () => {
  async function outside(name: string): Promise<{ ada: DiscordPerson; own: Channel }> {
    const ada = await app.join(name);
    ada.installApp();
    return { ada, own: app.discord.channel(app.discord.guild({ hasBot: false })) };
  }
  const followUps = (sent: StoredInteraction) => sent.followUps.length;

  test("pictures come by the interaction alone, and the bot never tries the channel", async () => {
    const { ada, own } = await outside("installed");
    const picture = await ada.answerTo("imagine", { prompt: "a fox outside" }, { in: own });
    expect(picture.images).toHaveLength(1);
    expect((await ada.press(picture, "Reroll")).images).toHaveLength(1);
    const form = await ada.form(ada.click(picture, "Edit prompt"));
    expect((await ada.final(ada.submit(form))).images).toHaveLength(1);
    const deleted = ada.click(picture, "Delete");
    await ada.until(
      () =>
        (ada.again(picture)?.images ?? []).length === 0 ||
        ada.answers(deleted).some(({ text }) => text.includes("Deleted")),
    );
    expect(followUps(deleted)).toBeLessThanOrEqual(5);
    expect(triedIn(own)).toEqual([]);
  });

  test("a late picture comes as a direct message, and without one stays in the history", async () => {
    const { ada, own } = await outside("installed late");
    const late = await slowly(ada, "a late fox outside", own);
    app.discord.expire(late);
    await pictureIn(ada, ada.direct, "a late fox outside");
    ada.closeDirectMessages();
    const lost = await slowly(ada, "a fox for later", own);
    app.discord.expire(lost);
    await vi.waitFor(async () => expect(await app.credits(ada)).toMatchObject({ held: 0 }), { timeout: 30_000 });
    const told = async () => (await ada.answerTo("balance", {}, { in: own })).text;
    await vi.waitFor(async () => expect(await told()).toContain("/history"), { timeout: 20_000, interval: 500 });
    expect(triedIn(own)).toEqual([]);
  });

  test("a group of friends gets its picture as well", async () => {
    const { ada } = await outside("friends");
    const group = app.discord.group([ada.user, app.discord.person("friend").user]);
    const picture = await ada.answerTo("imagine", { prompt: "a fox among friends" }, { in: group });
    expect(picture.images).toHaveLength(1);
    expect(app.discord.person("friend").sees(group)).toHaveLength(1);
    expect(triedIn(group)).toEqual([]);
  });
});

test("a file too large for the place comes smaller, and the original stays to be had", async () => {
  const ada = await app.join("small");
  const own = app.discord.channel(app.guild);
  app.discord.interactions.fileBytesMax = 200_000;
  try {
    const picture = await ada.answerTo("imagine", { prompt: "a detailed city", model: "z-image" }, { in: own });
    expect(picture.images[0]?.size).toBeLessThanOrEqual(200_000);
    expect(picture.text).toMatch(/smaller copy|seed/u);
  } finally {
    app.discord.interactions.fileBytesMax = 10 * 1024 * 1024;
  }
});
