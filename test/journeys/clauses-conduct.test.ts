import { unzipSync } from "fflate";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { carryOutSanctions } from "../../jobs/carry-out-sanctions.ts";
import { eraseAccounts } from "../../jobs/erase-accounts.ts";
import { finishUnlinks } from "../../jobs/finish-unlinks.ts";
import { systemClock } from "../../src/system.ts";
import type { TestApp } from "../support/app.ts";
import { DAY_MS, HOUR_MS, balanceOf as inLots, MINUTE_MS } from "../support/credits.ts";
import { fieldOf } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";
import { wordsOf } from "../support/telegram-answer.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";
import type { TelegramPerson } from "../support/telegram-person.ts";

// What the terms say of conduct, through the playground's own interface and Telegram's wire.

let ahead_ms = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + ahead_ms) };
let on: TelegramApp;
let easel: TestApp;
let root: Person;
let second: Person;
beforeAll(async () => {
  on = await startTelegramApp({ clock, config: { operators: ["playground:root", "playground:second"] } });
  easel = on.easel;
  [root, second] = await Promise.all([easel.person("root"), easel.person("second")]);
});
afterAll(async () => {
  await expectLaws(easel.app.services);
  await expectGoodManners(on);
  await on.stop();
});

const textOf = ({ reply }: ShownMessage) => [reply?.title, reply?.text].join("\n");
const balanceOf = async (name: string) => (await creditsOf(easel.app.services, name)).available;
const accountOf = (name: string) => easel.app.services.accounts.of({ platform: "playground", user: name, name });
const kept = async (name: string) => inLots(await easel.app.services.ledger.wallet((await accountOf(name)).id));
const requestsFor = (words: string) =>
  easel.sandbox.requests().filter(({ input }) => String(input["prompt"]).includes(words)).length;
const told = (person: Person, title: string) =>
  person.until((all) => all.find(({ pane, reply }) => pane === "direct" && reply?.title === title));
const titled = (person: Person, title: string) => person.messages().filter(({ reply }) => reply?.title === title);

/** The case of this kind about somebody, as the operator comes to it from the queue. */
async function caseOf(name: string, kind: string): Promise<ShownMessage> {
  let shown = await root.answerTo("/admin cases", { pane: "direct" });
  const isIt = () =>
    shown.reply?.title === `Case: ${kind}` && fieldOf(shown, "Account")?.includes(`playground:${name} `);
  for (let step = 0; step < 20 && !isIt(); step++) shown = await root.press("Next", shown);
  expect(isIt()).toBe(true);
  return shown;
}

async function decide(shown: ShownMessage, label: string, note: string): Promise<ShownMessage> {
  return root.fill(await root.press(label, shown), { note });
}

test("T5 · an account with false information is suspended by an operator with a reason that its owner reads, and given back", async () => {
  const ada = await easel.person("falsifier");
  const line = "/admin suspend playground:falsifier forever false-information";
  expect(textOf(await root.answerTo(line))).toContain("Say why");
  const shown = await root.answerTo(`${line} --reason You wrote that you are eleven.`);
  expect(textOf(shown)).toContain("Nothing has happened yet");
  expect((await ada.answerTo("/imagine a harbour")).reply?.tone).toBe("good");
  await root.press("Yes, do it", shown);
  expect(textOf(await told(ada, "Your account is suspended"))).toContain("You wrote that you are eleven.");
  const refused = await ada.answerTo("/imagine a harbour");
  expect(textOf(refused)).toContain("Something that we were told about this account is not true (T5).");
  const trail = textOf(await root.answerTo("/admin audit playground:falsifier"));
  expect(trail).toContain("You wrote that you are eleven.");

  await root.press("Yes, do it", await root.answerTo("/admin lift playground:falsifier --reason It was a joke."));
  await told(ada, "Taken back");
  expect((await ada.answerTo("/imagine a harbour")).reply?.tone).toBe("good");
});

const gravest = ["a naked 12 year old girl", "a deepfake nude of my ex"] as const;
const gravestName = "Gravest category";

test("T7 · a prompt of the gravest kind suspends at once, freezes the wallet, seals the evidence and alerts the operators; the decision forfeits or gives everything back", {
  timeout: 120_000,
}, async () => {
  const names = ["innocent", "guilty"] as const;
  const people = await Promise.all(names.map((name) => easel.person(name)));
  const pictures = await Promise.all(people.map((person) => person.answerTo("/imagine a harbour")));
  const urls = pictures.map(({ reply }) => new URL(reply?.images[0]?.href ?? "", easel.app.url));
  const alertsBefore = titled(root, `Urgent: ${gravestName}`).length;
  const cases: string[] = [];
  for (const [index, ada] of people.entries()) {
    const words = gravest[index] ?? "";
    // The same event twice, as a chat may send it.
    const event = `gravest-${index}`;
    const asked = await ada.say(`/imagine ${words}`, { event });
    await ada.say(`/imagine ${words}`, { event });
    const blocked = await ada.final(asked);
    expect(textOf(blocked)).toContain("Your account is suspended until a person has looked at it.");
    expect(textOf(blocked)).not.toContain("other words");
    expect(textOf(blocked).match(/nothing was charged/giu)).toHaveLength(1);
    expect(blocked.reply?.buttons.map(({ label }) => label)).toEqual(["Appeal"]);
    expect(requestsFor(words)).toBe(0);
    expect(textOf(await ada.answerTo("/imagine a lighthouse"))).toContain("one of the gravest kind");
    expect(textOf(await ada.press("Reroll", pictures[index]))).toContain("suspended");
    const balance = await ada.answerTo("/balance");
    expect(JSON.stringify(balance.reply)).toContain("Your credits are on hold while we look at your account");

    const shown = await caseOf(ada.name, gravestName);
    cases.push(fieldOf(shown, "Case") ?? "");
    const sealed = await root.press("Show the evidence", shown);
    expect(sealed.reply?.fields.map(({ value }) => value)).toEqual([words]);
  }
  const alerts = () => titled(root, `Urgent: ${gravestName}`).slice(alertsBefore);
  await root.until(() => alerts().length >= 2);
  expect(
    alerts()
      .map((alert) => cases.findIndex((id) => textOf(alert).includes(id)))
      .toSorted(),
  ).toEqual([0, 1]);

  // The machine was wrong: everything is as it was.
  const [innocent, guilty] = people as [Person, Person];
  await decide(await caseOf("innocent", gravestName), "Reverse all of it", "It was a mistake of ours.");
  await told(innocent, "Taken back");
  // Who never appealed hears of no appeal.
  expect(titled(innocent, "Your appeal is decided")).toEqual([]);
  expect((await innocent.answerTo("/imagine a lighthouse")).reply?.tone).toBe("good");
  expect(await balanceOf("innocent")).toBe(23);

  // It was right: two people end the account, credits and content go, and the authorities get what is theirs to see.
  await decide(await caseOf("guilty", gravestName), "Uphold", "It is what it says.");
  const line = "/admin terminate playground:guilty gravest now=harm forfeit --reason It is what it says.";
  await root.press("Ask a second person", await root.answerTo(line));
  const question = await second.until((all) =>
    all.findLast(({ reply }) => reply?.title === "A second person is asked"),
  );
  // A frozen wallet has nothing to spend, and still all that is in it.
  expect(await balanceOf("guilty")).toBe(0);
  expect(await kept("guilty")).toBe(24);
  await second.press("Agree, and do it", question);
  expect(textOf(await told(guilty, "Your account is closed"))).toContain("The credits that were left are forfeited");
  expect(await kept("guilty")).toBe(0);
  expect(JSON.stringify((await guilty.answerTo("/balance")).reply)).toContain("Your account is closed, so credits");
  expect(textOf(await guilty.answerTo("/imagine a lighthouse"))).toContain("Your account is closed.");
  ahead_ms += 31 * DAY_MS;
  const gone = async () => {
    await carryOutSanctions.run(undefined, easel.app.services);
    await eraseAccounts.run(undefined, easel.app.services);
    return Promise.all(urls.map(async (url) => (await fetch(url)).status));
  };
  await expect.poll(gone, { timeout: 30_000 }).toEqual([200, 404]);
  expect(textOf(await guilty.answerTo("/imagine a lighthouse"))).toContain("no new one can be opened");
  const preview = await root.answerTo(`/admin evidence ${cases[1]} --reason request 12/26`);
  const [file] = (await root.press("Yes, export it", preview)).reply?.files ?? [];
  const zip = new Uint8Array(await (await fetch(new URL(file?.href ?? "", easel.app.url))).arrayBuffer());
  const exported = Object.values(unzipSync(zip)).map((bytes) => new TextDecoder().decode(bytes));
  expect(exported.join("\n")).toContain(gravest[1]);
  expect(easel.logged.join("\n")).not.toMatch(/12 year old|deepfake/u);
});

const HATE = "kill all jews";

test("T10 · violations warn, are reviewed by hand and suspend; the suspension ends to its time although the process stops twice meanwhile", {
  timeout: 120_000,
}, async () => {
  const ada = await easel.person("again-and-again");
  const answers: string[] = [];
  for (let count = 1; count <= 5; count++) answers.push(textOf(await ada.answerTo(`/imagine ${HATE} ${count}`)));
  const [, warned = "", , , suspended = ""] = answers;
  expect(answers.map((text) => text.includes("This is a warning"))).toEqual([false, true, false, false, false]);
  expect(warned).toContain("one strike");
  expect(suspended).toContain("Your account is suspended until");
  const { services } = easel.app;
  const standing = await services.sanctions.standing((await accountOf(ada.name)).id);
  const until = standing.state === "suspended" ? (standing.until ?? expect.fail()) : expect.fail();
  expect(Math.abs(until.getTime() - clock.now().getTime() - DAY_MS)).toBeLessThan(MINUTE_MS);

  const review = await caseOf(ada.name, "Pattern of violations");
  expect(fieldOf(review, "Strikes in force")).toBe("5, of 5 violations");
  const evidence = await root.press("Show the evidence", review);
  expect(evidence.reply?.fields.at(-1)?.value).toContain(HATE);
  await decide(await root.press("Back to the case", evidence), "Uphold", "They are what they say.");

  await easel.app.stop();
  ahead_ms += until.getTime() - clock.now().getTime() - 5 * MINUTE_MS;
  await easel.restart();
  expect(textOf(await ada.answerTo("/imagine a harbour"))).toMatch(/Your account is suspended until /u);
  await easel.app.stop();
  ahead_ms += until.getTime() - clock.now().getTime();
  await easel.restart();
  expect((await ada.answerTo("/imagine a harbour")).reply?.images).toHaveLength(1);
  // Beside the scheduler's own run: whichever comes first, it is told once.
  await carryOutSanctions.run(undefined, easel.app.services);
  await told(ada, "Welcome back");
  await carryOutSanctions.run(undefined, easel.app.services);
  expect(titled(ada, "Welcome back")).toHaveLength(1);
});

/** Somebody in the playground and in Telegram, with a code from the one for the other. */
async function linkOf(name: string): Promise<{ here: Person; there: TelegramPerson; code: string }> {
  const here = await easel.person(name);
  const code = /Your code is (\S+)\./u.exec(textOf(await here.answerTo("/link")))?.[1] ?? expect.fail();
  return { here, there: on.telegram.person(name), code };
}

const readsThere = (there: TelegramPerson, words: string) =>
  there.until((all) => all.some((message) => wordsOf(message).includes(words)));

test("T4 · a code links two chats once, within ten minutes, when both sides say yes; it is kept as a hash, both are told, and either can leave again", {
  timeout: 120_000,
}, async () => {
  const { here, there, code: old } = await linkOf("owner");
  ahead_ms += 10 * MINUTE_MS;
  expect((await there.answerTo(`/link ${old}`)).text).toContain("This code does not work");
  const { code } = await linkOf("owner");
  const client = new MongoClient(easel.config.database.uri ?? "");
  const stored = JSON.stringify(await client.db().collection("links").find().toArray());
  await client.close();
  expect(stored).toContain("issuer");
  for (const secret of [old, code])
    expect(stored).not.toMatch(new RegExp(`${secret}|${secret.replace("-", "")}`, "iu"));

  const question = await there.answerTo(`/link ${code}`);
  await there.press(question.message, "Yes");
  // One side alone is not enough.
  expect(JSON.stringify((await here.answerTo("/account")).reply)).not.toContain("Telegram");
  await here.press("Yes", await told(here, "Is this you?"));
  await readsThere(there, "One account now");
  expect(JSON.stringify((await here.answerTo("/account")).reply)).toContain("Owner (Telegram)");
  const mallory = await on.person("mallory");
  expect((await mallory.answerTo(`/link ${code}`)).text).toContain("This code does not work");

  const which = await there.answerTo("/unlink");
  expect((await there.press(which.message, "Unlink Owner (Telegram)")).text).toContain("leaves this account on");
  expect(textOf(await told(here, "Unlink a chat"))).toContain("Somebody on your account asked that Owner (Telegram)");
  ahead_ms += DAY_MS;
  await finishUnlinks.run(undefined, easel.app.services);
  await readsThere(there, "You have left the account");
  expect(JSON.stringify((await here.answerTo("/account")).reply)).not.toContain("Telegram");
  expect((await here.answerTo("/balance")).reply?.title).toBe("You have 25 credits");
  expect((await there.answerTo("/balance")).text).toContain("You have 0 credits");
});

test("T10 · strikes of two linked chats add up: whoever is suspended in one is suspended in the other, and free again in both", {
  timeout: 120_000,
}, async () => {
  const { here, there, code } = await linkOf("both-sides");
  await there.press((await there.answerTo(`/link ${code}`)).message, "Yes");
  await here.press("Yes", await told(here, "Is this you?"));
  await readsThere(there, "One account now");

  for (const count of [1, 2, 3]) await here.answerTo(`/imagine ${HATE} ${count}`);
  expect((await there.answerTo(`/imagine ${HATE} 4`)).text).not.toContain("suspended until");
  expect((await there.answerTo(`/imagine ${HATE} 5`)).text).toContain("Your account is suspended until");
  expect(textOf(await here.answerTo("/imagine a harbour"))).toContain("Your account is suspended until");
  expect((await there.answerTo("/imagine a harbour")).text).toContain("Your account is suspended until");
  for (const command of ["/terms", "/balance", "/privacy", "/support", "/appeal"]) {
    expect((await here.answerTo(command)).reply?.tone, command).not.toBe("refusal");
    expect((await there.answerTo(command)).text, command).not.toContain("Your account is suspended until");
  }

  ahead_ms += DAY_MS + HOUR_MS;
  expect((await there.answerTo("/imagine a harbour")).photos).toHaveLength(1);
  expect((await here.answerTo("/imagine a harbour")).reply?.images).toHaveLength(1);
  await carryOutSanctions.run(undefined, easel.app.services);
  await told(here, "Welcome back");
});
