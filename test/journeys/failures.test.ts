import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

/** Short patience, so that giving up can be seen; far longer than anything here takes when it works. */
const timings = {
  webhookGrace_ms: 4_000,
  submitPatience_ms: 1_000,
  downloadPatience_ms: 500,
  pictureMax_ms: 10_000,
};

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ timings, speed: { slow_ms: 600, webhookPauses_ms: [100, 200, 400] } });
});
afterAll(() => easel.stop());

const submissions = (prompt: string) => easel.sandbox.requests().filter(({ input }) => input["prompt"] === prompt);

describe("T24 · when no picture comes, the credits come back and the person is told why", () => {
  test.each([
    ["refuse", "refusal", "refused these words"],
    ["refuse-at-once", "refusal", "refused these words"],
    ["flag", "refusal", "safety check"],
    ["fail", "fault", "broke off"],
    ["down", "fault", "got lost"],
    ["lost-all", "fault", "got lost"],
    ["lost-result", "fault", "no longer there"],
    ["broken-file", "fault", "broken"],
    ["gone-file", "fault", "no longer there"],
    ["stuck", "fault", "too long"],
  ])("[%s]", async (trigger, tone, words) => {
    const name = `fails-${trigger}`;
    const ada = await easel.person(name);
    const answer = await ada.answerTo(`/imagine [${trigger}] a red fox`);
    expect(answer.reply?.text).toContain(words);
    expect(answer.reply?.tone).toBe(tone);
    expect(answer.reply?.text).toContain("back");
    expect(answer.reply?.images).toEqual([]);
    expect(await creditsOf(easel.app.services, name)).toEqual({ available: 25, held: 0 });
    expect((await ada.answerTo("/history")).reply?.text).toContain("Nothing here yet");
  });

  test.each([
    ["refuse-in-text", "nano-banana"],
    ["refuse", "gpt-image --quality low"],
  ])("[%s] by %s", async (trigger, model) => {
    const name = `fails-${trigger}-${model.slice(0, 3)}`;
    const ada = await easel.person(name);
    const answer = await ada.answerTo(`/imagine [${trigger}] a red fox --model ${model}`);
    expect(answer.reply?.tone).toBe("refusal");
    expect(await creditsOf(easel.app.services, name)).toEqual({ available: 25, held: 0 });
  });
});

describe("when the picture comes all the same, it is sent for once, shown once and charged once", () => {
  test.each(["busy", "lost-answer", "no-webhook", "twice-webhook", "slow"])("[%s]", async (trigger) => {
    const name = `works-${trigger}`;
    const ada = await easel.person(name);
    const prompt = `[${trigger}] a red fox`;
    const answer = await ada.answerTo(`/imagine ${prompt}`);
    expect(answer.reply?.tone).toBe("good");
    expect(submissions(prompt).filter(({ state }) => state !== "rejected")).toHaveLength(1);
    expect(await creditsOf(easel.app.services, name)).toEqual({ available: 24, held: 0 });
  });
});

describe("a batch of which only a part may be shown", () => {
  test("is charged for that part, and says what came back and why", async () => {
    const ada = await easel.person("partial");
    const answer = await ada.answerTo("/imagine [flag-one] a red fox --n 4");
    expect(answer.reply?.images).toHaveLength(3);
    expect(answer.reply?.text).toContain("1 of 4 was hidden");
    expect(await creditsOf(easel.app.services, "partial")).toEqual({ available: 22, held: 0 });
  });

  test("the same when the model sends fewer than asked for", async () => {
    const ada = await easel.person("fewer");
    const answer = await ada.answerTo("/imagine [fewer] a red fox --n 3");
    expect(answer.reply?.images).toHaveLength(2);
    expect(answer.reply?.text).toContain("1 of 3 was missing");
    expect(await creditsOf(easel.app.services, "fewer")).toEqual({ available: 23, held: 0 });
  });
});

describe("the same request twice", () => {
  test("is one picture: the same event repeated, at once and later", async () => {
    const ada = await easel.person("repeat");
    const event = "repeated-event-1";
    const ids = await Promise.all([1, 2, 3].map(() => ada.say("/imagine a repeated fox", { event })));
    expect(new Set(ids).size).toBe(1);
    await ada.final(ids[0] ?? "");
    await ada.say("/imagine a repeated fox", { event });
    expect(submissions("a repeated fox")).toHaveLength(1);
    expect(await creditsOf(easel.app.services, "repeat")).toEqual({ available: 24, held: 0 });
  });
});

describe("bad input is answered kindly, charges nothing and keeps nothing", () => {
  test.each([
    ["/imagine", "For example"],
    [`/imagine ${"fox ".repeat(700)}`, "characters"],
    ["/imagine a fox --model dalle9", "model"],
    ["/imagine a fox --model seedream --ar 21:9", "Seedream"],
    ["/imagine a fox --n 9", "1 to"],
    ["/imagine a fox --n", "n"],
    ["/imagine a fox --seed -1", "seed"],
    ["/imagine a fox --quality high", "quality"],
    ["/imagine a fox --sed 7", "--seed"],
    ["/imagine a fox --ar 16:9 --ar 1:1", "twice"],
    ["/imagine a fox --reference https://127.0.0.1/x.png", "do not open links"],
    ["/imgaine a fox", "/imagine"],
    ["/imagine a fox --model seedream --n 6 --resolution 4K", "costs 24 credits"],
  ])("%s", async (text, words) => {
    const ada = await easel.person("clumsy");
    // The last one costs more than what is left after one picture.
    if (words.startsWith("costs")) await ada.answerTo("/imagine one fox --model seedream");
    const before = await creditsOf(easel.app.services, "clumsy");
    const count = easel.sandbox.requests().length;
    const answer = await ada.answerTo(text.slice(0, 7900));
    expect(answer.reply?.tone).toBe("refusal");
    expect(answer.reply?.text).toContain(words);
    expect(await creditsOf(easel.app.services, "clumsy")).toEqual(before);
    expect(easel.sandbox.requests()).toHaveLength(count);
  });

  test("a swear word is blocked before anything is held, and the answer says why", async () => {
    const ada = await easel.person("swears");
    const answer = await ada.answerTo("/imagine a fucking fox");
    expect(answer.reply?.tone).toBe("refusal");
    expect(answer.reply?.text).toContain("Nothing was charged");
    expect(await creditsOf(easel.app.services, "swears")).toEqual({ available: 25, held: 0 });
  });

  test("too many at once are refused with how many run, and the rest is not lost", async () => {
    const ada = await easel.person("hasty");
    // They never end by themselves, so that all of them are in the works when the last one comes.
    const ids = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((number) => ada.say(`/imagine [stuck] fox ${number}`)));
    const answers = await Promise.all(ids.map((id) => ada.final(id)));
    const refused = answers.filter(({ reply }) => reply?.tone === "refusal");
    expect(refused).toHaveLength(2);
    expect(refused[0]?.reply?.text).toContain("5 pictures in the works");
    expect(answers.filter(({ reply }) => reply?.text?.includes("too long"))).toHaveLength(5);
    expect(await creditsOf(easel.app.services, "hasty")).toEqual({ available: 25, held: 0 });
  });

  test("a button of a picture that is gone says so", async () => {
    const ada = await easel.person("gone");
    const picture = await ada.answerTo("/imagine a red fox");
    const details = await ada.final(await ada.click("Details", { on: picture }));
    expect(details.reply?.title).toBe("About this picture");
    const { accounts, studio } = easel.app.services;
    const account = await accounts.of({ platform: "playground", user: "gone", name: "gone" });
    const [generation] = await studio.history(account, {}, 1);
    await studio.delete(generation?.id ?? "", account);
    const answer = await ada.final(await ada.click("Reroll", { on: picture }));
    expect(answer.reply?.text).toContain("no longer there");
  });
});

describe("references", () => {
  test("are checked by what they are, not by their name", async () => {
    const ada = await easel.person("references");
    const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>");
    const answer = await ada.answerTo("/imagine the same in winter", {
      files: [{ name: "photo.png", bytes: svg, type: "image/png" }],
    });
    expect(answer.reply?.text).toContain("“photo.png” is not a picture");
    expect(await creditsOf(easel.app.services, "references")).toEqual({ available: 25, held: 0 });
  });

  test("reach the provider through its own storage, and keep their shape", async () => {
    const ada = await easel.person("reference");
    const first = await ada.answerTo("/imagine a harbour --ar 16:9");
    const bytes = new Uint8Array(await (await fetch(easel.app.url + first.reply?.images[0]?.href)).arrayBuffer());
    const answer = await ada.answerTo("/imagine the harbour in winter", {
      files: [{ name: "harbour.png", bytes, type: "image/png" }],
    });
    expect(answer.reply?.tone).toBe("good");
    const [sent] = submissions("the harbour in winter");
    expect(sent?.endpoint).toBe("fal-ai/z-image/turbo/image-to-image");
    expect(sent?.input["image_url"]).toMatch(/^http:\/\/127\.0\.0\.1/);
    expect(answer.reply?.images[0]?.width).toBeGreaterThan(answer.reply?.images[0]?.height ?? 0);
  });

  test("more than the model takes are refused with how many it takes", async () => {
    const ada = await easel.person("many");
    const files = [1, 2].map((number) => ({ name: `${number}.png`, bytes: new Uint8Array([1]) }));
    const answer = await ada.answerTo("/imagine two at once", { files });
    expect(answer.reply?.text).toContain("at most 1 reference");
  });
});

test("after all of this the ledger's laws hold, and no prompt, link or key was logged", async () => {
  await expectLaws(easel.app.services);
  const log = easel.logged.join("\n");
  for (const secret of ["red fox", easel.sandbox.key, "/files/", "data:image"]) expect(log).not.toContain(secret);
});
