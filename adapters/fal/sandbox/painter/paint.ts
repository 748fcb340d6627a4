import type { Imaging } from "../../../../src/core/services.ts";
import type { Style } from "../models.ts";
import type { Size } from "../sizes.ts";
import { choosePalette, type Palette } from "./colour.ts";
import { type Composition, compose } from "./composition.ts";
import { glow } from "./glow.ts";
import { poster } from "./poster.ts";
import { createRandom, type Random } from "./random.ts";
import { dataLink } from "./references.ts";
import { risograph } from "./risograph.ts";
import { readScene, type Scene } from "./scene.ts";
import { n } from "./svg.ts";
import { watercolour } from "./watercolour.ts";

/** A reference's picture; its size is that of the original, its bytes may hold a smaller one. */
export interface Reference extends Size {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface Picture extends Size {
  readonly style: Style;
  readonly prompt: string;
  readonly seed: number;
  readonly references: readonly Reference[];
}

/** What a style paints from. */
export interface Canvas {
  readonly picture: Picture;
  readonly scene: Scene;
  readonly composition: Composition;
  readonly palette: Palette;
  readonly random: Random;
}

type Format = "png" | "jpeg" | "webp";

/** More pixels than this are painted at this size and enlarged: a 4K picture would take seconds. */
const PIXELS_PAINTED = 1_400_000;

/** Paints a picture: always the same one for the same style, words, seed, size and references. */
export async function paint(imaging: Imaging, picture: Picture, format: Format): Promise<Uint8Array> {
  const { width, height, references } = picture;
  if (picture.style === "enlarged") {
    const [original] = references;
    return await imaging.rasterize(
      original === undefined ? blank(picture) : enlarged(picture, dataLink(original)),
      format,
    );
  }
  const factor = Math.min(1, Math.sqrt(PIXELS_PAINTED / (width * height)));
  if (factor === 1) return await imaging.rasterize(draw(picture, picture), format);
  const small = draw(picture, { width: Math.round(width * factor), height: Math.round(height * factor) });
  const bytes = await imaging.rasterize(small, "jpeg");
  return await imaging.rasterize(
    enlarged(picture, dataLink({ bytes, contentType: "image/jpeg", width, height })),
    format,
  );
}

/** What the safety checker shows instead of a picture that it hides. */
export async function paintHidden(imaging: Imaging, size: Size, format: Format): Promise<Uint8Array> {
  return await imaging.rasterize(blank(size), format);
}

function draw(picture: Picture, pixels: Size): string {
  const random = createRandom(`${picture.style} ${picture.seed} ${picture.prompt}`);
  const scene = readScene(picture.prompt, random);
  const palette = choosePalette(scene, random);
  const composition = compose(scene, picture, random);
  const canvas = { picture, scene, composition, palette, random };
  const body = STYLES[picture.style as keyof typeof STYLES](canvas);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels.width}" height="${pixels.height}" viewBox="0 0 ${n(composition.width)} ${n(composition.height)}" preserveAspectRatio="none">${body}</svg>`;
}

const STYLES: Record<Exclude<Style, "enlarged">, (canvas: Canvas) => string> = {
  poster,
  risograph,
  watercolour,
  glow,
};

function enlarged({ width, height }: Size, link: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" preserveAspectRatio="none" href="${link}"/></svg>`;
}

function blank({ width, height }: Size): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}"/></svg>`;
}
