import { caption } from "./caption.ts";
import { mix } from "./colour.ts";
import { inFront, type Layer, type Placed } from "./composition.ts";
import { figureColours } from "./figures.ts";
import type { Canvas } from "./paint.ts";
import { referencePrints, repainted } from "./references.ts";
import * as svg from "./svg.ts";

const FRAME = 34;
const FOOT = 74;
const NO_BEAM = new Set(["beam"] as const);

/** A travel poster: flat colours, land in layers, a frame of paper with the words at its foot. */
export function poster(canvas: Canvas): string {
  const { composition: c, palette: p, picture } = canvas;
  const scenery = picture.references.length === 0 ? [sky(canvas), ...land(canvas)] : [edited(canvas)];
  const frame = `M-1,-1H${svg.n(c.width + 1)}V${svg.n(c.height + 1)}H-1ZM${FRAME},${FRAME}V${svg.n(c.height - FOOT)}H${svg.n(c.width - FRAME)}V${FRAME}Z`;
  return [
    ...scenery,
    svg.falling(canvas, "#ffffff", mix(p.sky[2], "#ffffff", 0.5)),
    svg.path(frame, `fill="${p.paper}"`),
    referencePrints(picture, c, FRAME + 26, p.paper),
    caption(picture.prompt, FRAME, c.height - FOOT / 2 + 8, c.width - 2 * FRAME - 20, {
      fill: p.ink,
      family: "Georgia, 'DejaVu Serif', 'Liberation Serif', 'Noto Serif', serif",
      size: 24,
      attributes: 'letter-spacing="1.2"',
    }),
  ].join("");
}

function isNight({ scene }: Canvas): boolean {
  return scene.time === "night" || scene.ground === "space";
}

function sky(canvas: Canvas): string {
  const { scene, composition: c, palette: p } = canvas;
  const { x, y, radius } = c.light;
  const night = isNight(canvas);
  const halo = [5.4, 3.6, 2.3].map((size, index) =>
    svg.circle(x, y, radius * size, `fill="${p.light}" opacity="${night ? 0.05 : 0.08 + index * 0.03}"`),
  );
  const moon = night && scene.ground !== "space";
  const shadow = `fill="${mix(p.sky[0], p.sky[1], 0.55)}"`;
  const cloud = mix(p.sky[1], p.light, night ? 0.16 : 0.62);
  const bar = (left: number, top: number, length: number) =>
    `<rect x="${svg.n(left)}" y="${svg.n(top)}" width="${svg.n(length)}" height="16" rx="8"/>`;
  const clouds = c.clouds.map(
    ({ x: left, y: top, width: w }) =>
      `${bar(left, top, w)}${bar(left + w * 0.18, top - 20, w * 0.5)}${bar(left + w * 0.3, top + 20, w * 0.62)}`,
  );
  const stops = svg.downward("sky", [
    [0, p.sky[0]],
    [0.55, p.sky[1]],
    [1, p.sky[2]],
  ]);
  const bolt = svg.lightning(c.width * (x > c.width / 2 ? 0.3 : 0.7), c.horizon);
  return [
    `<defs>${stops}</defs><rect width="${svg.n(c.width)}" height="${svg.n(c.height)}" fill="${p.sky[2]}"/>`,
    `<rect width="${svg.n(c.width)}" height="${svg.n(c.horizon + 60)}" fill="url(#sky)"/>`,
    svg.path(svg.circles(c.stars), `fill="${p.light}" opacity="0.85"`),
    ...halo,
    svg.circle(x, y, radius, `fill="${p.light}"`),
    moon ? svg.circle(x + radius * 0.36, y - radius * 0.2, radius * 0.86, shadow) : "",
    ...c.planets.map((planet) => svg.planet(planet, p.accent, mix(p.accent, p.ink, 0.4), mix(p.accent, p.light, 0.6))),
    scene.weather === "storm" ? svg.path(bolt, `fill="none" stroke="${p.accent}" stroke-width="7"`) : "",
    `<g fill="${cloud}" opacity="0.72">${clouds.join("")}</g>`,
    svg.path(
      svg.birds(c.birds),
      `stroke="${mix(p.ink, p.sky[1], 0.15)}" stroke-width="3.6" stroke-linecap="round" fill="none"`,
    ),
    ...c.placed.filter(({ depth }) => depth < 0).map((placed) => drawn(canvas, placed)),
  ].join("");
}

function drawn(canvas: Canvas, placed: Placed): string {
  const { scene, palette } = canvas;
  const colours = figureColours(placed.subject, scene.colour, palette);
  return svg.figure(placed, colours, isNight(canvas) ? undefined : NO_BEAM);
}

function land(canvas: Canvas): string[] {
  const { composition: c, palette: p } = canvas;
  const sea = c.water === null ? "" : `M-2,${svg.n(c.water)}H${svg.n(c.width + 2)}V${svg.n(c.height)}H-2Z`;
  const layers = c.layers.map((layer, index) => landLayer(canvas, layer, index));
  return [
    layers[0] ?? "",
    svg.path(sea, `fill="${mix(p.water, p.sky[2], 0.3)}"`),
    ...layers.slice(1, -1),
    c.water === null ? "" : glitter(canvas, c.water),
    layers.at(-1) ?? "",
    flowers(canvas),
    ...c.placed.filter(({ depth }) => depth >= 0.7).map((placed) => drawn(canvas, placed)),
  ];
}

function landLayer(canvas: Canvas, layer: Layer, index: number): string {
  const { scene, composition: c, palette: p, random } = canvas;
  const inWater = c.water !== null && layer.depth >= 0.35;
  const swell = mix(mix(p.water, p.sky[2], 0.34), mix(p.water, p.near, 0.62), layer.depth);
  const colour = inWater ? swell : mix(p.far, p.near, layer.depth ** 0.85);
  const outline = svg.below(layer.crest, c.width, c.height + 4);
  const peaks = layer.relief === "jagged" && layer.depth < 0.5 && scene.ground === "mountain";
  const caps = `<clipPath id="peak${index}"><path d="${outline}"/></clipPath>${svg.path(snowCaps(layer), `fill="${mix(p.light, p.far, 0.16)}" opacity="0.9" clip-path="url(#peak${index})"`)}`;
  const here = c.placed.filter(({ depth }) => depth >= layer.depth && depth < (c.layers[index + 1]?.depth ?? 2));
  const night = isNight(canvas);
  const lit = svg.windows(layer, () => random.happens(night ? 0.42 : 0.16), c.height);
  return [
    svg.path(svg.pines(layer.trees), `fill="${mix(colour, p.ink, 0.3)}"`),
    svg.path(outline, `fill="${colour}"`),
    peaks ? caps : "",
    svg.path(lit, `fill="${mix(p.light, "#ffcf7a", 0.5)}" opacity="${night ? 0.9 : 0.4}"`),
    ...here.filter(({ depth }) => depth < 0.7).map((placed) => drawn(canvas, placed)),
  ].join("");
}

function flowers({ composition: c, palette: p }: Canvas): string {
  const { petals, hearts } = svg.petals(c.blossoms);
  return svg.path(petals, `fill="${mix(p.accent, p.light, 0.18)}"`) + svg.path(hearts, `fill="${p.light}"`);
}

/** The sun's path on the water. */
function glitter({ composition: c, palette: p, random }: Canvas, water: number): string {
  const rows = Math.max(4, Math.min(18, Math.floor((c.height - water - FOOT) / 17)));
  const bars = Array.from({ length: rows }, (_, index) => {
    const half = c.light.radius * random.between(0.35, 1.15) * (1 - index / (rows * 1.8));
    return `<rect x="${svg.n(c.light.x - half)}" y="${svg.n(water + 10 + index * 17)}" width="${svg.n(half * 2)}" height="5" rx="2.5"/>`;
  });
  return `<g fill="${p.light}" opacity="0.62">${bars.join("")}</g>`;
}

function snowCaps(layer: Layer): string {
  const heights = layer.crest.map(([, y]) => y);
  const base = Math.max(...heights);
  const snowLine = base - (base - Math.min(...heights)) * 0.45;
  return layer.crest
    .filter(([, y], index) => y < snowLine && y < (heights[index - 1] ?? y) && y <= (heights[index + 1] ?? y))
    .map(([x, y]) => {
      const d = (base - y) * 0.3;
      const edge = [
        [1, 1.1],
        [-0.35, -0.24],
        [-0.3, 0.46],
        [-0.34, -0.42],
        [-0.42, 0.34],
        [-0.5, -0.2],
      ] as const;
      return `M${svg.n(x)},${svg.n(y - 6)}${edge.map(([dx, dy]) => `l${svg.n(d * dx)},${svg.n(d * dy)}`).join("")}Z`;
    })
    .join("");
}

/** An edit: the reference in the poster's few colours, the subject asked for in front. */
function edited(canvas: Canvas): string {
  const { composition: c, palette: p, picture } = canvas;
  const tones = [p.near, mix(p.near, p.accent, 0.5), mix(p.far, p.accent, 0.25), mix(p.sky[2], p.light, 0.5), p.light];
  const front = inFront(c, c.height - FOOT - 8);
  return [repainted(picture, c, tones), ...front.map((placed) => drawn(canvas, placed))].join("");
}
