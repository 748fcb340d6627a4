import type { PictureRequest } from "./picture-request.ts";
import type { Submission } from "./submissions.ts";

/** What enlarges a finished picture. It paints nothing, so `/models` does not list it. Facts are the provider's own. */
export interface Upscaler {
  readonly id: string;
  readonly name: string;
  readonly maker: string;
  /** The maker's own rules for use (T13). */
  readonly policyUrl: string;
  /** How many times longer each edge becomes. */
  readonly factor: number;
  /** Both edges of what comes out are multiples of this. */
  readonly step: number;
  /** A picture with more pixels than this is large enough as it is. */
  readonly areaMax: number;
  /** No edge may become longer than this. */
  readonly edgeMax: number;
  readonly endpoint: string;
  readonly always: Readonly<Record<string, string | number | boolean>>;
}

/**
 * It adds pixels and invents nothing: a face stays that face. Upscalers that paint anew cost thirty times as much, and one
 * that is billed by the second has no price that could be shown before.
 *
 * @see https://fal.ai/models/fal-ai/seedvr/upscale/image
 */
export const upscaler: Upscaler = {
  id: "seedvr-upscale",
  name: "SeedVR2",
  maker: "ByteDance",
  policyUrl: "https://docs.byteplus.com/en/docs/legal",
  factor: 2,
  step: 16,
  areaMax: 2048 * 2048,
  edgeMax: 8192,
  endpoint: "fal-ai/seedvr/upscale/image",
  always: { upscale_mode: "factor" },
};

/** The request that enlarges a picture; null where it is large enough already. */
export function upscaleOf(
  { id, factor, step, areaMax, edgeMax }: Upscaler,
  picture: { readonly width: number; readonly height: number },
  { prompt, isPrivate }: Pick<PictureRequest, "prompt" | "isPrivate">,
): PictureRequest | null {
  const longer = (edge: number) => Math.round((edge * factor) / step) * step;
  const width = longer(picture.width);
  const height = longer(picture.height);
  const isLarge = picture.width * picture.height > areaMax || Math.max(width, height) > edgeMax;
  if (isLarge || Math.min(width, height) < step) return null;
  return {
    model: id,
    prompt,
    ratio: `${picture.width}:${picture.height}`,
    resolution: `×${factor}`,
    quality: null,
    n: 1,
    seed: null,
    references: 1,
    strength: null,
    style: null,
    isPrivate,
    width,
    height,
  };
}

/** What the provider is sent to enlarge a picture. Large ones come as JPEG, so that a chat takes them. */
export function upscaleSubmission(
  { endpoint, factor, always }: Upscaler,
  { width, height }: PictureRequest,
  links: readonly string[],
  losslessPixelsMax: number,
): Submission {
  const [image_url] = links;
  if (image_url === undefined || links.length > 1)
    throw new Error(`one picture is enlarged, ${links.length} links were given`);
  const output_format = width * height > losslessPixelsMax ? "jpg" : "png";
  const input = { ...always, image_url, upscale_factor: factor, output_format };
  return { endpoint, input, images: 1, seed: null };
}
