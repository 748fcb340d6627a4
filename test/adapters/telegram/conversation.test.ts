import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Action } from "../../../src/core/chat/incoming.ts";
import { systemClock } from "../../../src/system.ts";
import { testImages } from "../../support/images.ts";
import { wordsOf } from "../../support/telegram-answer.ts";
import type { TelegramPerson } from "../../support/telegram-person.ts";
import { result, type Stage, telegramStage } from "./stage.ts";

const ID = "abcdefghijklmnopqrst";
let stage: Stage;
beforeAll(async () => {
  stage = await telegramStage();
  await stage.telegram.start();
  await stage.store(ID, 3);
});
afterAll(async () => {
  expect(stage.server.violations).toEqual([]);
  expect(stage.log.lines.filter(({ level }) => level !== "info")).toEqual([]);
  await stage.stop();
});

const ours = (person: TelegramPerson) => person.messages().filter(({ from }) => from?.is_bot === true);
const asked = (person: TelegramPerson) =>
  stage.dispatch.received.filter(({ identity }) => identity.user === String(person.user.id));
/** What somebody has asked for last, once there are so many. */
async function last(person: TelegramPerson, count: number): Promise<Action & { readonly kind: "command" }> {
  await expect.poll(() => asked(person).length).toBe(count);
  const action = asked(person).at(-1)?.action;
  if (action?.kind !== "command") throw new Error("it was no command");
  return action;
}

describe("in a private chat", () => {
  test("plain words are a prompt, with everything that is known of who says them", async () => {
    const ada = stage.server.person("ada", { language: "pt-br" });
    ada.says("a red fox — in snow --ar 16:9");
    expect(await last(ada, 1)).toMatchObject({ name: "imagine", words: "a red fox — in snow --ar 16:9" });
    const [incoming] = asked(ada);
    expect(incoming).toMatchObject({
      language: "pt-br",
      isDirect: true,
      identity: { name: "Ada", platform: "telegram" },
    });
    expect(incoming?.server).toBeUndefined();
  });

  test("a link brings its payload", async () => {
    const ada = stage.server.person("invited");
    ada.starts("link_AB12CD34");
    expect(await last(ada, 1)).toMatchObject({ name: "start", words: "link_AB12CD34" });
  });

  test("words below a picture, or in reply to one, change that one", async () => {
    const ada = stage.server.person("editor");
    const jpeg = await testImages.jpeg(64, 48);
    const photo = await ada.sendsPhoto(jpeg, { caption: "make it winter" });
    const sent = await last(ada, 1);
    expect(sent).toMatchObject({ name: "edit", words: "make it winter" });
    expect((await sent.attachments[0]?.read())?.length).toBeGreaterThan(100);
    ada.repliesTo(photo, "make it summer");
    expect((await last(ada, 2)).attachments).toHaveLength(1);
    ada.repliesTo(photo, "/imagine something else");
    expect(await last(ada, 3)).toMatchObject({ name: "imagine", attachments: [] });
  });

  test("a reply to a result names it by its id, each picture of an album by its own", async () => {
    const ada = stage.server.person("replier");
    await stage.telegram.chat.show(await stage.place(ada), result(ID, 3));
    const album = ours(ada);
    expect(album).toHaveLength(4);
    for (const [index, from] of [`${ID}.1`, `${ID}.2`, `${ID}.3`, `${ID}.1`].entries()) {
      const message = album[index];
      if (message === undefined) throw new Error("there is a picture missing");
      ada.repliesTo(message, index % 2 === 0 ? "make it winter" : "/edit make it winter");
      expect(await last(ada, index + 2)).toMatchObject({ name: "edit", values: { from }, attachments: [] });
    }
  });

  test("a result is known by its buttons when its message is forgotten", async () => {
    const ada = stage.server.person("old-friend");
    await stage.telegram.chat.show(await stage.place(ada), result(ID, 1));
    await stage.mongo.connection.collection("chatMemory").deleteMany({});
    const [picture] = ours(ada);
    if (picture === undefined) throw new Error("there is no picture");
    ada.repliesTo(picture, "make it winter");
    expect(await last(ada, 2)).toMatchObject({ name: "edit", values: { from: ID } });
  });

  test("files that are too large, or no pictures, are not fetched", async () => {
    const ada = stage.server.person("sender");
    ada.sends({ video: { file_id: "v", file_unique_id: "v", file_size: 100, width: 1, height: 1, duration: 1 } });
    const video = await last(ada, 1);
    expect(await video.attachments[0]?.read()).toHaveLength(0);
    ada.sendsDocument({ name: "huge.png", size: 100 * 1024 * 1024 });
    const huge = await last(ada, 2);
    expect(huge.attachments[0]?.bytes).toBe(100 * 1024 * 1024);
    await expect(huge.attachments[0]?.read()).rejects.toThrow("refused getFile");
  });
});

describe("in a group", () => {
  test("who may set it up is asked where it matters, and only there", async () => {
    const group = stage.server.group("Friends", { kind: "supergroup" });
    const ada = stage.server.person("admin").in(group);
    group.let(ada.user, "administrator");
    const bob = stage.server.person("member").in(group);
    const calls = () => stage.server.callsOf("getChatMember").length;
    ada.says("/imagine a fox");
    await last(ada, 1);
    expect(calls()).toBe(0);
    ada.says("/server private yes");
    await last(ada, 2);
    bob.says("/server private yes");
    await last(bob, 1);
    const managed = (person: TelegramPerson) => asked(person).at(-1)?.server;
    expect(managed(ada)).toEqual({
      key: `telegram:${group.id}`,
      name: "Friends",
      channel: String(group.id),
      mayManage: true,
    });
    expect(managed(bob)?.mayManage).toBe(false);
    ada.says("/server private no");
    await last(ada, 3);
    expect(calls()).toBe(2);
  });

  test("a reply to somebody else's result takes the picture itself, because the id is theirs", async () => {
    const group = stage.server.group("Gallery");
    const ada = stage.server.person("painter").in(group);
    const bob = stage.server.person("admirer").in(group);
    await stage.telegram.chat.show(await stage.place(ada), result(ID, 1));
    const [picture] = ours(ada);
    if (picture === undefined) throw new Error("there is no picture");
    bob.repliesTo(picture, "/edit make it winter");
    const theirs = await last(bob, 1);
    expect(theirs).toMatchObject({ name: "edit", values: {} });
    expect((await theirs.attachments[0]?.read())?.length).toBeGreaterThan(50);
    ada.repliesTo(picture, "/edit make it winter");
    expect(await last(ada, 2)).toMatchObject({ values: { from: `${ID}.1` }, attachments: [] });
  });

  test("praise in reply to a picture is no order; said to Easel by name it is one", async () => {
    const group = stage.server.group("Praise");
    const ada = stage.server.person("praised").in(group);
    await stage.telegram.chat.show(await stage.place(ada), result(ID, 1));
    const [picture] = ours(ada);
    if (picture === undefined) throw new Error("there is no picture");
    ada.repliesTo(picture, "wonderful");
    ada.repliesTo(picture, "@easel_bot make it winter");
    expect(await last(ada, 2)).toMatchObject({ name: "edit", words: "make it winter", values: { from: `${ID}.1` } });
  });

  test("who writes in its name is told to write as themselves", async () => {
    const group = stage.server.group("Nameless", { kind: "supergroup" });
    const before = stage.dispatch.received.length;
    const anonymous = { id: 1_087_968_824, is_bot: true, first_name: "Group", username: "GroupAnonymousBot" };
    stage.server.world.emit({
      message: {
        ...{ message_id: 900, date: 1, from: anonymous, chat: group.room.chat, text: "/imagine a fox" },
        ...{ sender_chat: group.room.chat },
      },
    });
    await expect
      .poll(() => [...group.room.messages.values()].map(wordsOf))
      .toEqual([expect.stringContaining("write as yourself")]);
    expect(stage.dispatch.received).toHaveLength(before);
  });
});

describe("signs of life", () => {
  test("a chat shows that Easel is at work until there is an answer", async () => {
    const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 20, signal) };
    const hurried = await telegramStage({ clock });
    await hurried.telegram.start();
    const ada = hurried.server.person("patient");
    const bob = hurried.server.person("unanswered");
    const actionsFor = ({ chat }: TelegramPerson) =>
      hurried.server.callsOf("sendChatAction").filter(({ parameters }) => parameters["chat_id"] === chat);
    let release = () => {};
    let isOver = false;
    hurried.dispatch.answers.set("slow", async ({ place }) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      await hurried.telegram.chat.show(place, { text: "Done" });
      isOver = true;
    });
    ada.says("/slow");
    bob.says("/nothing");
    await expect.poll(() => actionsFor(ada).length).toBe(1);
    await expect.poll(() => actionsFor(ada).length).toBeGreaterThanOrEqual(2);
    release();
    await expect.poll(() => ours(ada).map(wordsOf)).toEqual(["Done"]);
    await expect.poll(() => isOver).toBe(true);
    // One may have been on its way.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const shown = actionsFor(ada).length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(actionsFor(ada)).toHaveLength(shown);
    // What shows nothing has no end of its own.
    expect(actionsFor(bob).length).toBeLessThanOrEqual(1);
    await hurried.stop();
  });

  test("a press is over before what it leads to is", async () => {
    const ada = stage.server.person("presser");
    await stage.telegram.chat.show(await stage.place(ada), {
      text: "Press",
      buttons: [{ label: "Slow", token: "slow/button/aaaaaaaa" }],
    });
    let finish = () => {};
    stage.dispatch.answers.set(
      "slow/button/aaaaaaaa",
      () => new Promise<void>((resolve) => (finish = () => resolve())),
    );
    const [message] = ours(ada);
    if (message === undefined) throw new Error("nothing to press");
    expect((await ada.pressed(ada.clicks(message, "Slow"))).text).toBeNull();
    finish();
  });
});

test("a question is answered by its person alone, in as many steps as it takes, also after a restart of the adapter", async () => {
  const group = stage.server.group("Questions");
  const ada = stage.server.person("asked").in(group);
  const bob = stage.server.person("bystander").in(group);
  const token = "imagine/reported/aaaaaaaa";
  const form = {
    ...{ title: "Report", submit: "Send", token },
    fields: [
      {
        ...{ kind: "choice" as const, name: "reason", label: "Why?" },
        choices: [
          { value: "a", label: "First" },
          { value: "b", label: "Second" },
        ],
      },
      { kind: "text" as const, name: "note", label: "Anything else?", lengthMax: 10 },
    ],
  };
  await stage.telegram.chat.show(await stage.place(ada), { form });
  const question = ours(ada).at(-1);
  if (question === undefined) throw new Error("nothing was asked");
  expect((await bob.pressed(bob.clicks(question, "First"))).text).toContain("somebody else");
  ada.clicks(question, "Second");
  await expect.poll(() => ours(ada).map(wordsOf).at(-1)).toContain("Anything else?");
  const note = ours(ada).at(-1);
  if (note === undefined) throw new Error("nothing was asked");
  bob.repliesTo(note, "not mine");
  ada.repliesTo(note, "much too long an answer");
  await expect.poll(() => ours(ada).map(wordsOf).at(-1)).toContain("at most 10");
  const again = ours(ada).at(-1);
  if (again === undefined) throw new Error("nothing was asked");
  ada.repliesTo(again, "short");
  await expect
    .poll(() => stage.dispatch.asked(token).map(({ action }) => action))
    .toEqual([{ kind: "form", token, values: { reason: "b", note: "short" } }]);
  expect(asked(bob)).toEqual([]);
  expect((await ada.pressed(ada.clicksForged(note, "~pick:7:7"))).text).toContain("another time");
});
