import { InlineKeyboard, InputFile } from "grammy";
import { describe, expect, test } from "vitest";
import { testImages } from "../../support/images.ts";
import { botAt, refusal, stage } from "./stage.ts";

const on = stage();

describe("what Telegram refuses", () => {
  const long = "x".repeat(4097);
  const rows = (count: number) => ({
    inline_keyboard: Array.from({ length: count }, () => [{ text: "a", callback_data: "b" }]),
  });
  test.each<[why: string, method: string, parameters: object, says: RegExp]>([
    ["no text", "sendMessage", {}, /text is empty/],
    ["nothing but white space", "sendMessage", { text: " \n " }, /message text is empty/],
    ["a text that is too long", "sendMessage", { text: long }, /message is too long/],
    [
      "an unknown tag",
      "sendMessage",
      { text: "a<font>b</font>", parse_mode: "HTML" },
      /Unsupported start tag "font" at byte offset 1/,
    ],
    [
      "a tag that stays open",
      "sendMessage",
      { text: "<b>b", parse_mode: "HTML" },
      /Can't find end tag corresponding to start tag "b"/,
    ],
    [
      "crossed tags",
      "sendMessage",
      { text: "<b><i>b</b></i>", parse_mode: "HTML" },
      /Unmatched end tag at byte offset 7, expected "<\/i>", found "<\/b>"/,
    ],
    [
      "an end without a beginning",
      "sendMessage",
      { text: "ü</b>", parse_mode: "HTML" },
      /Unexpected end tag at byte offset 2/,
    ],
    ["a bare <", "sendMessage", { text: "1 < 2", parse_mode: "HTML" }, /can't parse entities/],
    ["a reserved character", "sendMessage", { text: "a.", parse_mode: "MarkdownV2" }, /Character '.' is reserved/],
    [
      "an open mark",
      "sendMessage",
      { text: "*a", parse_mode: "MarkdownV2" },
      /Can't find end of bold entity at byte offset 0/,
    ],
    [
      "callback data of 65 bytes",
      "sendMessage",
      { text: "x", reply_markup: { inline_keyboard: [[{ text: "a", callback_data: `${"é".repeat(32)}x` }]] } },
      /BUTTON_DATA_INVALID/,
    ],
    [
      "a button that does two things",
      "sendMessage",
      { text: "x", reply_markup: { inline_keyboard: [[{ text: "a", callback_data: "b", url: "https://a.b" }]] } },
      /Text buttons are unallowed/,
    ],
    [
      "a link to this machine's name",
      "sendMessage",
      { text: "x", reply_markup: { inline_keyboard: [[{ text: "a", url: "http://localhost/" }]] } },
      /Wrong HTTP URL/,
    ],
    ["101 buttons", "sendMessage", { text: "x", reply_markup: rows(101) }, /reply markup is too long/],
    [
      "nine buttons in a row",
      "sendMessage",
      { text: "x", reply_markup: { inline_keyboard: [rows(9).inline_keyboard.flat()] } },
      /row is too long/,
    ],
    [
      "an answer to nothing",
      "sendMessage",
      { text: "x", reply_parameters: { message_id: 9 } },
      /message to be replied not found/,
    ],
    ["another chat", "sendMessage", { text: "x", chat_id: 5 }, /chat not found/],
    ["an unknown topic", "sendMessage", { text: "x", message_thread_id: 5 }, /message thread not found/],
    ["no photo", "sendPhoto", {}, /there is no photo in the request/],
    ["an unknown file", "sendPhoto", { photo: "AgACAgIAAx" }, /wrong file identifier/],
    ["an album of one", "sendMediaGroup", { media: [{ type: "photo", media: "a" }] }, /must have 2-10 items/],
    ["an unknown action", "sendChatAction", { action: "painting" }, /wrong parameter action/],
    [
      "a command in capitals",
      "setMyCommands",
      { commands: [{ command: "Start", description: "a" }] },
      /BOT_COMMAND_INVALID/,
    ],
    [
      "a command with a hyphen",
      "setMyCommands",
      { commands: [{ command: "a-b", description: "a" }] },
      /BOT_COMMAND_INVALID/,
    ],
    [
      "a command without description",
      "setMyCommands",
      { commands: [{ command: "start", description: "" }] },
      /DESCRIPTION_INVALID/,
    ],
    ["a method that there is not", "sendPicture", {}, /Not Found/],
    [
      "money that is no Stars",
      "createInvoiceLink",
      { title: "a", description: "b", payload: "c", currency: "EUR", prices: [{ label: "a", amount: 1 }] },
      /CURRENCY_INVALID/,
    ],
    ["a webhook without TLS", "setWebhook", { url: "http://easel.example/telegram" }, /HTTPS URL must be provided/],
    [
      "a webhook on another port",
      "setWebhook",
      { url: "https://easel.example:9000/telegram" },
      /ports 80, 88, 443 or 8443/,
    ],
    [
      "a secret with a space",
      "setWebhook",
      { url: "https://easel.example/telegram", secret_token: "a b" },
      /unallowed characters/,
    ],
  ])("%s", async (_, method, parameters, says) => {
    const ada = on.friend();
    const known = method.startsWith("send") ? { chat_id: ada.chat } : {};
    const raw = on.bot.api.raw as unknown as Record<string, (given: object) => Promise<unknown>>;
    const error = await refusal(raw[method]?.({ ...known, ...parameters }) ?? Promise.resolve());
    expect(error.description).toMatch(says);
    const isKnowable = !/not found|wrong file identifier/i.test(error.description) || method === "sendPicture";
    expect(on.telegram.violations).toHaveLength(isKnowable ? 1 : 0);
  });

  test("photos by bytes, by dimensions, by ratio, by what they are not; the same as documents are fine", async () => {
    const ada = on.friend();
    const photo = (bytes: Buffer) => on.bot.api.sendPhoto(ada.chat, new InputFile(bytes, "a.png"));
    const wide = await testImages.png(2100, 100);
    expect((await refusal(photo(wide))).description).toMatch("PHOTO_INVALID_DIMENSIONS");
    expect((await refusal(photo(testImages.html()))).description).toMatch("IMAGE_PROCESS_FAILED");
    const huge = Buffer.concat([await testImages.png(), Buffer.alloc(10 * 1024 * 1024)]);
    expect((await refusal(photo(huge))).description).toMatch(/too big for a photo; the maximum size is 10485760 bytes/);
    const sent = await on.bot.api.sendDocument(ada.chat, new InputFile(wide, "wide.png"), {
      caption: "<i>wide</i>",
      parse_mode: "HTML",
    });
    expect(sent.document).toMatchObject({ file_name: "wide.png", file_size: wide.length });
    expect(await ada.bytesOf(sent.document)).toEqual(wide);
    expect(on.telegram.violations).toHaveLength(3);
  });

  test("an unknown token, whatever it asks", async () => {
    const error = await refusal(botAt(on.telegram, "1:x").api.getMe());
    expect([error.error_code, error.description]).toEqual([401, "Unauthorized"]);
    expect((await fetch(`${on.telegram.url}/file/bot1:x/photos/file_0.jpg`)).status).toBe(401);
  });

  test("a parameter that there is not is taken, and noted", async () => {
    const ada = on.friend();
    await on.bot.api.raw.sendMessage({ chat_id: ada.chat, text: "x", disable_web_page_preview: true } as never);
    expect(on.telegram.violations).toEqual(["sendMessage: there is no parameter disable_web_page_preview"]);
  });
});

describe("edits", () => {
  test("of what is not there, not the bot's, not changed, too old, of another kind", async () => {
    const ada = on.friend();
    const text = await on.bot.api.sendMessage(ada.chat, "a text");
    const photo = await on.bot.api.sendPhoto(ada.chat, new InputFile(await testImages.png(), "a.png"));
    const own = ada.says("mine");
    const edit = (id: number, words: string) => on.bot.api.editMessageText(ada.chat, id, words);
    expect((await refusal(edit(9_999, "x"))).description).toMatch("message to edit not found");
    expect((await refusal(edit(own.message_id, "x"))).description).toMatch("message can't be edited");
    expect((await refusal(edit(text.message_id, "a text"))).description).toMatch("message is not modified");
    expect((await refusal(edit(photo.message_id, "x"))).description).toMatch("there is no text in the message to edit");
    const caption = on.bot.api.editMessageCaption(ada.chat, text.message_id, { caption: "x" });
    expect((await refusal(caption)).description).toMatch("there is no caption in the message to edit");
    on.telegram.world.passTime(49 * 60 * 60);
    expect((await refusal(edit(text.message_id, "b"))).description).toMatch("message can't be edited");
    expect((await refusal(on.bot.api.deleteMessage(ada.chat, text.message_id))).description).toMatch(
      "can't be deleted",
    );
    expect(on.telegram.violations).toEqual([]);
  });

  test("a text becomes a photo, a photo another one; an edit without keyboard takes it away", async () => {
    const ada = on.friend();
    const sent = await on.bot.api.sendMessage(ada.chat, "wait", {
      reply_markup: new InlineKeyboard().text("Cancel", "c"),
    });
    const media = async (width: number) =>
      ({ type: "photo", media: new InputFile(await testImages.png(width), "a.png"), caption: "done" }) as const;
    await on.bot.api.editMessageMedia(ada.chat, sent.message_id, await media(64));
    expect(ada.messages().at(-1)).toMatchObject({ caption: "done", photo: [{ width: 64 }] });
    expect(ada.messages().at(-1)).not.toHaveProperty("text");
    expect(ada.messages().at(-1)).not.toHaveProperty("reply_markup");
    await on.bot.api.editMessageMedia(ada.chat, sent.message_id, await media(80));
    expect(ada.messages().at(-1)?.photo).toMatchObject([{ width: 80 }]);
  });
});
