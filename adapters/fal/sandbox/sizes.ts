/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const PRESETS = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
} as const satisfies Record<string, Size>;

export type Preset = keyof typeof PRESETS;
export const presets = Object.keys(PRESETS) as Preset[];

export function presetSize(preset: Preset): Size {
  return PRESETS[preset];
}

/** Google's sizes at 1K; the other resolutions are exact multiples. */
const RATIOS = {
  "21:9": { width: 1584, height: 672 },
  "16:9": { width: 1376, height: 768 },
  "3:2": { width: 1264, height: 848 },
  "4:3": { width: 1200, height: 896 },
  "5:4": { width: 1152, height: 928 },
  "1:1": { width: 1024, height: 1024 },
  "4:5": { width: 928, height: 1152 },
  "3:4": { width: 896, height: 1200 },
  "2:3": { width: 848, height: 1264 },
  "9:16": { width: 768, height: 1376 },
  "4:1": { width: 2048, height: 512 },
  "1:4": { width: 512, height: 2048 },
  "8:1": { width: 3072, height: 384 },
  "1:8": { width: 384, height: 3072 },
} as const satisfies Record<string, Size>;

export type Ratio = keyof typeof RATIOS;
export const ratios = Object.keys(RATIOS) as Ratio[];

const RESOLUTIONS = { "0.5K": 0.5, "1K": 1, "2K": 2, "4K": 4 } as const;
export type Resolution = keyof typeof RESOLUTIONS;
export const resolutions = Object.keys(RESOLUTIONS) as Resolution[];

/** `auto` follows the first reference, else it is a square. */
export function ratioSize(ratio: Ratio | "auto", resolution: Resolution, reference: Size | undefined): Size {
  const { width, height } = RATIOS[ratio === "auto" ? nearestRatio(reference) : ratio];
  const factor = RESOLUTIONS[resolution];
  return { width: width * factor, height: height * factor };
}

function nearestRatio(reference: Size | undefined): Ratio {
  if (reference === undefined) return "1:1";
  const distance = (ratio: Ratio) =>
    Math.abs(Math.log((RATIOS[ratio].width / RATIOS[ratio].height) * (reference.height / reference.width)));
  return ratios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best), "1:1");
}

/** The size of so many pixels in the shape of `shape`, in multiples of 16. */
export function scaledTo(pixels: number, shape: Size): Size {
  const factor = Math.sqrt(pixels / (shape.width * shape.height));
  const edge = (length: number) => Math.max(16, Math.round((length * factor) / 16) * 16);
  return { width: edge(shape.width), height: edge(shape.height) };
}
