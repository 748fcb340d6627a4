import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp();
});
afterAll(() => easel.stop());

describe("a newcomer", () => {
  test("is asked for age and terms first, and nothing is stored or charged before", async () => {
    const ada = await easel.person("newcomer", { accepted: false });
    const before = easel.sandbox.requests().length;
    const asked = await ada.answerTo("/imagine a secret garden");
    expect(asked.reply?.title).toBe("Before the first picture");
    expect(easel.sandbox.requests()).toHaveLength(before);
    const accepted = await ada.press("I am 13", asked);
    expect(accepted.reply?.text).toContain("25 credits");
    expect(await creditsOf(easel.app.services, "newcomer")).toEqual({ available: 25, held: 0 });
  });

  test("gets a picture with its buttons, is charged what was shown, and sees it in the balance", async () => {
    const ada = await easel.person("first");
    const picture = await ada.answerTo("/imagine a lighthouse in a storm --ar 16:9");
    expect(picture.reply?.tone).toBe("good");
    expect(picture.reply?.text).toMatch(/^Z-Image Turbo by Alibaba · 1360 × 768 · seed \d+ · 1 credit\n\nYour first/);
    expect(picture.reply?.images).toHaveLength(1);
    expect(picture.reply?.images[0]?.alternative).toBe("a lighthouse in a storm");
    expect(picture.reply?.buttons.map(({ label }) => label)).toEqual([
      "Reroll · 1 credit",
      "Variation · 1 credit",
      "Upscale · 1 credit",
      "Edit prompt",
      "Use as reference",
      "Details",
      "Original file",
      "Report",
      "Delete",
    ]);
    const bytes = await (await fetch(easel.app.url + picture.reply?.images[0]?.href)).arrayBuffer();
    expect(bytes.byteLength).toBeGreaterThan(1000);
    const balance = await ada.answerTo("/balance");
    expect(balance.reply?.title).toBe("You have 24 credits");
    expect(balance.reply?.fields.at(-1)?.value).toMatch(/−1 · picture\n.*\+25 · welcome/);
    await expectLaws(easel.app.services);
  });
});

describe("under a picture", () => {
  test("Reroll makes another one for the price on the button", async () => {
    const ada = await easel.person("reroll");
    const first = await ada.answerTo("/imagine a red fox --seed 7");
    const second = await ada.final(await ada.click("Reroll", { on: first }));
    expect(second.reply?.images[0]?.href).not.toBe(first.reply?.images[0]?.href);
    expect(second.reply?.text).not.toBe(first.reply?.text);
    expect(await creditsOf(easel.app.services, "reroll")).toEqual({ available: 23, held: 0 });
  });

  test("a double click on Reroll charges once", async () => {
    const ada = await easel.person("double");
    const first = await ada.answerTo("/imagine a red fox");
    const ids = await Promise.all([ada.click("Reroll", { on: first }), ada.click("Reroll", { on: first })]);
    const answers = await Promise.all(ids.map((id) => ada.final(id)));
    expect(answers.map(({ reply }) => reply?.tone).toSorted()).toEqual(["good", "refusal"]);
    expect(await creditsOf(easel.app.services, "double")).toEqual({ available: 23, held: 0 });
  });

  test("Edit prompt opens a form with the old words, and the new ones make a new picture of the same shape", async () => {
    const ada = await easel.person("edit");
    const first = await ada.answerTo("/imagine a red fox --ar 9:16");
    const form = await ada.press("Edit prompt", first);
    expect(form.reply?.form?.fields[0]).toMatchObject({ name: "prompt", initial: "a red fox" });
    const second = await ada.fill(form, { prompt: "a blue fox" });
    expect(second.reply?.title).toBe("a blue fox");
    expect(second.reply?.text).toContain("768 × 1360");
    const blank = await ada.fill(form, { prompt: "   " });
    expect(blank.reply?.tone).toBe("refusal");
  });

  test("the form of Edit prompt sent from two tabs at once makes one picture; other words make another", async () => {
    const ada = await easel.person("two-tabs");
    const first = await ada.answerTo("/imagine a red fox");
    const form = await ada.press("Edit prompt", first);
    const answers = await Promise.all([
      ada.fill(form, { prompt: "a blue fox" }),
      ada.fill(form, { prompt: "a blue fox" }),
      ada.fill(form, { prompt: "a green fox" }),
    ]);
    expect(answers.map(({ reply }) => reply?.tone).toSorted()).toEqual(["good", "good", "refusal"]);
    expect(await creditsOf(easel.app.services, "two-tabs")).toEqual({ available: 22, held: 0 });
  });

  test("Details tells model, maker, size, seed and cost", async () => {
    const ada = await easel.person("details");
    const details = await ada.final(
      await ada.click("Details", { on: await ada.answerTo("/imagine a red fox --seed 42") }),
    );
    const facts = Object.fromEntries(details.reply?.fields.map(({ name, value }) => [name, value]) ?? []);
    expect(facts).toMatchObject({
      Model: "Z-Image Turbo by Alibaba",
      Seed: "42",
      Cost: "1 credit",
      Prompt: "a red fox",
    });
  });

  test("Delete takes the picture out of sight, of the store and of the history", async () => {
    const ada = await easel.person("delete");
    const picture = await ada.answerTo("/imagine a red fox");
    const href = picture.reply?.images[0]?.href ?? "";
    const deleted = await ada.press("Delete", picture);
    expect(deleted.id).toBe(picture.id);
    expect(deleted.reply?.images).toEqual([]);
    expect((await fetch(easel.app.url + href)).status).toBe(404);
    expect((await ada.answerTo("/history")).reply?.text).toContain("Nothing here yet");
  });

  test("somebody else's click is refused and changes nothing", async () => {
    const ada = await easel.person("owner");
    const bob = await easel.person("other");
    const picture = await ada.answerTo("/imagine a red fox");
    const seen = await bob.final(picture.id);
    for (const label of ["Reroll", "Delete", "Edit prompt"]) {
      const answer = await bob.final(await bob.click(label, { on: seen }));
      expect(answer.reply?.tone).toBe("refusal");
      expect(answer.reply?.text).toContain("somebody else");
    }
    expect(await creditsOf(easel.app.services, "other")).toEqual({ available: 25, held: 0 });
  });

  test("all buttons work after a restart", async () => {
    const ada = await easel.person("restart");
    const picture = await ada.answerTo("/imagine a red fox");
    await easel.restart();
    const again = await ada.final(await ada.click("Reroll", { on: picture }));
    expect(again.reply?.tone).toBe("good");
    expect((await ada.final(await ada.click("Details", { on: picture }))).reply?.title).toBe("About this picture");
  });
});

describe("the history", () => {
  test("shows the newest pictures, turns pages and gives the original file", async () => {
    const ada = await easel.person("history");
    for (let number = 1; number <= 6; number++) await ada.answerTo(`/imagine fox number ${number}`);
    const page = await ada.answerTo("/history");
    expect(page.reply?.images).toHaveLength(5);
    expect(page.reply?.text).toContain("1. fox number 6");
    const older = await ada.press("Older", page);
    expect(older.reply?.text).toContain("1. fox number 1");
    const original = await ada.final(await ada.click("Original 1", { on: older }));
    const file = original.reply?.files[0];
    const response = await fetch(easel.app.url + file?.href);
    expect(response.headers.get("content-disposition")).toContain("attachment");
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  });
});

describe("all models", () => {
  test.each([
    ["z-image", "--n 4 --resolution 2K", 4, 8],
    ["nano-banana", "--n 2 --seed 7", 2, 16],
    ["gpt-image", "--quality low --ar 3:2", 1, 1],
    ["seedream", "--ar 4:3", 1, 4],
  ])("%s takes %s", async (model, flags, count, price) => {
    const ada = await easel.person(`model-${model}`);
    const picture = await ada.answerTo(`/imagine a quiet harbour --model ${model} ${flags}`);
    expect(picture.reply?.images).toHaveLength(count);
    expect(await creditsOf(easel.app.services, `model-${model}`)).toEqual({ available: 25 - price, held: 0 });
  });

  test("a fixed seed gives different pictures within one batch", async () => {
    const ada = await easel.person("batch");
    const picture = await ada.answerTo("/imagine two quiet harbours --model nano --n 2 --seed 7");
    const sent = easel.sandbox.requests().filter(({ input }) => input["prompt"] === "two quiet harbours");
    expect(sent.map(({ input }) => [input["seed"], input["num_images"]])).toEqual([
      [7, 1],
      [8, 1],
    ]);
    expect(picture.reply?.images).toHaveLength(2);
  });
});
