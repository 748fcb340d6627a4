import { caption } from "./caption.ts";
import { mix } from "./colour.ts";
import { inFront, type Layer, type Placed } from "./composition.ts";
import type { Tone } from "./figures.ts";
import type { Canvas } from "./paint.ts";
import { referencePrints, repainted } from "./references.ts";
import * as svg from "./svg.ts";

const { n } = svg;
const MARGIN = 44;
const FOOT = 86;
const PAPER = "#f5ecda";

interface Inks {
  readonly dark: string;
  readonly warm: string;
  readonly third: string;
}
const INKS: readonly [Inks, ...Inks[]] = [
  { dark: "#24478f", warm: "#ff6f61", third: "#ffc93c" },
  { dark: "#00656b", warm: "#ff8a3d", third: "#f7d154" },
  { dark: "#54327f", warm: "#ff5f8a", third: "#5fd3bc" },
  { dark: "#1f6b4a", warm: "#f25c3b", third: "#ffd25e" },
  { dark: "#2a2f45", warm: "#f2594b", third: "#6fc7d9" },
];

/** A risograph print: few flat inks, dots for halftones, plates that do not quite meet. */
export function risograph(canvas: Canvas): string {
  const { scene, composition: c, picture, random } = canvas;
  const chosen = random.pick(INKS);
  // Black is no ink of its own here: the dark one stands for it.
  const inks = scene.colour === null || scene.colour === "#2b2a33" ? chosen : { ...chosen, warm: scene.colour };
  const print: Print = {
    ...canvas,
    inks,
    night: scene.time === "night" || scene.ground === "space" || scene.weather === "storm",
  };
  const specks = Array.from({ length: 220 }, () => ({
    x: random.between(0, c.width),
    y: random.between(0, c.height),
    radius: random.between(0.6, 2),
  }));
  const sheet = `<clipPath id="sheet"><rect x="${MARGIN}" y="${MARGIN}" width="${n(c.width - 2 * MARGIN)}" height="${n(c.height - MARGIN - FOOT)}"/></clipPath>`;
  return [
    `<defs>${sheet}</defs>`,
    `<rect width="${n(c.width)}" height="${n(c.height)}" fill="${PAPER}"/>`,
    `<g clip-path="url(#sheet)">${picture.references.length > 0 ? edited(print) : scenery(print)}`,
    `${svg.falling(canvas, PAPER, print.night ? PAPER : inks.dark)}${svg.path(svg.circles(specks), `fill="${PAPER}" opacity="0.75"`)}</g>`,
    referencePrints(picture, c, MARGIN + 24, PAPER),
    registration(c.width, c.height, inks),
    caption(picture.prompt, MARGIN, c.height - FOOT / 2 + 12, c.width - 2 * MARGIN - 150, {
      fill: inks.dark,
      family: "'DejaVu Sans', 'Liberation Sans', 'Noto Sans', Arial, sans-serif",
      size: 25,
      attributes: 'font-weight="bold"',
    }),
  ].join("");
}

interface Print extends Canvas {
  readonly inks: Inks;
  readonly night: boolean;
}

/** A plate lies a little beside where it should. */
function plate({ random }: Print, content: string, attributes = ""): string {
  return `<g transform="translate(${n(random.between(-4, 4))},${n(random.between(-4, 4))})" ${attributes}>${content}</g>`;
}

function scenery(print: Print): string {
  const { composition: c, inks, night } = print;
  const layers = c.layers.filter((_, index) => index % 2 === 0 || index === c.layers.length - 1);
  const land = layers.map((layer, index) => landLayer(print, layer, index, index === layers.length - 1));
  const petals = svg.petals(c.blossoms.map((blossom) => ({ ...blossom, size: blossom.size * 1.5 })));
  return [
    night ? nightSky(print) : daySky(print),
    plate(print, svg.path(svg.birds(c.birds), `stroke="${inks.dark}" stroke-width="7" fill="none"`)),
    ...land.slice(0, -1),
    c.water === null ? "" : plate(print, swell(c.width, c.water, c.height, inks.dark)),
    ...c.placed.filter(({ depth }) => depth < 0.7).map((placed) => stamped(print, placed)),
    land.at(-1) ?? "",
    svg.path(petals.petals, `fill="${inks.warm}"`) + svg.path(petals.hearts, `fill="${inks.third}"`),
    ...c.placed.filter(({ depth }) => depth >= 0.7).map((placed) => stamped(print, placed)),
  ].join("");
}

function daySky(print: Print): string {
  const { composition: c, inks } = print;
  // The one place where two inks lie over each other: dots show through the sun.
  const over = 'style="mix-blend-mode:multiply"';
  return plate(print, halftone(c.width, c.horizon * 0.9, inks.dark)) + plate(print, sun(print, inks.warm), over);
}

function nightSky(print: Print): string {
  const { composition: c, inks, scene } = print;
  const stars = c.stars.map((star) => ({ ...star, radius: star.radius * 1.8 }));
  const bolt = svg.lightning(c.width * (c.light.x > c.width / 2 ? 0.3 : 0.7), c.horizon);
  return [
    `<rect width="${n(c.width)}" height="${n(c.height)}" fill="${inks.dark}" opacity="0.9"/>`,
    svg.path(svg.circles(stars), `fill="${PAPER}"`),
    plate(print, sun(print, inks.third)),
    ...c.planets.map((planet) => svg.planet(planet, inks.warm, mix(inks.warm, inks.dark, 0.5), PAPER)),
    scene.weather === "storm" ? svg.path(bolt, `fill="none" stroke="${PAPER}" stroke-width="9"`) : "",
  ].join("");
}

function sun({ composition: c }: Print, ink: string): string {
  const radius = Math.min(c.light.radius * 1.75, c.horizon * 0.42);
  const rays = [0, 1, 2].map((index) =>
    svg.circle(
      c.light.x,
      c.light.y,
      radius * (1.25 + index * 0.26),
      `fill="none" stroke="${ink}" stroke-width="${7 - index * 2}"`,
    ),
  );
  return svg.circle(c.light.x, c.light.y, radius, `fill="${ink}"`) + rays.join("");
}

function landLayer(print: Print, layer: Layer, index: number, nearest: boolean): string {
  const { composition: c, inks, night, random } = print;
  const outline = svg.below(layer.crest, c.width, c.height);
  const nightGround = mix(inks.warm, PAPER, index === 0 ? 0.05 : 0.3);
  const ground = index === 1 ? mix(inks.third, PAPER, night ? 0.1 : 0.25) : night ? nightGround : PAPER;
  const top = Math.min(...layer.crest.map(([, y]) => y));
  const texture = TEXTURES[index % TEXTURES.length] ?? TEXTURES[0];
  const ink = nearest
    ? svg.path(outline, `fill="${inks.dark}"`)
    : textured(`land${index}`, outline, c, top, texture, inks.dark);
  const lit = svg.windows(layer, () => random.happens(0.4), c.height);
  return [
    plate(print, svg.path(svg.pines(layer.trees), `fill="${index === 0 ? inks.warm : inks.dark}"`)),
    svg.path(outline, `fill="${ground}"`),
    plate(print, ink),
    svg.path(lit, `fill="${nearest ? inks.third : inks.dark}"`),
  ].join("");
}

function stamped({ inks }: Print, placed: Placed): string {
  const tones: Record<Tone, string> = {
    main: inks.warm,
    shade: mix(inks.warm, inks.dark, 0.62),
    light: PAPER,
    accent: inks.third,
    ink: inks.dark,
    glow: inks.third,
    beam: inks.third,
    rock: inks.dark,
  };
  return svg.figure({ ...placed, size: placed.size * 1.12 }, tones, new Set(["beam"]));
}

/** An edit: the reference separated into the inks, the subject asked for in front. */
function edited(print: Print): string {
  const { composition: c, picture, inks } = print;
  const tones = [inks.dark, mix(inks.dark, inks.warm, 0.55), inks.warm, inks.third, PAPER];
  const front = inFront(c, c.height - FOOT - 10);
  return [
    repainted(picture, c, tones),
    plate(
      print,
      textured("all", `M0,0H${n(c.width)}V${n(c.height)}H0Z`, c, 0, TEXTURES[0], inks.dark),
      'opacity="0.3"',
    ),
    ...front.map((placed) => stamped(print, placed)),
  ].join("");
}

interface Texture {
  readonly pitch: number;
  readonly width: number;
  readonly angle: number;
  /** Dots, else lines. */
  readonly dotted: boolean;
}
const TEXTURES: readonly [Texture, ...Texture[]] = [
  { pitch: 11, width: 5.2, angle: 32, dotted: true },
  { pitch: 13, width: 4, angle: -14, dotted: false },
  { pitch: 15, width: 9.2, angle: 32, dotted: true },
];

/** A shape filled with dots or lines. They are strokes: an SVG pattern would take ten times as long. */
function textured(
  id: string,
  outline: string,
  c: { readonly width: number; readonly height: number },
  top: number,
  { angle, dotted, ...texture }: Texture,
  ink: string,
): string {
  // A panorama gets a coarser screen, or it would take seconds.
  const coarseness = Math.max(1, c.width / 2400);
  const [pitch, width] = [texture.pitch * coarseness, texture.width * coarseness];
  const turn = (angle * Math.PI) / 180;
  const rise = Math.abs(Math.tan(turn)) * c.width;
  const step = pitch / Math.cos(turn);
  let rows = "";
  for (let y = top - (angle > 0 ? rise : 0) - pitch; y < c.height + (angle > 0 ? 0 : rise); y += step) {
    rows += `M0,${n(y)}L${n(c.width)},${n(y + Math.tan(turn) * c.width)}`;
  }
  const dashes = dotted ? `stroke-linecap="round" stroke-dasharray="0 ${n(pitch)}"` : "";
  return `<clipPath id="${id}"><path d="${outline}"/></clipPath><g clip-path="url(#${id})">${svg.path(rows, `fill="none" stroke="${ink}" stroke-width="${n(width)}" ${dashes}`)}</g>`;
}

/** A sky that thins out towards the horizon: rows of dots, each smaller than the one above. */
function halftone(width: number, height: number, ink: string): string {
  const pitch = Math.max(15, Math.sqrt((width * height) / 3200));
  const found: { x: number; y: number; radius: number }[] = [];
  for (let row = 0; row * pitch * 0.86 < height; row++) {
    const y = row * pitch * 0.86;
    const radius = pitch * 0.62 * (1 - y / height) ** 1.15;
    if (radius < 0.8) break;
    for (let x = (row % 2) * (pitch / 2); x < width + pitch; x += pitch) found.push({ x, y, radius });
  }
  return svg.path(svg.circles(found), `fill="${ink}" opacity="0.82"`);
}

function swell(width: number, from: number, to: number, ink: string): string {
  const rows: string[] = [];
  for (let y = from + 26; y < to; y += 34) {
    let d = `M${n(-40 + ((y * 7) % 60))},${n(y)}`;
    for (let x = 0; x < width + 120; x += 60) d += "q15,-13 30,0t30,0";
    rows.push(d);
  }
  return svg.path(rows.join(""), `fill="none" stroke="${ink}" stroke-width="4.5" opacity="0.7"`);
}

/** The printer's crosses and colour bar. */
function registration(width: number, height: number, { dark, warm, third }: Inks): string {
  const crosses = [20, width - 20].flatMap((x) =>
    [20, height - 20].map((y) => `M${n(x - 11)},${n(y)}h22M${n(x)},${n(y - 11)}v22`),
  );
  const bar = [dark, warm, third].map((ink, index) =>
    svg.circle(width - MARGIN - 16 - index * 38, height - FOOT / 2 + 3, 13, `fill="${ink}"`),
  );
  return svg.path(crosses.join(""), `stroke="${dark}" stroke-width="1.6" opacity="0.6"`) + bar.join("");
}
