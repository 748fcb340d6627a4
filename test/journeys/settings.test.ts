import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { styled } from "../../src/core/catalogue/styles.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp();
});
afterAll(() => easel.stop());

const factsOf = (message: Awaited<ReturnType<Person["answerTo"]>>) =>
  Object.fromEntries(message.reply?.fields.map(({ name, value }) => [name, value]) ?? []);
/** What the provider was sent for these words. */
const sentFor = (words: string) =>
  easel.sandbox.requests().filter(({ input }) => String(input["prompt"]).split("\n")[0] === words);

describe("settings", () => {
  test("hold for the next picture, flags win over them, and what a model cannot do falls back quietly", async () => {
    const ada = await easel.person("settled");
    await ada.answerTo("/settings --model seedream --ar 16:9 --quality high");
    expect((await ada.answerTo("/imagine a quiet harbour")).reply?.text).toMatch(
      /^Seedream 4.5 by ByteDance · 3408 × 1920/u,
    );
    expect((await ada.answerTo("/imagine a quiet harbour --model z --ar 1:1")).reply?.text).toMatch(
      /^Z-Image Turbo by Alibaba · 1024 × 1024/u,
    );
    await ada.answerTo("/settings --ar 21:9");
    expect((await ada.answerTo("/imagine a quiet harbour")).reply?.text).toContain("2048 × 2048");
    const refused = await ada.answerTo("/imagine a quiet harbour --ar 21:9");
    expect(refused.reply?.tone).toBe("refusal");
    expect(refused.reply?.text).toContain("Seedream 4.5 does not take ratio 21:9");
  });

  test("are changed in a form as well, and survive a restart", async () => {
    const ada = await easel.person("former");
    const form = await ada.press("Change", await ada.answerTo("/settings"));
    expect(form.reply?.form?.fields.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => "choice"));
    const saved = await ada.fill(form, { model: "z-image", ratio: "3:2", resolution: "default", quality: "default" });
    expect(factsOf(saved)).toMatchObject({ Model: "Z-Image Turbo", Shape: "3:2" });
    await easel.restart();
    expect((await ada.answerTo("/imagine a fox")).reply?.text).toContain("1248 × 832");
    expect(factsOf(await ada.press("Reset all", await ada.answerTo("/settings")))["Shape"]).toBe("the model’s own");
  });

  test("remember what was used last for those who want that, and for nobody else", async () => {
    const ada = await easel.person("forgetful");
    await ada.answerTo("/imagine a fox --ar 9:16");
    expect((await ada.answerTo("/imagine a fox")).reply?.text).toContain("1024 × 1024");
    await ada.answerTo("/settings --remember yes");
    await ada.answerTo("/imagine a fox --ar 9:16");
    expect((await ada.answerTo("/imagine a fox")).reply?.text).toContain("768 × 1360");
  });
});

describe("a private picture", () => {
  test("is seen by its person alone, from the words to the result, and so is what is made from it", async () => {
    const ada = await easel.person("hider");
    const bob = await easel.person("watcher");
    const picture = await ada.answerTo("/imagine a secret garden --private");
    expect(picture).toMatchObject({ onlyYou: true, reply: { tone: "good" } });
    const again = await ada.final(await ada.click("Reroll", { on: picture }));
    expect(again).toMatchObject({ onlyYou: true, reply: { tone: "good" } });
    const shown = await ada.answerTo("/imagine an open garden");
    await bob.final(shown.id);
    expect(JSON.stringify(bob.messages())).not.toContain("secret garden");
    expect(bob.messages().map(({ id }) => id)).not.toContain(again.id);
    await easel.restart();
    const later = await ada.final(await ada.click("Reroll", { on: again }));
    expect(later.onlyYou).toBe(true);
  });

  test("by the setting takes the sign of work and the words away from those who saw them", async () => {
    const ada = await easel.person("discreet");
    const bob = await easel.person("curious");
    await ada.answerTo("/settings --private yes");
    // Another process, or this one after a restart, does not know of the setting before it has read the account.
    await easel.restart();
    const picture = await ada.answerTo("/imagine a hidden pond");
    expect(picture).toMatchObject({ onlyYou: true, reply: { tone: "good" } });
    await bob.until((all) => !JSON.stringify(all).includes("hidden pond") && all.every(({ id }) => id !== picture.id));
    // From now on it does.
    const id = await ada.say("/imagine a hidden lake");
    const sign = await ada.until((all) => all.find((message) => message.id === id));
    expect(sign.onlyYou).toBe(true);
    const open = await ada.answerTo("/imagine an open lake --public");
    expect(open.onlyYou).toBe(false);
    expect((await bob.final(open.id)).reply?.tone).toBe("good");
  });

  test("that fails or is refused is nobody else's business either", async () => {
    const ada = await easel.person("unlucky");
    const bob = await easel.person("neighbour");
    for (const words of ["a fox [fail] --private", "a fox [flag] --private", "a fox --private --ar 99:1"]) {
      const ended = await ada.answerTo(`/imagine ${words}`);
      expect(ended.onlyYou, words).toBe(true);
      expect(["refusal", "fault"]).toContain(ended.reply?.tone);
    }
    await bob.answerTo("/balance");
    expect(bob.messages().filter(({ person }) => person === "unlucky")).toEqual([]);
  });

  test("comes of a public one too, once the person wants their results private", async () => {
    const ada = await easel.person("changing");
    const open = await ada.answerTo("/imagine a village green");
    await ada.answerTo("/settings --private yes");
    expect(open.onlyYou).toBe(false);
    expect((await ada.final(await ada.click("Reroll", { on: open }))).onlyYou).toBe(true);
  });

  test("cannot be public at once", async () => {
    const ada = await easel.person("torn");
    const refused = await ada.answerTo("/imagine a fox --private --public");
    expect(refused.reply?.text).toContain("contradict each other: --private and --public");
  });
});

describe("a style", () => {
  test("adds its words for the model, is shown in Details, and stays with a reroll and with new words", async () => {
    const ada = await easel.person("stylish");
    const picture = await ada.answerTo("/imagine a lonely street --style 'film noir'");
    expect(picture.reply?.title).toBe("a lonely street");
    expect(sentFor("a lonely street").map(({ input }) => input["prompt"])).toEqual([styled("a lonely street", "noir")]);
    const details = factsOf(await ada.final(await ada.click("Details", { on: picture })));
    expect(details).toMatchObject({ Prompt: "a lonely street", Style: "Film noir" });
    await ada.final(await ada.click("Reroll", { on: picture }));
    expect(sentFor("a lonely street")).toHaveLength(2);
    expect(sentFor("a lonely street")[1]?.input["prompt"]).toContain("film noir");
    await ada.fill(await ada.press("Edit prompt", picture), { prompt: "a crowded street" });
    expect(sentFor("a crowded street")[0]?.input["prompt"]).toBe(styled("a crowded street", "noir"));
  });

  test("that there is none of is refused with those that there are", async () => {
    const ada = await easel.person("unstylish");
    expect((await ada.answerTo("/imagine a fox --style cubist")).reply?.text).toContain("photo, cinematic, noir");
    expect((await ada.answerTo("/imagine a fox --style noir --style ink")).reply?.text).toContain("is there twice");
  });
});

describe("odd words", () => {
  test.each([
    ["only emoji", "🦊🌲❄️"],
    ["from right to left", "ثعلب أحمر في الثلج"],
    ["with marks that pile up", `Z${"\u0301\u0327\u0489".repeat(20)}algo fox`],
    ["with marks of direction", "a \u202Efox\u202C in \u2067snow\u2069"],
  ])("%s become a picture with these words above it", async (_what, words) => {
    const ada = await easel.person("odd");
    const picture = await ada.answerTo(`/imagine ${words}`);
    expect(picture.reply?.tone).toBe("good");
    expect(picture.reply?.images[0]?.alternative).toBe(words);
    expect((await ada.answerTo("/history")).reply?.images[0]?.alternative).toBe(words);
  });

  test("of six thousand characters are refused with the limit of the model, and taken by one that reads them", async () => {
    const ada = await easel.person("verbose");
    const words = "a fox in the snow and ".repeat(273).slice(0, 6_000);
    const refused = await ada.answerTo(`/imagine ${words}`);
    expect(refused.reply?.tone).toBe("refusal");
    expect(refused.reply?.text).toMatch(/Your prompt has 6000 characters, and Z-Image Turbo reads at most 2000/u);
    expect(await creditsOf(easel.app.services, "verbose")).toEqual({ available: 25, held: 0 });
    const taken = await ada.answerTo(`/imagine ${words} --model nano`);
    expect(taken.reply?.tone).toBe("good");
    await expectLaws(easel.app.services);
  });

  test.each([
    ["/imagine", "Something is missing for /imagine"],
    ["/imagine \u200B\u2060", "Something is missing for /imagine"],
    ["/imagine a fox --ar 16:9 --ar 1:1", "The option ratio is there twice"],
    ["/imagine a fox --ar 16:9 --aspect 16:9", "The option ratio is there twice"],
    ["/imagine a fox --n 0", "It can be a whole number from 1 to"],
    ["/imagine a fox --model", "needs a value behind it"],
    ["/imagine a fox --quality high", "does not take quality high"],
    ["/imagine a fox --model seedream --size 1K", "does not take resolution 1K; it takes 2K, 4K"],
    ["/imagine a fox --stlye noir", "Did you mean --style?"],
  ])("%j is answered by what is the matter", async (words, sentence) => {
    const ada = await easel.person("mistyping");
    const refused = await ada.answerTo(words);
    expect(refused.reply?.tone).toBe("refusal");
    expect(refused.reply?.text).toContain(sentence);
  });
});
