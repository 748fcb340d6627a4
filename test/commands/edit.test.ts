import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Attachment } from "../../src/core/services.ts";
import { finishedPicture } from "../support/generations.ts";
import { testImages } from "../support/images.ts";
import { everythingIn, identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
let account: string;
beforeEach(async () => {
  easel = await testServices();
  await easel.accept("ada");
  ({ id: account } = await easel.accounts.of(identityOf("ada")));
});
afterEach(() => easel.stop());

const file = (bytes: Uint8Array, name: string): Attachment => ({
  name,
  bytes: bytes.byteLength,
  read: async () => bytes,
});

/** A picture that Ada made before. */
async function made(cause: string, changed: Parameters<typeof finishedPicture>[0] = {}): Promise<string> {
  const id = easel.ids.derived(cause);
  const images = [0, 1].map((index) => ({
    key: `${id}:${index}`,
    contentType: "image/png",
    width: 1024,
    height: 512,
    seed: null,
  }));
  await easel.generations.insert(finishedPicture({ id, account, images, ...changed }));
  return id;
}

/** Refused with these words, and nothing of it is held or stored. */
async function expectRefused(text: string, words: string | RegExp, attachments: readonly Attachment[] = []) {
  const before = await everythingIn(easel.mongo);
  const reply = await easel.say("ada", text, attachments);
  expect(reply.tone, reply.text).toBe("refusal");
  expect(reply.text).toMatch(words);
  expect(await everythingIn(easel.mongo)).toBe(before);
  expect((await easel.ledger.wallet(account)).holds).toEqual([]);
  expect(easel.log.lines).toEqual([]);
}

describe("/edit refuses before anything is held or stored", () => {
  const cases: readonly (readonly [
    what: string,
    bytes: () => Promise<Uint8Array> | Uint8Array,
    words: string | RegExp,
  ])[] = [
    ["an SVG", testImages.svg, "“photo.png” is not a picture that I can read"],
    ["a web page", testImages.html, "“photo.png” is not a picture that I can read"],
    ["a GIF", testImages.gif, "I take PNG, JPEG and WebP"],
    ["half a JPEG", testImages.brokenJpeg, "is not a picture that I can read"],
    ["half a PNG", testImages.brokenPng, "is not a picture that I can read"],
    ["nothing", () => new Uint8Array(0), "is not a picture that I can read"],
    ["a bomb", () => testImages.bombPng(), "up to 50 megapixels"],
    ["20,000 pixels square", () => testImages.bombPng(20_000, 20_000), "up to 50 megapixels"],
    ["a single pixel", () => testImages.png(1, 1), /^“photo\.png” has 1 × 1 pixels.*Nano Banana 2: it needs 32/u],
    ["a long strip", () => testImages.png(20_000, 100), /^“photo\.png” has 20000 × 100 pixels/u],
    ["20 MB and more", () => new Uint8Array(20 * 1024 * 1024 + 1), "is too large: a reference may have up to 20 MB"],
  ];
  test.each(cases)("%s under the name of a photo", async (_what, bytes, words) => {
    await expectRefused("/edit make it winter", words, [file(await bytes(), "photo.png")]);
  });

  test("no picture, more than the model takes, a link, words that are not allowed, neither words nor picture", async () => {
    const cat = file(await testImages.png(), "cat.png");
    await expectRefused("/edit make it winter", "Which picture shall I change?");
    await expectRefused("/edit make it winter --from last", "Which picture shall I change?");
    await expectRefused("/edit make it winter --model z-image", "at most 1 reference picture; these are 2", [cat, cat]);
    await expectRefused("/edit make it winter", "at most 1 reference picture; these are 17", Array(17).fill(cat));
    await expectRefused("/edit https://example.com/cat.png in winter", "I do not open links", [cat]);
    await expectRefused("/edit winter --reference https://example.com/cat.png", "I do not open links");
    await expectRefused("/edit a fucking winter", "a swear word", [cat]);
    await expectRefused("/edit", "Which picture shall I change?");
  });

  test("pictures that are not theirs, not there, deleted, or not in the result", async () => {
    const own = await made("own");
    const deleted = await made("deleted", { deletedAt: new Date("2054-01-02T00:00:00Z") });
    const others = await made("others", { account: "bbbbbbbbbbbbbbbbbbbb" });
    for (const name of [
      others,
      others.slice(0, 8),
      "abcdefgh",
      own.slice(0, 7),
      `${own}.3`,
      `${own}.0`,
      "%$&",
      "a/b",
    ]) {
      await expectRefused(`/edit make it winter --from ${name}`, "None of your pictures has the id");
    }
    await expectRefused(`/edit winter --from ${own},${deleted.slice(0, 9)}`, `${deleted.slice(0, 9)} was deleted`);
  });

  test("what costs more than there is: by default an edit is Nano Banana's, at its price", async () => {
    await made("own");
    await expectRefused("/edit make it winter --n 4", "This costs 32 credits, and you have 25.");
    await expectRefused(
      "/edit make it winter --model seedream --n 6 --seed 7 --strength 0.5",
      "Seedream 4.5 does not take strength 0.5",
    );
  });
});

describe("/edit takes", () => {
  test.each([
    ["an animation", () => testImages.animatedWebp(3), "4:3"],
    ["a CMYK photo", () => testImages.cmykJpeg(), "4:3"],
    ["more colours than a screen has", () => testImages.displayP3Png(4), "1:1"],
    ["holes to see through", () => testImages.transparentPng(), "1:1"],
    // Stored lying down; what counts is how it is looked at.
    ["a photo of a turned camera", () => testImages.turnedJpeg(3), "9:16"],
  ])("%s, as the model can use it, in its own shape", async (_what, bytes, ratio) => {
    const event = `memory:${easel.ids.random()}`;
    const attachments = [file(await bytes(), "photo.jpg")];
    const action = { kind: "command", name: "edit", words: "make it winter", values: {}, attachments } as const;
    expect((await easel.act("ada", action, event)).tone).toBe("working");
    const generation = await easel.generations.find(easel.ids.derived(`generation:${event}`));
    expect(generation?.request).toMatchObject({ model: "nano-banana", ratio });
    const kept = await easel.images.read(generation?.references[0] ?? "");
    const { space, exif } = await sharp(kept?.bytes).metadata();
    expect([space, exif]).toEqual(["srgb", undefined]);
  });

  test("the newest picture, or the second of an older one by the start of its id, in the order given", async () => {
    const older = await made("older", { acceptedAt: new Date("2054-01-01T00:00:00Z") });
    const newest = await made("newest", { acceptedAt: new Date("2054-01-03T00:00:00Z") });
    const cat = file(await testImages.png(), "cat.png");
    const orders = [
      ["/edit winter", [], [`${newest}:0`]],
      [`/edit winter --from ${older.slice(0, 8).toUpperCase()}.2`, [], [`${older}:1`]],
      [`/edit winter --from "${older}:2, last.2"`, [], [`${older}:1`, `${newest}:1`]],
      [`/edit winter --from ${older},${older}`, [cat], [`${older}:0`, expect.stringMatching(/^reference:\w{20}:0$/u)]],
    ] as const;
    for (const [text, files, keys] of orders) {
      const event = `memory:${easel.ids.random()}`;
      const words = text.slice("/edit ".length);
      const action = { kind: "command", name: "edit", words, values: {}, attachments: files } as const;
      expect((await easel.act("ada", action, event)).tone, text).toBe("working");
      const generation = await easel.generations.find(easel.ids.derived(`generation:${event}`));
      expect(generation?.references).toEqual(keys);
      expect(generation?.request).toMatchObject({ references: keys.length, ratio: "16:9" });
      await easel.studio.cancel(generation?.id ?? "", await easel.accounts.of(identityOf("ada")));
    }
  });
});

describe("/edit without words asks for them", () => {
  /** Sends the command and answers with its form. */
  async function formOf(text: string, attachments: readonly Attachment[] = [], event = `memory:${easel.ids.random()}`) {
    const words = text.slice("/edit".length).trim();
    const action = { kind: "command", name: "edit", words, values: {}, attachments } as const;
    expect(easel.dispatch.opensForm({ action })).toBe(true);
    const { form } = await easel.act("ada", action, event);
    if (form === undefined) throw new Error("no form was shown");
    return form;
  }
  async function submit(token: string, prompt: string, event = `memory:${easel.ids.random()}`) {
    const reply = await easel.act("ada", { kind: "form", token, values: { prompt } }, event);
    return { reply, generation: await easel.generations.find(easel.ids.derived(`generation:${event}`)) };
  }

  test("and then makes it of the pictures that were attached, as the rest of the command said, at the price shown", async () => {
    const files = [file(await testImages.png(64, 128), "cat.png"), file(await testImages.png(), "dog.png")];
    const form = await formOf("/edit --n 2 --private", files);
    expect(form.submit).toBe("Make it with Nano Banana 2 · 16 credits");
    const { reply, generation } = await submit(form.token, "make it winter");
    expect(reply).toMatchObject({ tone: "working", onlyCaller: true });
    expect(generation?.request).toMatchObject({ prompt: "make it winter", n: 2, references: 2, isPrivate: true });
    // They are the picture's own from now on, and kept as long as all references are.
    const [first = "", second = ""] = generation?.references ?? [];
    expect((await easel.images.read(first))?.height).toBe(128);
    easel.clock.move(2 * 60 * 60 * 1000);
    expect(await easel.images.expired(easel.clock.now(), 100)).not.toContain(first);
    expect(await easel.images.expired(easel.clock.now(), 100)).not.toContain(second);
  });

  test("takes the newest picture when nothing is attached, or the one that is named", async () => {
    const older = await made("older", { acceptedAt: new Date("2054-01-01T00:00:00Z") });
    const newest = await made("newest", { acceptedAt: new Date("2054-01-03T00:00:00Z") });
    for (const [text, key] of [
      ["/edit", `${newest}:0`],
      [`/edit --from ${older.slice(0, 8)}.2`, `${older}:1`],
    ] as const) {
      const { generation } = await submit((await formOf(text)).token, "make it winter");
      expect(generation?.references, text).toEqual([key]);
      await easel.studio.cancel(generation?.id ?? "", await easel.accounts.of(identityOf("ada")));
    }
  });

  test("keeps the pictures once when the event comes twice, and no longer than an hour", async () => {
    const cat = [file(await testImages.png(), "cat.png")];
    const first = await formOf("/edit", cat, "memory:twice");
    expect(await formOf("/edit", cat, "memory:twice")).toEqual(first);
    easel.clock.move(61 * 60 * 1000);
    const expired = await easel.images.expired(easel.clock.now(), 100);
    expect(expired).toHaveLength(1);
    await easel.images.delete(expired);
    const { reply, generation } = await submit(first.token, "make it winter");
    expect(reply.text).toContain("I could not read “cat.png”. Please attach it again.");
    expect(generation).toBeNull();
  });

  test("is nobody else's to fill in, and another price is asked about before", async () => {
    await easel.accept("bob");
    await made("own");
    const { token } = await formOf("/edit");
    const stolen = await easel.act("bob", { kind: "form", token, values: { prompt: "mine now" } });
    expect(stolen.tone).toBe("refusal");
    const { reply, generation } = await submit(token.replace(/\/\d+$/u, "/1"), "make it winter");
    expect(generation).toBeNull();
    expect(reply.text).toContain("from 1 to 8 credits");
    const again = await easel.press("ada", reply.buttons?.[0]);
    expect((await submit(again.form?.token ?? "", "make it winter")).generation).not.toBeNull();
  });

  test("refuses at once what could not be made whatever the words are", async () => {
    const say = (text: string, attachments: readonly Attachment[]) => expectRefused(text, /./u, attachments);
    await say("/edit --model z-image", [file(await testImages.png(), "a.png"), file(await testImages.png(), "b.png")]);
    await say("/edit", [file(testImages.html(), "photo.png")]);
    await say("/edit --from abcdefgh", []);
    expect(easel.log.lines).toEqual([]);
  });
});
