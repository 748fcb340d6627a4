import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";

/** Small real images, and files that pretend to be one. */
export const testImages = {
  png: (width = 64, height = 48) => picture(width, height).png().toBuffer(),
  jpeg: (width = 64, height = 48) => picture(width, height).jpeg().toBuffer(),
  webp: (width = 64, height = 48) => picture(width, height).webp().toBuffer(),

  /** Half of its pixels can be seen through. */
  transparentPng: () =>
    painted(40, 40, (x) => [200, 40, 40, x < 20 ? 0 : 255])
      .png()
      .toBuffer(),
  /** Has an alpha channel, and every pixel is opaque all the same. */
  opaqueRgbaPng: () =>
    painted(40, 40, () => [200, 40, 40, 255])
      .png()
      .toBuffer(),

  /** A JPEG whose camera was turned: stored 60 × 30, to be shown 30 × 60, with the red half on top. */
  turnedJpeg: (scale = 1) =>
    painted(60 * scale, 30 * scale, (x) => (x < 30 * scale ? [220, 20, 20, 255] : [20, 20, 220, 255]))
      .flatten()
      .jpeg()
      .withExif({ IFD0: { Copyright: "somebody", Model: "camera-model-x" } })
      .withMetadata({ orientation: 6 })
      .toBuffer(),
  cmykJpeg: () => picture(64, 48).toColourspace("cmyk").jpeg().toBuffer(),
  /** A strong red of a screen with more colours than sRGB has. */
  displayP3Png: (scale = 1) =>
    painted(16 * scale, 16 * scale, () => [200, 40, 40, 255])
      .withIccProfile("p3")
      .png()
      .toBuffer(),
  /** Two frames: red, then blue. */
  animatedWebp: async (scale = 1) => {
    const frame = (red: number, blue: number) =>
      painted(32 * scale, 24 * scale, () => [red, 0, blue, 255])
        .flatten()
        .png()
        .toBuffer();
    return sharp([await frame(255, 0), await frame(0, 255)], { join: { animated: true } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
  },
  gif: () => picture(64, 48).gif().toBuffer(),

  /** A JPEG that breaks off in the middle. */
  brokenJpeg: async () => (await testImages.jpeg(400, 300)).subarray(0, 2500),
  brokenPng: async () => (await testImages.png(400, 300)).subarray(0, 4000),
  /** A PNG of a few kilobytes that says of itself, truly or not, that it decodes to so many pixels. */
  bombPng: (width = 60_000, height = 60_000) => bomb(width, height),
  /** An SVG under a name and type that are not its own; it would fetch from this machine. */
  svg: () =>
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/hostname"/></svg>',
    ),
  html: () => Buffer.from("<!doctype html><title>Not an image</title>"),
};

/** A picture with some detail, so that it does not compress to nothing. */
function picture(width: number, height: number): Sharp {
  return painted(width, height, (x, y) => [(x * 7) % 256, (y * 5) % 256, (x * y) % 256, 255]).flatten();
}

function painted(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number, number],
): Sharp {
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.set(colour(x, y), (y * width + x) * 4);
  }
  return sharp(pixels, { raw: { width, height, channels: 4 } });
}

function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(width * 200, 2_000_000)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
