import type { SizeRule } from "./models.ts";
import { readRatio } from "./ratio.ts";

/** Width and height in pixels for a ratio under a model's rule; null when no size of that ratio keeps the rule. */
export function sizeOf(ratio: string, rule: SizeRule): { readonly width: number; readonly height: number } | null {
  const asked = readRatio(ratio);
  if (asked === null) return null;
  const proportion = asked.width / asked.height;
  const shortest = Math.min(proportion, 1 / proportion);
  // The long edge that would give the area, made as large as the short edge's minimum asks and as small as the limits ask.
  const fromArea = Math.sqrt(rule.area / shortest);
  const long = Math.min(Math.max(fromArea, rule.edgeMin / shortest), rule.edgeMax, Math.sqrt(rule.areaMax / shortest));
  const longPixels = toStep(long, rule, Math.floor);
  const shortPixels = toStep(long * shortest, rule, Math.round);
  for (const short of [shortPixels, shortPixels - rule.step]) {
    const fits = short >= rule.edgeMin && longPixels <= rule.edgeMax && short * longPixels <= rule.areaMax;
    if (fits) {
      return proportion >= 1 ? { width: longPixels, height: short } : { width: short, height: longPixels };
    }
  }
  return null;
}

function toStep(pixels: number, rule: SizeRule, round: (steps: number) => number): number {
  // Square roots of exact areas may fall a hair short of the whole number.
  return round(pixels / rule.step + 1e-9) * rule.step;
}
