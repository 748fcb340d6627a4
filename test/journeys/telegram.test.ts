import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import { testImages } from "../support/images.ts";
import { expectLaws } from "../support/laws.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

let on: TelegramApp;
beforeAll(async () => {
  on = await startTelegramApp();
});
afterAll(async () => {
  await expectLaws(on.easel.app.services);
  await expectGoodManners(on);
  await on.stop();
});

const photo = () => testImages.jpeg(320, 200);

describe.concurrent("a newcomer", () => {
  test("presses Start, is asked for age and terms, agrees, and writes what they want to see", async () => {
    const ada = on.telegram.person("newcomer");
    const asked = await ada.answerTo(ada.starts());
    expect(asked.text).toContain("Before the first picture");
    expect(asked.buttons).toEqual(["I am 13 or older and I agree", "Read the terms"]);
    const welcome = await ada.press(asked.message, "I am 13");
    expect(welcome.text).toContain("25 credits are yours");
    expect(welcome.message.message_id).toBe(asked.message.message_id);
    const picture = await ada.answerTo("a red fox");
    expect(picture.text).toMatch(/^a red fox\n\nZ-Image Turbo by Alibaba · \d+ × \d+ · seed \d+ · 1 credit/u);
    expect(picture.photos).toHaveLength(1);
    expect((await ada.bytesOf(picture.photos[0] ?? { file_id: "" })).byteLength).toBeGreaterThan(1_000);
    expect(picture.buttons).toEqual([
      "Reroll · 1 credit",
      "Variation · 1 credit",
      "Upscale · 1 credit",
      "Edit prompt",
      "Use as reference",
      "Details",
      "Original file",
      "Report",
      "Delete",
    ]);
    expect(await on.creditsOf(ada)).toEqual({ available: 24, held: 0 });
  });

  test("who writes a prompt first is asked first; nothing of it reaches the provider", async () => {
    const ada = on.telegram.person("hasty");
    const asked = await ada.answerTo("a secret garden");
    expect(asked.text).toContain("Nothing of your message was stored");
    expect(on.asked("a secret garden")).toEqual([]);
  });
});

describe.concurrent("under a picture", () => {
  test("Reroll makes another one for the price on the button, and a double press charges once", async () => {
    const ada = await on.person("reroll");
    const first = await ada.answerTo("/imagine a red fox --seed 7");
    const second = await ada.press(first.message, "Reroll");
    expect(second.photos).toHaveLength(1);
    expect(second.message.message_id).not.toBe(first.message.message_id);
    expect(await on.creditsOf(ada)).toEqual({ available: 23, held: 0 });
    const presses = [ada.clicks(second.message, "Reroll"), ada.clicks(second.message, "Reroll")];
    await Promise.all(presses.map((press) => ada.pressed(press)));
    await ada.until((all) => all.filter(({ photo: shown }) => shown !== undefined).length === 3);
    expect(await on.creditsOf(ada)).toEqual({ available: 22, held: 0 });
  });

  test("Edit prompt shows the old words and takes the new ones by a reply", async () => {
    const ada = await on.person("words");
    const first = await ada.answerTo("/imagine a red fox --ar 9:16");
    const form = await ada.press(first.message, "Edit prompt");
    expect(form.text).toContain("a red fox");
    expect(on.telegram.world.rooms.get(ada.chat)?.prompts.get(form.message.message_id)).toMatchObject({
      force_reply: true,
    });
    const second = await ada.answerTo(ada.repliesTo(form.message, "a blue fox"));
    expect(second.text).toMatch(/^a blue fox\n\n.*768 × 1360/u);
    expect(on.asked("a blue fox")).toHaveLength(1);
  });

  test("Report asks for the reason by buttons and for a note by a reply, and thanks", async () => {
    const ada = await on.person("reporter");
    const picture = await ada.answerTo("a red fox");
    const reasons = await ada.press(picture.message, "Report");
    expect(reasons.buttons.length).toBeGreaterThan(3);
    const note = await ada.press(reasons.message, reasons.buttons[0] ?? "");
    const thanks = await (note.buttons.length > 0
      ? ada.press(note.message, note.buttons[0] ?? "")
      : ada.answerTo(ada.repliesTo(note.message, "it frightens me")));
    expect(thanks.text).toMatch(/[Tt]hank/u);
  });

  test("Original file sends the stored bytes as a document; Delete takes the picture out of the chat and the store", async () => {
    const ada = await on.person("original");
    const picture = await ada.answerTo("a red fox");
    await ada.press(picture.message, "Original file");
    const original = await ada.until((all) => all.find(({ document }) => document !== undefined)?.document);
    const facts = await sharp(await ada.bytesOf(original)).metadata();
    expect(facts.format).toBe("png");
    const deleted = await ada.press(picture.message, "Delete");
    expect(deleted.text).toContain("Deleted");
    await ada.until((all) => !all.some(({ photo: shown }) => shown !== undefined));
    expect((await ada.answerTo("/history")).text).toContain("Nothing here yet");
  });
});

// A restart concerns everybody, so this one is alone.
test("all buttons work after a restart, also the answer to a form that was open before it", async () => {
  const ada = await on.person("restart");
  const picture = await ada.answerTo("a red fox");
  const form = await ada.press(picture.message, "Edit prompt");
  await on.easel.restart();
  expect((await ada.answerTo(ada.repliesTo(form.message, "a green fox"))).photos).toHaveLength(1);
  expect((await ada.press(picture.message, "Reroll")).photos).toHaveLength(1);
  expect((await ada.press(picture.message, "Details")).text).toContain("About this picture");
});

describe.concurrent("several pictures", () => {
  test("--n 4 is an album of four, with the keyboard below it; Reroll makes four more", async () => {
    const ada = await on.person("album");
    const album = await ada.answerTo("/imagine four foxes --n 4");
    expect(album.photos).toHaveLength(4);
    const groups = album.messages.flatMap(({ media_group_id: group }) => group ?? []);
    expect(groups).toHaveLength(4);
    expect(new Set(groups).size).toBe(1);
    expect(album.buttons[0]).toBe("Reroll · 4 credits");
    const keyboard = album.messages.find(({ reply_markup: markup }) => markup !== undefined);
    const again = await ada.press(keyboard ?? album.message, "Reroll");
    expect(again.photos).toHaveLength(4);
    expect(await on.creditsOf(ada)).toEqual({ available: 17, held: 0 });
    await ada.press(keyboard ?? album.message, "Delete");
    const left = await ada.until((all) => {
      const shown = all.flatMap(({ media_group_id: group }) => group ?? []);
      return shown.length === 4 && shown;
    });
    expect(left, "the deleted album is gone from the chat").not.toContain(groups[0]);
  });

  test("flags work with the dash that phones make of two hyphens, and as upper case commands", async () => {
    const ada = await on.person("phone");
    expect((await ada.answerTo("a red fox —n 2 —ar 16:9")).photos).toHaveLength(2);
    expect((await ada.answerTo("/IMAGINE a red fox --n 2")).photos).toHaveLength(2);
  });
});

describe.concurrent("a picture that a person sends", () => {
  test("with words is edited, alone is asked about", async () => {
    const ada = await on.person("photographer");
    const winter = await ada.answerTo(ada.sendsPhoto(await photo(), { caption: "/edit make it winter --res 0.5K" }));
    expect(winter.text).toContain("6 credits");
    expect(on.asked("make it winter").at(-1)?.["image_urls"]).toHaveLength(1);
    const summer = await ada.answerTo(ada.sendsPhoto(await photo(), { caption: "make it summer --res 0.5K" }));
    expect(summer.photos).toHaveLength(1);
    expect(on.asked("make it summer").at(-1)?.["image_urls"]).toHaveLength(1);
    const before = await on.creditsOf(ada);
    const asked = await ada.answerTo(ada.sendsPhoto(await photo()));
    expect(asked.photos).toEqual([]);
    expect(on.telegram.world.rooms.get(ada.chat)?.prompts.get(asked.message.message_id)).toMatchObject({
      force_reply: true,
    });
    expect(await on.creditsOf(ada)).toEqual(before);
    const autumn = await ada.answerTo(ada.repliesTo(asked.message, "make it autumn"));
    expect(autumn.photos).toHaveLength(1);
    expect(on.asked("make it autumn").at(-1)?.["image_urls"]).toHaveLength(1);
  });

  test("as an album with one caption is one edit of all of them", async () => {
    const ada = await on.person("collector");
    const photos = [await photo(), await testImages.png(300, 300), await testImages.jpeg(200, 320)];
    const [first] = await ada.sendsAlbum(photos, { caption: "/edit all of them on a hill --res 0.5K" });
    if (first === undefined) throw new Error("no album");
    const answer = await ada.answered(first);
    expect(answer.photos).toHaveLength(1);
    expect(on.asked("all of them on a hill").map((input) => (input["image_urls"] as string[]).length)).toEqual([3]);
    expect(await on.creditsOf(ada)).toEqual({ available: 19, held: 0 });
  });

  test("as a document is a reference as well", async () => {
    const ada = await on.person("archivist");
    const document = { name: "scan.png", type: "image/png", bytes: await testImages.png(400, 300) };
    const answer = await ada.answerTo(ada.sendsDocument(document, { caption: "/edit as a woodcut --res 0.5K" }));
    expect(answer.photos).toHaveLength(1);
    expect(on.asked("as a woodcut").at(-1)?.["image_urls"]).toHaveLength(1);
  });

  test("/edit in reply to Easel's picture changes that one, and in reply to one's own photo that one", async () => {
    const ada = await on.person("editor");
    const fox = await ada.answerTo("/imagine a red fox --ar 16:9");
    await ada.answerTo("/imagine a lighthouse");
    const edited = await ada.answerTo(ada.repliesTo(fox.message, "/edit make it blue --model z-image"));
    expect(edited.text).toContain("1360 × 768");
    const own = await ada.sendsPhoto(await photo(), { caption: "/help" });
    await ada.answered(own);
    const winter = await ada.answerTo(ada.repliesTo(own, "/edit cover it with snow --res 0.5K"));
    expect(winter.photos).toHaveLength(1);
    expect(on.asked("cover it with snow")).toHaveLength(1);
  });
});

describe.concurrent("what cannot be", () => {
  test("files of every wrong kind are refused kindly and cost nothing", async () => {
    const ada = await on.person("clumsy");
    const caption = "/edit make it winter";
    const wrong = [
      { name: "page.html", type: "text/html", bytes: testImages.html() },
      { name: "huge.png", type: "image/png", size: 100 * 1024 * 1024 },
      { name: "broken.jpg", type: "image/jpeg", bytes: await testImages.brokenJpeg() },
      { name: "bomb.png", type: "image/png", bytes: testImages.bombPng() },
      { name: "moving.gif", type: "image/gif", bytes: await testImages.gif() },
      { name: "drawing.svg", type: "image/svg+xml", bytes: testImages.svg() },
      { name: "nothing.png", type: "image/png", size: 0, bytes: Buffer.alloc(0) },
    ];
    for (const file of wrong) {
      const answer = await ada.answerTo(ada.sendsDocument(file, { caption }));
      expect(answer.photos, file.name).toEqual([]);
      expect(answer.text, file.name).not.toMatch(/Something went wrong/u);
      expect(answer.text.length, file.name).toBeGreaterThan(20);
    }
    for (const content of [
      { sticker: { file_id: "s", file_unique_id: "s", type: "regular", width: 512, height: 512, is_animated: false } },
      { voice: { file_id: "v", file_unique_id: "v", duration: 2 } },
      { location: { latitude: 1, longitude: 2 } },
      { contact: { phone_number: "1", first_name: "Bob" } },
      { dice: { emoji: "🎲", value: 3 } },
    ]) {
      const answer = await ada.answerTo(ada.sends(content));
      expect(answer.text, JSON.stringify(content)).not.toMatch(/Something went wrong/u);
    }
    expect(await on.creditsOf(ada)).toEqual({ available: 25, held: 0 });
  });

  test("a prompt as long as a message may be, with markup and invisible characters, is shown as it was written", async () => {
    const ada = await on.person("novelist");
    const odd = "<b>fox</b> & *hare* _in_ `code` [x](http://a.b) @everyone \u202Etxet";
    const answer = await ada.answerTo(odd);
    expect(answer.photos).toHaveLength(1);
    expect(answer.text).toContain("<b>fox</b> & *hare* _in_ `code`");
    const long = await ada.answerTo(`${"a very long story about foxes ".repeat(136)}${"x".repeat(16)}`);
    expect(long.text.length).toBeGreaterThan(10);
    expect(long.text).not.toMatch(/Something went wrong/u);
    const twice = await ada.answerTo("x ".repeat(3_000));
    expect(twice.text).not.toMatch(/Something went wrong/u);
  });

  test("presses that nobody could make: made up, of an old version, of another person's picture", async () => {
    const ada = await on.person("owner");
    const mine = await ada.answerTo("a red fox");
    const tokens = (mine.message.reply_markup?.inline_keyboard ?? [])
      .flat()
      .flatMap(({ callback_data: token }) => token ?? []);
    expect(tokens).toHaveLength(9);
    const { accounts } = on.easel.app.services;
    const forgeries = {
      nonsense: () => ["constructor", "imagine/", "imagine/reroll", "~pick:9:9", "~next", "é".repeat(32), "\0", "/"],
      "an old version": (id: string) => [
        encodeButton("start", "accept", id, "2020-01-01"),
        encodeButton("imagine", "sketch", id, "x"),
        encodeButton("nothing", "reroll", id, "x"),
      ],
      stolen: () => tokens,
      // The thief's own name stands in the owner's place.
      "stolen and changed": (id: string) =>
        tokens.map((token) => token.replace(/^(\w+\/\w+)\/[^/]+/u, `$1/${id.slice(0, 8)}`)),
    };
    for (const [name, make] of Object.entries(forgeries)) {
      const bob = await on.person(`thief-${name.replaceAll(" ", "-")}`);
      const account = await accounts.of({ platform: "telegram", user: String(bob.user.id), name: "Bob" });
      const welcome = bob.messages().at(-1);
      if (welcome === undefined) throw new Error("nothing to press");
      for (const data of make(account.id)) await bob.pressed(bob.clicksForged(welcome, data));
      await bob.answerTo("/balance");
      expect(
        bob.messages().some(({ photo: shown }) => shown !== undefined),
        name,
      ).toBe(false);
      expect(await on.creditsOf(bob), name).toEqual({ available: 25, held: 0 });
    }
    expect(await on.creditsOf(ada)).toEqual({ available: 24, held: 0 });
    expect((await ada.press(mine.message, "Details")).text).toContain("a red fox");
    expect(on.asked("a red fox").length).toBeGreaterThan(0);
    expect(on.easel.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test("a command that there is not, and one for another bot", async () => {
    const ada = await on.person("explorer");
    expect((await ada.answerTo("/imagin a fox")).text).toContain("/imagine");
    const before = ada.messages().length;
    ada.says("/imagine@other_bot a fox for others");
    await ada.answerTo("/balance");
    expect(ada.messages()).toHaveLength(before + 3);
    expect(on.asked("a fox for others")).toEqual([]);
  });
});
