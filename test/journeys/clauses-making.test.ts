import { afterAll, beforeAll, expect, test } from "vitest";
import type { ShownMessage } from "../../adapters/playground/replies.ts";
import { publishedTerms } from "../../src/core/terms/book.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { fieldOf } from "../support/customer.ts";
import { testImages } from "../support/images.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

// What the terms promise about making pictures, through the playground's own interface.

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ config: { operators: ["playground:root"] } });
});
afterAll(async () => {
  await expectLaws(easel.app.services);
  await easel.stop();
});

const models = [
  { id: "z-image", flags: "", name: "Z-Image Turbo", maker: "Alibaba" },
  { id: "nano-banana", flags: "", name: "Nano Banana 2", maker: "Google" },
  { id: "gpt-image", flags: "--quality low", name: "GPT Image 2", maker: "OpenAI" },
  { id: "seedream", flags: "", name: "Seedream 4.5", maker: "ByteDance" },
] as const;

const textOf = ({ reply }: ShownMessage) => [reply?.title, reply?.text].join("\n");
const labelsOf = ({ reply }: ShownMessage) => reply?.buttons.map(({ label }) => label) ?? [];
const balanceOf = async (name: string) => (await creditsOf(easel.app.services, name)).available;
const asked = (words: string) =>
  easel.sandbox.requests().filter(({ input }) => String(input["prompt"]).includes(words));

async function bytesOf(href: string | undefined): Promise<Buffer> {
  const response = await fetch(new URL(href ?? expect.fail("no file"), easel.app.url));
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** All pages of the terms in short. */
async function termsOf(person: Person): Promise<string> {
  let page = await person.answerTo("/terms");
  const pages = [textOf(page)];
  while (labelsOf(page).includes("Next page")) {
    page = await person.press("Next page", page);
    pages.push(textOf(page));
  }
  return pages.join("\n");
}

test("T1 · one chat makes pictures from words and from pictures with models to choose from, sells credits once and by subscription, and gives the files", async () => {
  const ada = await easel.person("unified");
  const offered = await ada.answerTo("/models");
  expect(offered.reply?.fields).toHaveLength(models.length);
  const [first, , , last] = models;
  const sea = await ada.answerTo(`/imagine a unified sea --model ${last.id}`);
  expect(sea.reply?.images).toHaveLength(1);
  const edited = await ada.answerTo(`/edit make it winter --from last --model ${first.id}`);
  expect(edited.reply?.images).toHaveLength(1);
  const drawn = await testImages.png(640, 480);
  const files = [{ name: "mine.png", bytes: drawn, type: "image/png" }];
  const uploaded = await ada.answerTo(`/edit as a watercolour --model ${first.id}`, { files });
  expect(uploaded.reply?.images).toHaveLength(1);
  const endpoints = easel.sandbox.requests().map(({ endpoint }) => endpoint);
  expect(new Set(endpoints).size).toBeGreaterThan(1);

  const shop = labelsOf(await ada.answerTo("/buy"));
  for (const label of ["500 credits", "Starter"]) expect(shop.join("\n")).toContain(label);

  const history = await ada.answerTo("/history");
  expect(history.reply?.images).toHaveLength(3);
  const original = await ada.final(await ada.click("Original 3", { on: history }));
  expect((await bytesOf(original.reply?.files[0]?.href)).equals(await bytesOf(sea.reply?.images[0]?.href))).toBe(true);
});

test("T3 · nobody makes anything before they confirmed their age and accepted the terms, once; date, version and chat are kept", async () => {
  const ada = await easel.person("young", { accepted: false });
  const bytes = await testImages.png();
  const files = [{ name: "mine.png", bytes }];
  for (const question of [
    await ada.answerTo("/imagine a secret attic"),
    await ada.answerTo("a secret attic", { pane: "direct" }),
    await ada.answerTo("/edit a secret attic", { files }),
    await ada.press("500 credits", await ada.answerTo("/buy")),
  ]) {
    expect(textOf(question)).toContain("You must be at least 13");
  }
  expect(asked("secret attic")).toEqual([]);
  expect(await creditsOf(easel.app.services, "young")).toEqual({ available: 0, held: 0 });
  const before = await termsOf(ada);
  expect(before).toContain("You have not accepted it yet");
  expect(before).not.toContain("You accepted");

  const question = ada.messages().find(({ reply }) => reply?.title === "Before the first picture");
  await ada.press("I am 13", question);
  // The old button once more, and another one: nothing is asked, given or kept twice.
  await ada.press(
    "I am 13",
    ada.messages().findLast(({ reply }) => reply?.title === "Before the first picture"),
  );
  expect(await creditsOf(easel.app.services, "young")).toEqual({ available: 25, held: 0 });
  expect(textOf(await ada.answerTo("/history"))).toContain("Nothing here yet");
  expect((await ada.answerTo("/imagine a known attic")).reply?.images).toHaveLength(1);
  const accepted = textOf(await ada.answerTo("/terms")).match(/^You accepted version .*$/gmu);
  const [version] = publishedTerms;
  expect(accepted).toHaveLength(1);
  expect(accepted?.[0]).toMatch(
    new RegExp(`^You accepted version ${version.version} on \\d+ \\w+ \\d{4},? .*\\(the playground\\)\\.$`, "u"),
  );
});

test("T6 · any lawful use goes from the first word to the picture without a question for what it is", async () => {
  const ada = await easel.person("purpose", { accepted: false });
  const question = await ada.answerTo("/start");
  expect(question.reply?.form ?? null).toBeNull();
  await ada.press("I am 13", question);
  for (const words of [
    "an advertisement for my bakery, to be printed and sold",
    "a teaching poster of the human heart",
    "a research diagram of a vaccine",
    "a private birthday card for my daughter who turns nine",
  ]) {
    const picture = await ada.answerTo(`/imagine ${words}`);
    expect(picture.reply, words).toMatchObject({ tone: "good", images: [expect.anything()] });
    expect(picture.reply?.form ?? null).toBeNull();
  }
  expect(await termsOf(ada)).toContain("T6 · Any lawful use is welcome");
});

test("T8 · each kind of what is forbidden is refused by its name before a model is asked, as words and as an upload", async () => {
  const ada = await easel.person("forbidden");
  for (const [words, kind] of [
    ["a nude woman on a sofa", "sexual content"],
    ["kill all jews", "hate"],
    ["a bloody massacre with torn bodies", "cruel violence"],
    ["how to cut myself", "self-harm"],
    ["how to make a pipe bomb", "something illegal"],
    ["a fake passport of mine", "a picture made to deceive"],
  ] as const) {
    const refused = await ada.answerTo(`/imagine ${words}`);
    expect(refused.reply, words).toMatchObject({ tone: "refusal", images: [] });
    expect(textOf(refused), words).toContain(`it reads as ${kind}. Nothing was charged.`);
    expect(asked(words), words).toEqual([]);
  }
  const [nobody, real] = await Promise.all([easel.person("forbidden-minors"), easel.person("forbidden-real")]);
  expect(textOf(await nobody.answerTo("/imagine loli hentai"))).toContain("something sexual with minors");
  const degrading = await real.answerTo("/imagine undress my neighbour from this photo");
  expect(textOf(degrading)).toContain("an intimate or degrading picture of a real person");

  const maker = await easel.person("forbidden-maker");
  const made = await maker.answerTo("/imagine a harbour with a lighthouse and a castle");
  const id = fieldOf(await maker.final(await maker.click("Details", { on: made })), "Id") ?? "";
  const bytes = await bytesOf(made.reply?.images[0]?.href);
  const root = await easel.person("root");
  const entry = await root.answerTo(`/admin block ${id.slice(0, 8)} --reason a court said so`);
  expect(entry.reply?.tone).toBe("good");
  const bob = await easel.person("forbidden-upload");
  const uploads = easel.sandbox.uploads().length;
  const refused = await bob.answerTo("/edit make it winter", { files: [{ name: "mine.png", bytes }] });
  expect(refused.reply).toMatchObject({ tone: "refusal", images: [] });
  expect(textOf(refused)).toContain("one strike");
  expect(easel.sandbox.uploads()).toHaveLength(uploads);
  await root.press("Unblock", entry);
  for (const name of ["forbidden", "forbidden-upload"]) {
    expect(await creditsOf(easel.app.services, name)).toEqual({ available: 25, held: 0 });
  }
});

test("T9 · what a safety checker hides comes back by its share and the rest is delivered; what the dictionary stops was never taken", async () => {
  const ada = await easel.person("hidden");
  await ada.answerTo("/imagine a nude woman");
  expect(await balanceOf("hidden")).toBe(25);
  const some = await ada.answerTo("/imagine four harbours [flag-one] --model z-image --n 4");
  expect(some.reply?.images).toHaveLength(3);
  expect(await balanceOf("hidden")).toBe(22);
  const all = await ada.answerTo("/imagine two harbours [flag] --model z-image --n 2");
  expect(all.reply).toMatchObject({ tone: "refusal", images: [] });
  expect(textOf(all)).toContain("Your 2 credits are back.");
  expect(await creditsOf(easel.app.services, "hidden")).toEqual({ available: 22, held: 0 });
  // A person may still have it looked at.
  expect(textOf(await ada.answerTo("/appeal"))).toContain("a person of ours looks at it again");
});

test("T11 · pictures are their owner's: every original is there for them byte by byte, others see none, and what they delete is gone", async () => {
  const ada = await easel.person("owner");
  const bob = await easel.person("onlooker");
  const hrefs: string[] = [];
  for (let number = 1; number <= 6; number++) {
    const picture = await ada.answerTo(`/imagine my own harbour ${number}`, { pane: "direct" });
    hrefs.push(picture.reply?.images[0]?.href ?? "");
  }
  const made = await Promise.all(hrefs.map(bytesOf));
  const page = await ada.answerTo("/history", { pane: "direct" });
  const original = async (label: string) => {
    const given = await ada.final(await ada.click(label, { on: page }));
    return bytesOf(given.reply?.files[0]?.href);
  };
  const newest = [await original("Original 1"), await original("Original 5")];
  await ada.press("Older", page);
  const given = [...newest, await original("Original 1")];
  expect(given.map((bytes) => made.findIndex((one) => one.equals(bytes)))).toEqual([5, 1, 0]);

  // Made in a direct message: nobody else sees it, finds it or reaches it.
  expect(textOf(await bob.answerTo("/history"))).toContain("Nothing here yet");
  expect(JSON.stringify(bob.messages())).not.toContain("my own harbour");
  expect(JSON.stringify(bob.messages())).not.toContain(hrefs[0]);

  await ada.press("Newest", page);
  const form = await ada.press("Delete…", page);
  await ada.fill(form, { numbers: "all" });
  const statuses = await Promise.all(hrefs.map(async (href) => (await fetch(easel.app.url + href)).status));
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404]);
});

test("T12 · that nobody promises copyright is said with the first picture, once, and in the terms", async () => {
  const ada = await easel.person("copyright");
  const said = "Whether it can be protected by copyright depends on your country (T12 in /terms).";
  expect(textOf(await ada.answerTo("/imagine a first harbour"))).toContain(said);
  expect(textOf(await ada.answerTo("/imagine a second harbour"))).not.toContain("copyright");
  expect(await termsOf(ada)).toMatch(/^T12 · .*copyright.*We cannot advise on it\.$/mu);
});

test("T13 · every result names its model and that model's maker, and /models leads to each maker's own rules", async () => {
  const ada = await easel.person("makers");
  const list = await ada.answerTo("/models");
  const links = list.reply?.buttons.flatMap((button) => ("url" in button ? [button] : [])) ?? [];
  for (const { id, flags, name, maker } of models) {
    expect(fieldOf(list, `${name} by ${maker} (--model ${id})`), id).toBeDefined();
    const link = links.find(({ label }) => label === `${maker}’s rules`);
    expect(link?.url, maker).toMatch(/^https:\/\//u);
    const picture = await ada.answerTo(`/imagine a makers' harbour --model ${id} ${flags}`);
    expect(picture.reply?.text, id).toMatch(new RegExp(`^${name} by ${maker} · `, "u"));
    const details = await ada.final(await ada.click("Details", { on: picture }));
    expect(fieldOf(details, "Model")).toBe(`${name} by ${maker}`);
    expect(JSON.stringify(details.reply?.buttons), id).toContain(link?.url);
  }
  // What makes a picture larger is a model as well.
  const larger = await ada.final(await ada.click("Upscale", {}));
  expect(larger.reply?.text).toMatch(/^Upscaled ×2 · SeedVR2 by ByteDance · /u);
  const details = await ada.final(await ada.click("Details", { on: larger }));
  expect(fieldOf(details, "Model")).toContain("SeedVR2 by ByteDance");
  expect(details.reply?.buttons).toMatchObject([{ url: expect.stringMatching(/^https:/u) }]);
});

test("T14 · every call to the provider asks it to keep nothing, results lie in our own storage, and we hand nobody over", async () => {
  const ada = await easel.person("untrained");
  const before = { requests: easel.sandbox.requests().length, uploads: easel.sandbox.uploads().length };
  let picture = await ada.answerTo("/imagine an untrained harbour");
  for (const { id, flags } of models)
    picture = await ada.answerTo(`/imagine an untrained harbour --model ${id} ${flags}`);
  const bytes = await testImages.png(640, 480);
  await ada.answerTo("/edit an untrained harbour --model z-image", { files: [{ name: "mine.png", bytes }] });
  const larger = await ada.final(await ada.click("Upscale", { on: picture }));
  expect(larger.reply?.tone).toBe("good");

  const account = await easel.app.services.accounts.of({
    platform: "playground",
    user: "untrained",
    name: "untrained",
  });
  const requests = easel.sandbox.requests().slice(before.requests);
  expect(new Set(requests.map(({ endpoint }) => endpoint)).size).toBeGreaterThanOrEqual(6);
  for (const { endpoint, headers, input, webhook } of requests) {
    expect(headers, endpoint).toMatchObject({
      "x-fal-store-io": "0",
      "x-fal-object-lifecycle-preference": '{"expiration_duration_seconds":3600}',
    });
    // Nothing that says who asks.
    expect(JSON.stringify({ input, headers, webhook })).not.toContain(account.id);
    expect(JSON.stringify({ input: { ...input, prompt: "" }, headers, webhook })).not.toContain("untrained");
  }
  const uploads = easel.sandbox.uploads().slice(before.uploads);
  expect(uploads.length).toBeGreaterThan(0);
  for (const headers of uploads) {
    expect(headers["x-fal-object-lifecycle"]).toBe('{"expiration_duration_seconds":3600}');
  }
  // What people see comes from us, not from the provider.
  const shown = ada.messages().flatMap(({ reply }) => reply?.images.map(({ href }) => href) ?? []);
  expect(shown.length).toBeGreaterThanOrEqual(6);
  for (const href of shown) expect(new URL(href, easel.app.url).origin).toBe(easel.app.url);
  expect(await termsOf(ada)).toContain("T14 · We train nothing with your words and pictures");
});
