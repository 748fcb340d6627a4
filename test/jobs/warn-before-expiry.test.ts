import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { warnBeforeExpiry } from "../../jobs/warn-before-expiry.ts";
import { languageNames } from "../../src/core/messages/languages.ts";
import { messagesFor } from "../../src/core/messages.ts";
import { DAY_MS } from "../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

async function grant(user: string, cause: string, amount: number, days: number | null): Promise<string> {
  const { id } = await easel.accounts.of(identityOf(user));
  const expiresAt = days === null ? null : new Date(easel.clock.now().getTime() + days * DAY_MS);
  await easel.ledger.grant(id, { cause, amount, kind: "promotional", expiresAt, reason: "welcome" });
  return id;
}
const warn = async (services = easel) => {
  await warnBeforeExpiry.run(undefined, services);
  await services.notices.sendDue(100);
};

describe("a warning before credits expire", () => {
  test("comes three days before, once for each lot, however often and in however many processes the job runs", async () => {
    await grant("ada", "one", 5, 10);
    await grant("ada", "two", 1, 11);
    await warn();
    expect(easel.chat.directs("ada")).toEqual([]);
    easel.clock.move(7 * DAY_MS);
    await Promise.all([warn(), warn(easel.again())]);
    await warn();
    expect(easel.chat.directs("ada").map(({ text }) => text)).toEqual([
      "5 credits of yours expire on 4 Dec 2054. Send /imagine to make something with them, or /balance to see what you have.",
    ]);
    easel.clock.move(DAY_MS);
    await warn();
    expect(easel.chat.directs("ada")).toHaveLength(2);
    expect(easel.chat.directs("ada")[1]?.text).toContain("1 credit of yours expires on 5 Dec 2054.");
  });

  test("does not come for credits without an end, for spent ones, or for those that have expired", async () => {
    await grant("forever", "one", 5, null);
    await grant("late", "two", 5, 1);
    const spender = await grant("spender", "three", 5, 1);
    await easel.ledger.hold(spender, { cause: "h", amount: 5, reason: "picture" });
    await easel.ledger.capture(spender, { hold: "h", amount: 5, reason: "picture" });
    await warn();
    expect(easel.chat.directs("forever")).toEqual([]);
    expect(easel.chat.directs("spender")).toEqual([]);
    expect(easel.chat.directs("late")).toHaveLength(1);
    await grant("gone", "four", 5, 1);
    easel.clock.move(2 * DAY_MS);
    await warn();
    expect(easel.chat.directs("gone")).toEqual([]);
  });

  test("does not come to those who want no reminders, until they want them again", async () => {
    await grant("ada", "one", 5, 2);
    await easel.say("ada", "/settings --reminders no");
    await warn();
    expect(easel.chat.directs("ada")).toEqual([]);
    await easel.say("ada", "/settings --reminders yes");
    await warn();
    expect(easel.chat.directs("ada")).toHaveLength(1);
  });

  test("speaks the language that they have set, else the one that their chat told last", async () => {
    const expiresAt = new Date(easel.clock.now().getTime() + 2 * DAY_MS);
    for (const [index, code] of Object.keys(languageNames).entries()) {
      await grant(`told-${code}`, "one", 5, 2);
      await easel.accounts.hearLanguage(await easel.accounts.of(identityOf(`told-${code}`)), `${code}-XX`);
      await grant(`set-${code}`, "two", 5, 2);
      const account = await easel.accounts.of(identityOf(`set-${code}`));
      await easel.accounts.hearLanguage(account, Object.keys(languageNames).at(index - 1) ?? "");
      await easel.accounts.changeSettings(account, { language: code });
    }
    await warn();
    for (const code of Object.keys(languageNames)) {
      const text = messagesFor(code).expiryWarning(5, expiresAt);
      expect(easel.chat.directs(`told-${code}`).map((reply) => reply.text)).toEqual([text]);
      expect(easel.chat.directs(`set-${code}`).map((reply) => reply.text)).toEqual([text]);
    }
  });

  test("waits for the next contact where direct messages are closed", async () => {
    easel.chat.directsClosed = true;
    await grant("ada", "one", 5, 2);
    await warn();
    await warn();
    const reply = await easel.say("ada", "/balance");
    expect(reply.text?.match(/5 credits of yours/gu)).toHaveLength(1);
    expect((await easel.say("ada", "/balance")).text ?? "").not.toContain("of yours");
    await warn();
    expect((await easel.say("ada", "/balance")).text ?? "").not.toContain("of yours");
  });
});
