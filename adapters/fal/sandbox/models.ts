import { z } from "zod";
import { type Preset, presetSize, presets, ratioSize, ratios, resolutions, type Size, scaledTo } from "./sizes.ts";

/** How a model paints; see `painter`. */
export type Style = "poster" | "risograph" | "watercolour" | "glow" | "enlarged";

/** An input, read. */
export interface Order {
  readonly prompt: string;
  readonly count: number;
  readonly seed: number | null;
  readonly format: "png" | "jpeg" | "webp";
  readonly references: readonly string[];
  /** What the picture measures, once the references are known. */
  size(references: readonly Size[]): Size;
}

export interface Model {
  readonly style: Style;
  /** Which of the optional fields its answer has. */
  readonly gives: {
    readonly seed: boolean;
    readonly flags: boolean;
    readonly description: boolean;
    readonly one: boolean;
  };
  readonly order: z.ZodType<Order>;
}

const prompt = z.string().trim().min(1).max(20_000);
const seed = z.number().int().nullish();
const output_format = z.enum(["png", "jpeg", "webp"]).default("png");
const sync_mode = z.literal(false).default(false);
const links = (max: number) => z.array(z.string().min(1)).min(1).max(max);
const count = (max: number) => z.number().int().min(1).max(max).default(1);
const anySize = (min: number, max: number) =>
  z.strictObject({ width: z.number().int().min(min).max(max), height: z.number().int().min(min).max(max) });
const pixels = (size: Size) => size.width * size.height;

const zImage = {
  prompt,
  seed,
  output_format,
  sync_mode,
  num_images: count(4),
  enable_safety_checker: z.boolean().default(true),
  num_inference_steps: z.number().int().min(1).max(8).default(8),
  enable_prompt_expansion: z.boolean().default(false),
  acceleration: z.enum(["none", "regular", "high"]).default("regular"),
};
const zImageSize = anySize(64, 4096).refine((size) => pixels(size) <= 4 * 1024 * 1024, "at most 4 megapixels");
const zImageGives = { seed: true, flags: true, description: false, one: false };

const nanoBanana = {
  prompt,
  seed,
  output_format,
  sync_mode,
  num_images: count(4),
  aspect_ratio: z.enum(["auto", ...ratios]).default("auto"),
  resolution: z.enum(resolutions).default("1K"),
  safety_tolerance: z.enum(["1", "2", "3", "4", "5", "6"]).default("4"),
  limit_generations: z.boolean().default(true),
  enable_web_search: z.boolean().default(false),
  thinking_level: z.enum(["minimal", "high"]).optional(),
};
const nanoBananaGives = { seed: false, flags: false, description: true, one: false };

const gptImage = {
  prompt,
  output_format,
  sync_mode,
  num_images: count(4),
  quality: z.enum(["auto", "low", "medium", "high"]).default("high"),
};
const gptImageSize = anySize(16, 3840)
  .refine(({ width, height }) => width % 16 === 0 && height % 16 === 0, "multiples of 16")
  .refine(({ width, height }) => Math.max(width, height) <= 3 * Math.min(width, height), "at most 3:1");
const gptImageGives = { seed: false, flags: false, description: false, one: false };

const seedream = {
  prompt,
  seed,
  sync_mode,
  num_images: count(6),
  max_images: count(6),
  enable_safety_checker: z.boolean().default(true),
  image_size: z
    .union([z.enum([...presets, "auto_2K", "auto_4K"]), anySize(1920, 4096)])
    .default({ width: 2048, height: 2048 }),
};
const SEEDREAM_2K = 2048 * 2048;
const SEEDREAM_4K = 4096 * 4096;

function seedreamSize(given: Size | Preset | "auto_2K" | "auto_4K", reference: Size | undefined): Size {
  if (typeof given === "object") return given;
  if (given === "auto_2K" || given === "auto_4K") {
    return scaledTo(given === "auto_2K" ? SEEDREAM_2K : SEEDREAM_4K, reference ?? presetSize("square"));
  }
  return scaledTo(SEEDREAM_2K, presetSize(given));
}

const enlarged = (image: Size | undefined, factor: number): Size => {
  const { width, height } = image ?? presetSize("square");
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
};

/** The endpoints that the sandbox speaks, with the limits of the real ones. */
export const models: Readonly<Record<string, Model>> = {
  "fal-ai/z-image/turbo": {
    style: "poster",
    gives: zImageGives,
    order: z
      .strictObject({ ...zImage, image_size: z.union([z.enum(presets), zImageSize]).default("landscape_4_3") })
      .transform((given) => ({ ...common(given), references: [], size: () => fixed(given.image_size) })),
  },
  "fal-ai/z-image/turbo/image-to-image": {
    style: "poster",
    gives: zImageGives,
    order: z
      .strictObject({
        ...zImage,
        image_size: z.union([z.enum([...presets, "auto"]), zImageSize]).default("auto"),
        image_url: z.string().min(1),
        strength: z.number().min(0).max(1).default(0.6),
      })
      .transform(({ image_size, ...given }) => ({
        ...common(given),
        references: [given.image_url],
        size: ([first]: readonly Size[]) =>
          image_size === "auto" ? scaledTo(1024 * 1024, first ?? presetSize("square")) : fixed(image_size),
      })),
  },
  "fal-ai/nano-banana-2": {
    style: "risograph",
    gives: nanoBananaGives,
    order: z.strictObject(nanoBanana).transform((given) => ({
      ...common(given),
      references: [],
      size: () => ratioSize(given.aspect_ratio, given.resolution, undefined),
    })),
  },
  "fal-ai/nano-banana-2/edit": {
    style: "risograph",
    gives: nanoBananaGives,
    order: z.strictObject({ ...nanoBanana, image_urls: links(14) }).transform((given) => ({
      ...common(given),
      references: given.image_urls,
      size: ([first]: readonly Size[]) => ratioSize(given.aspect_ratio, given.resolution, first),
    })),
  },
  "openai/gpt-image-2": {
    style: "watercolour",
    gives: gptImageGives,
    order: z
      .strictObject({ ...gptImage, image_size: z.union([z.enum(presets), gptImageSize]).default("landscape_4_3") })
      .transform((given) => ({ ...common(given), references: [], size: () => fixed(given.image_size) })),
  },
  "openai/gpt-image-2/edit": {
    style: "watercolour",
    gives: gptImageGives,
    order: z
      .strictObject({
        ...gptImage,
        image_size: z.union([z.enum([...presets, "auto"]), gptImageSize]).default("auto"),
        image_urls: links(16),
        mask_url: z.string().min(1).nullish(),
      })
      .transform(({ image_size, ...given }) => ({
        ...common(given),
        references: given.image_urls,
        size: ([first]: readonly Size[]) =>
          image_size === "auto" ? scaledTo(1024 * 1024, first ?? presetSize("square")) : fixed(image_size),
      })),
  },
  "fal-ai/bytedance/seedream/v4.5/text-to-image": {
    style: "glow",
    gives: { seed: true, flags: false, description: false, one: false },
    order: z.strictObject(seedream).transform((given) => ({
      ...common(given),
      references: [],
      size: () => seedreamSize(given.image_size, undefined),
    })),
  },
  "fal-ai/bytedance/seedream/v4.5/edit": {
    style: "glow",
    gives: { seed: false, flags: false, description: false, one: false },
    order: z.strictObject({ ...seedream, image_urls: links(10) }).transform((given) => ({
      ...common(given),
      references: given.image_urls,
      size: ([first]: readonly Size[]) => seedreamSize(given.image_size, first),
    })),
  },
  "fal-ai/aura-sr": {
    style: "enlarged",
    gives: { seed: false, flags: false, description: false, one: true },
    order: z
      .strictObject({
        image_url: z.string().min(1),
        upscale_factor: z.literal(4).default(4),
        overlapping_tiles: z.boolean().default(false),
        checkpoint: z.enum(["v1", "v2"]).default("v1"),
      })
      .transform((given) => ({
        ...common({}),
        references: [given.image_url],
        size: ([first]: readonly Size[]) => enlarged(first, given.upscale_factor),
      })),
  },
  "fal-ai/seedvr/upscale/image": {
    style: "enlarged",
    gives: { seed: true, flags: false, description: false, one: true },
    order: z
      .strictObject({
        image_url: z.string().min(1),
        upscale_mode: z.literal("factor").default("factor"),
        upscale_factor: z.number().min(1).max(10).default(2),
        noise_scale: z.number().min(0).max(1).default(0.1),
        output_format: z.enum(["png", "jpg", "webp"]).default("jpg"),
        seed,
        sync_mode,
      })
      .transform((given) => ({
        ...common({ seed: given.seed, output_format: given.output_format === "jpg" ? "jpeg" : given.output_format }),
        references: [given.image_url],
        size: ([first]: readonly Size[]) => {
          const { width, height } = enlarged(first, given.upscale_factor);
          return { width: Math.round(width / 16) * 16, height: Math.round(height / 16) * 16 };
        },
      })),
  },
  "fal-ai/clarity-upscaler": {
    style: "enlarged",
    gives: { seed: true, flags: false, description: false, one: true },
    order: z
      .strictObject({
        image_url: z.string().min(1),
        prompt: prompt.optional(),
        negative_prompt: z.string().optional(),
        upscale_factor: z.number().min(1).max(4).default(2),
        creativity: z.number().min(0).max(1).optional(),
        resemblance: z.number().min(0).max(1).optional(),
        guidance_scale: z.number().min(0).max(20).optional(),
        num_inference_steps: z.number().int().min(4).max(50).optional(),
        seed,
        enable_safety_checker: z.boolean().default(true),
      })
      .transform((given) => ({
        ...common({ seed: given.seed }),
        references: [given.image_url],
        size: ([first]: readonly Size[]) => enlarged(first, given.upscale_factor),
      })),
  },
};

function fixed(given: Size | Preset): Size {
  return typeof given === "string" ? presetSize(given) : given;
}

function common(given: {
  readonly prompt?: string;
  readonly num_images?: number;
  readonly seed?: number | null | undefined;
  readonly output_format?: Order["format"];
}): Omit<Order, "references" | "size"> {
  return {
    prompt: given.prompt ?? "",
    count: given.num_images ?? 1,
    seed: given.seed ?? null,
    format: given.output_format ?? "png",
  };
}
