import { pricing } from "../messages/english/pricing.ts";

/** What prices say. */
export const words = {
  pricingTitle: pricing.title,
  pricingText: pricing.text,
  priceOf: pricing.price,
  upscaling: pricing.upscaling,
  upscalePrice: pricing.upscale,
  priceRange: pricing.range,
} as const;
