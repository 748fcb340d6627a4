import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Attachment } from "../../src/core/services.ts";
import { testImages } from "../support/images.ts";
import { everythingIn, identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
  await easel.accept("ada");
});
afterEach(() => easel.stop());

const file = (bytes: Uint8Array, name: string): Attachment => ({
  name,
  bytes: bytes.byteLength,
  read: async () => bytes,
});

/** Refused with these words, and nothing of it is held, stored or logged. */
async function expectRefused(
  text: string,
  words: string | RegExp,
  attachments: readonly Attachment[] = [],
): Promise<void> {
  const reply = await easel.say("ada", text, attachments);
  expect(reply.tone).toBe("refusal");
  expect(reply.text).toMatch(words);
  const { id } = await easel.accounts.of(identityOf("ada"));
  const wallet = await easel.ledger.wallet(id);
  expect(wallet.holds).toEqual([]);
  expect(wallet.lots.map(({ available }) => available)).toEqual([25]);
  const stored = await everythingIn(easel.mongo);
  expect(stored).not.toMatch(/"submissions"|"files_id"/u);
  expect(easel.log.lines).toEqual([]);
}

describe("/imagine refuses before anything is held or stored", () => {
  test.each<[text: string, words: string | RegExp]>([
    ["/imagine", "the prompt. For example: /imagine a lighthouse"],
    ["/imagine --ar 16:9", "the prompt"],
    ["/imagine a fox --model midjourney", "It can be z-image, nano-banana, gpt-image, seedream"],
    ["/imagine a fox --ar 7:99", "does not take ratio 7:99; it takes 1:1, 16:9"],
    ["/imagine a fox --ar hexagon", "“hexagon” does not work for ratio"],
    ["/imagine a fox --quality high", "Z-Image Turbo does not take quality high; it takes none, so leave it out"],
    ["/imagine a fox --model gpt --seed 7", "it takes none, but Z-Image Turbo, Nano Banana 2 and Seedream 4.5 do"],
    ["/imagine a fox --n 5", "1 to 4 pictures at a time"],
    ["/imagine a fox --strength 0.5", "needs a picture to start from"],
    ["/imagine a fox --strength lots", "“lots” does not work for strength"],
    ["/imagine a fox --strength NaN", "“NaN” does not work for strength"],
    ["/imagine a fox --model gpt --quality high --n 4 --res 4K", /^This costs \d+ credits, and you have 25\./u],
    ["/imagine a fucking fox", "a swear word"],
    ["/imagine a fox --reference https://example.com/fox.png", "I do not open links"],
    ["/imagine a fox --ref=http://127.0.0.1:27017/", "I do not open links"],
    ["/imagine https://example.com/fox.png but blue", "I do not open links"],
    ["/imagine HTTP://169.254.169.254/latest/meta-data", "I do not open links"],
  ])("%s", async (text, words) => {
    await expectRefused(text, words);
  });

  test("a prompt that is longer than the model reads", async () => {
    await expectRefused(`/imagine ${"fox ".repeat(600)}`, "2399 characters, and Z-Image Turbo reads at most 2000");
  });

  test("files that are no pictures, or too many of them", async () => {
    const cat = file(await testImages.png(), "cat.png");
    await expectRefused("/imagine a fox --model nano", "“page.png” is not a picture", [
      cat,
      file(testImages.html(), "page.png"),
    ]);
    await expectRefused("/imagine a fox", "takes at most 1 reference picture; these are 2", [cat, cat]);
    await expectRefused("/imagine a fox --strength 7", "0.01 (almost the reference)", [cat]);
  });

  test("a prompt that is not allowed, before its files are opened", async () => {
    const closed: Attachment = { name: "cat.png", bytes: 10, read: () => Promise.reject(new Error("opened")) };
    await expectRefused("/imagine a fucking fox", "a swear word", [closed]);
  });

  test("what a frozen wallet would pay", async () => {
    const { id } = await easel.accounts.of(identityOf("ada"));
    await easel.ledger.freeze(id, { cause: "review", reason: "review" });
    await expectRefused("/imagine a fox", "on hold while we look at your account");
  });
});
