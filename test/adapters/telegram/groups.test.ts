import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

describe("in a group", () => {
  test("what only one person may see is taken out of it", async () => {
    const group = stage.server.group("Art");
    const ada = stage.server.person("discreet");
    ada.starts();
    const there = ada.in(group);
    const where = await place(there);
    await show(where, { tone: "working", text: "On its way · 1 credit" });
    expect(ours(there)).toHaveLength(1);
    expect(await show(where, result(ID, 1, { onlyCaller: true }))).toBe("shown");
    expect(ours(there)).toEqual([]);
    expect(ours(ada)).toMatchObject([{ photo: expect.any(Array) }]);
    // The others see that the question was read, and nothing of the answer.
    await expect.poll(() => [...group.room.reactions.values()]).toEqual(["👀"]);
    // Not by an edit either, which would show it for a moment.
    const other = await place(there);
    await show(other, { text: "for everyone" });
    await show(other, { text: "for one", onlyCaller: true });
    expect(ours(there)).toEqual([]);
    expect(words(ada)).toContain("for one");
    expect(stage.server.callsOf("editMessageText").map(({ parameters }) => parameters["text"])).not.toContain(
      "for one",
    );
    // What was private stays so, also where a later answer does not say it.
    await show(where, { text: "and more" });
    expect(ours(there)).toEqual([]);
  });

  test("a person whose private chat is closed is told once how to open it, and the group learns nothing else", async () => {
    const group = stage.server.group("Open");
    const there = stage.server.person("stranger").in(group);
    const where = await place(there, "/balance");
    expect(await show(where, { text: "You have 12 credits" })).toBe("gone");
    expect(await show(where, { text: "You have 12 credits" })).toBe("gone");
    expect(words(there)).toEqual([expect.stringContaining("private chat")]);
    const [invitation] = ours(there);
    expect(JSON.stringify(invitation?.reply_markup)).toContain("https://t.me/easel_bot?start=balance");
  });

  test("a form whose answer is for everyone is asked for there without what stood in it, any other one in private", async () => {
    const group = stage.server.group("Forms");
    const ada = stage.server.person("former");
    ada.starts();
    const there = ada.in(group);
    const form = (token: string) => ({
      form: {
        ...{ title: "Words", submit: "Send", token },
        fields: [
          {
            kind: "text" as const,
            name: "prompt",
            label: "What?",
            initial: "secret words",
            required: true,
            lengthMax: 99,
          },
        ],
      },
    });
    stage.dispatch.privately.add("imagine/reported/x");
    await show(await place(there), form("imagine/again/x"));
    expect(words(there).at(-1)).toContain("What?");
    expect(words(there).join()).not.toContain("secret");
    const before = ours(there).length;
    await show(await place(there), form("imagine/reported/x"));
    expect(ours(there)).toHaveLength(before);
    expect(words(ada).at(-1)).toContain("secret words");
    const question = ours(there).at(-1);
    if (question === undefined) throw new Error("nothing was asked");
    there.repliesTo(question, "a blue fox");
    await expect
      .poll(() => stage.dispatch.asked("imagine/again/x").at(-1)?.action)
      .toMatchObject({
        kind: "form",
        values: { prompt: "a blue fox" },
      });
  });

  test("somebody without a private chat who presses a button is led there, and the group stays as it was", async () => {
    const group = stage.server.group("Quiet");
    const ada = stage.server.person("owner").in(group);
    const bob = stage.server.person("passer-by").in(group);
    const token = "imagine/reroll/aaaaaaaa/quiet/1";
    await show(await place(ada), { text: "A fox", buttons: [{ label: "Reroll", token }] });
    const [shown] = ours(ada);
    if (shown === undefined) throw new Error("nothing to press");
    const before = JSON.stringify(ada.messages());
    stage.reply(token, { title: "Before that", text: "Please accept the terms.", onlyCaller: true });
    const url = "https://t.me/easel_bot?start=hello";
    expect(await bob.pressed(bob.clicks(shown, "Reroll"))).toMatchObject({ url, text: null });
    // Also where Telegram fails at first, and where the update comes twice.
    stage.server.fault({ kind: "500", method: "answerCallbackQuery", times: 2 });
    stage.server.updates.twice();
    expect(await bob.pressed(bob.clicks(shown, "Reroll"))).toMatchObject({ url });
    stage.server.updates.twice(false);
    expect(JSON.stringify(ada.messages())).toBe(before);
    expect([...group.room.reactions]).toEqual([]);
    // Whose private chat is open gets the answer there, and the press ends without words.
    const eve = stage.server.person("prepared");
    eve.starts();
    expect(await eve.in(group).pressed(eve.in(group).clicks(shown, "Reroll"))).toMatchObject({ url: null, text: null });
    await expect.poll(() => words(eve).at(-1)).toContain("accept the terms");
    expect(JSON.stringify(ada.messages())).toBe(before);
  });

  test("a press that Telegram does not take leaves nobody without an answer", async () => {
    const group = stage.server.group("Late");
    const bob = stage.server.person("late-presser").in(group);
    const token = "imagine/reroll/aaaaaaaa/late/1";
    await show(await place(bob), { text: "A fox", buttons: [{ label: "Reroll", token }] });
    const [shown] = ours(bob);
    if (shown === undefined) throw new Error("nothing to press");
    stage.reply(token, { title: "Before that", text: "Please accept the terms.", onlyCaller: true });
    stage.server.fault({ kind: "500", method: "answerCallbackQuery", times: 3 });
    bob.clicks(shown, "Reroll");
    await expect.poll(() => words(bob)).toEqual(["A fox", expect.stringContaining("private chat")]);
    stage.server.faults.clear();
  });

  test("a button under a question ends its waiting also when Telegram fails at first", async () => {
    const group = stage.server.group("Choosers");
    const there = stage.server.person("chooser").in(group);
    const choices = [
      { value: "a", label: "Watercolour" },
      { value: "b", label: "Etching" },
    ];
    const field = { kind: "choice" as const, name: "style", label: "Which style?", choices };
    const form = { title: "Style", submit: "Send", token: "imagine/styled/x", fields: [field] };
    await show(await place(there), { form });
    const question = ours(there).at(-1);
    if (question === undefined) throw new Error("nothing was asked");
    stage.server.fault({ kind: "502", method: "answerCallbackQuery" });
    expect(await there.pressed(there.clicks(question, "Etching"))).toMatchObject({ text: null });
  });

  test("a topic that is closed before the answer comes: it goes to the general one, and answers nothing there", async () => {
    const forum = stage.server.group("Forum", { kind: "forum" });
    const topic = forum.topic("Foxes");
    const ada = stage.server.person("debater");
    const where = await place(ada.in(topic));
    topic.close();
    expect(await show(where, result(ID, 1))).toBe("shown");
    const general = ours(ada.in(forum));
    expect(general).toMatchObject([{ photo: expect.any(Array) }]);
    expect(general[0]?.message_thread_id).toBeUndefined();
    expect(general[0]?.reply_to_message).toBeUndefined();
    expect(await show(where, result(ID, 1, { text: "Seedream · 2 credits" }))).toBe("shown");
    expect(words(ada.in(forum))).toEqual(["a red fox\n\nSeedream · 2 credits"]);
  });
});

test("a group that becomes a supergroup keeps its ban and what is set in it, once, and its buttons find it", async () => {
  const group = stage.server.group("Moving");
  const ada = stage.server.person("mover");
  ada.starts();
  const old = String(group.room.chat.id);
  const ban = { bannedAt: new Date(1_000), banReason: "spam", banDecidedBy: "telegram:1" };
  await stage.servers.decide(`telegram:${old}`, ban);
  await stage.servers.change(`telegram:${old}`, { channels: [old], dailyCap_credits: 5, isPrivate: true });
  const next = group.upgrades();
  const key = `telegram:${next.room.chat.id}`;
  await expect
    .poll(() => stage.servers.find(key))
    .toMatchObject({
      ...ban,
      channels: [String(next.room.chat.id)],
      dailyCap_credits: 5,
      isPrivate: true,
    });
  // What is decided and set there since stands, whatever comes late or again.
  const pardoned = { ...ban, bannedAt: null };
  await stage.servers.decide(key, pardoned);
  await stage.servers.change(key, { dailyCap_credits: null });
  const renamed = (channel: string) => channel;
  await Promise.all([1, 2].map(() => stage.servers.move(`telegram:${old}`, key, renamed)));
  expect(await stage.servers.find(key)).toMatchObject({ ...pardoned, dailyCap_credits: null, isPrivate: true });

  // A button in the private chat that names the group as it was.
  next.let(ada.user, "administrator");
  const token = `server/form/aaaaaaaa/telegram:${old}`;
  await show(await place(ada), { text: "The group", buttons: [{ label: "Change", token }] });
  const shown = ours(ada).at(-1);
  if (shown === undefined) throw new Error("nothing to press");
  ada.clicks(shown, "Change");
  await expect.poll(() => stage.dispatch.asked(token)).toMatchObject([{ server: { key, mayManage: true } }]);
});

test("an album that people show each other leaves no word of theirs, and one that names Easel is heard whole", async () => {
  const group = stage.server.group("Holidays", { botIsAdmin: true });
  const there = stage.server.person("tourist").in(group);
  const picture = await testImages.png(32, 32);
  const events = () =>
    stage.mongo.connection
      .collection("chatEvents")
      .find({ body: { $ne: null } })
      .toArray();
  await there.sendsAlbum([picture, picture], { caption: "our private beach" });
  await expect.poll(async () => (await events()).length).toBeGreaterThanOrEqual(2);
  const kept = JSON.stringify(await events());
  for (const word of ["private beach", "tourist"]) expect(kept).not.toContain(word);
  await expect.poll(async () => (await events()).length, { timeout: 30_000 }).toBe(0);
  expect(stage.dispatch.asked("edit")).toEqual([]);
  await there.sendsAlbum([picture, picture, picture], { caption: "/edit make it winter" });
  await expect.poll(() => stage.dispatch.asked("edit"), { timeout: 30_000 }).toHaveLength(1);
  expect(stage.dispatch.asked("edit")[0]?.action).toMatchObject({ attachments: [{}, {}, {}] });
});

test("pictures are covered, or come as documents, for whoever wants them so", async () => {
  const ada = stage.server.person("particular");
  const sent = () => ours(ada).filter((message) => "photo" in message || "document" in message);
  const wanting = (count: number, wish: object) => {
    const reply = result(ID, count);
    return { ...reply, images: (reply.images ?? []).map((image) => ({ ...image, ...wish })) };
  };
  await show(await place(ada), wanting(1, { spoiler: true }));
  await show(await place(ada), wanting(2, { spoiler: true }));
  expect(sent().map((message) => message.has_media_spoiler)).toEqual([true, true, true]);
  await show(await place(ada), wanting(1, { asFile: true }));
  await show(await place(ada), wanting(2, { asFile: true }));
  expect(
    sent()
      .slice(3)
      .map((message) => message.document !== undefined),
  ).toEqual([true, true, true]);
});
