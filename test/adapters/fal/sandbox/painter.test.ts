import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Style } from "../../../../adapters/fal/sandbox/models.ts";
import { type Picture, paint, paintHidden } from "../../../../adapters/fal/sandbox/painter/paint.ts";
import { testImages } from "../../../support/images.ts";
import { imaging } from "./stage.ts";

const styles = ["poster", "risograph", "watercolour", "glow"] as const satisfies readonly Style[];
const picture = (change: Partial<Picture>): Picture => ({
  style: "poster",
  prompt: "a red fox at night",
  seed: 7,
  width: 256,
  height: 192,
  references: [],
  ...change,
});

async function pixels(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes).removeAlpha().resize(64, 48, { fit: "fill" }).raw().toBuffer();
}

/** How far two pictures are from each other: 0 the same, 255 black and white. */
async function distance(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = [await pixels(one), await pixels(other)];
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

describe.each(styles)("%s", (style) => {
  test("the same words, seed and size give the same bytes", async () => {
    const [one, two] = [
      await paint(imaging, picture({ style }), "png"),
      await paint(imaging, picture({ style }), "png"),
    ];
    expect(Buffer.from(one).equals(two)).toBe(true);
  });

  test("another seed, other words or another model give another picture", async () => {
    const one = await paint(imaging, picture({ style }), "png");
    const others = [
      picture({ style, seed: 8 }),
      picture({ style, prompt: "a lighthouse by the sea, sunny day" }),
      picture({ style: style === "glow" ? "poster" : "glow" }),
    ];
    for (const other of others) expect(await distance(one, await paint(imaging, other, "png"))).toBeGreaterThan(6);
  });

  test.each([
    [512, 512],
    [288, 512],
    [1536, 192],
    [192, 1536],
    [64, 64],
  ])("%i × %i comes out as asked, and is no empty sheet", async (width, height) => {
    const bytes = await paint(imaging, picture({ style, width, height }), "png");
    expect(await imaging.inspect(bytes, 50_000_000)).toEqual({ contentType: "image/png", width, height });
    const { entropy } = await sharp(bytes).stats();
    expect(entropy).toBeGreaterThan(1.5);
  });

  test("a reference can be seen in what is made of it", async () => {
    const reference = async (bytes: Uint8Array) => ({ bytes, contentType: "image/png", width: 64, height: 48 });
    const [dark, bright] = await Promise.all(
      ["#101018", "#f0f0e8"].map(async (background) =>
        reference(
          await sharp({ create: { width: 64, height: 48, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      ),
    );
    if (dark === undefined || bright === undefined) throw new Error("there are two references");
    const made = (references: Picture["references"]) => paint(imaging, picture({ style, references }), "png");
    expect(await distance(await made([dark]), await made([bright]))).toBeGreaterThan(25);
    expect(await distance(await made([dark]), await made([]))).toBeGreaterThan(10);
    await made([dark, bright, await reference(await testImages.jpeg())]);
  });

  test("any prompt at all can be painted", async () => {
    const nasty = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.string({ unit: "grapheme", maxLength: 200 }),
      // Halves of surrogate pairs and other code units on their own.
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units)),
      fc.constantFrom(
        "]]></text><script>alert(1)</script>&amp;&unknown;<!--",
        '"><image href="file:///etc/passwd"/>',
        "\u0000\u0008\u000b\ufffe\uffff\ud800",
        "\u202e right to left \u200b\u2066",
        "a\u0301".repeat(400),
        `z${"\u0335".repeat(3000)}`,
        "👩‍👩‍👧‍👦".repeat(60),
        "x".repeat(20_000),
        "",
      ),
    );
    await fc.assert(
      fc.asyncProperty(nasty, async (prompt) => {
        const bytes = await paint(imaging, picture({ style, prompt, width: 96, height: 64 }), "jpeg");
        expect(await imaging.inspect(bytes, 10_000)).toMatchObject({ width: 96, height: 64 });
      }),
      // The words are written by one function for all styles: one of them is tried long.
      { numRuns: style === "poster" ? 120 : 12 },
    );
  });
});

test("a picture of several megapixels is painted smaller and enlarged", async () => {
  const bytes = await paint(imaging, picture({ style: "glow", width: 2048, height: 1920 }), "png");
  expect(await imaging.inspect(bytes, 50_000_000)).toMatchObject({ width: 2048, height: 1920 });
  expect((await sharp(bytes).stats()).entropy).toBeGreaterThan(1.5);
});

test("the prompt stands in the picture: it changes with the words alone", async () => {
  // Same scene and chance: only the line at the foot differs.
  const foot = async (prompt: string) => {
    const bytes = await paint(imaging, picture({ prompt, width: 1024, height: 768 }), "png");
    return sharp(bytes).extract({ left: 30, top: 700, width: 400, height: 60 }).greyscale().raw().toBuffer();
  };
  const ink = (strip: Buffer) => strip.filter((value) => value < 140).length;
  expect(ink(await foot("mmmmmmmmmmmmmmmmmmmmmmmm"))).toBeGreaterThan(ink(await foot("m")) + 300);
});

test("a hidden picture is black", async () => {
  const bytes = await paintHidden(imaging, { width: 40, height: 30 }, "png");
  const { channels } = await sharp(bytes).stats();
  expect(channels.map(({ max }) => max).slice(0, 3)).toEqual([0, 0, 0]);
});

test.each(styles)("a megapixel of %s takes less than a second, however busy the machine is", async (style) => {
  await paint(imaging, picture({ style }), "png");
  const before = process.cpuUsage();
  await paint(imaging, picture({ style, width: 1024, height: 1024 }), "png");
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(1000);
});
