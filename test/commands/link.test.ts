import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { available } from "../../src/core/credits/wallet.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../support/credits.ts";
import { expectLaws } from "../support/laws.ts";
import { codeIn, type LinkingStage, linkingStage, linkPeople, type Person } from "../support/linking.ts";

let stage: LinkingStage;
let ada: Person;
let lovelace: Person;
beforeEach(async () => {
  stage = await linkingStage();
  ada = stage.person("discord", "ada");
  lovelace = stage.person("telegram", "lovelace");
  // Of two accounts the older one stays.
  await ada.account();
  stage.clock.move(HOUR_MS);
});
afterEach(() => stage.stop());

const wrong = { tone: "refusal", text: expect.stringContaining("This code does not work") };

async function balanceOf(person: Person): Promise<number> {
  return available(await stage.services.ledger.wallet((await person.account()).id), stage.clock.now());
}

describe("/link", () => {
  test("makes one account of two chats, once both sides have said yes", async () => {
    await ada.accept();
    const offer = await ada.say("/link");
    expect(offer.text).toMatch(/\/link [0-9A-Z]{4}-[0-9A-Z]{4} .* within 10 minutes/u);
    const question = await lovelace.say(`/link ${codeIn(offer)}`);
    expect(question).toMatchObject({
      title: "Is this you?",
      text: expect.stringContaining("ada of discord (Discord)"),
    });
    expect(ada.inbox()).toEqual([]);
    expect((await lovelace.press(question, "Yes")).text).toContain("I have asked ada of discord (Discord)");
    expect((await lovelace.account()).id).not.toBe((await ada.account()).id);

    const asked = ada.inbox().at(-1);
    expect(asked?.text).toContain("lovelace of telegram (Telegram) gave your code");
    expect(await ada.press(asked, "Yes")).toMatchObject({
      title: "One account now",
      text: expect.stringContaining("lovelace of telegram (Telegram) are one account from now on. You have 25 credits"),
      replacesOrigin: true,
    });
    expect(lovelace.inbox().at(-1)).toMatchObject({
      title: "One account now",
      text: expect.stringContaining("ada of"),
    });

    const account = await ada.account();
    expect(await lovelace.account()).toEqual(account);
    expect(account.identities).toEqual([ada.identity, lovelace.identity]);
    expect(await balanceOf(lovelace)).toBe(25);
    // Whoever joins an account that has accepted the terms need not do so again.
    expect((await lovelace.say("/start")).title).toBe("Welcome back");
    expect((await ada.say("/account")).fields?.[0]?.value).toBe(
      "ada of discord (Discord)\nlovelace of telegram (Telegram)",
    );
    await expectLaws(stage.services);
  });

  test("works by a deep link into Telegram, and however the code is spaced", async () => {
    const { buttons = [] } = await ada.say("/link");
    const url = buttons.flatMap((button) => ("url" in button ? [button.url] : []))[0];
    const payload = /^https:\/\/t\.me\/easel\?start=(link_[A-Za-z0-9_-]{8})$/u.exec(url ?? "")?.[1];
    const question = await lovelace.say(`/start ${payload}`);
    expect(question.title).toBe("Is this you?");
    // The same event once more, and the same code typed another way.
    expect(await lovelace.say(`/start ${payload}`)).toEqual(question);
    const typed = payload
      ?.slice("link_".length)
      .toLowerCase()
      .split("")
      .join(" ")
      .replaceAll("0", "o")
      .replaceAll("1", "l");
    expect(await lovelace.say(`/link ${typed}`)).toEqual(question);
    expect((await lovelace.say("/link")).title).toBe("Is this you?");
    expect((await stage.person("telegram", "other").say("/link")).buttons?.map(({ label }) => label)).toEqual([
      "New code",
    ]);
  });

  test("asks the side that owes an answer again, also where no direct message came", async () => {
    stage.chats.discord.directsClosed = true;
    const question = await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`);
    await lovelace.press(question, "Yes");
    expect((await ada.say("/balance")).text).toContain("gave your code");
    expect((await ada.press(await ada.say("/link"), "Yes")).title).toBe("One account now");
    expect((await lovelace.account()).id).toBe((await ada.account()).id);
  });

  test("answers a press that comes twice as the first one", async () => {
    const question = await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`);
    const presses = await Promise.all([lovelace.press(question, "Yes"), lovelace.press(question, "Yes")]);
    expect(presses[0]).toEqual(presses[1]);
    expect(ada.inbox()).toHaveLength(1);
    const [asked] = ada.inbox();
    const other = stage.person("discord", "ada", stage.process());
    const answers = await Promise.all([ada.press(asked, "Yes"), other.press(asked, "Yes"), ada.press(asked, "Yes")]);
    for (const answer of answers) expect(answer.title).toBe("One account now");
    // The redeemer's old button, pressed late, says how it is now.
    expect((await lovelace.press(question, "Yes")).title).toBe("One account now");
    expect((await lovelace.press(question, "No")).text).toBe("All right, nothing was linked.");
    expect((await lovelace.account()).id).toBe((await ada.account()).id);
    await expectLaws(stage.services);
  });

  test("changes nothing when either side says no, and tells the other", async () => {
    const code = codeIn(await ada.say("/link"));
    const question = await lovelace.say(`/link ${code}`);
    expect((await lovelace.press(question, "No")).text).toBe("All right, nothing was linked.");
    expect(ada.inbox().at(-1)?.text).toContain("stay apart");
    expect((await lovelace.press(question, "Yes")).text).toContain("stay apart");
    expect(await lovelace.say(`/link ${code}`)).toMatchObject(wrong);

    const again = await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`);
    await lovelace.press(again, "Yes");
    await ada.press(ada.inbox().at(-1), "No");
    expect(lovelace.inbox().at(-1)?.text).toContain("stay apart");
    expect((await lovelace.account()).id).not.toBe((await ada.account()).id);
  });
});

describe("a code", () => {
  test("works once, for the first of many who give it at the same moment", async () => {
    const code = codeIn(await ada.say("/link"));
    const people = Array.from({ length: 12 }, (_, index) =>
      stage.person("telegram", `racer-${index}`, stage.process()),
    );
    const answers = await Promise.all(people.map((person) => person.say(`/link ${code}`)));
    expect(answers.filter(({ title }) => title === "Is this you?")).toHaveLength(1);
    for (const answer of answers.filter(({ title }) => title !== "Is this you?")) expect(answer).toMatchObject(wrong);
  });

  test("ends after ten minutes, and by a newer one", async () => {
    const first = codeIn(await ada.say("/link"));
    const second = codeIn(await ada.press(await ada.say("/link"), "New code"));
    const third = codeIn(await ada.say("/link"));
    expect(await lovelace.say(`/link ${first}`)).toMatchObject(wrong);
    expect(await lovelace.say(`/link ${second}`)).toMatchObject(wrong);
    stage.clock.move(10 * MINUTE_MS);
    expect(await lovelace.say(`/link ${third}`)).toMatchObject(wrong);
  });

  test("gives both sides an hour to say yes", async () => {
    const question = await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`);
    await lovelace.press(question, "Yes");
    stage.clock.move(HOUR_MS);
    const late = { tone: "refusal", text: expect.stringContaining("That took too long") };
    expect(await ada.press(ada.inbox().at(-1), "Yes")).toMatchObject(late);
    expect(await lovelace.press(question, "Yes")).toMatchObject(late);
    expect((await ada.say("/link")).title).toBe("Link another chat");
  });

  test("is stored nowhere", async () => {
    const code = codeIn(await ada.say("/link"));
    await lovelace.say(`/link ${code}`);
    const database = stage.mongo.connection.getClient().db();
    for (const { name } of await database.listCollections().toArray()) {
      const text = JSON.stringify(await database.collection(name).find().toArray());
      expect(text).not.toContain(code.slice(0, 4));
      expect(text).not.toContain(code.replace("-", ""));
    }
    expect(JSON.stringify(stage.log.lines)).not.toContain(code);
  });

  test("cannot be found by trying: five an hour, whatever is right among them", async () => {
    for (const guess of ["AAAA-AAAA", "nonsense", "0", "AAAAAAAB"]) {
      expect(await lovelace.say(`/link ${guess}`)).toMatchObject(wrong);
    }
    const code = codeIn(await ada.say("/link"));
    expect((await lovelace.say("/link x")).text).toContain("This code does not work");
    expect(await lovelace.say(`/link ${code}`)).toMatchObject({
      tone: "refusal",
      text: expect.stringContaining("many codes"),
    });
    // Neither at another process, nor at the same moment.
    const guesses = Array.from({ length: 12 }, () =>
      stage.person("telegram", "guesser", stage.process()).say("/link ZZZZZZZZ"),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ text }) => text?.includes("does not work"))).toHaveLength(5);
    stage.clock.move(HOUR_MS);
    expect((await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`)).title).toBe("Is this you?");
  });

  test("is of no use to one’s own account, nor to a second person of the same chat", async () => {
    const code = codeIn(await ada.say("/link"));
    expect((await ada.say(`/link ${code}`)).text).toContain("your own account");
    const twin = stage.person("discord", "twin");
    expect((await twin.say(`/link ${code}`)).text).toContain("the same chat in both");
    await linkPeople(ada, lovelace);
    expect((await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`)).text).toContain("your own account");
    const third = stage.person("telegram", "third");
    expect((await third.say(`/link ${codeIn(await ada.say("/link"))}`)).text).toContain("the same chat in both");
    await linkPeople(lovelace, stage.person("playground", "ada"));
    expect((await ada.account()).identities.map(({ platform }) => platform)).toEqual([
      "discord",
      "telegram",
      "playground",
    ]);
  });

  test("does not link whose credits are frozen, on whichever side and whenever", async () => {
    const frozen = (await ada.account()).id;
    await stage.services.ledger.freeze(frozen, { cause: "suspended", reason: "breach" });
    const refused = { tone: "refusal", text: expect.stringContaining("cannot be linked at the moment") };
    expect(await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`)).toMatchObject(refused);
    expect(await ada.say(`/link ${codeIn(await lovelace.say("/link"))}`)).toMatchObject(refused);
    await stage.services.ledger.thaw(frozen, { freeze: "suspended", reason: "reversed" });
    const question = await lovelace.say(`/link ${codeIn(await ada.say("/link"))}`);
    await lovelace.press(question, "Yes");
    await stage.services.ledger.freeze(frozen, { cause: "again", reason: "breach" });
    expect(await ada.press(ada.inbox().at(-1), "Yes")).toMatchObject(refused);
    expect(lovelace.inbox().at(-1)?.text).toContain("cannot be linked at the moment");
    expect((await lovelace.account()).id).not.toBe(frozen);
    // The next link is not in the way of the one that came to nothing.
    await stage.services.ledger.thaw(frozen, { freeze: "again", reason: "reversed" });
    expect((await linkPeople(ada, lovelace)).title).toBe("One account now");
  });
});

describe("/account", () => {
  test("shows who belongs to it, the plan and its limits", async () => {
    const { fields, buttons } = await ada.say("/account");
    expect(fields).toMatchObject([
      { name: "Chats", value: "ada of discord (Discord)" },
      { name: "Plan", value: "Free" },
      { name: "Limits", value: "5 pictures in the works, 2 of them painting at once, 20 commands a minute" },
      { name: "Since", value: "24 Nov 2054" },
      { name: "Account" },
    ]);
    expect(buttons?.map(({ label }) => label)).toEqual(["Link another chat"]);
    expect((await ada.press(await ada.say("/account"), "Link")).title).toBe("Link another chat");
  });

  test("shows names as the chats show them today", async () => {
    await ada.account();
    const renamed = { ...ada.identity, name: "Countess" };
    expect((await stage.services.accounts.of(renamed)).identities).toEqual([renamed]);
    stage.clock.move(DAY_MS);
    const account = await stage.process().services.accounts.of(renamed);
    expect(account.identities).toEqual([renamed]);
    expect((await stage.services.accounts.of({ ...renamed, name: "" })).identities).toEqual([renamed]);
  });
});
