import type { Random } from "./random.ts";

export type Point = readonly [x: number, y: number];
export type Relief = "smooth" | "jagged" | "dune" | "skyline" | "wave";

export interface Slope {
  readonly width: number;
  /** The lowest height of the crest, as y. */
  readonly base: number;
  /** How far the crest rises above its base. */
  readonly rise: number;
}

/** The crest of a hill, a range, a dune, a town or a swell, from left to right. */
export function crest(random: Random, relief: Relief, slope: Slope): Point[] {
  switch (relief) {
    case "smooth":
      return rolling(random, slope, 1);
    case "wave":
      return rolling(random, slope, 3.2);
    case "jagged":
      return jagged(random, slope);
    case "dune":
      return dunes(random, slope);
    case "skyline":
      return skyline(random, slope);
  }
}

function rolling(random: Random, { width, base, rise }: Slope, pace: number): Point[] {
  const waves = [0.9, 1.7, 3.1].map((frequency, index) => ({
    frequency: (frequency * random.between(0.8, 1.25) * pace * Math.PI * 2) / 1800,
    phase: random.between(0, Math.PI * 2),
    share: [0.6, 0.28, 0.12][index] ?? 0,
  }));
  return sampled(width, 16, (x) => {
    const height = waves.reduce((sum, { frequency, phase, share }) => sum + share * Math.sin(x * frequency + phase), 0);
    return base - (rise * (height + 1)) / 2;
  });
}

function dunes(random: Random, { width, base, rise }: Slope): Point[] {
  const length = random.between(620, 980);
  const phase = random.between(0, length);
  return sampled(width, 14, (x) => {
    const step = (((x + phase) % length) + length) % length;
    const along = step / length;
    // A long rise in the wind, a short fall behind the crest.
    const height = along < 0.72 ? (along / 0.72) ** 1.6 : ((1 - along) / 0.28) ** 1.15;
    return base - rise * (height * 0.82 + 0.12 * Math.sin(x / 410));
  });
}

function jagged(random: Random, { width, base, rise }: Slope): Point[] {
  const spans = Math.max(2, Math.round(width / 420));
  let heights: number[] = Array.from({ length: spans + 1 }, (_, index) =>
    index % 2 === 0 ? random.between(0.1, 0.4) : random.between(0.65, 1),
  );
  for (let roughness = 0.2; roughness > 0.02; roughness *= 0.52) {
    heights = heights.flatMap((height, index) => {
      const next = heights[index + 1];
      return next === undefined ? [height] : [height, (height + next) / 2 + random.between(-roughness, roughness)];
    });
  }
  return heights.map((height, index) => [(index / (heights.length - 1)) * width, base - rise * height]);
}

function skyline(random: Random, { width, base, rise }: Slope): Point[] {
  const points: Point[] = [];
  for (let x = -20; x < width; ) {
    const block = random.between(46, 120);
    const tall = random.happens(0.22);
    const top = base - rise * (tall ? random.between(0.75, 1) : random.between(0.22, 0.62));
    points.push([x, top]);
    if (tall)
      points.push(
        [x + block * 0.4, top],
        [x + block * 0.4, top - rise * 0.14],
        [x + block * 0.46, top - rise * 0.14],
        [x + block * 0.46, top],
      );
    points.push([x + block, top]);
    x += block;
  }
  return points;
}

function sampled(width: number, step: number, height: (x: number) => number): Point[] {
  const count = Math.ceil(width / step);
  return Array.from({ length: count + 1 }, (_, index) => [(index / count) * width, height((index / count) * width)]);
}

/** The y of a crest at x. */
export function heightAt(points: readonly Point[], x: number): number {
  const after = points.findIndex(([px]) => px >= x);
  const right = points[after];
  const left = points[Math.max(0, after - 1)];
  if (right === undefined || left === undefined) return points.at(-1)?.[1] ?? 0;
  const span = right[0] - left[0];
  return span === 0 ? right[1] : left[1] + ((x - left[0]) / span) * (right[1] - left[1]);
}
