import { expect, test } from "vitest";
import { createPictures, DOCUMENT_BYTES_MAX, fitsPhoto, PHOTO_BYTES_MAX } from "../../../adapters/telegram/pictures.ts";
import type { ImageFacts, StoredImage } from "../../../src/core/services.ts";

const picture = (bytes: number, width: number, height: number) => ({ bytes: { length: bytes }, width, height });

test.each([
  ["an ordinary picture", picture(2_000_000, 2048, 1152), true],
  ["one byte too many", picture(PHOTO_BYTES_MAX + 1, 1024, 1024), false],
  ["edges of ten thousand together", picture(1000, 6000, 4000), true],
  ["one pixel more", picture(1000, 6000, 4001), false],
  ["twenty times as long as high", picture(1000, 2000, 100), true],
  ["a longer strip", picture(1000, 100, 2001), false],
])("%s", (_name, given, fits) => {
  expect(fitsPhoto(given)).toBe(fits);
});

const stored = (bytes: number, width = 1024, height = 1024): StoredImage => ({
  key: "abcdefghijklmnopqrst:1",
  account: "a",
  bytes: new Uint8Array(bytes),
  contentType: "image/png",
  width,
  height,
  keepUntil: null,
  hash: "",
});
const pictures = (image: StoredImage | null) =>
  createPictures({
    images: { read: async () => image },
    imaging: {
      thumbnail: async () => new Uint8Array(10),
      shrink: async (_bytes, bytesMax): Promise<ImageFacts & { bytes: Uint8Array }> => ({
        bytes: new Uint8Array(bytesMax),
        contentType: "image/jpeg",
        width: 1024,
        height: 1024,
      }),
    },
  });
const asked = { key: "abcdefghijklmnopqrst:1", alternative: "", width: 1, height: 1 };

test("a picture goes as a photo, and as a document where Telegram's rules for photos refuse it", async () => {
  expect(await pictures(stored(100)).picture(asked)).toMatchObject({ as: "photo", name: "easel-abcdefgh-2.png" });
  expect(await pictures(stored(PHOTO_BYTES_MAX + 1)).picture(asked)).toMatchObject({ as: "document" });
  expect(await pictures(stored(100, 9000, 9000)).picture(asked)).toMatchObject({ as: "document" });
});

test("what is more than a document may be is made smaller; as a file it is not sent changed", async () => {
  const huge = pictures(stored(DOCUMENT_BYTES_MAX + 1));
  expect(await huge.picture(asked)).toMatchObject({ as: "photo", name: "easel-abcdefgh-2.jpg" });
  expect(await huge.file({ key: asked.key, name: "easel.png" })).toBeNull();
});

test("a list has previews; what is no longer stored is nothing", async () => {
  const preview = await pictures(stored(100)).picture({ ...asked, thumbnail: true });
  expect(preview).toMatchObject({ name: "easel-abcdefgh-2.webp", as: "photo" });
  expect(preview?.bytes).toHaveLength(10);
  expect(await pictures(null).picture(asked)).toBeNull();
});

test("who wants originals gets a document; who wants them covered gets photos, which alone can be", async () => {
  const { picture } = pictures(stored(100));
  expect(await picture({ ...asked, asFile: true })).toMatchObject({ as: "document" });
  expect(await picture({ ...asked, asFile: true, thumbnail: true })).toMatchObject({ as: "photo" });
  expect(await picture({ ...asked, spoiler: true })).toMatchObject({ as: "photo", spoiler: true });
  expect(await picture({ ...asked, asFile: true, spoiler: true })).toMatchObject({ as: "photo", spoiler: true });
});
