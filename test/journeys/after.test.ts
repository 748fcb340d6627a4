import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testImages } from "../support/images.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp();
});
afterAll(() => easel.stop());

const labels = (message: ShownMessage) => message.reply?.buttons.map(({ label }) => label) ?? [];
const factsOf = (details: ShownMessage) =>
  Object.fromEntries(details.reply?.fields.map(({ name, value }) => [name, value]) ?? []);
const idOf = async (person: Person, picture: ShownMessage) =>
  (factsOf(await person.final(await person.click("Details", { on: picture })))["Id"] ?? "").slice(0, 8);
/** What the provider was asked last. */
const lastRequest = () => easel.sandbox.requests().at(-1);
const photo = async () => ({ name: "holiday.jpg", bytes: new Uint8Array(await testImages.jpeg(320, 200)) });

describe("a photo", () => {
  test("becomes winter, a variation, larger, other words, found, gone; and each charge is in the balance", async () => {
    const ada = await easel.person("winter");
    const winter = await ada.answerTo("/edit make it winter --res 0.5K", { files: [await photo()] });
    expect(winter.reply?.text).toMatch(/^Nano Banana 2 by Google · \d+ × \d+ · 6 credits/u);
    expect(lastRequest()?.endpoint).toBe("fal-ai/nano-banana-2/edit");
    const varied = await ada.final(await ada.click("Variation · 6 credits", { on: winter }));
    expect(varied.reply?.tone).toBe("good");
    expect(varied.reply?.title).toBe("make it winter");
    const larger = await ada.final(await ada.click("Upscale · 1 credit", { on: varied }));
    expect(larger.reply?.text).toMatch(/^Upscaled ×2 · SeedVR2 by ByteDance · \d+ × \d+ · 1 credit$/u);
    expect(larger.reply?.images[0]?.width).toBeGreaterThan((varied.reply?.images[0]?.width ?? 0) * 1.9);
    const form = await ada.press("Edit prompt", winter);
    const summer = await ada.fill(form, { prompt: "make it summer" });
    expect(summer.reply?.title).toBe("make it summer");
    const balance = await ada.answerTo("/balance");
    expect(balance.reply?.title).toBe("You have 6 credits");
    expect(balance.reply?.fields.at(-1)?.value.match(/−\d+/gu)).toEqual(["−6", "−1", "−6", "−6"]);
    const deleted = await ada.press("Delete", winter);
    expect(deleted.reply?.title).toBe("Deleted");
    await expectLaws(easel.app.services);
  });
});

describe("/edit", () => {
  test("without a picture is answered kindly, and with how to give one; nothing is asked or charged", async () => {
    const bob = await easel.person("empty-handed");
    const before = easel.sandbox.requests().length;
    const answer = await bob.answerTo("/edit make it winter");
    expect(answer.reply?.tone).toBe("refusal");
    expect(answer.reply?.text).toMatch(/^Which picture shall I change\? Attach one/u);
    expect(easel.sandbox.requests()).toHaveLength(before);
    expect(await creditsOf(easel.app.services, "empty-handed")).toEqual({ available: 25, held: 0 });
  });

  test("takes the newest picture when nothing is attached, and keeps its shape", async () => {
    const ada = await easel.person("newest");
    await ada.answerTo("/imagine a red fox");
    await ada.answerTo("/imagine a lighthouse --ar 16:9");
    const edited = await ada.answerTo("/edit make it winter --model z-image --strength 0.4");
    expect(edited.reply?.text).toContain("1360 × 768");
    expect(lastRequest()?.input).toMatchObject({ strength: 0.4, prompt: "make it winter" });
    expect(await creditsOf(easel.app.services, "newest")).toEqual({ available: 22, held: 0 });
  });

  test("takes several earlier pictures by the ids that Details shows, and one of several by its number", async () => {
    const ada = await easel.person("several");
    const fox = await idOf(ada, await ada.answerTo("/imagine a red fox"));
    const hares = await idOf(ada, await ada.answerTo("/imagine hares --n 2"));
    const both = await ada.answerTo(`/edit all of them on a hill --res 0.5K --from ${fox},${hares}.2`, {
      files: [await photo()],
    });
    expect(both.reply?.tone).toBe("good");
    expect(lastRequest()?.input["image_urls"]).toHaveLength(3);
    const tooMany = await ada.answerTo(`/edit on a hill --model z-image --from ${fox},${hares}`);
    expect(tooMany.reply?.text).toContain("takes at most 1 reference picture; these are 2");
    for (const wrong of [`${hares}.3`, "abcdefgh", "short", "https://example.com/a.png"]) {
      const answer = await ada.answerTo(`/edit on a hill --from ${wrong}`);
      expect(answer.reply?.text, wrong).toMatch(/None of your pictures has the id/u);
    }
    expect(await creditsOf(easel.app.services, "several")).toEqual({ available: 25 - 1 - 2 - 6, held: 0 });
  });

  test("does not find other people's pictures, and says when one's own was deleted", async () => {
    const ada = await easel.person("edit-owner");
    const bob = await easel.person("edit-other");
    const picture = await ada.answerTo("/imagine a red fox");
    const id = await idOf(ada, picture);
    expect((await bob.answerTo(`/edit make it blue --from ${id}`)).reply?.text).toContain("None of your pictures");
    await ada.press("Delete", picture);
    expect((await ada.answerTo(`/edit make it blue --from ${id}`)).reply?.text).toContain(`${id} was deleted`);
    expect((await ada.answerTo("/edit make it blue")).reply?.text).toContain("Which picture shall I change?");
    expect(await creditsOf(easel.app.services, "edit-owner")).toEqual({ available: 24, held: 0 });
  });

  test("a reference that is deleted while the edit waits gives the credits back, and says why", async () => {
    const ada = await easel.person("while-waiting");
    const { services } = easel.app;
    const account = await services.accounts.of({ platform: "playground", user: "while-waiting", name: "" });
    const source = await ada.answerTo("/imagine a red fox");
    // What a person may have at the provider at once is taken, so the edit waits with its reference unsent.
    for (const fox of ["one", "two"]) await ada.say(`/imagine [stuck] fox ${fox}`);
    const held = async () => (await services.ledger.wallet(account.id)).holds;
    await expect.poll(async () => (await held()).length).toBe(2);
    const stuck = await held();
    const edit = await ada.say("/edit make it blue --res 0.5K");
    await ada.until((all) => all.find(({ id, reply }) => id === edit && /in line/u.test(reply?.text ?? "")));
    await ada.press("Delete", source);
    for (const { id } of stuck) await services.studio.cancel(id, account);
    const ending = await ada.final(edit);
    expect(ending.reply?.text).toBe(
      "The reference picture is no longer there. Please attach it again. Your 6 credits are back.",
    );
    await expect.poll(() => creditsOf(services, "while-waiting")).toEqual({ available: 24, held: 0 });
  });

  test("a reference that was deleted is missed before anything is held", async () => {
    const ada = await easel.person("meanwhile");
    const source = await ada.answerTo("/imagine a red fox");
    const edited = await ada.answerTo("/edit make it blue --res 0.5K");
    await ada.press("Delete", source);
    const again = await ada.final(await ada.click("Reroll", { on: edited }));
    expect(again.reply?.tone).toBe("refusal");
    expect(again.reply?.text).toMatch(/was deleted, so nothing can be made from it/u);
    expect(await creditsOf(easel.app.services, "meanwhile")).toEqual({ available: 25 - 1 - 6, held: 0 });
  });
});

describe("Variation", () => {
  test("starts from the picture itself with the same words, near enough and for the price on it", async () => {
    const ada = await easel.person("vary");
    const fox = await ada.answerTo("/imagine a red fox --seed 7 --ar 9:16");
    const other = await ada.final(await ada.click("Variation · 1 credit", { on: fox }));
    expect(other.reply?.text).toContain("768 × 1360");
    expect(lastRequest()).toMatchObject({
      endpoint: "fal-ai/z-image/turbo/image-to-image",
      input: { prompt: "a red fox", strength: 0.5 },
    });
    expect(lastRequest()?.input["seed"]).toBeUndefined();
  });

  test("of several asks in private which one, shows the price, and takes that one", async () => {
    const ada = await easel.person("which");
    const bob = await easel.person("watches");
    const foxes = await ada.answerTo("/imagine red foxes --n 2");
    const asked = await ada.final(await ada.click("Variation", { on: foxes }));
    expect(asked).toMatchObject({ onlyYou: true, reply: { title: "Which one?" } });
    expect(asked.reply?.text).toContain("Variation · 2 credits");
    expect(labels(asked)).toEqual(["1", "2"]);
    const other = await ada.final(await ada.click("2", { on: asked }));
    expect(other.reply?.images).toHaveLength(2);
    expect(lastRequest()?.input).toMatchObject({ num_images: 2, strength: 0.5 });
    expect(bob.messages().some(({ id }) => id === asked.id)).toBe(false);
    expect(await creditsOf(easel.app.services, "which")).toEqual({ available: 21, held: 0 });
  });
});

describe("Upscale", () => {
  test("is offered where it helps only, and what comes of it offers nothing that makes no sense", async () => {
    const ada = await easel.person("large");
    const large = await ada.answerTo("/imagine a quiet harbour --model seedream --res 4K");
    expect(labels(large)).toContain("Variation · 4 credits");
    expect(labels(large).join()).not.toContain("Upscale");
    const small = await ada.answerTo("/imagine a quiet harbour");
    const larger = await ada.final(await ada.click("Upscale · 1 credit", { on: small }));
    expect(larger.reply?.images[0]).toMatchObject({ width: 2048, height: 2048 });
    expect(lastRequest()).toMatchObject({
      endpoint: "fal-ai/seedvr/upscale/image",
      input: { upscale_factor: 2, upscale_mode: "factor" },
    });
    expect(lastRequest()?.input["prompt"]).toBeUndefined();
    expect(labels(larger)).toEqual([
      "Upscale · 2 credits",
      "Use as reference",
      "Details",
      "Original file",
      "Report",
      "Delete",
    ]);
    expect(factsOf(await ada.final(await ada.click("Details", { on: larger })))).toMatchObject({
      Model: "SeedVR2 by ByteDance",
      Cost: "1 credit",
    });
  });
});

describe("double clicks", () => {
  test.each(["Variation", "Upscale"])("on %s charge once, whatever else was pressed before", async (button) => {
    const name = `double-${button.toLowerCase()}`;
    const ada = await easel.person(name);
    const fox = await ada.answerTo("/imagine a red fox");
    const reroll = await ada.click("Reroll", { on: fox });
    const ids = await Promise.all([ada.click(button, { on: fox }), ada.click(button, { on: fox })]);
    const answers = await Promise.all(ids.map((id) => ada.final(id)));
    expect(answers.map(({ reply }) => reply?.tone).toSorted()).toEqual(["good", "refusal"]);
    expect((await ada.final(reroll)).reply?.tone).toBe("good");
    expect(await creditsOf(easel.app.services, name)).toEqual({ available: 22, held: 0 });
  });
});

describe("Use as reference", () => {
  test("asks for words and the picture, shows who makes it for how much, and makes it", async () => {
    const ada = await easel.person("reference");
    const foxes = await ada.answerTo("/imagine red foxes --n 2 --ar 16:9");
    const form = await ada.press("Use as reference", foxes);
    expect(form.reply?.form).toMatchObject({ submit: "Make it with Nano Banana 2 · 8 credits" });
    expect(form.reply?.form?.fields.map(({ name }) => name)).toEqual(["prompt", "picture"]);
    const made = await ada.fill(form, { prompt: "make them wear hats", picture: "2" });
    expect(made.reply?.title).toBe("make them wear hats");
    expect(made.reply?.text).toMatch(/^Nano Banana 2 by Google · .* · 8 credits/u);
    expect((await ada.fill(form, { prompt: "hats", picture: "3" })).reply?.tone).toBe("refusal");
    expect((await ada.fill(form, { prompt: " " })).reply?.tone).toBe("refusal");
    expect(await creditsOf(easel.app.services, "reference")).toEqual({ available: 25 - 2 - 8, held: 0 });
  });
});

describe("Report", () => {
  test("is for everybody, stored once for each person and picture, and answered with thanks", async () => {
    const ada = await easel.person("reported");
    const bob = await easel.person("reporter", { accepted: false });
    const picture = await ada.answerTo("/imagine a red fox");
    const seen = await bob.final(picture.id);
    const form = await bob.final(await bob.click("Report", { on: seen }));
    expect(form.reply?.form?.fields[0]).toMatchObject({ kind: "choice", name: "reason" });
    const thanks = await bob.fill(form, { reason: "rights", note: "That is my fox." });
    expect(thanks.reply?.title).toBe("Thank you");
    expect((await bob.fill(form, { reason: "other", note: "" })).reply?.text).toContain("already");
    expect((await bob.fill(form, { reason: "nonsense", note: "" })).reply?.tone).toBe("refusal");
    const own = await ada.final(await ada.click("Report", { on: picture }));
    expect((await ada.fill(own, { reason: "other", note: "" })).reply?.title).toBe("Thank you");
  });
});

describe("somebody else's click", () => {
  test("on what costs or shows the owner's files is refused", async () => {
    const ada = await easel.person("owns");
    const bob = await easel.person("wants");
    const seen = await bob.final((await ada.answerTo("/imagine a red fox")).id);
    for (const label of ["Reroll", "Variation", "Upscale", "Edit prompt", "Use as reference", "Original", "Delete"]) {
      const answer = await bob.final(await bob.click(label, { on: seen }));
      expect(answer.reply?.text, label).toContain("somebody else");
    }
    expect(await creditsOf(easel.app.services, "wants")).toEqual({ available: 25, held: 0 });
  });
});

describe("with the first picture of an account", () => {
  const told = ({ name, messages }: Person) =>
    messages().filter(({ person, reply }) => person === name && reply?.text?.includes("copyright")).length;

  test("it is said once how it is with copyright, and never again, also after a restart", async () => {
    const ada = await easel.person("first-ever");
    const first = await ada.answerTo("/imagine a red fox");
    expect(first.reply?.text).toContain("Whether it can be protected by copyright depends on your country");
    await easel.restart();
    await ada.answerTo("/imagine a blue fox");
    expect(told(ada)).toBe(1);
  });

  test("two at once say it once", async () => {
    const ada = await easel.person("two-at-once");
    const ids = await Promise.all([ada.say("/imagine a red fox"), ada.say("/imagine a blue fox")]);
    await Promise.all(ids.map((id) => ada.final(id)));
    expect(told(ada)).toBe(1);
  });
});

describe("after a restart", () => {
  test("every button still does what it says, for the price that is on it", async () => {
    const ada = await easel.person("restarted");
    const foxes = await ada.answerTo("/imagine red foxes --n 2");
    const asked = await ada.final(await ada.click("Upscale", { on: foxes }));
    const form = await ada.press("Use as reference", foxes);
    await easel.restart();
    expect((await ada.final(await ada.click("1", { on: asked }))).reply?.text).toMatch(/^Upscaled ×2/u);
    expect((await ada.fill(form, { prompt: "hats", picture: "1" })).reply?.title).toBe("hats");
    expect((await ada.final(await ada.click("Original", { on: foxes }))).reply?.files).toHaveLength(2);
    expect((await ada.press("Delete all", foxes)).reply?.text).toContain("All 2 pictures are gone");
    expect(await creditsOf(easel.app.services, "restarted")).toEqual({ available: 25 - 2 - 1 - 8, held: 0 });
  });
});
