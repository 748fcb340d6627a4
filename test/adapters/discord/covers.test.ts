import { afterEach, beforeEach, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { Channel } from "../../servers/discord/world.ts";
import type { DiscordPerson } from "../../support/discord-person.ts";
import { picture, type Stage, setStage, shownImage } from "./stage.ts";

const GENERATION = "abcdefghijklmnopqrst";
const KEY = `${GENERATION}:0`;
const result: Reply = { tone: "good", title: "a red fox", images: [shownImage(KEY)] };
const cover: Reply = { title: "Taken down", text: "This picture was taken down.", covers: true };

let stage: Stage;
let channel: Channel;
let ada: DiscordPerson;
beforeEach(async () => {
  const memory = new Map<string, string>();
  stage = await setStage({
    memory: {
      async put(key, value) {
        memory.set(key, value);
      },
      find: async (key) => memory.get(key) ?? null,
    },
  });
  stage.images.set(KEY, await picture(KEY));
  channel = stage.discord.channel(stage.discord.guild());
  ada = stage.discord.person("ada");
});
afterEach(async () => {
  expect(stage.discord.violations).toEqual([]);
  await stage.stop();
});

async function shown({ privately = false } = {}) {
  if (privately) stage.dispatch.privately.add("imagine");
  stage.dispatch.reply("imagine", result);
  const interaction = ada.slash("imagine", { prompt: "a red fox" }, { in: channel });
  const message = await ada.final(interaction);
  await stage.dispatch.idle();
  const place = stage.dispatch.received.at(-1)?.place ?? "";
  return { interaction, message, show: (reply: Reply) => stage.adapter.chat.show(place, reply) };
}

test("a picture is covered in its own message: by its token, in the next process, and when the token has died", async () => {
  for (const way of ["token", "restart", "expired"]) {
    const { interaction, message, show } = await shown();
    if (way !== "token") await stage.restart();
    if (way === "expired") stage.discord.expire(interaction);
    expect(await show(cover), way).toBe("shown");
    expect(ada.again(message)).toMatchObject({
      images: [],
      text: expect.stringContaining("This picture was taken down."),
    });
    expect(await show(cover), "once more").toBe("shown");
  }
  expect(ada.sees(channel)).toHaveLength(3);
});

test("what only its person saw is gone with the token, and nothing new is written to anybody", async () => {
  const { interaction, show } = await shown({ privately: true });
  stage.discord.expire(interaction);
  await stage.restart();
  const before = ada.sees(channel).length;
  expect(await show(cover)).toBe("gone");
  expect([ada.sees(channel).length, ada.sees(ada.direct).length]).toEqual([before, 0]);
});

test("a message that somebody deleted is not written anew", async () => {
  const { interaction, message, show } = await shown();
  if (interaction.original !== null) stage.discord.deleteMessage(interaction.original);
  expect(await show(cover)).toBe("gone");
  expect(ada.again(message)).toBeUndefined();
  expect(ada.sees(channel)).toEqual([]);
});

test("the link to a message finds its picture, also in the next process, and other links find nothing", async () => {
  const { message } = await shown();
  await stage.restart();
  const find = async (link: string) => (await stage.adapter.chat.pictureAt?.(link)) ?? null;
  const link = `https://discord.com/channels/12345/${channel.id}/${message.id}`;
  expect(await find(link)).toBe(GENERATION);
  expect(await find(link.replace("discord.com", "ptb.discord.com"))).toBe(GENERATION);
  for (const other of [
    `${link}0`,
    link.replace("discord.com", "discord.com.evil.example"),
    "https://discord.com",
    "x",
  ]) {
    expect(await find(other)).toBeNull();
  }
});
