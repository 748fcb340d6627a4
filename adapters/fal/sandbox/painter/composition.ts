import { crest, heightAt, type Point, type Relief } from "./land.ts";
import type { Random } from "./random.ts";
import type { Ground, Scene, Subject } from "./scene.ts";

/** Lengths are in units: the shorter edge of a picture has 1000. */
export interface Composition {
  readonly width: number;
  readonly height: number;
  readonly horizon: number;
  readonly light: { readonly x: number; readonly y: number; readonly radius: number };
  readonly stars: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
  readonly clouds: readonly { readonly x: number; readonly y: number; readonly width: number }[];
  readonly birds: readonly { readonly x: number; readonly y: number; readonly size: number }[];
  /** From the far one to the near one. */
  readonly layers: readonly Layer[];
  /** The surface of water, as y; null when there is none. */
  readonly water: number | null;
  readonly placed: readonly Placed[];
  readonly falling: readonly { readonly x: number; readonly y: number; readonly size: number }[];
  /** Flowers in the grass. */
  readonly blossoms: readonly { readonly x: number; readonly y: number; readonly size: number }[];
  /** Other worlds in the sky. */
  readonly planets: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
}

export interface Layer {
  readonly crest: readonly Point[];
  readonly relief: Relief;
  /** 0 is the farthest, 1 the nearest. */
  readonly depth: number;
  readonly trees: readonly { readonly x: number; readonly y: number; readonly height: number }[];
}

export interface Placed {
  readonly subject: Subject;
  readonly x: number;
  /** Where it stands. */
  readonly y: number;
  readonly size: number;
  /** It is painted when the layers up to this depth are. */
  readonly depth: number;
  /** It stands in water, on a rock of its own. */
  readonly onRock: boolean;
}

interface Plan {
  readonly far: Relief;
  readonly near: Relief;
  readonly layers: number;
  readonly horizon: readonly [number, number];
  readonly rise: number;
  readonly trees: number;
}
const PLANS: Record<Ground, Plan> = {
  hills: { far: "smooth", near: "smooth", layers: 5, horizon: [0.5, 0.6], rise: 0.15, trees: 0.35 },
  mountain: { far: "jagged", near: "smooth", layers: 5, horizon: [0.6, 0.68], rise: 0.36, trees: 0.5 },
  forest: { far: "smooth", near: "smooth", layers: 5, horizon: [0.54, 0.62], rise: 0.14, trees: 1 },
  desert: { far: "jagged", near: "dune", layers: 4, horizon: [0.54, 0.62], rise: 0.15, trees: 0 },
  city: { far: "skyline", near: "skyline", layers: 4, horizon: [0.66, 0.74], rise: 0.36, trees: 0 },
  sea: { far: "smooth", near: "wave", layers: 6, horizon: [0.52, 0.62], rise: 0.07, trees: 0 },
  meadow: { far: "smooth", near: "smooth", layers: 4, horizon: [0.52, 0.6], rise: 0.12, trees: 0.12 },
  space: { far: "jagged", near: "smooth", layers: 3, horizon: [0.74, 0.82], rise: 0.14, trees: 0 },
};

/** Arranges a scene in a frame: land in layers, a light above it, the subjects on it. */
export function compose(
  scene: Scene,
  frame: { readonly width: number; readonly height: number },
  random: Random,
): Composition {
  const short = Math.min(frame.width, frame.height);
  const width = (frame.width / short) * 1000;
  const height = (frame.height / short) * 1000;
  const plan = PLANS[scene.ground];
  const horizon = height * random.between(...plan.horizon);
  const right = random.happens(0.5);
  const lightX = width * (right ? random.between(0.6, 0.78) : random.between(0.22, 0.4));
  const low = scene.time === "dusk" || scene.time === "dawn";
  const radius =
    scene.ground === "space" ? random.between(150, 200) : low ? random.between(105, 150) : random.between(66, 96);
  const light = {
    x: lightX,
    y: horizon - (low ? random.between(30, 120) : horizon * random.between(0.42, 0.62)),
    radius,
  };

  const layers = landLayers(scene, plan, { width, height, horizon }, random);
  const water = scene.ground === "sea" ? horizon : null;
  const sky = { width, height: horizon };
  return {
    width,
    height,
    horizon,
    light,
    stars: scene.time === "night" || scene.ground === "space" ? scatter(random, sky, 90, 0.9, 3.1) : [],
    clouds: scene.ground === "space" ? [] : clouds(scene, random, width, horizon),
    birds: scene.time === "night" || scene.ground === "space" ? [] : flock(random, width, horizon, light),
    layers,
    water,
    placed: place(scene, layers, { width, height, horizon, water, lightX }, random),
    blossoms: scene.ground === "meadow" ? blossoms(layers, width, height, random) : [],
    planets: scene.ground === "space" ? planets(light, width, horizon, random) : [],
    falling: scene.weather === "clear" || scene.weather === "mist" ? [] : fallingThings(scene, random, width, height),
  };
}

interface Ground_ {
  readonly width: number;
  readonly height: number;
  readonly horizon: number;
}

function landLayers(scene: Scene, plan: Plan, { width, height, horizon }: Ground_, random: Random): Layer[] {
  // In a tall frame land would grow into towers.
  const scale = Math.min(height, 1300);
  const count = plan.layers;
  return Array.from({ length: count }, (_, index) => {
    const depth = index / (count - 1);
    const relief = depth < 0.5 ? plan.far : plan.near;
    const base = horizon + (height - horizon) * 0.86 * depth ** 1.35 + (relief === "wave" ? 26 : 0);
    const rise =
      scale * plan.rise * (relief === "wave" ? 0.34 : relief === "skyline" ? 1 - 0.45 * depth : 1 - 0.5 * depth);
    const points = crest(random, relief, { width, base, rise });
    return { crest: points, relief, depth, trees: trees(scene, plan, points, depth, width, random) };
  });
}

function trees(
  scene: Scene,
  plan: Plan,
  points: readonly Point[],
  depth: number,
  width: number,
  random: Random,
): Layer["trees"] {
  if (plan.trees === 0 || (scene.ground === "mountain" && depth < 0.5)) return [];
  const tall = 26 + 150 * depth ** 1.5;
  const found: { x: number; y: number; height: number }[] = [];
  for (let x = random.between(0, tall); x < width; x += tall * random.between(0.32, 0.7)) {
    if (!random.happens(plan.trees * (0.9 - 0.35 * depth))) continue;
    found.push({ x, y: heightAt(points, x) + 4, height: tall * random.between(0.65, 1.25) });
  }
  return found;
}

function clouds(scene: Scene, random: Random, width: number, horizon: number): Composition["clouds"] {
  const count = Math.round((scene.weather === "clear" ? 3 : 6) * Math.min(3, width / 1000));
  return Array.from({ length: count }, () => ({
    x: random.between(-0.05, 0.95) * width,
    y: horizon * random.between(0.12, 0.72),
    width: random.between(170, 420),
  }));
}

function flock(
  random: Random,
  width: number,
  horizon: number,
  light: { readonly x: number; readonly y: number },
): Composition["birds"] {
  const away = light.x > width / 2 ? 0.3 : 0.68;
  const centre = { x: width * away, y: horizon * random.between(0.3, 0.5) };
  return Array.from({ length: random.whole(3, 6) }, () => ({
    x: centre.x + random.between(-150, 150),
    y: centre.y + random.between(-60, 60),
    size: random.between(13, 24),
  }));
}

function scatter(
  random: Random,
  area: { readonly width: number; readonly height: number },
  perMillion: number,
  smallest: number,
  largest: number,
): { x: number; y: number; radius: number }[] {
  const count = Math.min(500, Math.round((area.width * area.height * perMillion) / 1e6));
  return Array.from({ length: count }, () => ({
    x: random.between(0, area.width),
    y: random.between(0, area.height),
    radius: smallest + (largest - smallest) * random.next() ** 4,
  }));
}

function fallingThings(scene: Scene, random: Random, width: number, height: number): Composition["falling"] {
  const perMillion = scene.weather === "snow" ? 170 : 220;
  return scatter(random, { width, height }, perMillion, 2.2, 7).map(({ x, y, radius }) => ({ x, y, size: radius }));
}

function blossoms(layers: readonly Layer[], width: number, height: number, random: Random): Composition["blossoms"] {
  const count = Math.min(420, Math.round(width * 0.16));
  const meadow = layers.filter(({ depth }) => depth >= 0.3);
  return Array.from({ length: count }, () => {
    const layer = random.pick(meadow as [Layer, ...Layer[]]);
    const x = random.between(0, width);
    const y = heightAt(layer.crest, x) + random.next() ** 1.4 * 210 * layer.depth + 6;
    return { x, y, size: (4 + 15 * ((y - layer.depth * 40) / height) ** 3) * random.between(0.7, 1.25) };
  });
}

function planets(
  light: { readonly x: number },
  width: number,
  horizon: number,
  random: Random,
): Composition["planets"] {
  const side = light.x > width / 2 ? 0.2 : 0.8;
  return [
    { x: width * side, y: horizon * random.between(0.16, 0.3), radius: random.between(46, 66) },
    { x: width * (0.5 + (side - 0.5) * 0.2), y: horizon * random.between(0.1, 0.2), radius: random.between(14, 24) },
  ];
}

/** What frames and captions take at the lower edge. */
const FOOT = 100;
const FLOATING: ReadonlySet<Subject> = new Set(["balloon", "rocket"]);
const BUILT: ReadonlySet<Subject> = new Set(["house", "castle", "lighthouse", "tree"]);

function place(
  scene: Scene,
  layers: readonly Layer[],
  area: Ground_ & { readonly water: number | null; readonly lightX: number },
  random: Random,
): Placed[] {
  const { width, height, horizon, water } = area;
  // The subject stands on the other side of the light, so that neither hides the other.
  const side = area.lightX > width / 2 ? 0.34 : 0.66;
  return scene.subjects.map((subject, index) => {
    const x = width * (index === 0 ? side : index === 1 ? 1 - side : 0.5) + random.between(-40, 40);
    if (FLOATING.has(subject)) {
      const size = random.between(250, 330);
      return { subject, x, y: horizon * random.between(0.62, 0.78) + size * 0.2, size, depth: -1, onRock: false };
    }
    if (water !== null && (subject === "boat" || subject === "whale")) {
      const size = subject === "whale" ? 330 : 250;
      const layer = layers[Math.min(2, layers.length - 1)];
      return {
        subject,
        x,
        y: (layer ? heightAt(layer.crest, x) : water) + size * 0.17,
        size,
        depth: 0.35,
        onRock: false,
      };
    }
    if (BUILT.has(subject)) {
      const layer = layers[2];
      const size = { castle: 330, lighthouse: 400, tree: 340, house: 190 }[subject as string] ?? 240;
      const foot = layer ? heightAt(layer.crest, x) : horizon;
      return {
        subject,
        x,
        y: Math.max(foot + size * 0.06, size * 1.2 + 60),
        size,
        depth: layer?.depth ?? 1,
        onRock: water !== null,
      };
    }
    // The hero: large, near, its feet inside the frame.
    const size = Math.min(height * 0.5, 470) * (index === 0 ? 1 : 0.72);
    const y = Math.min(height - FOOT, horizon + (height - horizon) * 0.62 + size * 0.22);
    return { subject, x, y, size, depth: scene.ground === "city" ? 1 : 0.76, onRock: false };
  });
}

/** The subjects in front of a reference that is being edited: smaller, with their feet at `foot`. */
export function inFront({ placed }: Composition, foot: number): Placed[] {
  return placed.map((one) => ({
    ...one,
    y: FLOATING.has(one.subject) ? one.y : foot,
    size: one.size * 0.72,
    onRock: false,
  }));
}
