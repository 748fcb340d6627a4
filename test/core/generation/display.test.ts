import { afterAll, beforeAll, expect, test } from "vitest";
import { imagesOf } from "../../../src/core/generation/replies.ts";
import { sampleGeneration } from "../../support/generations.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

test("a picture is shown as its person wanted when they asked for it, whatever they set later", async () => {
  await easel.accept("ada");
  const { id } = await easel.accounts.of(identityOf("ada"));
  const ordered = () =>
    easel.mongo.connection.collection("generations").find({ account: id }).sort({ acceptedAt: 1, _id: 1 }).toArray();
  await easel.say("ada", "/imagine a fox");
  expect((await ordered())[0]).not.toHaveProperty("display");
  await easel.say("ada", "/settings --originals yes --spoilers yes");
  await easel.say("ada", "/imagine a hare");
  await easel.say("ada", "/settings --reset");
  expect((await ordered()).map(({ display }) => display)).toContainEqual({ originals: true, spoilers: true });
});

test("the images of a reply say so", () => {
  const image = { key: "k", contentType: "image/png", width: 64, height: 48, seed: null };
  const shown = (display: { originals: boolean; spoilers: boolean }) =>
    imagesOf(sampleGeneration({ images: [image], display }))[0];
  expect(shown({ originals: true, spoilers: false })).toMatchObject({ asFile: true });
  expect(shown({ originals: true, spoilers: false })).not.toHaveProperty("spoiler");
  expect(shown({ originals: false, spoilers: true })).toMatchObject({ spoiler: true });
  expect(imagesOf(sampleGeneration({ images: [image] }))[0]).not.toHaveProperty("asFile");
});
