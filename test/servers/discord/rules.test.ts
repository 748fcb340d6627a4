import { afterEach, beforeEach, expect, test } from "vitest";
import { noMentions, type RawApp, rawApp, registerImagine } from "./raw-app.ts";
import { type DiscordServer, startDiscordServer } from "./server.ts";
import type { Channel, StoredInteraction } from "./world.ts";

let discord: DiscordServer;
let app: RawApp;
let channel: Channel;

beforeEach(async () => {
  discord = await startDiscordServer();
  app = rawApp(discord);
  channel = discord.channel(discord.guild());
  await registerImagine(app, discord);
});
afterEach(() => discord.stop());

const ask = (place: Channel = channel): StoredInteraction =>
  discord.person("ada").slash("imagine", { prompt: "a red fox" }, { in: place });
const words = { content: "x", ...noMentions };
const post = (place: Channel, more = {}) => app.call("POST", `/channels/${place.id}/messages`, { ...words, ...more });

test("an interaction is answered within three seconds, once, and its token dies after fifteen minutes", async () => {
  const late = ask();
  discord.world.clock.advance(3_100);
  expect((await app.callback(late, 5)).body).toMatchObject({ code: 10062 });
  await expect(discord.person("ada").final(late)).rejects.toThrow("did not respond");

  const asked = ask();
  expect((await app.edit(asked, "@original", words)).body).toMatchObject({ code: 10015 });
  expect((await app.callback(asked, 6)).body).toMatchObject({ code: 50035 });
  expect((await app.callback(asked, 5)).status).toBe(204);
  expect((await app.callback(asked, 5)).body).toMatchObject({ code: 40060 });
  expect((await app.edit(asked, "@original", words)).status).toBe(200);
  discord.world.clock.advance(15 * 60_000);
  expect((await app.edit(asked, "@original", words)).body).toMatchObject({ code: 50027 });

  const expired = ask();
  await app.callback(expired, 5);
  discord.expire(expired);
  expect(await app.followUp(expired, words)).toMatchObject({ status: 401, body: { code: 50027 } });
});

test("a follow-up to a deferred answer is that answer, with its audience", async () => {
  const asked = ask();
  await app.callback(asked, 5, { flags: 64 });
  expect((await app.followUp(asked, words)).body["id"]).toBe(asked.original?.id);
  const second = await app.followUp(asked, words);
  expect(second.body["id"]).not.toBe(asked.original?.id);
  expect(discord.person("bob").sees(channel)).toHaveLength(1);
  expect(discord.person("ada").sees(channel)).toHaveLength(2);
  discord.deleteMessage(discord.world.messages.get(String(second.body["id"])) ?? expect.fail());
  expect((await app.edit(asked, String(second.body["id"]), words)).body).toMatchObject({ code: 10008 });
});

test("components of the second version stay, and keep what is not named anew", async () => {
  const asked = ask();
  await app.callback(asked, 5);
  const gallery = [{ type: 12, items: [{ media: { url: "attachment://fox-0.png" } }] }];
  const shown = { ...noMentions, flags: 1 << 15, components: gallery };
  expect((await app.edit(asked, "@original", shown, [new Uint8Array(4)])).status).toBe(200);
  expect((await app.edit(asked, "@original", words)).body).toMatchObject({ code: 50035 });
  expect((await app.edit(asked, "@original", { ...noMentions, components: gallery })).status).toBe(200);
  const [seen] = discord.person("ada").answers(asked);
  expect(await seen?.images[0]?.bytes()).toHaveLength(4);
  expect(
    (await app.edit(asked, "@original", { ...noMentions, components: [{ type: 10, content: "x" }], attachments: [] }))
      .status,
  ).toBe(200);
  expect(asked.original?.attachments).toEqual([]);
});

test("the same nonce from the same app in the same channel makes one message, for some minutes", async () => {
  const nonce = { nonce: "n1", enforce_nonce: true };
  const first = await post(channel, nonce);
  expect((await post(channel, nonce)).body["id"]).toBe(first.body["id"]);
  expect((await post(discord.channel(discord.guild()), nonce)).body["id"]).not.toBe(first.body["id"]);
  discord.world.clock.advance(5 * 60_000 + 1);
  expect((await post(channel, nonce)).body["id"]).not.toBe(first.body["id"]);
  expect(discord.person("ada").sees(channel)).toHaveLength(2);
});

test("the bot writes only where it may", async () => {
  discord.rateLimits.areOn = false;
  const ada = discord.person("ada");
  const thread = discord.thread(channel);
  const forum = discord.forum(channel.guild ?? expect.fail());
  expect((await post(thread)).status).toBe(200);
  expect((await post(discord.thread(forum))).status).toBe(200);
  expect((await post(forum)).body).toMatchObject({ code: 40058 });
  thread.isArchived = true;
  expect((await post(thread)).status).toBe(200);
  expect(thread.isArchived).toBe(false);
  thread.isLocked = true;
  expect((await post(thread)).body).toMatchObject({ code: 160005 });
  discord.forbid(channel, "attachFiles");
  expect((await post(channel)).status).toBe(200);
  expect((await app.call("POST", `/channels/${channel.id}/messages`, words, [new Uint8Array(1)])).body).toMatchObject({
    code: 50013,
  });
  discord.forbid(channel, "sendMessages");
  expect((await post(channel)).body).toMatchObject({ code: 50013 });
  discord.forbid(channel, "viewChannel");
  expect((await post(channel)).body).toMatchObject({ code: 50001 });
  expect((await post(discord.group([ada.user]))).body).toMatchObject({ code: 50001 });
  expect((await post(ada.direct)).status).toBe(200);
  ada.closeDirectMessages();
  expect((await post(ada.direct)).body).toMatchObject({ code: 50007 });
  const other = discord.channel(discord.guild());
  discord.removeBot(other.guild ?? expect.fail());
  expect((await post(other)).body).toMatchObject({ code: 50001 });
  discord.deleteChannel(other);
  expect((await post(other)).body).toMatchObject({ code: 10003 });
});

test("where only a person has installed the app, an interaction has five follow-ups and the bot no way in", async () => {
  discord.rateLimits.areOn = false;
  const elsewhere = discord.channel(discord.guild({ hasBot: false }));
  expect(() => ask(elsewhere)).toThrow("does not find");
  discord.person("ada").installApp();
  const asked = ask(elsewhere);
  expect(asked.payload["authorizing_integration_owners"]).toEqual({ "1": asked.user.id });
  await app.callback(asked, 4, words);
  for (let count = 0; count < 5; count++) expect((await app.followUp(asked, words)).status).toBe(200);
  expect((await app.followUp(asked, words)).body).toMatchObject({ code: 40094 });
  expect((await app.edit(asked, "@original", words)).status).toBe(200);
  expect((await post(elsewhere)).body).toMatchObject({ code: 50001 });
});

test("where members may not use apps of their own before others, every answer of such an app is for its person alone", async () => {
  const elsewhere = discord.channel(discord.guild({ hasBot: false, allowsExternalApps: false }));
  discord.person("ada").installApp();
  const asked = ask(elsewhere);
  await app.callback(asked, 5);
  await app.edit(asked, "@original", words);
  await app.followUp(asked, words);
  expect(discord.person("ada").sees(elsewhere)).toHaveLength(2);
  expect(discord.person("bob").sees(elsewhere)).toEqual([]);
});

test("too many requests are told when to come again, in the headers before and in the answer after", async () => {
  const first = await post(channel);
  expect(first.headers.get("x-ratelimit-limit")).toBe("5");
  expect(first.headers.get("x-ratelimit-remaining")).toBe("4");
  for (let count = 0; count < 4; count++) await post(channel);
  const over = await post(channel);
  expect(over.status).toBe(429);
  expect(over.headers.get("x-ratelimit-scope")).toBe("user");
  expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(over.body).toMatchObject({ global: false, message: "You are being rate limited." });
  expect((await post(discord.channel(discord.guild()))).status).toBe(200);
});

test("requests fail as they are told to, and an answer can be lost after its work is done", async () => {
  const route = "POST /channels/:channel/messages";
  discord.faults.add(route, { kind: "status", status: 502 }, 2);
  expect([(await post(channel)).status, (await post(channel)).status]).toEqual([502, 502]);
  discord.faults.add(/messages$/u, { kind: "lost" });
  await expect(post(channel)).rejects.toThrow();
  expect(discord.person("ada").sees(channel)).toHaveLength(1);
  discord.faults.add(route, { kind: "reset" });
  await expect(post(channel)).rejects.toThrow();
  discord.faults.add(route, { kind: "status", status: 429, retryAfter_s: 2, isGlobal: true });
  expect((await post(channel)).body).toMatchObject({ global: true, retry_after: 2 });
  expect(discord.person("ada").sees(channel)).toHaveLength(1);
  expect(discord.faults.left()).toBe(0);
});

test("links to files are signed, and work for a day", async () => {
  await app.call("POST", `/channels/${channel.id}/messages`, words, [new Uint8Array([1, 2, 3])]);
  const [file] = discord.person("ada").sees(channel)[0]?.images ?? [];
  const url = file?.url ?? "";
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(url.replace("fox-0", "fox-1"))).status).toBe(404);
  expect((await fetch(url.replace(/hm=./u, "hm=z"))).status).toBe(404);
  discord.world.clock.advance(25 * 60 * 60_000);
  expect((await fetch(url)).status).toBe(404);
  expect(await file?.bytes().catch(() => "gone")).toBe("gone");
});

test("nobody gets in without the token, and what is not there is not there", async () => {
  const stranger = rawApp(discord, "wrong");
  expect((await stranger.call("GET", "/users/@me")).status).toBe(401);
  expect((await stranger.call("PUT", `/applications/${discord.applicationId}/commands`, [])).status).toBe(401);
  expect((await app.call("PUT", "/applications/1/commands", [])).body).toMatchObject({ code: 20012 });
  expect((await app.call("GET", "/nothing")).status).toBe(404);
});
