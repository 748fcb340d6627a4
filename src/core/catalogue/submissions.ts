import type { Model } from "./models.ts";
import type { PictureRequest } from "./picture-request.ts";
import { SEED_MAX } from "./settle.ts";
import { styled } from "./styles.ts";

/** One call to the provider. */
export interface Submission {
  readonly endpoint: string;
  readonly input: Record<string, unknown>;
  /** How many pictures it should bring. */
  readonly images: number;
  readonly seed: number | null;
}

/** Larger pictures come as JPEG: as PNG they would pass the size that a chat lets us attach (10 MiB). */
export const LOSSLESS_PIXELS_MAX = 4_500_000;

/** What the provider is sent for a settled request, with one link per reference. */
export function submissions(model: Model, request: PictureRequest, referenceUrls: readonly string[]): Submission[] {
  if (referenceUrls.length !== request.references) {
    throw new Error(`${request.references} references were settled, ${referenceUrls.length} links were given`);
  }
  const { provider } = model;
  const { n, seed } = request;
  const endpoint = referenceUrls.length === 0 ? provider.textEndpoint : provider.referenceEndpoint;
  const common = {
    prompt: styled(request.prompt, request.style),
    ...provider.always,
    ...size(model, request),
    ...references(model, request, referenceUrls),
  };
  if (provider.seedRepeats && seed !== null && n > 1) {
    return Array.from({ length: n }, (_, index) => {
      const own = (seed + index) % (SEED_MAX + 1);
      return { endpoint, input: { ...common, num_images: 1, seed: own }, images: 1, seed: own };
    });
  }
  const input = { ...common, num_images: n, ...(seed === null ? {} : { seed }) };
  return [{ endpoint, input, images: n, seed }];
}

function size(model: Model, request: PictureRequest): Record<string, unknown> {
  const { provider } = model;
  const { width, height } = request;
  return {
    ...(provider.sizeAs === "pixels"
      ? { image_size: { width, height } }
      : { aspect_ratio: request.ratio, resolution: request.resolution }),
    ...(request.quality === null ? {} : { quality: request.quality }),
    ...(provider.outputFormat ? { output_format: width * height > LOSSLESS_PIXELS_MAX ? "jpeg" : "png" } : {}),
  };
}

function references(model: Model, request: PictureRequest, urls: readonly string[]): Record<string, unknown> {
  if (urls.length === 0) return {};
  return {
    ...(model.provider.referenceField === "image_url" ? { image_url: urls[0] } : { image_urls: [...urls] }),
    ...(request.strength === null ? {} : { strength: request.strength }),
  };
}
