const words: Readonly<Record<string, string>> = {
  square: "1:1",
  landscape: "4:3",
  portrait: "3:4",
  wide: "16:9",
  widescreen: "16:9",
  tall: "9:16",
  story: "9:16",
  ultrawide: "21:9",
  cinema: "21:9",
  cinematic: "21:9",
  panorama: "2:1",
};

/** The words that stand for ratios, for help texts. */
export const ratioWords: readonly string[] = Object.keys(words);

/**
 * Reads what people write for a ratio (`16:9`, `16x9`, `16/9`, `1920×1080`, `wide`) as width by height in lowest terms;
 * null when it is none.
 */
export function readRatio(given: string): { readonly width: number; readonly height: number } | null {
  const text = given.trim().toLowerCase();
  const known = words[text.replaceAll(/[\s_-]/g, "")];
  const match = /^(\d{1,5})\s*[:x×*/]\s*(\d{1,5})$/u.exec(known ?? text);
  const width = Number(match?.[1]);
  const height = Number(match?.[2]);
  if (!(width > 0 && height > 0)) return null;
  const divisor = greatestCommonDivisor(width, height);
  return { width: width / divisor, height: height / divisor };
}

/** The offered ratio that is exactly the one asked for; null when there is none. Never the nearest: nobody asked for that. */
export function sameRatio(offered: readonly string[], asked: { width: number; height: number }): string | null {
  return (
    offered.find((candidate) => {
      const ratio = readRatio(candidate);
      return ratio !== null && ratio.width === asked.width && ratio.height === asked.height;
    }) ?? null
  );
}

/** The offered ratio nearest to a picture's shape, in proportion: 4:3 is as far from 1:1 as 3:4 is. */
export function nearestRatio(offered: readonly string[], shape: { width: number; height: number }): string | null {
  const distance = (candidate: string) => {
    const ratio = readRatio(candidate);
    return ratio === null
      ? Number.POSITIVE_INFINITY
      : Math.abs(Math.log((ratio.width * shape.height) / (ratio.height * shape.width)));
  };
  return offered.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
