import type { Catalogue, PictureRequest } from "../catalogue/catalogue.ts";
import type { Generation } from "./generation.ts";

/** The same once more, with another seed: the same one would make the same picture. */
export function rerollRequest({ request }: Generation): PictureRequest {
  return { ...request, seed: null };
}

/** The same words and settings, painted from the result itself; null where its model takes no picture to start from. */
export function variationRequest({ request }: Generation, catalogue: Pick<Catalogue, "model">): PictureRequest | null {
  const model = catalogue.model(request.model);
  if (model === null || model.references.max === 0) return null;
  return { ...request, seed: null, references: 1, strength: model.references.strength?.variation ?? null };
}

/** One picture of the result, larger; null where that would not help, or where there is no such picture. */
export function upscaleRequest(
  { request, images }: Generation,
  index: number,
  catalogue: Pick<Catalogue, "upscale">,
): PictureRequest | null {
  const image = images[index];
  return image === undefined ? null : catalogue.upscale(image, request);
}
