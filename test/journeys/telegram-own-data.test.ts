import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { termsInForce } from "../../src/core/accounts/terms.ts";
import { messagesFor } from "../../src/core/messages.ts";
import { wordsOf } from "../support/telegram-answer.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

let on: TelegramApp;
beforeAll(async () => {
  on = await startTelegramApp();
});
afterAll(async () => {
  await expectGoodManners(on);
  await on.stop();
});

const german = messagesFor("de");
const english = messagesFor("en");

test("somebody whose app speaks German reads German, and English once they have set that", async () => {
  const ada = on.telegram.person("german-ada", { language: "de" });
  const terms = await ada.answerTo(ada.starts());
  expect(terms.text).toContain(german.consent.title);
  await ada.press(terms.message, german.consent.accept(termsInForce.ageMin_years));
  expect((await ada.answerTo("/privacy")).text).toContain(german.privacy.title);
  // The adapter's own words are in it, too.
  const stranger = on.telegram.person("german-stranger", { language: "de" }).in(on.telegram.group("Germans"));
  expect((await stranger.answerTo("/buy")).text).toBe(german.telegram.openPrivate);
  await ada.answerTo("/settings --language en");
  expect((await ada.answerTo("/privacy")).text).toContain(english.privacy.title);
  const bob = on.telegram.person("klingon-bob", { language: "tlh" });
  expect((await bob.answerTo(bob.starts())).text).toContain(english.consent.title);
  const menus = on.telegram.callsOf("setMyCommands").map(({ parameters }) => parameters["language_code"]);
  expect(menus).toContain("de");
});

test("/privacy export in a group brings everything as a ZIP to the private chat; /privacy delete can be taken back", async () => {
  const ada = await on.person("collecting-ada");
  await ada.answerTo("a marzipan fox");
  const there = ada.in(on.telegram.group("Curious"));
  there.says("/privacy export");
  const file = await ada.until((all) => all.find(({ document }) => document !== undefined)?.document);
  expect(file.file_name).toMatch(/^easel-data.*\.zip$/u);
  const files = unzipSync(new Uint8Array(await ada.bytesOf(file)));
  expect(new TextDecoder().decode(files["generations.json"])).toContain("a marzipan fox");
  expect(Object.keys(files).filter((name) => name.startsWith("pictures/"))).toHaveLength(1);
  const told = there.messages().filter(({ from }) => from?.id === on.telegram.bot.id);
  expect(told.map(wordsOf)).toEqual([]);

  const confirm = await ada.answerTo("/privacy delete");
  expect(confirm.text).toContain(english.privacy.confirmTitle);
  const planned = await ada.press(confirm.message, english.privacy.confirmYes);
  expect((await ada.answerTo("/balance")).text).toContain("will be deleted");
  await ada.press(planned.message, planned.buttons[0] ?? "");
  expect((await ada.answerTo("/balance")).text).not.toContain("will be deleted");
});
