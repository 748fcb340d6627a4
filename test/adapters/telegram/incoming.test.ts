import type { Message, Update } from "grammy/types";
import { describe, expect, test } from "vitest";
import { concernsUs, hear, type Pressed, readText, type Said } from "../../../adapters/telegram/incoming.ts";

const self = { id: 42, username: "easel_bot" };
const ada = { id: 7_000_000_001, is_bot: false, first_name: "Ada", last_name: "Lovelace", language_code: "de" };
const home = { id: ada.id, type: "private" as const, first_name: "Ada" };
const group = { id: -1_002_000_000_001, type: "supergroup" as const, title: "Friends" };

/** An update as Telegram posts it. */
function message(parts: object, chat: object = home): Update {
  return { update_id: 9, message: { message_id: 12, date: 1, from: ada, chat, ...parts } as Message } as Update;
}
const said = (update: Update): Said => {
  const heard = hear([update], self);
  if (heard?.kind !== "said") throw new Error("nothing was said");
  return heard;
};
const photo = [
  { file_id: "small", file_unique_id: "s", width: 90, height: 60, file_size: 1000 },
  { file_id: "large", file_unique_id: "l", width: 1280, height: 853, file_size: 200_000 },
];

describe("texts", () => {
  test.each([
    ["a red fox", { command: null, words: "a red fox", mentionsUs: false }],
    ["/imagine a red fox --ar 16:9", { command: "imagine", words: "a red fox --ar 16:9", mentionsUs: true }],
    ["/imagine@easel_bot a fox", { command: "imagine", words: "a fox", mentionsUs: true }],
    ["/IMAGINE@Easel_Bot\na fox", { command: "imagine", words: "a fox", mentionsUs: true }],
    ["/imagine@other_bot a fox", null],
    ["/start link_AB12CD34", { command: "start", words: "link_AB12CD34", mentionsUs: true }],
    ["/pay_support", { command: "pay-support", words: "", mentionsUs: true }],
    ["/", { command: "help", words: "", mentionsUs: true }],
    ["@easel_bot, a fox", { command: null, words: "a fox", mentionsUs: true }],
    ["a fox, @EASEL_BOT", { command: null, words: "a fox,", mentionsUs: true }],
    ["@easel_bots a fox", { command: null, words: "@easel_bots a fox", mentionsUs: false }],
    ["me@easel_bot.example", { command: null, words: "me@easel_bot.example", mentionsUs: false }],
    ["1/2 of a fox", { command: null, words: "1/2 of a fox", mentionsUs: false }],
  ])("%s", (text, read) => {
    expect(readText(text, self)).toEqual(read);
  });
});

describe("messages", () => {
  test("of a private chat say who, where and in which language", () => {
    expect(said(message({ text: "a red fox" }))).toMatchObject({
      id: `telegram:42/m/${ada.id}/12`,
      identity: { platform: "telegram", user: String(ada.id), name: "Ada Lovelace" },
      spot: { chat: ada.id, user: ada.id, topic: null, event: "m12", asked: 12, origin: null },
      server: null,
      language: "de",
      isAddressed: true,
    });
  });

  test("keep their id whichever update brings them", () => {
    const first = said(message({ text: "a fox" }));
    const again = said({ ...message({ text: "a fox" }), update_id: 77 });
    expect(again.id).toBe(first.id);
    expect(again.spot).toEqual(first.spot);
  });

  test("in a topic are answered there, and refer to nothing", () => {
    const opened = { message_id: 3, forum_topic_created: { name: "Art" }, from: ada, chat: group, date: 1 };
    const heard = said(
      message(
        { text: "/imagine a fox", is_topic_message: true, message_thread_id: 3, reply_to_message: opened },
        group,
      ),
    );
    expect(heard).toMatchObject({
      spot: { topic: 3 },
      repliedTo: null,
      server: { key: `telegram:${group.id}`, name: "Friends", channel: "3" },
    });
  });

  test("between people in a group are nothing to Easel", () => {
    expect(said(message({ text: "nice fox" }, group)).isAddressed).toBe(false);
    expect(concernsUs(message({ text: "nice fox" }, group), self)).toBe(false);
    expect(concernsUs(message({ photo }, group), self)).toBe(false);
    expect(concernsUs(message({ text: "@easel_bot nice fox" }, group), self)).toBe(true);
    expect(concernsUs(message({ text: "/help@other_bot" }, group), self)).toBe(false);
  });

  test("that answer one of ours concern us, since it may be a question", () => {
    const ours = {
      message_id: 5,
      from: { id: 42, is_bot: true, first_name: "Easel" },
      chat: group,
      date: 1,
      text: "?",
    };
    expect(concernsUs(message({ text: "blue", reply_to_message: ours }, group), self)).toBe(true);
    const theirs = { ...ours, from: { ...ada, id: 8 } };
    expect(concernsUs(message({ text: "blue", reply_to_message: theirs }, group), self)).toBe(false);
  });

  test.each([
    ["somebody joined", { new_chat_members: [ada] }],
    ["something was pinned", { pinned_message: {} }],
    ["something was paid", { successful_payment: {} }],
    ["a topic was opened", { forum_topic_created: { name: "Art" } }],
    ["another bot speaks", { text: "/imagine a fox", from: { ...ada, is_bot: true } }],
    ["it came through an inline bot", { text: "a fox", via_bot: { id: 1 } }],
    ["nobody wrote it", { text: "a fox", from: undefined }],
  ])("%s: nothing", (_name, parts) => {
    expect(hear([message(parts)], self)).toBeNull();
  });

  test("in the name of a group are heard, so that their author hears why they cannot be answered", () => {
    const anonymous = { id: 1_087_968_824, is_bot: true, first_name: "Group" };
    const update = message({ text: "/imagine a fox", from: anonymous, sender_chat: group }, group);
    expect(said(update)).toMatchObject({ isAnonymous: true, isAddressed: true });
  });

  test.each([
    ["a sticker", { sticker: { file_size: 9 } }, "sticker"],
    ["a voice message", { voice: { file_size: 9 } }, "voice message"],
    ["a video", { video: { file_size: 9, file_name: "../fox.mp4" } }, "fox.mp4"],
    ["an animation, which is a document too", { animation: {}, document: { file_id: "d" } }, "video"],
  ])("%s is a file that is not fetched", (_name, parts, name) => {
    expect(said(message(parts)).files).toEqual([{ name, bytes: expect.any(Number), fileId: null }]);
  });

  test("carry the largest size of a photo, and a document by its name", () => {
    expect(said(message({ photo, caption: "make it winter" }))).toMatchObject({
      words: "make it winter",
      files: [{ name: "photo.jpg", bytes: 200_000, fileId: "large" }],
    });
    const document = { file_id: "d", file_unique_id: "u", file_name: "C:\\pictures\\fox\u202e.png", file_size: 5 };
    expect(said(message({ document })).files).toEqual([{ name: "fox.png", bytes: 5, fileId: "d" }]);
  });

  test("a place or a poll in the private chat is answered as words that are missing", () => {
    expect(said(message({ location: { latitude: 1, longitude: 1 } }))).toMatchObject({ words: "", files: [] });
  });
});

test("the parts of an album are one thing, whatever their order, with the words of whichever has some", () => {
  const part = (id: number, more: object = {}) => ({
    ...message({ message_id: id, media_group_id: "77", photo, ...more }),
    update_id: id,
  });
  const heard = hear([part(14), part(12), part(13, { caption: "/edit make it winter" })], self);
  expect(heard).toMatchObject({
    kind: "said",
    id: `telegram:42/a/${ada.id}/77`,
    command: "edit",
    words: "make it winter",
    spot: { event: "a77", asked: 12 },
  });
  expect((heard as Said).files).toHaveLength(3);
  expect((hear([part(12), part(13, { caption: "/edit make it winter" }), part(14)], self) as Said).id).toBe(heard?.id);
});

describe("presses", () => {
  const press = (shown: object, data: string | undefined = "imagine/reroll/owner/id"): Update =>
    ({
      update_id: 9,
      callback_query: {
        id: "555",
        from: ada,
        chat_instance: "1",
        message: { message_id: 5, date: 1, chat: home, ...shown },
        data,
      },
    }) as unknown as Update;

  test("name what was pressed, and what its message shows", () => {
    expect(hear([press({ photo })], self)).toMatchObject({
      id: "telegram:42/c/555",
      token: "imagine/reroll/owner/id",
      spot: { event: "c555", asked: null, origin: { id: 5, shows: "media" } },
    });
    expect((hear([press({ text: "words" })], self) as Pressed).origin.shows).toBe("text");
  });

  test("under a message that Telegram no longer shows us are presses all the same", () => {
    expect((hear([press({ date: 0 })], self) as Pressed).origin).toEqual({ id: 5, shows: "text" });
  });

  test("without data or message are none of ours", () => {
    const { callback_query: query } = press({});
    expect(
      hear([{ update_id: 9, callback_query: { ...query, data: undefined } } as unknown as Update], self),
    ).toBeNull();
    expect(
      hear([{ update_id: 9, callback_query: { ...query, message: undefined } } as unknown as Update], self),
    ).toBeNull();
  });
});
