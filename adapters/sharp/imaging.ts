import { createHash } from "node:crypto";
import sharp from "sharp";
import type { ImageFacts, Imaging } from "../../src/core/services.ts";
import { fingerprints } from "./fingerprint.ts";

const JPEG_QUALITY = 90;
const PREVIEW_QUALITY = 78;
/** From hardly visible to still good; below that a smaller picture looks better. */
const SHRINK_QUALITIES = [92, 84, 76] as const;
const SHRINK_STEP = 0.8;

/**
 * Images by sharp. Only bytes that begin as PNG, JPEG or WebP do reach a decoder, so that an SVG or a GIF under a false
 * name cannot use a decoder that nobody meant to open.
 */
export function createImaging(): Imaging {
  // Many pictures are worked on at once, each on one thread: the second core belongs to the event loop. Without the
  // cache, memory goes back when a picture is done.
  sharp.cache(false);
  sharp.concurrency(1);
  return { inspect, reference, thumbnail, shrink, rasterize, fingerprints, hash };
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function inspect(bytes: Uint8Array, pixelsMax: number): Promise<ImageFacts | null> {
  const contentType = sniff(bytes);
  if (contentType === null) return null;
  try {
    const decoder = sharp(bytes, { limitInputPixels: pixelsMax, failOn: "error" });
    // The header is read alone first: a bomb is refused by what it says of itself, before a pixel is unpacked.
    const { autoOrient } = await decoder.metadata();
    // The whole picture is decoded, line by line, into something small: a broken end shows, and memory stays flat.
    await decoder.resize(16, 16, { fit: "fill", kernel: "nearest", fastShrinkOnLoad: false }).raw().toBuffer();
    return { contentType, width: autoOrient.width, height: autoOrient.height };
  } catch {
    return null;
  }
}

async function reference(bytes: Uint8Array, edgeMax: number): Promise<ImageFacts & { readonly bytes: Uint8Array }> {
  if (sniff(bytes) === null) throw new Error("not a PNG, JPEG or WebP image");
  const source = sharp(bytes, { failOn: "error" });
  const { hasAlpha } = await source.metadata();
  const upright = source
    .autoOrient()
    .resize({ width: edgeMax, height: edgeMax, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb");
  if (hasAlpha) {
    const png = await upright.clone().png({ compressionLevel: 6 }).toBuffer({ resolveWithObject: true });
    const { isOpaque } = await sharp(png.data).stats();
    if (!isOpaque) {
      return { bytes: png.data, contentType: "image/png", width: png.info.width, height: png.info.height };
    }
  }
  const jpeg = await upright.flatten().jpeg({ quality: JPEG_QUALITY }).toBuffer({ resolveWithObject: true });
  return { bytes: jpeg.data, contentType: "image/jpeg", width: jpeg.info.width, height: jpeg.info.height };
}

async function thumbnail(bytes: Uint8Array, edgeMax: number): Promise<Uint8Array> {
  if (sniff(bytes) === null) throw new Error("not a PNG, JPEG or WebP image");
  return await sharp(bytes, { failOn: "error" })
    .autoOrient()
    .resize({ width: edgeMax, height: edgeMax, fit: "inside", withoutEnlargement: true })
    .webp({ quality: PREVIEW_QUALITY, effort: 3 })
    .toBuffer();
}

async function shrink(bytes: Uint8Array, bytesMax: number): Promise<ImageFacts & { readonly bytes: Uint8Array }> {
  if (sniff(bytes) === null) throw new Error("not a PNG, JPEG or WebP image");
  const { width, height, hasAlpha } = await sharp(bytes, { failOn: "error" }).metadata();
  for (let edge = Math.max(width, height); edge >= 1; edge = Math.floor(edge * SHRINK_STEP)) {
    for (const quality of SHRINK_QUALITIES) {
      const smaller = sharp(bytes, { failOn: "error" })
        .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true })
        .keepMetadata();
      const coded = hasAlpha ? smaller.webp({ quality, effort: 3 }) : smaller.jpeg({ quality });
      const { data, info } = await coded.toBuffer({ resolveWithObject: true });
      if (data.byteLength > bytesMax) continue;
      const contentType = hasAlpha ? "image/webp" : "image/jpeg";
      return { bytes: data, contentType, width: info.width, height: info.height };
    }
  }
  throw new Error(`no picture fits into ${bytesMax} bytes`);
}

async function rasterize(svg: string, format: "png" | "jpeg" | "webp"): Promise<Uint8Array> {
  const drawing = sharp(Buffer.from(svg));
  switch (format) {
    case "png":
      return await drawing.png({ compressionLevel: 5 }).toBuffer();
    case "jpeg":
      return await drawing.flatten().jpeg({ quality: JPEG_QUALITY }).toBuffer();
    case "webp":
      return await drawing.webp({ quality: JPEG_QUALITY, effort: 2 }).toBuffer();
  }
}

/** The kind of image by its first bytes; null for all that we do not take. */
function sniff(bytes: Uint8Array): ImageFacts["contentType"] | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16));
  if (head.subarray(0, 8).equals(PNG_SIGNATURE)) return "image/png";
  if (head.subarray(0, 3).equals(JPEG_SIGNATURE)) return "image/jpeg";
  if (head.toString("latin1", 0, 4) === "RIFF" && head.toString("latin1", 8, 12) === "WEBP") return "image/webp";
  return null;
}
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG_SIGNATURE = Buffer.from([0xff, 0xd8, 0xff]);
