import { afterEach, describe, expect, test } from "vitest";
import { termsInForce } from "../../src/core/accounts/terms.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { publishedTerms } from "../../src/core/terms/book.ts";
import { DAY_MS, START } from "../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";
import { laterTerms, termsBook } from "../support/terms.ts";

const [first] = publishedTerms;
const at = (days: number) => new Date(START.getTime() + days * DAY_MS);

let easel: TestServices;
afterEach(async () => easel.stop());

const moveTo = (days: number) => easel.clock.move(at(days).getTime() - easel.clock.now().getTime());
const button = (reply: Reply, label: string): Button | undefined =>
  reply.buttons?.find((one) => one.label.startsWith(label));
const press = (user: string, reply: Reply, label: string) => easel.press(user, button(reply, label));
const accountOf = (user: string) => easel.accounts.of(identityOf(user));
const acceptedBy = async (user: string) => (await accountOf(user)).consents.map(({ termsVersion }) => termsVersion);

test("whoever accepted is told once of a change that does not matter, asked before anything is done at one that does, and all acceptances stay", async () => {
  const later = [laterTerms("2054-11-26", "minor", at(2)), laterTerms("2054-11-28", "material", at(4))];
  easel = await testServices({ terms: termsBook(...later) });
  await easel.accept("ada");
  const account = await accountOf("ada");
  let terms = await easel.say("ada", "/terms");
  expect(terms.text).toContain(`Version ${first.version} of the terms, in force since 21 May 2026.`);
  expect(terms.text).toContain("Version 2054-11-26 is announced and counts from 26 Nov 2054 on.");
  expect(terms.text).toContain("You accepted version 2026-05-21 on 24 Nov 2054, 12:00 UTC (memory).");
  const oldQuestion = await easel.say("bob", "/start");

  moveTo(2);
  // Told once, whatever the person does and in whichever process; nothing is asked.
  for (const process of [easel, easel.again(), easel]) {
    expect((await process.say("ada", "/settings")).tone).toBeUndefined();
  }
  const key = `terms:2054-11-26:${account.id}`;
  await expect.poll(() => easel.noticeStore.find(key)).not.toBeNull();
  await easel.notices.sendDue(100);
  const told = easel.chat.directs("ada").filter(({ title }) => title === "A small change of the terms");
  expect(told.map(({ text }) => text)).toEqual([
    "New in version 2054-11-26 of 26 Nov 2054:\n\nVersion 2054-11-26 is stricter.\n\nThere is nothing that you have to do. /terms shows all of it.",
  ]);
  expect(await acceptedBy("ada")).toEqual([first.version]);
  // What was shown before may still be accepted, and is what is recorded.
  expect((await easel.press("bob", oldQuestion.buttons?.[0])).tone).toBe("good");
  expect(await acceptedBy("bob")).toEqual([first.version]);
  await easel.say("bob", "/settings --language de");

  moveTo(4);
  const before = await easel.ledger.wallet(account.id);
  const asked = await easel.say("ada", "/imagine a red fox");
  expect(asked).toMatchObject({ title: "The terms have changed", onlyCaller: true });
  expect(asked.text).toContain("New in version 2054-11-26 of 26 Nov 2054:\nVersion 2054-11-26 is stricter.");
  expect(asked.text).toContain("New in version 2054-11-28 of 28 Nov 2054:\nVersion 2054-11-28 is stricter.");
  expect(asked.text).toContain("nothing was charged");
  const token = `imagine/again/${account.id.slice(0, 8)}/${"p".repeat(20)}`;
  for (const action of [{ kind: "button" }, { kind: "form", values: { prompt: "a blue fox" } }] as const) {
    expect((await easel.act("ada", { ...action, token })).title).toBe("The terms have changed");
  }
  expect((await easel.say("bob", "/imagine ein Fuchs")).text).toContain("Fassung 2054-11-28 ist strenger.");
  expect(await easel.ledger.wallet(account.id)).toEqual(before);
  expect(await easel.mongo.connection.collection("generations").countDocuments()).toBe(0);
  // What needs no acceptance goes on; a question that was shown for older terms accepts no new ones.
  expect((await easel.say("ada", "/balance")).tone).toBeUndefined();
  expect((await easel.say("ada", "/terms")).text).toContain("You have not accepted it yet: send /start.");
  expect((await easel.press("bob", oldQuestion.buttons?.[0])).tone).toBe("refusal");

  for (let time = 1; time <= 2; time++) {
    expect((await easel.press("ada", asked.buttons?.[0])).tone).toBe("good");
    expect(await acceptedBy("ada")).toEqual([first.version, "2054-11-28"]);
  }
  expect((await easel.ledger.wallet(account.id)).seq).toBe(before.seq);
  terms = await easel.say("ada", "/terms");
  const lines = terms.text?.split("\n").filter((line) => line.startsWith("You accepted")) ?? [];
  expect(lines.map((line) => line.split(" ")[3])).toEqual(["2054-11-28", first.version]);
  expect((await accountOf("ada")).consents.at(-1)).toMatchObject({
    ...{ ageConfirmed_years: termsInForce.ageMin_years, platform: "memory", at: at(4) },
  });
});

describe("the whole text", () => {
  test("comes in pages within what chats bear, and leads back to the terms in short", async () => {
    easel = await testServices();
    let page = await press("ada", await easel.say("ada", "/terms"), "The whole text");
    expect(page.title).toMatch(/^Terms of service 2026-05-21 · 1 of \d$/u);
    const texts = [page.text ?? ""];
    while (button(page, "Next page") !== undefined) {
      page = await press("ada", page, "Next page");
      expect(page.replacesOrigin).toBe(true);
      texts.push(page.text ?? "");
    }
    for (const text of texts) expect(text.length).toBeLessThan(2_500);
    const note = "\n\nWhere a sentence ends in a colon, its list stands on the website.";
    expect(texts.map((text) => text.replace(note, "")).join("\n\n")).toContain(first.text);
    expect(button(page, "On the website")).toMatchObject({ url: first.url });
    expect((await press("ada", page, "Previous page")).text).toBe(texts.at(-2));
    expect((await press("ada", page, "In short")).title).toContain("Terms in short");
  });

  test("stays in the version that was opened, also when another one counts meanwhile; a page that there is none of is the nearest", async () => {
    easel = await testServices({ terms: termsBook(laterTerms("2054-11-26", "minor", at(2))) });
    const opened = await press("ada", await easel.say("ada", "/terms"), "The whole text");
    moveTo(2);
    expect((await press("ada", opened, "Next page")).title).toContain("2026-05-21 · 2 of");
    const owner = (await accountOf("ada")).id.slice(0, 8);
    const text = (version: string, number: string) =>
      easel.act("ada", { kind: "button", token: `terms/text/${owner}/${version}/${number}` });
    expect((await text("2054-11-26", "99")).title).toBe("Terms of service 2054-11-26 · 1 of 1");
    for (const odd of ["-1", "x", "1.5", ""]) expect((await text(first.version, odd)).title).toContain("· 1 of");
    expect((await text("2020-01-01", "0")).tone).toBe("refusal");
    await easel.say("ada", "/settings --language de");
    expect((await text(first.version, "0")).text).toContain("Der veröffentlichte Text ist auf Englisch.");
  });
});
