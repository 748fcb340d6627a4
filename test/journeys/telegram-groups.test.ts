import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Message } from "../servers/telegram/types.ts";
import { testImages } from "../support/images.ts";
import { expectLaws } from "../support/laws.ts";
import { wordsOf } from "../support/telegram-answer.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";
import type { TelegramPerson } from "../support/telegram-person.ts";

let on: TelegramApp;
beforeAll(async () => {
  on = await startTelegramApp({ speed: { slow_ms: 1_000 } });
});
afterAll(async () => {
  await expectLaws(on.easel.app.services);
  await expectGoodManners(on);
  await on.stop();
});

const fromEasel = (messages: readonly Message[]) => messages.filter(({ from }) => from?.id === on.telegram.bot.id);
const hasPhoto = ({ photo }: Message) => photo !== undefined;
/** Waits until it is so; `expect.poll` does not work where tests run side by side. */
const soon = (look: () => void | Promise<void>, interval = 50) => vi.waitFor(look, { timeout: 20_000, interval });
/** Asks for a picture that takes a while, and waits until it is being painted. */
async function isPainting(person: TelegramPerson, words: string): Promise<Message> {
  const said = person.says(`/imagine [slow] ${words}`);
  await soon(() => expect(on.asked(words)).toHaveLength(1));
  return said;
}
/** Nothing is lost: the picture is in the history, and paid once. */
async function isInHistory(person: TelegramPerson, words: string): Promise<void> {
  await soon(async () => expect((await person.answerTo("/history")).text).toContain(words), 500);
  expect(await on.creditsOf(person)).toEqual({ available: 24, held: 0 });
}

describe.concurrent("in a group", () => {
  test("a picture is asked for by name and posted below the question, for everyone", async () => {
    const group = on.telegram.group("Painters");
    const ada = (await on.person("painter")).in(group);
    const asked = ada.says("/imagine@easel_bot a red fox");
    const answer = await ada.answered(asked);
    expect(answer.photos).toHaveLength(1);
    expect(answer.message.reply_to_message?.message_id).toBe(asked.message_id);
    expect(answer.buttons[0]).toBe("Reroll · 1 credit");
  });

  test("people talk among themselves, to other bots and about pictures, and Easel keeps silent", async () => {
    const group = on.telegram.group("Talkers", { botIsAdmin: true });
    const ada = (await on.person("talker")).in(group);
    ada.says("what a fox");
    ada.says("/imagine@other_bot a fox");
    await ada.sendsPhoto(await testImages.png());
    await ada.sendsPhoto(await testImages.png(), { caption: "/edit@other_bot make it winter" });
    const answer = await ada.answerTo("/imagine a hare");
    expect(answer.photos).toHaveLength(1);
    expect(
      fromEasel(ada.messages()).every(
        ({ reply_to_message: to }) => to?.message_id === answer.message.reply_to_message?.message_id,
      ),
    ).toBe(true);
  });

  test("somebody else's press is refused without a word to the group, and changes nothing", async () => {
    const group = on.telegram.group("Friends");
    const ada = (await on.person("friend-ada")).in(group);
    const bob = (await on.person("friend-bob")).in(group);
    const picture = await ada.answerTo("/imagine a red fox");
    const before = ada.messages();
    for (const label of ["Reroll", "Delete", "Edit prompt"]) {
      const { text, isAlert } = await bob.pressed(bob.clicks(picture.message, label));
      expect(text, label).toContain("somebody else");
      expect(isAlert).toBe(true);
    }
    expect((await bob.answerTo("/imagine a hare")).photos).toHaveLength(1);
    expect(await on.creditsOf(ada)).toEqual({ available: 24, held: 0 });
    expect(await on.creditsOf(bob)).toEqual({ available: 24, held: 0 });
    // Bob's question and its picture are all that came.
    expect(ada.messages().slice(0, before.length)).toEqual(before);
    expect(ada.messages()).toHaveLength(before.length + 2);
  });

  test("what only the person may see comes to the private chat, never to the group", async () => {
    const group = on.telegram.group("Curious");
    const ada = await on.person("discreet");
    const there = ada.in(group);
    for (const command of ["/balance", "/history", "/imagine@easel_bot a secret garden --private"]) {
      const before = Math.max(...ada.messages().map(({ message_id }) => message_id));
      there.says(command);
      await ada.until((all) => fromEasel(all).some(({ message_id }) => message_id > before), 20_000);
    }
    await ada.until((all) => all.some((message) => hasPhoto(message) && wordsOf(message).includes("a secret garden")));
    const shown = fromEasel(there.messages()).map((message) => JSON.stringify(message));
    expect(
      shown.filter((message) => /credit|secret garden|"photo"/u.test(message.replace(/"reply_to_message".*/u, ""))),
    ).toEqual([]);
  });

  test("who has never opened the private chat gets a way there, and nothing of it is told to the group", async () => {
    const group = on.telegram.group("Strangers");
    const bob = on.telegram.person("stranger").in(group);
    const answer = await bob.answerTo("/balance");
    const links = answer.message.reply_markup?.inline_keyboard.flat().flatMap(({ url }) => url ?? []) ?? [];
    expect(links[0]).toMatch(/^https:\/\/t\.me\/easel_bot(\?start=[A-Za-z0-9_-]{1,64})?$/u);
    expect(answer.text).not.toMatch(/credits/u);
  });

  test("a form is answered by its person alone", async () => {
    const group = on.telegram.group("Writers");
    const ada = (await on.person("writer-ada")).in(group);
    const bob = (await on.person("writer-bob")).in(group);
    const picture = await ada.answerTo("/imagine a red fox");
    const form = await ada.press(picture.message, "Edit prompt");
    bob.repliesTo(form.message, "a fox of Bob's");
    const answer = await ada.answerTo(ada.repliesTo(form.message, "a blue fox"));
    expect(answer.photos).toHaveLength(1);
    expect(on.asked("a fox of Bob's")).toEqual([]);
  });

  test("/edit in reply to somebody's photo changes that photo", async () => {
    const group = on.telegram.group("Album");
    const ada = (await on.person("album-ada")).in(group);
    const bob = (await on.person("album-bob")).in(group);
    const photo = await bob.sendsPhoto(await testImages.jpeg(320, 200));
    const answer = await ada.answerTo(ada.repliesTo(photo, "/edit make it an etching --res 0.5K"));
    expect(answer.photos).toHaveLength(1);
    expect(on.asked("an etching").at(-1)?.["image_urls"]).toHaveLength(1);
  });
});

describe.concurrent("between a group and the private chat", () => {
  const lastOf = (person: TelegramPerson) => fromEasel(person.messages()).at(-1);
  /** What came to the private chat by what was said in the group. */
  async function privateAnswer(person: TelegramPerson, say: () => Message): Promise<Message> {
    const before = lastOf(person)?.message_id ?? 0;
    say();
    return person.until((all) => fromEasel(all).find(({ message_id }) => message_id > before));
  }

  test("/server is set up by buttons in the private chat, by administrators alone", async () => {
    const group = on.telegram.group("Managed");
    const ada = await on.person("managing-ada");
    const bob = await on.person("managed-bob");
    group.let(ada.user, "administrator");
    const settings = await privateAnswer(ada, () => ada.in(group).says("/server"));
    expect((await ada.press(settings, "Private results on")).text).toContain("Private results: on");
    // From now on what is asked for there comes to the private chat.
    const picture = await privateAnswer(bob, () => bob.in(group).says("/imagine a managed fox"));
    await bob.until((all) => all.some((message) => message.message_id >= picture.message_id && hasPhoto(message)));
    expect(fromEasel(bob.in(group).messages()).filter(hasPhoto)).toEqual([]);
    // Who is no administrator sees how it is, and cannot press what they were not given.
    const overview = await privateAnswer(bob, () => bob.in(group).says("/server"));
    expect(wordsOf(overview)).toContain("Private results: on");
    expect(overview.reply_markup).toBeUndefined();
    const account = await on.easel.app.services.accounts.of({
      platform: "telegram",
      user: String(bob.user.id),
      name: "",
    });
    const forged = encodeButton("server", "private", account.id, `telegram:${group.id}`, "off");
    expect((await bob.pressed(bob.clicksForged(overview, forged))).text).toMatch(/manage/u);
    const again = await privateAnswer(bob, () => bob.in(group).says("/server"));
    expect(wordsOf(again)).toContain("Private results: on");
    // The form of several settings is asked for in the private chat, too.
    expect((await ada.press(settings, "Reset all")).text).toContain("as it was in the beginning");
  });

  test("/buy of somebody without a private chat leads to the offers there", async () => {
    const group = on.telegram.group("Buyers");
    const bob = on.telegram.person("buyer");
    const answer = await bob.in(group).answerTo("/buy");
    expect(answer.text).not.toMatch(/credits|\$/u);
    const [link = ""] = answer.message.reply_markup?.inline_keyboard.flat().flatMap(({ url }) => url ?? []) ?? [];
    expect(link).toBe("https://t.me/easel_bot?start=buy");
    const offers = await bob.answerTo(bob.starts(new URL(link).searchParams.get("start") ?? ""));
    expect(offers.text).toContain("Get credits");
    // Buying itself asks for the terms.
    const terms = await bob.press(offers.message, offers.buttons[0] ?? "");
    await bob.press(terms.message, "I am 13");
    const bought = await bob.press(offers.message, offers.buttons[0] ?? "");
    expect(bought.buttons[0]).toMatch(/^Pay/u);
  });

  test("a refusal is told in private; the group sees that the question was read", async () => {
    const group = on.telegram.group("Refused");
    const ada = await on.person("refused-ada");
    const there = ada.in(group);
    let asked: Message | undefined;
    const refusal = await privateAnswer(ada, () => {
      asked = there.says("/imagine a fox --model nonsense");
      return asked;
    });
    expect(wordsOf(refusal)).toContain("nonsense");
    await soon(() => expect(group.room.reactions.get(asked?.message_id ?? 0)).toBe("👀"));
    expect(fromEasel(there.messages())).toEqual([]);
  });

  test("a passer-by who has never met Easel presses somebody's button: the group stays quiet", async () => {
    const group = on.telegram.group("Passers-by");
    const ada = (await on.person("posting-ada")).in(group);
    const picture = await ada.answerTo("/imagine a red fox");
    const before = ada.messages().length;
    const bob = on.telegram.person("passer-by").in(group);
    const { url, text } = await bob.pressed(bob.clicks(picture.message, "Reroll"));
    // Either by words or by the way to the private chat.
    expect(url === "https://t.me/easel_bot?start=hello" || text?.includes("somebody else")).toBe(true);
    expect((await ada.answerTo("/imagine a hare")).photos).toHaveLength(1);
    expect(ada.messages()).toHaveLength(before + 2);
    expect(await on.creditsOf(ada)).toEqual({ available: 23, held: 0 });
  });
});

describe.concurrent("in a forum", () => {
  test("the answer comes in the topic of the question, which is no reply to anything", async () => {
    const forum = on.telegram.group("Forum", { kind: "forum" });
    const [foxes, hares] = [forum.topic("Foxes"), forum.topic("Hares")];
    const ada = await on.person("forum-ada");
    const answer = await ada.in(foxes).answerTo("/imagine a red fox --n 2");
    expect(answer.photos).toHaveLength(2);
    expect(answer.messages.every(({ message_thread_id: thread }) => thread === foxes.thread)).toBe(true);
    expect(fromEasel(ada.in(hares).messages())).toEqual([]);
    const general = await ada.in(forum).answerTo("/imagine a lighthouse");
    expect(general.message.message_thread_id).toBeUndefined();
  });

  test("a topic that is closed meanwhile: the picture is not lost", async () => {
    const forum = on.telegram.group("Closing", { kind: "forum" });
    const topic = forum.topic("Foxes");
    const ada = await on.person("closing");
    await isPainting(ada.in(topic), "closing fox");
    topic.close();
    await isInHistory(ada, "closing fox");
  });
});

describe.concurrent("while a picture is painted", () => {
  test("the group becomes a supergroup: the picture follows it", async () => {
    const group = on.telegram.group("Growing");
    const ada = await on.person("growing");
    await isPainting(ada.in(group), "growing fox");
    const next = group.upgrades();
    const there = ada.in(next);
    await there.until((all) => fromEasel(all).some(hasPhoto), 20_000);
    expect(await on.creditsOf(ada)).toEqual({ available: 24, held: 0 });
    expect((await there.answerTo("/imagine a hare")).photos).toHaveLength(1);
  });

  test("the bot is thrown out: the picture waits in the history, and the person is told at the next contact", async () => {
    const group = on.telegram.group("Hostile");
    const ada = await on.person("hostile");
    await isPainting(ada.in(group), "hostile fox");
    group.removesBot(ada.user);
    await isInHistory(ada, "hostile fox");
  });

  test("the bot may no longer send photos there: the person gets it another way", async () => {
    const group = on.telegram.group("Silent");
    const ada = await on.person("silent");
    await isPainting(ada.in(group), "silent fox");
    group.forbid("photos");
    await isInHistory(ada, "silent fox");
  });

  test("the person blocks the bot: the picture is there when they come back", async () => {
    const ada = await on.person("blocking");
    await isPainting(ada, "blocked fox");
    ada.blocksBot();
    await soon(async () => expect((await on.creditsOf(ada)).held).toBe(0));
    ada.unblocksBot();
    await isInHistory(ada, "blocked fox");
  });

  test("the message that shows the progress is deleted: the picture comes as a new one", async () => {
    const ada = await on.person("tidy");
    const said = await isPainting(ada, "tidied fox");
    const progress = await ada.until((all) => fromEasel(all).find(({ message_id }) => message_id > said.message_id));
    const room = on.telegram.world.rooms.get(ada.chat);
    if (room !== undefined) on.telegram.world.remove(room, progress.message_id);
    await ada.until((all) => fromEasel(all).some(hasPhoto), 20_000);
    expect(await on.creditsOf(ada)).toEqual({ available: 24, held: 0 });
  });
});

// The time passes for everybody, so this one is alone.
test("the message that shows the progress becomes too old to be changed: the picture comes as a new one", async () => {
  const ada = await on.person("patient");
  await isPainting(ada, "patient fox");
  on.telegram.world.passTime(49 * 60 * 60);
  await ada.until((all) => fromEasel(all).some(hasPhoto), 20_000);
  expect(await on.creditsOf(ada)).toEqual({ available: 24, held: 0 });
});
