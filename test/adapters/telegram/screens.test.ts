import { getEventListeners } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Clock } from "../../../src/core/services.ts";
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
  await stage.store(ID, 4);
});
afterAll(async () => {
  expect(stage.server.violations).toEqual([]);
  await stage.stop();
});

const place = (person: TelegramPerson, text?: string) => stage.place(person, text);
const ours = (person: TelegramPerson) => person.messages().filter(({ from }) => from?.is_bot === true);
const words = (person: TelegramPerson) => ours(person).map(wordsOf);
const show = (where: string, reply: Parameters<Stage["telegram"]["chat"]["show"]>[1]) =>
  stage.telegram.chat.show(where, reply);

describe("a place", () => {
  test("shows one message that changes, then the picture, and nothing of what was before", async () => {
    const ada = stage.server.person("ada");
    const where = await place(ada);
    expect(await show(where, { tone: "working", text: "On its way · 1 credit" })).toBe("shown");
    expect(await show(where, { text: "Something else" })).toBe("shown");
    expect(words(ada)).toEqual(["Something else"]);
    const [first] = ours(ada);
    expect(first?.edit_date).toBeDefined();
    expect(await show(where, result(ID, 1))).toBe("shown");
    expect(ours(ada)).toHaveLength(1);
    expect(ours(ada)[0]).toMatchObject({ photo: expect.any(Array), caption: "a red fox\n\nSeedream · 1 credit" });
  });

  test("shown the same again changes nothing, also after a restart", async () => {
    const ada = stage.server.person("twice");
    const where = await place(ada);
    await show(where, result(ID, 1));
    await show(where, result(ID, 1));
    const next = stage.another();
    expect(await next.chat.show(where, result(ID, 1, { text: "Seedream · 2 credits" }))).toBe("shown");
    expect(words(ada)).toEqual(["a red fox\n\nSeedream · 2 credits"]);
  });

  test("with several pictures is an album with its words and buttons below", async () => {
    const ada = stage.server.person("album");
    const where = await place(ada);
    await show(where, { tone: "working", text: "On its way · 1 credit" });
    await show(where, result(ID, 4));
    const shown = ours(ada);
    expect(shown).toHaveLength(5);
    expect(new Set(shown.slice(0, 4).map(({ media_group_id }) => media_group_id)).size).toBe(1);
    expect(shown[4]).toMatchObject({ text: "a red fox\n\nSeedream · 1 credit", reply_markup: expect.anything() });
  });

  test("with one photo that Telegram refuses by its shape sends a document", async () => {
    const ada = stage.server.person("strip");
    const strip = await testImages.png(2100, 100);
    await stage.store("strip", 1, { bytes: strip, width: 2100, height: 100 });
    await show(await place(ada), result("strip", 1));
    expect(ours(ada)[0]).toMatchObject({ document: { file_name: "easel-strip-1.png" } });
  });

  test("says more than a caption takes in messages of its own", async () => {
    const ada = stage.server.person("wordy");
    await show(await place(ada), result(ID, 1, { text: "word ".repeat(400) }));
    const shown = ours(ada);
    expect(shown.length).toBe(2);
    expect(shown.map(wordsOf).join(" ").split("word")).toHaveLength(401);
    const long = await place(ada);
    await show(long, { text: "line\n".repeat(3_000), buttons: [{ label: "Go", token: "a/b/c" }] });
    const added = ours(ada).slice(2);
    expect(added.length).toBe(4);
    expect(added.map(({ reply_markup }) => reply_markup !== undefined)).toEqual([false, false, false, true]);
    expect(await show(long, { text: "short" })).toBe("shown");
    expect(words(ada).slice(2)).toEqual(["short"]);
  });

  test("whose pictures are gone meanwhile still says what it has to say", async () => {
    const ada = stage.server.person("late");
    await show(await place(ada), result("nothinghere", 1));
    expect(words(ada)).toEqual(["a red fox\n\nSeedream · 1 credit"]);
  });

  test("of no chat, or of a damaged place, is gone", async () => {
    expect(await show("telegram/x", { text: "hello" })).toBe("gone");
    expect(await show("telegram/99/99//m1/1//e/en", { text: "hello" })).toBe("gone");
  });
});

describe("a pressed message", () => {
  const token = `imagine/reroll/aaaaaaaa/${ID}/1`;
  const deleted = { title: "Deleted", text: "All gone.", replacesOrigin: true };

  test("is replaced, with the album that belongs to it", async () => {
    const ada = stage.server.person("deleter");
    await show(await place(ada), result(ID, 4));
    stage.reply(token, deleted);
    const controls = ours(ada).at(-1);
    if (controls === undefined) throw new Error("nothing to press");
    ada.clicks(controls, "Reroll");
    await expect.poll(() => words(ada)).toEqual(["Deleted\n\nAll gone."]);
  });

  test("that Telegram no longer lets us take away is covered", async () => {
    const ada = stage.server.person("too-late");
    await show(await place(ada), result(ID, 1));
    const [picture] = ours(ada);
    if (picture === undefined) throw new Error("nothing to press");
    stage.reply(token, deleted);
    const isHere = ({ chat_id }: Readonly<Record<string, unknown>>) => chat_id === ada.chat;
    stage.server.fault({ kind: "500", method: "deleteMessage", times: 2, when: isHere });
    ada.clicks(picture, "Reroll");
    await expect.poll(() => words(ada)).toContain("Deleted\n\nAll gone.");
    await expect.poll(() => stage.server.callsOf("editMessageMedia").length).toBe(1);
    const now = () => ours(ada).find(({ message_id }) => message_id === picture.message_id);
    await expect.poll(() => now()?.photo?.at(-1)?.file_unique_id).not.toBe(picture.photo?.at(-1)?.file_unique_id);
    const covered = now();
    expect(covered?.caption ?? "").toBe("");
  });

  test("answers a refusal in a window, and more than that in a message", async () => {
    const ada = stage.server.person("refused");
    await show(await place(ada), result(ID, 1));
    const [picture] = ours(ada);
    if (picture === undefined) throw new Error("nothing to press");
    stage.reply(token, { tone: "refusal", text: "This belongs to somebody else." });
    expect(await ada.pressed(ada.clicks(picture, "Reroll"))).toMatchObject({ text: "This belongs to somebody else." });
    stage.reply(token, { tone: "refusal", text: "x".repeat(201) });
    expect((await ada.pressed(ada.clicks(picture, "Reroll"))).text).toBeNull();
    await expect.poll(() => words(ada)).toContain("x".repeat(201));
    expect(ours(ada)).toHaveLength(2);
  });
});

describe("a direct message", () => {
  test("goes out once for one key, also from another process, and not to who cannot be written to", async () => {
    const ada = stage.server.person("friend");
    ada.starts();
    const user = String(ada.user.id);
    const [first, second] = await Promise.all([
      stage.telegram.chat.direct(user, { text: "News" }, "key-1"),
      stage.telegram.chat.direct(user, { text: "News" }, "key-1"),
    ]);
    expect([first, second]).toEqual(["sent", "sent"]);
    expect(await stage.another().chat.direct(user, { text: "News" }, "key-1")).toBe("sent");
    expect(words(ada).filter((text) => text === "News")).toHaveLength(1);
    ada.blocksBot();
    expect(await stage.telegram.chat.direct(user, { text: "News" }, "key-2")).toBe("closed");
    expect(await stage.telegram.chat.direct("123456", { text: "News" }, "key-1")).toBe("closed");
    expect(await stage.telegram.chat.direct("somebody", { text: "News" }, "key-1")).toBe("closed");
  });
});

test("progress that comes faster than a chat may change waits, and the answer never does", async () => {
  // However long the machine takes, no time passes for the chat but when the test says so.
  const now = systemClock.now();
  const sleepers: (() => void)[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: (_, signal) =>
      new Promise((resolve, reject) => {
        sleepers.push(resolve);
        signal?.addEventListener("abort", () => reject(signal.reason));
      }),
  };
  const timePasses = () => {
    for (const wake of sleepers.splice(0)) wake();
  };
  const { chat } = stage.another({ clock });
  const ada = stage.server.person("hasty");
  const where = await place(ada);
  const show = (at: string, reply: Parameters<typeof chat.show>[1]) => chat.show(at, reply);
  await show(where, { tone: "working", text: "0 · 1 credit" });
  const edits = () =>
    stage.server.callsOf("editMessageText").filter(({ parameters }) => Number(parameters["chat_id"]) === ada.chat);
  for (let step = 1; step <= 20; step++) await show(where, { tone: "working", text: `${step} · 1 credit` });
  expect(edits()).toHaveLength(0);
  timePasses();
  await expect.poll(() => words(ada), { timeout: 30_000 }).toEqual(["20 · 1 credit"]);
  expect(edits()).toHaveLength(1);
  await show(where, { tone: "working", text: "21 · 1 credit" });
  await show(where, { text: "Done" });
  timePasses();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(words(ada)).toEqual(["Done"]);
});

test("as many chats as there are may wait for their pace: without a warning, and none listens on when it was served", async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.name);
  process.on("warning", note);
  const signals = new Set<AbortSignal>();
  const clock: Clock = {
    ...systemClock,
    sleep(duration_ms, signal) {
      if (signal !== undefined) signals.add(signal);
      return systemClock.sleep(duration_ms, signal);
    },
  };
  const chat = stage.another({ clock }).chat;
  const crowd = Array.from({ length: 12 }, (_, number) => stage.server.person(`waiting-${number}`));
  const places = await Promise.all(crowd.map((person) => place(person)));
  await Promise.all(places.map((where) => chat.show(where, { tone: "working", text: "0 · 1 credit" })));
  await Promise.all(places.map((where) => chat.show(where, { tone: "working", text: "1 · 1 credit" })));
  const listeners = () => [...signals].reduce((sum, signal) => sum + getEventListeners(signal, "abort").length, 0);
  expect(listeners()).toBeGreaterThanOrEqual(crowd.length);
  await expect.poll(() => crowd.flatMap(words), { timeout: 30_000 }).toEqual(crowd.map(() => "1 · 1 credit"));
  for (const where of places) await chat.show(where, { text: "Done" });
  await expect.poll(listeners).toBe(0);
  process.off("warning", note);
  expect(warnings).toEqual([]);
});

test("links open the private chat with what they carry, and only what Telegram takes", () => {
  expect(stage.telegram.chat.deepLink?.("link_AB12")).toBe("https://t.me/easel_bot?start=link_AB12");
  expect(stage.telegram.chat.deepLink?.("no spaces")).toBeNull();
  expect(stage.another().chat.deepLink?.("link_AB12")).toBeNull();
});

describe("a picture that is taken down", () => {
  const cover = { title: "Taken down", text: "This picture was taken down.", covers: true } as const;

  test.each([1, 4])(
    "is covered where it stands, %d of them, also after a restart, and no new message comes",
    async (count) => {
      const ada = stage.server.person(`covered-${count}`);
      const where = await place(ada);
      await show(where, result(ID, count));
      const before = ours(ada);
      expect(await stage.another().chat.show(where, cover)).toBe("shown");
      const [main, ...others] = ours(ada).filter((message) => wordsOf(message) !== "");
      expect(others).toEqual([]);
      expect(wordsOf(main ?? expect.fail())).toContain("This picture was taken down.");
      expect(before.map(({ message_id }) => message_id)).toContain(main?.message_id);
      const photos = (all: ReturnType<typeof ours>) => all.flatMap(({ photo }) => photo?.at(-1)?.file_unique_id ?? []);
      expect(photos(ours(ada)).filter((one) => photos(before).includes(one))).toEqual([]);
    },
  );

  test("in a place that nobody remembers is left alone, and nothing is said", async () => {
    const ada = stage.server.person("forgotten");
    expect(await show(await place(ada), cover)).toBe("gone");
    expect(ours(ada)).toEqual([]);
  });
});
