import type { Random } from "./random.ts";
import type { Scene } from "./scene.ts";

/** The colours of one picture. */
export interface Palette {
  /** From the top down to the horizon. */
  readonly sky: readonly [string, string, string];
  /** The sun or the moon. */
  readonly light: string;
  /** The farthest land and the nearest one; what lies between is mixed. */
  readonly far: string;
  readonly near: string;
  readonly water: string;
  readonly accent: string;
  readonly paper: string;
  readonly ink: string;
}

type Mood = "day" | "dawn" | "dusk" | "night" | "storm" | "snow" | "desert" | "forest" | "space" | "neon" | "mist";

const PAPER = "#f6efe2";
const palette = (
  sky: Palette["sky"],
  light: string,
  far: string,
  near: string,
  water: string,
  accent: string,
  ink: string,
): Palette => ({ sky, light, far, near, water, accent, paper: PAPER, ink });

const PALETTES: Record<Mood, readonly [Palette, ...Palette[]]> = {
  day: [
    palette(["#5fb3c4", "#a9d9d4", "#f3ecd2"], "#fff6d8", "#9fc7b6", "#1f4f4d", "#3f93a4", "#e2603f", "#17363a"),
    palette(["#3f86b8", "#86bfd8", "#e9f0e0"], "#fff3c4", "#a5c6c0", "#2c5a3c", "#2f7fa8", "#ef8a3c", "#16303e"),
    palette(["#f0b67a", "#f6d6a4", "#fbeed3"], "#fffaf0", "#a9bfa0", "#2f5a52", "#6fa8a0", "#c8452f", "#23393a"),
  ],
  dawn: [
    palette(["#8fa6cf", "#e6b7c6", "#fbe3c8"], "#fff1d6", "#c9a9c4", "#4a3f6b", "#9aa6cf", "#e4697a", "#322a4e"),
    palette(["#6fb0b5", "#f2cdb8", "#fdeed6"], "#fff6e0", "#d8b3ac", "#3e5a66", "#85b3b6", "#e8745a", "#26404d"),
  ],
  dusk: [
    palette(["#3b2a5e", "#c2476c", "#f9a75c"], "#ffe3a3", "#b65a74", "#22173d", "#8c3f70", "#ffb347", "#160f2a"),
    palette(["#1f3b63", "#d8695a", "#ffc16b"], "#fff0b8", "#a0566a", "#14213d", "#3d5a80", "#f4845f", "#0d1730"),
    palette(["#7a2f4a", "#e2684a", "#fcc46b"], "#fff3c9", "#c05a4c", "#3a1830", "#a24a50", "#ffd27a", "#260e20"),
  ],
  night: [
    palette(["#0b1533", "#1d3461", "#4a6f91"], "#f7efd0", "#3f5f85", "#081126", "#1b3a63", "#f2b34c", "#050a18"),
    palette(["#0f1030", "#2c2a66", "#6a5b9e"], "#fdf3dc", "#4d4a86", "#0b0a22", "#2a2d6e", "#f58f6c", "#070617"),
    palette(["#06202a", "#0f4a52", "#4f9a8c"], "#f4f7d9", "#2f7570", "#04161c", "#0e4048", "#ffd166", "#031015"),
  ],
  storm: [
    palette(["#20262f", "#46535f", "#9aa58c"], "#eee9b4", "#5d6a6e", "#141a20", "#34474f", "#f0c84b", "#0c1115"),
    palette(["#23233a", "#4d5274", "#a9a0a8"], "#f4ead0", "#5f6280", "#15152a", "#343a5c", "#ef7b5c", "#0d0d1c"),
  ],
  snow: [
    palette(["#7fa8c9", "#bcd4e3", "#f4f1ec"], "#fffaf0", "#b9d0de", "#f3f6f8", "#7fa3bd", "#c8412f", "#24405a"),
    palette(["#93a5cf", "#d7c8de", "#fbeee4"], "#fff6ea", "#c3c9e2", "#f4f3fa", "#93a9cc", "#d9603f", "#2b3560"),
  ],
  desert: [
    palette(["#2f7f93", "#9fc4b4", "#f8ddb0"], "#fff4d2", "#e0a878", "#8a3b2a", "#3f93a4", "#d8572f", "#43180f"),
    palette(["#c8553d", "#f28f5b", "#ffd9a0"], "#fff2cf", "#dd8a5e", "#6b2233", "#a8504a", "#ffe08a", "#3a0f1c"),
  ],
  forest: [
    palette(["#8fbfa8", "#cfe0bd", "#f6f0d3"], "#fff8dc", "#a9c7a0", "#163a2c", "#5f9c8c", "#e2703a", "#0d241b"),
    palette(["#3f7f78", "#9cc2a0", "#efe6b8"], "#fff3c2", "#7fae90", "#0f2f2f", "#3f8080", "#f08a4b", "#082020"),
  ],
  space: [
    palette(["#070818", "#1b1440", "#4a2a72"], "#ffe9c9", "#5a3f8a", "#120c2a", "#2c1f5c", "#ff9e64", "#05040f"),
    palette(["#04101c", "#0b2c48", "#1f6a86"], "#f6f3d6", "#2c6c8c", "#071a2a", "#124a68", "#ffb454", "#030a12"),
  ],
  neon: [
    palette(["#120b2e", "#3b1668", "#c0358a"], "#ffd9ec", "#5a2a80", "#0c0720", "#341a60", "#38e0d0", "#07040f"),
    palette(["#0a1230", "#16406e", "#e0567a"], "#fff0d0", "#2f4f84", "#080d20", "#1b3560", "#ffc857", "#050814"),
  ],
  mist: [
    palette(["#a9bcc4", "#cfd9da", "#f1ece0"], "#fffaf0", "#c3cfd0", "#3f5a60", "#9fb4b8", "#c9583c", "#24383d"),
    palette(["#b6a9bd", "#dccfd4", "#f6ece2"], "#fff8ee", "#cdbfca", "#4f445e", "#b0a5ba", "#d9764f", "#2d2538"),
  ],
};

export function choosePalette(scene: Scene, random: Random): Palette {
  const chosen = random.pick(PALETTES[mood(scene)]);
  return scene.colour === null ? chosen : { ...chosen, accent: scene.colour };
}

function mood({ ground, time, weather }: Scene): Mood {
  if (ground === "space") return "space";
  if (weather === "storm") return "storm";
  if (ground === "city" && time === "night") return "neon";
  if (time === "night") return "night";
  if (weather === "snow") return "snow";
  if (time === "dusk") return "dusk";
  if (ground === "desert") return "desert";
  if (weather === "mist" || weather === "rain") return "mist";
  if (ground === "forest" && time === "day") return "forest";
  return time;
}

/** Between two colours; 0 is the first. */
export function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  return `#${a.map((value, index) => hex(value + ((b[index] ?? 0) - value) * share)).join("")}`;
}

export function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function hex(value: number): string {
  return Math.round(Math.min(255, Math.max(0, value)))
    .toString(16)
    .padStart(2, "0");
}
