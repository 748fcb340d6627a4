/**
 * What one model can do. Everything else follows from this: which options are offered, what is refused, what a picture
 * costs and what the provider is sent. Facts are the provider's own.
 *
 * @see https://fal.ai/models
 */
export interface Model {
  readonly id: string;
  /** What people type for it besides the id, in lower case without spaces, hyphens or underscores. */
  readonly aliases: readonly string[];
  readonly name: string;
  readonly maker: string;
  /** The maker's own rules for use, which bind our users as well (T13). */
  readonly policyUrl: string;
  readonly promptLengthMax: number;
  /** How many pictures one request may ask for. */
  readonly imagesMax: number;
  readonly references: {
    readonly max: number;
    /** Shorter edges tell the model nothing, or make it refuse, in pixels. */
    readonly edgeMin: number;
    /** Whether the words may say what to change. Else they describe the whole new picture. */
    readonly instructions: boolean;
    /**
     * How far the result may leave the reference, 0.01 to 1; null where the model decides by itself. `variation` stays near
     * enough to be the same picture, and far enough to be another one.
     */
    readonly strength: { readonly initial: number; readonly variation: number } | null;
  };
  /** `width:height`, the first one is the default. */
  readonly ratios: readonly string[];
  /** The first one is the default. */
  readonly resolutions: readonly Resolution[];
  /** The middle of the list is never assumed: `qualityInitial` is the default. Empty: the model has no such setting. */
  readonly qualities: readonly string[];
  readonly qualityInitial: string | null;
  /** Whether the same seed gives the same picture again. */
  readonly seed: boolean;
  readonly provider: ProviderShape;
}

export interface Resolution {
  readonly name: string;
  readonly size: SizeRule;
}

/** How pixels follow from a ratio. All numbers are pixels. */
export interface SizeRule {
  /** About this many in all. */
  readonly area: number;
  /** Never more than this many in all. */
  readonly areaMax: number;
  readonly edgeMin: number;
  readonly edgeMax: number;
  /** Both edges are multiples of this. */
  readonly step: number;
}

/** How a request is said to the provider. */
export interface ProviderShape {
  readonly textEndpoint: string;
  readonly referenceEndpoint: string;
  readonly referenceField: "image_url" | "image_urls";
  /** `pixels`: `image_size: {width, height}`; `names`: `aspect_ratio` and `resolution`. */
  readonly sizeAs: "pixels" | "names";
  readonly outputFormat: boolean;
  /** A fixed seed gives the same picture for each image of one call, so each image becomes a call of its own. */
  readonly seedRepeats: boolean;
  /** Sent with every request: safety settings, and whatever would otherwise change how many images come back. */
  readonly always: Readonly<Record<string, string | number | boolean>>;
}

const MEGAPIXEL = 1024 * 1024;

const zImage: Model = {
  id: "z-image",
  aliases: ["zimage", "z", "zimageturbo", "zturbo", "turbo", "alibaba", "tongyi", "fast"],
  name: "Z-Image Turbo",
  maker: "Alibaba",
  policyUrl: "https://www.alibabacloud.com/help/en/legal",
  promptLengthMax: 2000,
  imagesMax: 4,
  references: { max: 1, edgeMin: 64, instructions: false, strength: { initial: 0.6, variation: 0.5 } },
  ratios: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "2:1", "1:2", "21:9", "9:21"],
  resolutions: [
    { name: "1K", size: { area: MEGAPIXEL, areaMax: 1.1 * MEGAPIXEL, edgeMin: 256, edgeMax: 4096, step: 16 } },
    // "4 MP" may be read as 4,000,000 or as 2048 × 2048: the smaller one is right either way.
    { name: "2K", size: { area: 4_000_000, areaMax: 4_000_000, edgeMin: 256, edgeMax: 4096, step: 16 } },
  ],
  qualities: [],
  qualityInitial: null,
  seed: true,
  provider: {
    textEndpoint: "fal-ai/z-image/turbo",
    referenceEndpoint: "fal-ai/z-image/turbo/image-to-image",
    referenceField: "image_url",
    sizeAs: "pixels",
    outputFormat: true,
    seedRepeats: false,
    always: { enable_safety_checker: true },
  },
};

const nanoBanana: Model = {
  id: "nano-banana",
  aliases: ["nanobanana", "nano", "banana", "nanobanana2", "nb2", "google", "gemini"],
  name: "Nano Banana 2",
  maker: "Google",
  policyUrl: "https://policies.google.com/terms/generative-ai/use-policy",
  promptLengthMax: 8000,
  imagesMax: 4,
  references: { max: 14, edgeMin: 32, instructions: true, strength: null },
  ratios: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "4:1", "1:4", "8:1", "1:8"],
  resolutions: [
    { name: "1K", size: nanoBananaSize(1) },
    { name: "0.5K", size: nanoBananaSize(0.5) },
    { name: "2K", size: nanoBananaSize(2) },
    { name: "4K", size: nanoBananaSize(4) },
  ],
  qualities: [],
  qualityInitial: null,
  seed: true,
  provider: {
    textEndpoint: "fal-ai/nano-banana-2",
    referenceEndpoint: "fal-ai/nano-banana-2/edit",
    referenceField: "image_urls",
    sizeAs: "names",
    outputFormat: true,
    seedRepeats: true,
    // Unless told, the model may also answer with words or with more pictures than were paid for.
    always: { safety_tolerance: "4", limit_generations: true },
  },
};

function nanoBananaSize(scale: number): SizeRule {
  const area = MEGAPIXEL * scale * scale;
  return { area, areaMax: 1.1 * area, edgeMin: 64, edgeMax: 3072 * 4, step: 16 };
}

const gptImage: Model = {
  id: "gpt-image",
  aliases: ["gptimage", "gpt", "openai", "gptimage2", "gpt2", "chatgpt", "dalle"],
  name: "GPT Image 2",
  maker: "OpenAI",
  policyUrl: "https://openai.com/policies/usage-policies/",
  promptLengthMax: 8000,
  imagesMax: 4,
  references: { max: 16, edgeMin: 32, instructions: true, strength: null },
  ratios: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "2:1", "1:2", "21:9", "9:21", "3:1", "1:3"],
  resolutions: [
    { name: "1K", size: gptImageSize(MEGAPIXEL) },
    { name: "2K", size: gptImageSize(4 * MEGAPIXEL) },
    { name: "4K", size: gptImageSize(3840 * 2160) },
  ],
  qualities: ["low", "medium", "high"],
  // There is no "auto": the price must be known before anything is made.
  qualityInitial: "medium",
  seed: false,
  provider: {
    textEndpoint: "openai/gpt-image-2",
    referenceEndpoint: "openai/gpt-image-2/edit",
    referenceField: "image_urls",
    sizeAs: "pixels",
    outputFormat: true,
    seedRepeats: false,
    always: {},
  },
};

function gptImageSize(area: number): SizeRule {
  return { area, areaMax: area, edgeMin: 256, edgeMax: 3840, step: 16 };
}

const seedream: Model = {
  id: "seedream",
  aliases: ["seeddream", "seed", "dream", "seedream4", "seedream45", "seedream4.5", "bytedance"],
  name: "Seedream 4.5",
  maker: "ByteDance",
  policyUrl: "https://docs.byteplus.com/en/docs/legal",
  promptLengthMax: 4000,
  imagesMax: 6,
  references: { max: 10, edgeMin: 32, instructions: true, strength: null },
  // Both edges must lie between 1920 and 4096 pixels, so nothing wider than 2.13 to 1 can be made.
  ratios: ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "2:1", "1:2"],
  resolutions: [
    { name: "2K", size: { area: 4 * MEGAPIXEL, areaMax: 4096 * 4096, edgeMin: 1920, edgeMax: 4096, step: 16 } },
    { name: "4K", size: { area: 4096 * 4096, areaMax: 4096 * 4096, edgeMin: 1920, edgeMax: 4096, step: 16 } },
  ],
  qualities: [],
  qualityInitial: null,
  seed: true,
  provider: {
    textEndpoint: "fal-ai/bytedance/seedream/v4.5/text-to-image",
    referenceEndpoint: "fal-ai/bytedance/seedream/v4.5/edit",
    referenceField: "image_urls",
    sizeAs: "pixels",
    outputFormat: false,
    seedRepeats: false,
    // Above 1 the model itself decides how many images each of the `num_images` becomes, and each one is billed.
    always: { enable_safety_checker: true, max_images: 1 },
  },
};

/** The models on offer; the first one is used when a person names none. */
export const models: readonly Model[] = [zImage, nanoBanana, gptImage, seedream];
