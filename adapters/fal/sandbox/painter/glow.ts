import { caption, captionWidth } from "./caption.ts";
import { mix } from "./colour.ts";
import { inFront, type Layer, type Placed } from "./composition.ts";
import { figureColours, type Tone } from "./figures.ts";
import { heightAt } from "./land.ts";
import type { Canvas } from "./paint.ts";
import { covering, referencePrints } from "./references.ts";
import * as svg from "./svg.ts";

const { n } = svg;
const CAPTION_SIZE = 24;

/** A canvas and the light that falls into it. */
interface Air extends Canvas {
  readonly dark: boolean;
  /** The colour of the light, and of what it does not reach. */
  readonly warm: string;
  readonly deep: string;
  readonly reach: number;
}

/** Light through air: deep gradients, mist between the hills, rims that glow. */
export function glow(canvas: Canvas): string {
  const { scene, composition: c, palette: p, picture } = canvas;
  const dark = scene.time === "night" || scene.ground === "space" || scene.weather === "storm";
  const air: Air = {
    ...canvas,
    dark,
    warm: mix(p.light, p.accent, dark ? 0.12 : 0.3),
    deep: mix(p.sky[0], "#000010", dark ? 0.25 : 0.1),
    reach: Math.max(c.width, c.height) * 0.62,
  };
  const frame = (attributes: string) => `<rect width="${n(c.width)}" height="${n(c.height)}" ${attributes}/>`;
  const words = captionWidth(picture.prompt, c.width - 140, CAPTION_SIZE);
  return [
    `<defs>${gradients(air)}</defs>`,
    frame('fill="url(#sky)"'),
    sky(air),
    picture.references.length > 0 ? edited(air) : land(air),
    svg.falling(canvas, "#ffffff", "#e8f0ff"),
    scene.ground === "space" ? "" : sparks(air),
    frame('fill="url(#dim)"'),
    referencePrints(picture, c, 40, "#f7f2e8"),
    `<rect x="32" y="${n(c.height - 72)}" width="${n(words + 36)}" height="42" rx="21" fill="#05060f" opacity="0.5"/>`,
    caption(picture.prompt, 50, c.height - 43, c.width - 140, {
      fill: "#fdf6e6",
      family: "'DejaVu Sans', 'Liberation Sans', 'Noto Sans', Arial, sans-serif",
      size: CAPTION_SIZE,
    }),
  ].join("");
}

function gradients({ composition: c, palette: p, dark, warm, deep }: Air): string {
  const mist = mix(p.sky[2], p.light, 0.35);
  const land = c.layers.map((layer, index) => {
    const body =
      c.water !== null && index > 1 ? mix(p.water, p.near, layer.depth * 0.55) : mix(p.far, p.near, layer.depth ** 0.8);
    const lit = mix(body, warm, 0.34 * (1 - layer.depth * 0.7));
    return svg.downward(`land${index}`, [
      [0, lit],
      [0.32, body],
      [1, mix(body, deep, 0.55)],
    ]);
  });
  return [
    svg.downward("sky", [
      [0, deep],
      [0.42, p.sky[1]],
      [0.82, p.sky[2]],
      [1, mix(p.sky[2], warm, 0.5)],
    ]),
    svg.outward("halo", [
      [0, warm, 0.95],
      [0.12, warm, 0.6],
      [0.4, warm, 0.2],
      [1, warm, 0],
    ]),
    svg.outward("orb", [
      [0, "#ffffff"],
      [0.6, p.light],
      [1, mix(p.light, p.accent, 0.35)],
    ]),
    svg.outward("cloud", [
      [0, mix(p.light, p.sky[1], dark ? 0.55 : 0.15), dark ? 0.34 : 0.55],
      [1, p.sky[1], 0],
    ]),
    svg.outward("nebula0", [
      [0, p.accent, 0.42],
      [0.5, mix(p.accent, p.sky[1], 0.6), 0.2],
      [1, p.sky[1], 0],
    ]),
    svg.outward("nebula1", [
      [0, mix(p.water, "#48d0ff", 0.55), 0.4],
      [1, p.water, 0],
    ]),
    svg.outward("spark", [
      [0, "#fff6d8"],
      [0.25, warm, 0.7],
      [1, warm, 0],
    ]),
    svg.outward("dim", [
      [0.6, "#000014", 0],
      [1, "#000014", dark ? 0.45 : 0.24],
    ]),
    svg.downward("mist", [
      [0, mist, 0],
      [0.45, mist, 0.5],
      [1, mist, 0],
    ]),
    ...land,
  ].join("");
}

function sky(air: Air): string {
  const { scene, composition: c, palette: p, dark, reach, deep } = air;
  const { x, y, radius } = c.light;
  const bright = c.stars.filter((star) => star.radius > 2);
  const bolt = svg.lightning(c.width * (x > c.width / 2 ? 0.3 : 0.7), c.horizon);
  const puff = (left: number, top: number, width: number) =>
    [0, 1, 2].map(
      (part) =>
        `<ellipse cx="${n(left + width * (part * 0.28 + 0.2))}" cy="${n(top - part * 7)}" rx="${n(width * 0.5)}" ry="${n(30 + part * 7)}" fill="url(#cloud)"/>`,
    );
  return [
    nebulae(air),
    svg.path(svg.circles(c.stars), `fill="#ffffff" opacity="0.9"`),
    ...bright.map((star) => svg.circle(star.x, star.y, star.radius * 6, 'fill="url(#spark)" opacity="0.6"')),
    svg.circle(x, y, reach, 'fill="url(#halo)" opacity="0.8"'),
    dark ? "" : svg.path(rays(air), `fill="${p.light}" opacity="0.1"`),
    svg.circle(x, y, radius, 'fill="url(#orb)"'),
    ...c.planets.map((planet) =>
      svg.planet(planet, mix(p.accent, p.light, 0.15), mix(p.accent, deep, 0.6), mix(p.accent, "#ffffff", 0.55)),
    ),
    ...c.clouds.flatMap((cloud) => puff(cloud.x, cloud.y, cloud.width)),
    scene.weather === "storm"
      ? svg.path(bolt, 'fill="none" stroke="#fff6c8" stroke-width="16" opacity="0.18" stroke-linejoin="round"') +
        svg.path(bolt, 'fill="none" stroke="#fffbe8" stroke-width="4.5" stroke-linejoin="round"')
      : "",
    svg.path(svg.birds(c.birds), `stroke="${mix(deep, p.sky[1], 0.2)}" stroke-width="3.2" fill="none"`),
    ...c.placed.filter(({ depth }) => depth < 0).map((placed) => standing(air, placed)),
  ].join("");
}

function nebulae({ scene, composition: c, random }: Air): string {
  const count = scene.ground === "space" ? 9 : scene.time === "night" ? 3 : 0;
  return Array.from({ length: count }, (_, index) => {
    const size = random.between(260, 620);
    const [x, y] = [random.between(0, c.width), random.between(0, c.horizon * 0.9)];
    return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(size)}" ry="${n(size * random.between(0.25, 0.5))}" transform="rotate(${n(random.between(-24, 4))} ${n(x)} ${n(y)})" fill="url(#nebula${index % 2})"/>`;
  }).join("");
}

function rays({ composition: c, random, reach }: Air): string {
  const { x, y } = c.light;
  return Array.from({ length: 9 }, (_, index) => {
    const angle = Math.PI * (0.06 + index * 0.11) + random.between(-0.06, 0.06);
    const spread = random.between(0.018, 0.05);
    const end = (turn: number) => `${n(x + Math.cos(turn) * reach * 1.7)},${n(y - Math.sin(turn) * reach * 1.7)}`;
    return `M${n(x)},${n(y)}L${end(angle - spread)}L${end(angle + spread)}Z`;
  }).join("");
}

function land(air: Air): string {
  const { composition: c, palette: p } = air;
  const layers = c.layers.map((layer, index) => landLayer(air, layer, index));
  const { petals, hearts } = svg.petals(c.blossoms);
  return [
    ...layers.slice(0, -1),
    c.water === null ? "" : reflection(air, c.water),
    layers.at(-1) ?? "",
    svg.path(petals, `fill="${mix(p.accent, p.light, 0.25)}" opacity="0.9"`),
    svg.path(hearts, `fill="${air.warm}"`),
    ...c.placed.filter(({ depth }) => depth >= 0.7).map((placed) => standing(air, placed)),
  ].join("");
}

function landLayer(air: Air, layer: Layer, index: number): string {
  const { composition: c, palette: p, random, dark, warm, deep } = air;
  const top = Math.min(...layer.crest.map(([, y]) => y));
  const wood = mix(mix(p.far, p.near, layer.depth ** 0.8), deep, 0.42);
  const lit = svg.windows(layer, () => random.happens(dark ? 0.38 : 0.15), c.height);
  const rim = `fill="none" stroke="${warm}" stroke-width="${n(2.2 + layer.depth * 2)}" opacity="${n(0.42 - layer.depth * 0.18)}"`;
  const veil = `<rect x="0" y="${n(top - 30)}" width="${n(c.width)}" height="${n(Math.max(140, (c.height - top) * 0.5))}" fill="url(#mist)" opacity="${n(0.75 * (1 - layer.depth))}"/>`;
  const here = c.placed.filter(({ depth }) => depth >= layer.depth && depth < (c.layers[index + 1]?.depth ?? 2));
  return [
    svg.path(svg.pines(layer.trees), `fill="${wood}"`),
    svg.path(svg.below(layer.crest, c.width, c.height + 4), `fill="url(#land${index})"`),
    layer.relief === "skyline" ? "" : svg.path(svg.line(layer.crest), rim),
    svg.path(lit, `fill="${mix("#ffd58a", p.accent, 0.2)}" opacity="${dark ? 0.95 : 0.45}"`),
    ...here.filter(({ depth }) => depth < 0.7).map((placed) => standing(air, placed)),
    layer.depth < 1 ? veil : "",
  ].join("");
}

/** A figure in its own small light. */
function standing({ scene, palette: p, dark }: Air, placed: Placed): string {
  const { x, y, size, subject } = placed;
  const own = figureColours(subject, scene.colour, p);
  const shade = (tone: Tone) =>
    tone === "glow" || tone === "beam"
      ? own[tone]
      : mix(own[tone], p.near, (dark ? 0.36 : 0.14) * (tone === "light" ? 0.6 : 1));
  const colours: Record<Tone, string> = {
    main: shade("main"),
    shade: shade("shade"),
    light: shade("light"),
    accent: shade("accent"),
    ink: shade("ink"),
    glow: own.glow,
    beam: own.beam,
    rock: shade("rock"),
  };
  const aura = `<ellipse cx="${n(x)}" cy="${n(y - size * 0.52)}" rx="${n(size * 0.95)}" ry="${n(size * 0.85)}" fill="url(#halo)" opacity="${dark ? 0.5 : 0.34}"/>`;
  return aura + svg.figure(placed, colours, dark ? undefined : new Set(["beam"]));
}

/** The light's path on the water, wider towards us. */
function reflection({ composition: c, random, warm }: Air, surface: number): string {
  const count = Math.max(4, Math.min(22, Math.floor((c.height - surface) / 15)));
  const rows = Array.from({ length: count }, (_, row) => {
    const half = (c.light.radius * 0.5 + row * 5) * random.between(0.5, 1.2);
    const x = c.light.x - half + random.between(-12, 12);
    return `<rect x="${n(x)}" y="${n(surface + 8 + row * 15)}" width="${n(half * 2)}" height="4.5" rx="2.2"/>`;
  });
  return `<g fill="${warm}" opacity="0.5">${rows.join("")}</g>`;
}

function sparks({ composition: c, random }: Air): string {
  const near = c.layers.at(-1);
  return Array.from({ length: 26 }, () => {
    const x = random.between(0, c.width);
    const floor = near === undefined ? c.height : heightAt(near.crest, x);
    return svg.circle(x, floor - random.between(-120, 180), random.between(5, 15), 'fill="url(#spark)"');
  }).join("");
}

/** An edit: the reference under the picture's light, the subject asked for in front. */
function edited(air: Air): string {
  const { composition: c, picture, reach } = air;
  const [first] = picture.references;
  if (first === undefined) return "";
  const light = `${svg.circle(c.light.x, c.light.y, reach * 0.9, 'fill="url(#halo)" opacity="0.75"')}${nebulae(air)}`;
  const front = inFront(c, c.height - 90);
  return [
    covering(first, c, ""),
    `<rect width="${n(c.width)}" height="${n(c.height)}" fill="url(#sky)" opacity="0.62" style="mix-blend-mode:soft-light"/>`,
    `<g style="mix-blend-mode:screen">${light}</g>`,
    ...front.map((placed) => standing(air, placed)),
  ].join("");
}
