import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openingPrices } from "../../../src/core/catalogue/price-book.ts";
import type { Button } from "../../../src/core/chat/reply.ts";
import type { GeneratedImage } from "../../../src/core/generation/generation.ts";
import { resultReply } from "../../../src/core/generation/replies.ts";
import { finishedPicture } from "../../support/generations.ts";
import { testImages } from "../../support/images.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
let account: string;
beforeEach(async () => {
  easel = await testServices();
  await easel.accept("ada");
  ({ id: account } = await easel.accounts.of(identityOf("ada")));
});
afterEach(() => easel.stop());

const image = (id: string, index: number): GeneratedImage => ({
  key: `${id}:${index}`,
  contentType: "image/png",
  width: 1024,
  height: 1024,
  seed: 5,
});

/** A picture that Ada made, as it is stored. */
async function made(count = 1, changed: Parameters<typeof finishedPicture>[0] = {}) {
  const id = easel.ids.random();
  const images = Array.from({ length: count }, (_, index) => image(id, index));
  const generation = finishedPicture({ id, account, images, ...changed });
  await easel.generations.insert(generation);
  const bytes = await testImages.png();
  for (const { key } of generation.images) {
    await easel.images.put({ key, account, bytes, contentType: "image/png", width: 64, height: 48, keepUntil: null });
  }
  return generation;
}
const press = (token: string, user = "ada") => easel.act(user, { kind: "button", token });
const tokenOf = (button: Button | undefined) => (button !== undefined && "token" in button ? button.token : "");
const holds = async () => (await easel.ledger.wallet(account)).holds.map(({ amount }) => amount);
const token = (name: string, id: string, ...args: string[]) =>
  ["imagine", name, account.slice(0, 8), id, ...args].join("/");

describe("a button that costs", () => {
  test.each([
    ["reroll", []],
    ["vary", ["0"]],
    ["upscale", ["0"]],
  ])(
    "%s agrees to the price that it shows and to no other; the answer is a button with the new one",
    async (name, args) => {
      const { id } = await made();
      const asked = await press(token(name, id, ...args, "7"));
      expect(asked.text).toContain("from 7 to 1 credit. Nothing was charged");
      expect(await holds()).toEqual([]);
      expect(asked.buttons).toHaveLength(1);
      expect(asked.buttons?.[0]?.label).toMatch(/ · 1 credit$/u);
      expect((await press(tokenOf(asked.buttons?.[0]))).tone).toBe("working");
      expect(await holds()).toEqual([1]);
    },
  );

  test.each([
    ["no price", "vary", ["0"]],
    ["a price that is none", "vary", ["0", "free"]],
    ["a picture that is not there", "vary", ["1", "1"]],
    ["a picture that is no number", "upscale", ["constructor", "1"]],
    ["a picture below zero", "upscale", ["-1", "1"]],
    ["an unknown choice", "which", ["constructor", "1"]],
    ["no choice", "which", []],
  ])("is stale with %s", async (_what, name, args) => {
    const { id } = await made();
    expect((await press(token(name, id, ...args))).text).toContain("button is from another time");
    expect(await holds()).toEqual([]);
  });

  test("is refused to other people, and for what is deleted", async () => {
    await easel.accept("bob");
    const bob = await easel.accounts.of(identityOf("bob"));
    const { id } = await made();
    const gone = await made(1, { deletedAt: new Date() });
    for (const [name, args] of [
      ["reroll", ["1"]],
      ["vary", ["0", "1"]],
      ["upscale", ["0", "1"]],
      ["reference", []],
    ] as const) {
      expect((await press(token(name, id, ...args), "bob")).text).toContain("somebody else");
      // A forged owner does not help: the picture knows whose it is.
      const forged = ["imagine", name, bob.id.slice(0, 8), id, ...args].join("/");
      expect((await press(forged, "bob")).text).toContain("somebody else");
      expect((await press(token(name, gone.id, ...args))).text).toContain("no longer there");
    }
    expect((await easel.ledger.wallet(bob.id)).holds).toEqual([]);
  });
});

describe("two presses", () => {
  test("of one button charge once, while a picture of another button comes to its end between them", async () => {
    const parent = await made();
    // A reroll that was asked for earlier and has just ended; it must not make the second press a new one.
    const over = { parent: parent.id, action: "reroll", acceptedAt: new Date(easel.clock.now().getTime() - 2_900) };
    expect((await press(token("vary", parent.id, "0", "1"))).tone).toBe("working");
    await made(1, over);
    easel.clock.move(200);
    expect((await press(token("vary", parent.id, "0", "1"))).text).toContain("already on it");
    expect(await holds()).toEqual([1]);
    // Another picture of the same result, and another button, are another wish.
    expect((await press(token("upscale", parent.id, "0", "1"))).tone).toBe("working");
    expect((await press(token("reroll", parent.id, "1"))).tone).toBe("working");
    expect(await holds()).toEqual([1, 1, 1]);
  });

  test("that come again long after their picture is over are still those presses, and charge nothing", async () => {
    const { id } = await made();
    const reroll = (event: string) => easel.act("ada", { kind: "button", token: token("reroll", id, "1") }, event);
    await reroll("memory:first");
    // A double click: another event, and the same wish.
    await reroll("memory:second");
    expect(await holds()).toEqual([1]);
    await easel.say("ada", "/cancel");
    await expect.poll(holds).toEqual([]);
    easel.clock.move(60_000);
    await reroll("memory:first");
    await reroll("memory:second");
    expect(await holds()).toEqual([]);
    expect((await reroll("memory:third")).tone).toBe("working");
    expect(await holds()).toEqual([1]);
  });

  test("of the numbers of different pictures are two wishes", async () => {
    const { id } = await made(2, { request: { ...finishedPicture().request, n: 2 } });
    for (const number of ["0", "1"]) expect((await press(token("vary", id, number, "2"))).tone).toBe("working");
    expect(await holds()).toEqual([2, 2]);
  });
});

const opening = { models: openingPrices };

describe("what is offered under a result", () => {
  const labelsOf = (generation: Parameters<typeof resultReply>[0]) =>
    resultReply(generation, { catalogue: easel.catalogue, prices: opening, isFirst: false }).buttons?.map(
      ({ label }) => label,
    );

  test("first what makes the next picture, then, quieter, what is about this one", async () => {
    const { buttons = [] } = resultReply(await made(2), {
      catalogue: easel.catalogue,
      prices: opening,
      isFirst: false,
    });
    expect(buttons.map((button) => [button.label, "style" in button ? button.style : undefined])).toEqual([
      ["Reroll · 1 credit", "primary"],
      ["Variation · 1 credit", undefined],
      ["Upscale · 1 credit", undefined],
      ["Edit prompt", undefined],
      ["Use as reference", "quiet"],
      ["Details", "quiet"],
      ["Original files", "quiet"],
      ["Report", "quiet"],
      ["Delete all", "danger"],
    ]);
  });

  test("nothing that its model no longer does, and no upscaling of what is large", async () => {
    const { request } = finishedPicture();
    const unknown = await made(1, { request: { ...request, model: "no-such-model" } });
    expect(labelsOf(unknown)?.join()).not.toContain("Variation");
    const large = await made(1, { images: [{ ...image("x", 0), width: 4096, height: 4096 }] });
    expect(labelsOf(large)?.join()).not.toContain("Upscale");
  });

  test("private pictures stay private in whatever is made from them", async () => {
    const { request } = finishedPicture();
    const { id } = await made(1, { request: { ...request, isPrivate: true } });
    for (const [name, args] of [
      ["reroll", ["1"]],
      ["vary", ["0", "1"]],
      ["upscale", ["0", "1"]],
    ] as const) {
      expect((await press(token(name, id, ...args))).onlyCaller, name).toBe(true);
    }
  });
});
