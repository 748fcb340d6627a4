import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { remindOfTickets } from "../../jobs/remind-of-tickets.ts";
import { systemClock } from "../../src/system.ts";
import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import { DAY_MS } from "../support/credits.ts";
import { testImages } from "../support/images.ts";
import type { Person } from "../support/person.ts";
import { wordsOf } from "../support/telegram-answer.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

let discord: DiscordServer;
let on: TelegramApp;
let operator: Person;
let colleague: Person;
let ahead_ms = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + ahead_ms) };

beforeAll(async () => {
  discord = await startDiscordServer({ acknowledgeWithin_ms: 20_000 });
  discord.rateLimits.areOn = false;
  const operators = ["playground:root", "playground:mate"];
  on = await startTelegramApp({ clock, config: { discord: discord.config({}), operators } });
  operator = await on.easel.person("root", { accepted: false });
  colleague = await on.easel.person("mate", { accepted: false });
});
afterAll(async () => {
  await expectGoodManners(on);
  await on.stop();
  await discord.stop();
});

const numberIn = (text: string | null | undefined) => /S-[A-Z2-7]{4}-[A-Z2-7]{4}/u.exec(text ?? "")?.[0] ?? "no number";
const tokenOf = (message: Awaited<ReturnType<Person["answerTo"]>>, label: string) =>
  message.reply?.buttons.find((button) => button.label === label);
const direct = (person: Person, words: string) =>
  person.until((all) =>
    all.findLast(({ pane, reply }) => pane === "direct" && `${reply?.title} ${reply?.text}`.includes(words)),
  );
/** What the clock would do, in a process that just took over. */
const tend = () => remindOfTickets.run({}, on.easel.app.services);

test("T28 · a ticket from Telegram with a picture, answered in the playground, and written back to", {
  timeout: 120_000,
}, async () => {
  const ada = await on.person("ada");
  const opened = await ada.answerTo(
    ada.sendsPhoto(await testImages.png(), { caption: "/support --category picture my fox has three legs" }),
  );
  const number = numberIn(opened.text);
  expect(opened.text).toMatch(/answers by \d+ \w+ 20\d\d, \d\d:\d\d UTC/u);

  // The operator hears of it, and sees words and picture; nobody else can.
  const alert = await direct(operator, "One ticket is waiting");
  expect(JSON.stringify(alert)).not.toContain("three legs");
  const queue = await operator.press("The queue", alert);
  expect(queue.reply?.fields.map(({ name }) => name)).toContain(number);
  const view = await operator.press(number, queue);
  expect(view).toMatchObject({ pane: "direct" });
  expect(view.reply?.text).toContain("my fox has three legs");
  const [picture] = view.reply?.images ?? [];
  expect((await fetch(on.easel.app.url + picture?.href)).headers.get("content-type")).toMatch(/^image\//u);

  const form = await operator.press("Reply", view);
  expect(form.reply?.form?.fields.map(({ name }) => name)).toEqual(["words", "standing"]);
  await operator.fill(form, { words: "Foxes have four. Which model was it?", standing: "asked" });
  const told = await ada.until((all) => all.findLast((one) => wordsOf(one).includes("Which model was it?")));
  expect(wordsOf(told)).toContain(`We need something from you for ${number}`);
  expect((await ada.answerTo("/support")).text).toContain("Waits for you");

  // The button asks for the words in the conversation, where Telegram has no forms.
  const asked = await ada.press(told, "Reply");
  const sent = await ada.answerTo(ada.repliesTo(asked.message, "Seedream, and <b>thanks</b> @everyone"));
  expect(sent.text).toContain("We answer by");
  const again = await operator.answerTo(`/admin tickets ${number}`, { pane: "direct" });
  expect(again.reply?.text).toContain("Seedream, and <b>thanks</b> @everyone");
  expect(again.reply?.fields[0]?.value).toContain("waits for us");

  // Two operators have it before them: one answers, and the other reads that, and loses no words.
  const other = await colleague.answerTo(`/admin tickets ${number}`, { pane: "direct" });
  const forms = [await operator.press("Reply", again), await colleague.press("Reply", other)] as const;
  await operator.fill(forms[0], { words: "A new picture is on its way", standing: "answered" });
  const late = await colleague.fill(forms[1], { words: "We do not paint legs", standing: "closed" });
  expect(late.reply?.tone).toBe("refusal");
  expect(late.reply?.text).toContain("We do not paint legs");
  expect(late.reply?.text).toContain("A new picture is on its way");
  await ada.until((all) => all.some((one) => wordsOf(one).includes("A new picture is on its way")));
  expect(JSON.stringify(ada.messages())).not.toContain("We do not paint legs");
  const stranger = await on.easel.person("stranger");
  expect((await stranger.answerTo(`/support --ticket ${number}`)).reply?.text).toContain("no such ticket of yours");
  expect((await stranger.answerTo("/admin tickets")).reply?.text).toContain("for the people who run Easel");
  expect(on.easel.logged.join("\n")).not.toContain("three legs");
});

test("T28 · from Discord without the terms, about a payment, in a form, once however often it comes; closed, and opened again after a restart", {
  timeout: 120_000,
}, async () => {
  const grace = discord.person("grace");
  const help = await grace.answerTo("paysupport");
  const form = await grace.form(grace.click(help, "Write to us"));
  expect(form.fields.map(({ name }) => name)).toEqual(["words"]);
  const opened = await grace.final(grace.submit(form, { words: "I paid and nothing came" }));
  const number = numberIn(opened.text);
  expect(opened.text).toContain("for this you need not");
  expect(opened.isPrivate || opened.text.includes(number)).toBe(true);

  const view = await operator.answerTo(`/admin tickets ${number}`, { pane: "direct" });
  expect(view.reply?.title).toBe(`${number} · payment`);
  // The same press twice, as a page whose answer was lost sends it.
  const close = tokenOf(view, "Close");
  expect(close).toBeDefined();
  await Promise.all([
    operator.click("Close", { on: view, event: "close-once" }),
    operator.click("Close", { on: view, event: "close-once" }),
  ]);
  const told = await grace.until(() => grace.sees(grace.direct).find(({ text }) => text.includes("is closed")));
  await on.easel.restart();
  const more = await grace.form(grace.click(told, "Reply"));
  const back = await grace.final(grace.submit(more, { words: "It still has not come" }));
  expect(back.text).toContain(`your ticket ${number}`);
  const mine = await grace.answerTo("support");
  expect(mine.text).toContain("I paid and nothing came");
  expect(mine.text).toContain("It still has not come");
  expect(mine.text).toContain("Waits for our answer");
  expect(grace.sees(grace.direct).filter(({ text }) => text.includes("is closed"))).toHaveLength(1);
});

afterEach(() => {
  ahead_ms = 0;
});

test("T28 · an overdue ticket is named to operators once a day by its number, and is answered", {
  timeout: 120_000,
}, async () => {
  const bob = await on.easel.person("bob");
  const opened = await bob.answerTo("/support --category account let me tell you of my secret");
  const number = numberIn(opened.reply?.text);
  // Only while nobody is on Discord, whose interactions would be of last week.
  ahead_ms = 6 * DAY_MS;
  await Promise.all([tend(), tend()]);
  await tend();
  const reminder = await direct(operator, "Tickets are overdue");
  expect(reminder.reply?.text).toContain(number);
  expect(reminder.reply?.text).not.toContain("secret");
  const reminders = () => operator.messages().filter(({ reply }) => reply?.title === "Tickets are overdue");
  expect(reminders()).toHaveLength(1);
  expect((await operator.press("The queue", reminder)).reply?.text).toMatch(/waits? for an answer, [1-9]\d* overdue/u);
  const view = await operator.answerTo(`/admin tickets ${number}`, { pane: "direct" });
  expect(view.reply?.fields[0]?.value).toContain("overdue for");
  await operator.fill(await operator.press("Reply", view), { words: "It is safe with us", standing: "closed" });
  const answer = await direct(bob, "It is safe with us");
  expect(answer.reply?.title).toBe(`Our answer to ${number}`);
});
