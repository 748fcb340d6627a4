import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createImaging } from "../../../adapters/sharp/imaging.ts";
import { testImages } from "../../support/images.ts";

const imaging = createImaging();
const PIXELS_MAX = 50_000_000;

async function pixel(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).removeAlpha().extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

describe("inspect", () => {
  test.each([
    ["png", "image/png"],
    ["jpeg", "image/jpeg"],
    ["webp", "image/webp"],
  ] as const)("a %s is known by its bytes and measured", async (kind, contentType) => {
    expect(await imaging.inspect(await testImages[kind](64, 48), PIXELS_MAX)).toEqual({
      contentType,
      width: 64,
      height: 48,
    });
  });

  test.each(["gif", "svg", "html", "brokenJpeg", "brokenPng", "bombPng"] as const)(
    "a %s is no image that we take",
    async (kind) => {
      expect(await imaging.inspect(await testImages[kind](), PIXELS_MAX)).toBeNull();
    },
  );

  test("bytes that only begin as an image are none", async () => {
    const png = await testImages.png();
    for (const length of [0, 1, 8, 20, 33]) {
      expect(await imaging.inspect(png.subarray(0, length), PIXELS_MAX)).toBeNull();
    }
    const dressed = Buffer.concat([png.subarray(0, 8), testImages.svg()]);
    expect(await imaging.inspect(dressed, PIXELS_MAX)).toBeNull();
  });

  test("the limit is on pixels and includes itself", async () => {
    const png = await testImages.png(100, 50);
    expect(await imaging.inspect(png, 5000)).not.toBeNull();
    expect(await imaging.inspect(png, 4999)).toBeNull();
  });

  test("a turned picture is measured as it is shown", async () => {
    expect(await imaging.inspect(await testImages.turnedJpeg(), PIXELS_MAX)).toMatchObject({ width: 30, height: 60 });
  });

  test("of an animation the first frame counts", async () => {
    expect(await imaging.inspect(await testImages.animatedWebp(), PIXELS_MAX)).toMatchObject({ width: 32, height: 24 });
  });

  test("a bomb is refused by its header, in no time and no memory", async () => {
    const before = process.memoryUsage().rss;
    const cost = process.cpuUsage();
    for (let turn = 0; turn < 5; turn++) await imaging.inspect(await testImages.bombPng(30_000, 30_000), PIXELS_MAX);
    expect(process.cpuUsage(cost).user).toBeLessThan(2_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });
});

describe("reference", () => {
  test("it comes out upright and without a word about the camera", async () => {
    const given = await testImages.turnedJpeg();
    expect(given.includes("camera-model-x")).toBe(true);
    const made = await imaging.reference(given, 1000);
    expect(made).toMatchObject({ contentType: "image/jpeg", width: 30, height: 60 });
    expect(Buffer.from(made.bytes).includes("camera-model-x")).toBe(false);
    const { exif, icc, orientation } = await sharp(made.bytes).metadata();
    expect([exif, icc, orientation ?? 1]).toEqual([undefined, undefined, 1]);
    const [red = 0, , blue = 0] = await pixel(made.bytes, 15, 10);
    expect(red).toBeGreaterThan(blue + 100);
  });

  test("no edge is longer than asked, and a small picture stays small", async () => {
    expect(await imaging.reference(await testImages.png(300, 150), 100)).toMatchObject({ width: 100, height: 50 });
    expect(await imaging.reference(await testImages.png(30, 15), 100)).toMatchObject({ width: 30, height: 15 });
  });

  test("what can be seen through stays a PNG, what cannot becomes a JPEG", async () => {
    const transparent = await imaging.reference(await testImages.transparentPng(), 100);
    expect(transparent.contentType).toBe("image/png");
    expect((await sharp(transparent.bytes).stats()).isOpaque).toBe(false);
    expect((await imaging.reference(await testImages.opaqueRgbaPng(), 100)).contentType).toBe("image/jpeg");
  });

  test("CMYK becomes sRGB", async () => {
    const made = await imaging.reference(await testImages.cmykJpeg(), 100);
    expect(await sharp(made.bytes).metadata()).toMatchObject({ space: "srgb", channels: 3 });
  });

  test("the colours of another profile are carried over before the profile is dropped", async () => {
    const made = await imaging.reference(await testImages.displayP3Png(), 100);
    const [red = 0, green = 0] = await pixel(made.bytes, 8, 8);
    const [storedRed = 0] = await sharp(await testImages.displayP3Png(), { ignoreIcc: true })
      .raw()
      .toBuffer();
    expect((await sharp(made.bytes).metadata()).icc).toBeUndefined();
    expect(storedRed).toBeLessThan(190);
    expect(red).toBeGreaterThan(194);
    expect(green).toBeLessThan(48);
  });

  test("of an animation the first frame is taken", async () => {
    const made = await imaging.reference(await testImages.animatedWebp(), 100);
    const [red = 0, , blue = 0] = await pixel(made.bytes, 5, 5);
    expect(made).toMatchObject({ width: 32, height: 24 });
    expect(red).toBeGreaterThan(blue + 100);
  });

  test("what is no image is refused before a decoder sees it", async () => {
    await expect(imaging.reference(testImages.svg(), 100)).rejects.toThrow("not a PNG, JPEG or WebP image");
    await expect(imaging.thumbnail(testImages.svg(), 100)).rejects.toThrow("not a PNG, JPEG or WebP image");
  });
});

test("a thumbnail is a small upright WebP", async () => {
  const thumbnail = await imaging.thumbnail(await testImages.turnedJpeg(), 20);
  expect(await sharp(thumbnail).metadata()).toMatchObject({ format: "webp", width: 10, height: 20 });
});

test.each(["png", "jpeg", "webp"] as const)("our own drawings become a %s of their own size", async (format) => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="123" height="45"><rect width="123" height="45" fill="#f00"/></svg>';
  const bytes = await imaging.rasterize(svg, format);
  expect(await imaging.inspect(bytes, PIXELS_MAX)).toEqual({ contentType: `image/${format}`, width: 123, height: 45 });
});

test("a hash of bytes is their SHA-256, as the image store names it", () => {
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  expect(imaging.hash(new Uint8Array(0))).toBe(empty);
});
