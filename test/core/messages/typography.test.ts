import { describe, expect, test } from "vitest";
import { messagesFor } from "../../../src/core/messages.ts";
import { everythingIn } from "../../support/messages.ts";

const counts = [0, 1, 2, 4, 5, 11, 14, 21, 22, 25, 101, 112];

describe("numbers agree with what is counted in Russian", () => {
  const { wording, balance, history, imagine, privacy, telegram, refusals } = messagesFor("ru");

  test("credits: one, few and many, the teens with the many", () => {
    expect(counts.map(wording.credits)).toEqual([
      ...["0 кредитов", "1 кредит", "2 кредита", "4 кредита", "5 кредитов", "11 кредитов", "14 кредитов"],
      ...["21 кредит", "22 кредита", "25 кредитов", "101 кредит", "112 кредитов"],
    ]);
  });

  test("pictures, days and seconds, verbs with them", () => {
    expect([1, 2, 5].map(imagine.cancelledMany).map(firstSentence)).toEqual([
      "Остановлено: 1 картинка.",
      "Остановлено: 2 картинки.",
      "Остановлено: 5 картинок.",
    ]);
    expect(history.deleted(22)).toMatch(/: 22 картинки\.$/u);
    expect([1, 3, 30].map(privacy.kept.spendingFor)).toEqual(["1 день", "3 дня", "30 дней"]);
    expect([1, 2, 5].map(balance.released)).toEqual([
      "1 отложенный кредит вернулся",
      "2 отложенных кредита вернулись",
      "5 отложенных кредитов вернулись",
    ]);
    expect([1, 2, 5].map((waitSeconds) => refusals["too-fast"]({ waitSeconds, max: 21 }))).toEqual([
      expect.stringMatching(/до 21 команды в минуту\. .+ через 1 секунду\.$/u),
      expect.stringMatching(/ через 2 секунды\.$/u),
      expect.stringMatching(/ через 5 секунд\.$/u),
    ]);
    expect(telegram.answerTooLong(104, 100)).toMatch(/^В ответе 104 знака, /u);
  });

  test("in the genitive as well: “not more than one reference, than five references”", () => {
    const tooMany = (max: number) => refusals["references-too-many"]({ model: "Seedream 4.5", given: 30, max });
    expect([1, 2, 14, 21].map(tooMany)).toEqual([
      expect.stringContaining("не больше 1 образца,"),
      expect.stringContaining("не больше 2 образцов,"),
      expect.stringContaining("не больше 14 образцов,"),
      expect.stringContaining("не больше 21 образца,"),
    ]);
  });

  test("strikes, halves of them in the singular, and the days for which they count", () => {
    const { counted } = messagesFor("ru").conduct;
    const told = (count: number, window_days: number) => counted(count, window_days).split(".")[0];
    expect([told(0.5, 30), told(1, 21), told(2, 2), told(2.5, 1), told(5, 5)]).toEqual([
      "За это начисляется ½ штрафного балла на 30 дней",
      "За это начисляется 1 штрафной балл на 21 день",
      "За это начисляется 2 штрафных балла на 2 дня",
      "За это начисляется 2½ штрафного балла на 1 день",
      "За это начисляется 5 штрафных баллов на 5 дней",
    ]);
  });

  test("half a credit has a decimal comma", () => {
    expect(messagesFor("ru").prices.inCredits(0.5)).toBe("0,5 кредита");
  });
});

test("dates are written as each language writes them", () => {
  const at = new Date("2026-11-04T06:12:00Z");
  expect(["ru", "zh", "ja"].map((language) => messagesFor(language).wording.minute(at))).toEqual([
    "4 ноября 2026, 06:12 UTC",
    "2026年11月4日 06:12 UTC",
    "2026年11月4日 06:12 UTC",
  ]);
});

describe.each(["zh", "ja"])("every sentence in %s", (language) => {
  // It is a file for people with an editor, with commands of shells in it.
  const texts = everythingIn(messagesFor(language)).filter(({ path }) => path !== "privacy.readme");
  const han = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]";

  test.each([
    ["has no space beside a full-width mark", /[。，、：；（）？！] | [。，、；（）？！]/u],
    ["has no half-width mark behind its own letters", new RegExp(`${han}[,.!?:;()]`, "u")],
    [
      "has no command that its own letters touch, which chats would not see",
      new RegExp(`${han}/[a-z]|/[a-z]+${han}`, "u"),
    ],
    ["has no comma of the other language", language === "ja" ? /，/u : /〜/u],
  ])("%s", (_law, broken) => {
    expect(texts.filter(({ text }) => broken.test(text)).map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
  });
});

function firstSentence(text: string): string {
  return text.slice(0, text.indexOf(".") + 1);
}
