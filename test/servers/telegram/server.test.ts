import { HttpError, InlineKeyboard, InputFile } from "grammy";
import { describe, expect, test } from "vitest";
import { testImages } from "../../support/images.ts";
import { refusal, stage } from "./stage.ts";

const on = stage();

describe("a conversation", () => {
  test("goes through the real client: words, a press, an edit, its answer", async () => {
    on.bot.on("message:text", (context) =>
      context.reply(`<b>you</b> said ${context.message.text}`, {
        parse_mode: "HTML",
        reply_markup: new InlineKeyboard().text("Again", "again"),
      }),
    );
    on.bot.callbackQuery("again", async (context) => {
      await context.answerCallbackQuery({ text: "done" });
      await context.editMessageText("edited");
    });
    void on.bot.start();
    const ada = on.telegram.person("ada");
    const answer = await ada.answerTo("hello");
    expect(answer.text).toBe("you said hello");
    expect(answer.message.entities).toEqual([{ type: "bold", offset: 0, length: 3 }]);
    expect(answer.buttons).toEqual(["Again"]);
    const pressed = await ada.press(answer.message, "Again");
    expect(pressed).toMatchObject({ text: "edited", alert: "done", buttons: [] });
    await on.bot.stop();
    expect(on.telegram.violations).toEqual([]);
    expect(on.telegram.unansweredPresses()).toEqual([]);
  });

  test("a press is answered in time or not at all", async () => {
    const ada = on.friend();
    const sent = await on.bot.api.sendMessage(ada.chat, "x", { reply_markup: new InlineKeyboard().text("A", "a") });
    const id = ada.clicks({ ...ada.messages()[1], ...sent } as never, "A");
    await new Promise((resolve) => setTimeout(resolve, 550));
    expect((await refusal(on.bot.api.answerCallbackQuery(id))).description).toMatch(/query is too old/);
    expect(on.telegram.unansweredPresses()).toEqual([id]);
  });
});

describe("places", () => {
  test("one cannot write to who never wrote, blocked or left, nor to a group that one was thrown out of", async () => {
    const [ada, bob, carl] = [on.telegram.person("ada"), on.friend("bob"), on.friend("carl")];
    const group = on.telegram.group("Painters");
    bob.blocksBot();
    carl.leavesTelegram();
    group.removesBot(bob.user);
    const says = async (chat: number) => (await refusal(on.bot.api.sendMessage(chat, "x"))).description;
    expect(await says(ada.chat)).toBe("Forbidden: bot can't initiate conversation with a user");
    expect(await says(bob.chat)).toBe("Forbidden: bot was blocked by the user");
    expect(await says(carl.chat)).toBe("Forbidden: user is deactivated");
    expect(await says(group.id)).toBe("Forbidden: bot was kicked from the group chat");
    bob.unblocksBot();
    await on.bot.api.sendMessage(bob.chat, "x");
    expect(on.telegram.violations).toEqual([]);
  });

  test("a group that became a supergroup says where it went", async () => {
    const group = on.telegram.group("Painters");
    const next = group.upgrades();
    const error = await refusal(on.bot.api.sendMessage(group.id, "x"));
    expect(error.parameters).toEqual({ migrate_to_chat_id: next.id });
    await on.bot.api.sendMessage(next.id, "x");
  });

  test("a closed topic, a missing right", async () => {
    const group = on.telegram.group("Painters", { kind: "forum" });
    const topic = group.topic("Foxes");
    await on.bot.api.sendMessage(group.id, "x", { message_thread_id: topic.thread });
    topic.close();
    const closed = on.bot.api.sendMessage(group.id, "x", { message_thread_id: topic.thread });
    expect((await refusal(closed)).description).toBe("Bad Request: TOPIC_CLOSED");
    group.forbid("photos");
    const photo = on.bot.api.sendPhoto(group.id, new InputFile(await testImages.png(), "a.png"));
    expect((await refusal(photo)).description).toBe("Bad Request: not enough rights to send photos to the chat");
  });

  test("with the privacy mode the bot hears commands, its name and answers to it; as administrator everything", async () => {
    const ada = on.telegram.person("ada");
    const shy = ada.in(on.telegram.group("Painters"));
    const open = ada.in(on.telegram.group("Friends", { botIsAdmin: true }));
    const sent = await on.bot.api.sendMessage(shy.chat, "hello");
    const own = shy.messages().find(({ message_id }) => message_id === sent.message_id);
    for (const place of [shy, open]) {
      for (const words of ["hi", "/imagine fox", "/imagine@easel_bot fox", "/imagine@other_bot fox", "hi @easel_bot"]) {
        place.says(words);
      }
    }
    if (own !== undefined) shy.repliesTo(own, "an answer");
    const updates = await on.bot.api.getUpdates();
    const heard = (chat: number) =>
      updates.filter(({ message }) => message?.chat.id === chat).map(({ message }) => message?.text);
    expect(heard(shy.chat)).toEqual(["/imagine fox", "/imagine@easel_bot fox", "hi @easel_bot", "an answer"]);
    expect(heard(open.chat)).toHaveLength(5);
  });
});

describe("files", () => {
  test("are fetched with the token, up to 20 MB", async () => {
    const ada = on.telegram.person("ada");
    const photo = await ada.sendsPhoto(await testImages.png(640, 480), { caption: "/edit winter" });
    expect(photo.photo?.map(({ width, height }) => [width, height])).toEqual([
      [90, 68],
      [320, 240],
      [640, 480],
    ]);
    const file = await on.bot.api.getFile(photo.photo?.at(-1)?.file_id ?? "");
    const response = await fetch(`${on.telegram.url}/file/bot${on.telegram.token}/${file.file_path}`);
    expect((await response.arrayBuffer()).byteLength).toBe(file.file_size);
    const large = ada.sendsDocument({ name: "a.png", size: 100 * 1024 * 1024 });
    expect((await refusal(on.bot.api.getFile(large.document?.file_id ?? ""))).description).toBe(
      "Bad Request: file is too big",
    );
  });

  test("of an album come as messages of their own, with one group and one caption", async () => {
    const ada = on.telegram.person("ada");
    await ada.sendsAlbum([await testImages.png(), await testImages.jpeg()], { caption: "both" });
    const updates = await on.bot.api.getUpdates();
    expect(updates.map(({ message }) => message?.caption)).toEqual(["both", undefined]);
    expect(new Set(updates.map(({ message }) => message?.media_group_id)).size).toBe(1);
  });

  test("are sent again by their id, also as an album", async () => {
    const ada = on.friend();
    const first = await on.bot.api.sendPhoto(ada.chat, new InputFile(await testImages.png(), "a.png"), {
      has_spoiler: true,
    });
    const media = first.photo.at(-1)?.file_id ?? "";
    const album = await on.bot.api.sendMediaGroup(ada.chat, [
      { type: "photo", media, caption: "one" },
      { type: "photo", media: new InputFile(await testImages.jpeg(), "b.jpg") },
    ]);
    const shown = ada.messages().filter(({ message_id }) => album.some((item) => item.message_id === message_id));
    expect(new Set(shown.map(({ media_group_id }) => media_group_id)).size).toBe(1);
    expect(ada.messages().find(({ message_id }) => message_id === first.message_id)?.has_media_spoiler).toBe(true);
  });
});

describe("the pace", () => {
  test("one message a second and chat after a short burst, twenty a minute in a group; too early is noted", async () => {
    on.telegram.throttle.set({ burst: 2, every_ms: 3_000, groupPerMinute: 3 });
    const ada = on.friend();
    const send = () => on.bot.api.sendMessage(ada.chat, "x");
    await send();
    await send();
    expect((await refusal(send())).parameters).toEqual({ retry_after: 3 });
    expect(on.telegram.violations).toEqual([]);
    await refusal(send());
    expect(on.telegram.violations).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await refusal(send());
    expect(on.telegram.violations[0]).toMatch(/before retry_after was over/);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await send();
    on.telegram.throttle.set({ burst: 10, every_ms: 1_000, groupPerMinute: 3 });
    const group = on.telegram.group("Painters");
    for (let count = 0; count < 3; count++) await on.bot.api.sendMessage(group.id, "x");
    const error = await refusal(on.bot.api.sendMessage(group.id, "x"));
    expect(error.parameters.retry_after).toBeGreaterThan(55);
  });
});

describe("faults on demand", () => {
  test("a front that is down, a broken connection, an answer that is lost although it was done", async () => {
    const ada = on.friend();
    const send = () => on.bot.api.sendMessage(ada.chat, "x");
    for (const kind of ["502", "reset", "lost"] as const) {
      on.telegram.fault({ kind, method: "sendMessage" });
      await expect(send(), kind).rejects.toThrow(HttpError);
    }
    on.telegram.fault({ kind: "429", method: "sendMessage", retryAfter_s: 3 });
    expect((await refusal(send())).parameters).toEqual({ retry_after: 3 });
    on.telegram.fault({ kind: "500" });
    expect((await refusal(send())).error_code).toBe(500);
    expect(ada.messages().filter(({ text }) => text === "x")).toHaveLength(1);
  });
});

describe("Stars", () => {
  test("are paid once the bot agrees, listed, and given back once", async () => {
    const ada = on.friend();
    on.bot.on("pre_checkout_query", (context) => context.answerPreCheckoutQuery(true));
    const charges: string[] = [];
    on.bot.on("message:successful_payment", (context) => {
      charges.push(context.message.successful_payment.telegram_payment_charge_id);
    });
    void on.bot.start();
    const link = await on.bot.api.createInvoiceLink("Pack", "100 credits", "order-1", "", "XTR", [
      { label: "Pack", amount: 50 },
    ]);
    const charge = (await ada.pays(link)) ?? "";
    await expect.poll(() => charges).toEqual([charge]);
    expect(await on.bot.api.refundStarPayment(ada.user.id, charge)).toBe(true);
    expect((await refusal(on.bot.api.refundStarPayment(ada.user.id, charge))).description).toMatch("ALREADY_REFUNDED");
    const { transactions } = await on.bot.api.getStarTransactions();
    expect(transactions.map(({ id, amount, receiver }) => [id, amount, receiver === undefined])).toEqual([
      [charge, 50, true],
      [charge, 50, false],
    ]);
    await on.bot.stop();
  });
});
