import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createImaging } from "../../../adapters/sharp/imaging.ts";
import { REFERENCE_BYTES_MAX, readReferences } from "../../../src/core/generation/references.ts";
import { Refusal, type RefusalOf } from "../../../src/core/refusal.ts";
import type { Attachment } from "../../../src/core/services.ts";
import { testImages } from "../../support/images.ts";

const imaging = createImaging();
const file = (bytes: Uint8Array, name = "cat.png"): Attachment => ({
  name,
  bytes: bytes.byteLength,
  read: async () => bytes,
});
const read = (attachments: readonly Attachment[], max = 14, edgeMin = 8) =>
  readReferences(attachments, { imaging, model: "Nano Banana 2", max, edgeMin });

async function refused(reading: Promise<unknown>): Promise<RefusalOf> {
  const error = await reading.then(
    () => new Error("it was not refused"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Refusal) return error.refusal;
  throw error;
}

describe("pictures to start from", () => {
  test.each(["png", "jpeg", "webp", "transparentPng", "cmykJpeg", "displayP3Png", "animatedWebp"] as const)(
    "a %s is taken, as an upright sRGB picture",
    async (kind) => {
      const [reference] = await read([file(await testImages[kind]())]);
      expect(reference?.contentType).toMatch(/^image\/(?:png|jpeg)$/u);
      const facts = await sharp(reference?.bytes).metadata();
      expect(facts).toMatchObject({ width: reference?.width, height: reference?.height, space: "srgb" });
    },
  );

  test("lose where and by what they were taken, and stand upright", async () => {
    const [reference] = await read([file(await testImages.turnedJpeg(), "holiday.jpg")]);
    expect([reference?.width, reference?.height]).toEqual([30, 60]);
    const { exif, orientation } = await sharp(reference?.bytes).metadata();
    expect([exif, orientation]).toEqual([undefined, undefined]);
    expect(Buffer.from(reference?.bytes ?? []).includes("camera-model-x")).toBe(false);
  });

  test("keep their order, and large ones become as small as models look at", async () => {
    const references = await read([file(await testImages.png(3_000, 1_000)), file(await testImages.png(10, 20))]);
    expect(references.map(({ width, height }) => [width, height])).toEqual([
      [2048, 683],
      [10, 20],
    ]);
  });

  test.each(["gif", "svg", "html", "brokenJpeg", "brokenPng", "bombPng"] as const)(
    "a %s under the name of a picture is refused by its name",
    async (kind) => {
      expect(await refused(read([file(await testImages[kind](), "cat.png")]))).toMatchObject({
        code: "reference-not-an-image",
        data: { name: "cat.png" },
      });
    },
  );

  test.each([
    ["nothing at all", new Uint8Array(0)],
    ["noise", new Uint8Array(1_000).fill(7)],
    ["the first bytes of a PNG", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ["a PDF that begins like a JPEG", Buffer.from([0xff, 0xd8, 0xff, ...Buffer.from("%PDF-1.7")])],
  ])("%s is refused", async (_what, bytes) => {
    expect((await refused(read([file(bytes)]))).code).toBe("reference-not-an-image");
  });

  test("a bomb is refused before it is unpacked", async () => {
    const before = process.memoryUsage().rss;
    expect((await refused(read([file(testImages.bombPng(30_000, 30_000))]))).code).toBe("reference-not-an-image");
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
  });

  test.each([
    ["a single pixel", 1, 1],
    ["a hair too narrow for the model", 31, 400],
    ["a strip that shrinks to a few pixels", 20_000, 200],
  ])("%s is refused with its size and what the model needs", async (_what, width, height) => {
    expect(await refused(read([file(await testImages.png(width, height))], 14, 32))).toEqual({
      code: "reference-too-small",
      data: { name: "cat.png", width, height, edgeMin: 32, model: "Nano Banana 2" },
    });
  });

  test("a strip that stays wide enough is taken", async () => {
    const [reference] = await read([file(await testImages.png(20_000, 400))], 14, 32);
    expect([reference?.width, reference?.height]).toEqual([2048, 41]);
  });

  test("too many are refused before one of them is read, and so is one that says it is too large", async () => {
    let reads = 0;
    const counting: Attachment = {
      name: "huge.png",
      bytes: REFERENCE_BYTES_MAX,
      read: async () => {
        reads += 1;
        return new Uint8Array(0);
      },
    };
    expect(await refused(read([counting, counting], 1))).toMatchObject({
      code: "references-too-many",
      data: { given: 2, max: 1 },
    });
    const tooLarge = { ...counting, bytes: REFERENCE_BYTES_MAX + 1 };
    expect(await refused(read([counting, tooLarge]))).toMatchObject({ code: "reference-too-large" });
    expect(reads).toBe(0);
  });

  test("one that is larger than it said is refused once it is there", async () => {
    const liar = { ...file(new Uint8Array(REFERENCE_BYTES_MAX + 1)), bytes: 10 };
    expect((await refused(read([liar]))).code).toBe("reference-too-large");
  });

  test("one that the platform no longer has is asked for again", async () => {
    const gone: Attachment = {
      name: "old.png",
      bytes: 10,
      read: () => Promise.reject(new Error("404 https://cdn/secret")),
    };
    expect(await refused(read([gone]))).toEqual({ code: "reference-unavailable", data: { name: "old.png" } });
  });
});
