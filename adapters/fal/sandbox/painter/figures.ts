import { bear, cat, fox, owl, rabbit, whale } from "./animals.ts";
import { mix, type Palette } from "./colour.ts";
import type { Subject } from "./scene.ts";
import { balloon, boat, castle, flower, house, lighthouse, mushroom, person, robot, rocket, tree } from "./things.ts";

/** What a part of a figure is, so that each style may colour it in its own way. */
export type Tone = "main" | "shade" | "light" | "accent" | "ink" | "glow" | "beam" | "rock";

export interface Part {
  readonly tone: Tone;
  /** SVG path data in a box of 100 × 100. */
  readonly d: string;
}

/** What stands in water stands on this. */
export const rock: Part = {
  tone: "rock",
  d: "M-58,112C-44,98 -22,101 -4,96C14,90 34,95 50,93C70,90 92,96 108,97C126,98 142,103 156,112Z",
};

export const figures: Record<Subject, readonly Part[]> = {
  fox,
  cat,
  rabbit,
  owl,
  bear,
  whale,
  flower,
  lighthouse,
  boat,
  house,
  castle,
  balloon,
  rocket,
  mushroom,
  robot,
  person,
  tree,
};

const OWN_COLOURS: Partial<Record<Subject, string>> = {
  fox: "#d96a2e",
  cat: "#3c3a46",
  rabbit: "#b49a82",
  owl: "#7d5a44",
  bear: "#7a5138",
  whale: "#3d6b8f",
  flower: "#d9526b",
  boat: "#7a4630",
  balloon: "#d4553c",
  robot: "#8fa3ad",
  person: "#a33b3b",
  tree: "#4f8a4c",
  castle: "#b7a58f",
};

/** The colours of a figure in full light. */
export function figureColours(subject: Subject, colour: string | null, palette: Palette): Record<Tone, string> {
  const main = colour ?? OWN_COLOURS[subject] ?? palette.accent;
  return {
    main,
    shade: mix(main, palette.ink, 0.38),
    light: subject === "tree" ? mix(main, "#fff3c8", 0.4) : mix(main, "#fff7e8", 0.86),
    accent:
      colour === null || subject === "cat"
        ? palette.accent
        : subject === "house" || subject === "lighthouse"
          ? colour
          : palette.accent,
    ink: palette.ink,
    glow: "#ffe09a",
    beam: "#fff0bf",
    rock: mix(palette.near, palette.ink, 0.45),
  };
}
