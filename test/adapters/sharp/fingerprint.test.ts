import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { paint } from "../../../adapters/fal/sandbox/painter/paint.ts";
import { fingerprints } from "../../../adapters/sharp/fingerprint.ts";
import { createImaging } from "../../../adapters/sharp/imaging.ts";
import { distance, lookOf } from "../../../src/core/gallery/blocked-image.ts";
import { defaultModerationNumbers } from "../../../src/core/moderation/numbers.ts";
import { testImages } from "../../support/images.ts";

const imaging = createImaging();
const EDGE = 256;
const styles = ["watercolour", "poster", "risograph", "glow"] as const;
const prompts = ["a red fox in snow", "a lighthouse in a storm", "a bowl of fruit", "a whale", "a desert road"];
const { lookAlikeBitsMax } = defaultModerationNumbers;

const pictures = await Promise.all(
  prompts.flatMap((prompt, at) =>
    styles.map(async (style) => {
      const picture = { style, prompt, seed: at, width: EDGE, height: EDGE, references: [] };
      const bytes = await paint(imaging, picture, "png");
      return { prompt, bytes, looks: await fingerprints(bytes) };
    }),
  ),
);

/** In how many bits a picture differs from what is known of another one. */
function difference(looks: readonly string[], [whole]: readonly string[]): number {
  if (whole === undefined) return Number.POSITIVE_INFINITY;
  return Math.min(...looks.map((look) => distance(lookOf(look), lookOf(whole))));
}

const cut = (left: number, top: number, right: number, bottom: number) => (picture: Sharp) =>
  picture.extract({ left, top, width: EDGE - left - right, height: EDGE - top - bottom });
const edits: readonly [string, (picture: Sharp) => Sharp][] = [
  ["saved as a poor JPEG", (picture) => picture.jpeg({ quality: 40 })],
  ["made small, as WebP", (picture) => picture.resize(96, 96).webp({ quality: 60 })],
  ["enlarged", (picture) => picture.resize(700, 700)],
  ["stretched", (picture) => picture.resize(300, 220, { fit: "fill" })],
  ["mirrored", (picture) => picture.flop()],
  ["in grey", (picture) => picture.greyscale()],
  ["a little brighter", (picture) => picture.modulate({ brightness: 1.1 }).jpeg()],
  ["cropped all around by 3 %", (picture) => cut(8, 8, 8, 8)(picture).jpeg({ quality: 80 })],
  ["cropped at the left by 5 %", cut(13, 0, 0, 0)],
  ["cropped at the bottom by 9 %", cut(0, 0, 0, 23)],
];

describe("how pictures look", () => {
  test.each(edits)("a picture %s still looks like itself", async (_how, edit) => {
    const differences = await Promise.all(
      pictures.map(async ({ bytes, looks }) => {
        const edited = await edit(sharp(bytes)).toBuffer();
        return difference(looks, await fingerprints(edited));
      }),
    );
    const alike = differences.filter((bits) => bits <= lookAlikeBitsMax).length;
    // One in twenty may be missed: what is blocked is also looked for by people.
    expect(alike).toBeGreaterThanOrEqual(pictures.length - 1);
  });

  test("pictures of something else do not look alike", () => {
    const close = pictures.flatMap((one) =>
      pictures
        .filter(({ prompt }) => prompt !== one.prompt)
        .map((other) => difference(one.looks, other.looks))
        .filter((bits) => bits <= lookAlikeBitsMax + 2),
    );
    expect(close).toEqual([]);
  });

  test("what has nothing in it has no look, so that not all white pages are one", async () => {
    const plain = (background: string) =>
      sharp({ create: { width: 64, height: 64, channels: 3, background } })
        .png()
        .toBuffer();
    expect(await fingerprints(await plain("#ffffff"))).toEqual([]);
    expect(await fingerprints(await plain("#102030"))).toEqual([]);
  });

  test("a photo that says of itself that it was turned looks as it is shown, and each look is 64 bits", async () => {
    const [{ bytes, looks } = { bytes: new Uint8Array(0), looks: [] }] = pictures;
    const turned = await sharp(bytes).rotate(90).jpeg().withMetadata({ orientation: 8 }).toBuffer();
    expect(difference(looks, await fingerprints(turned))).toBeLessThanOrEqual(4);
    expect(looks.length).toBeGreaterThan(5);
    for (const look of looks) expect(look).toMatch(/^[0-9a-f]{16}$/u);
  });

  test("a single pixel and a strip are looked at, too", async () => {
    await expect(fingerprints(await testImages.png(1, 1))).resolves.toEqual([]);
    await expect(fingerprints(await testImages.png(4_000, 3))).resolves.toBeInstanceOf(Array);
  });
});
