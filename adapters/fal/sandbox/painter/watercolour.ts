import { caption } from "./caption.ts";
import { mix } from "./colour.ts";
import { inFront, type Layer, type Placed } from "./composition.ts";
import { figureColours, figures, rock, type Tone } from "./figures.ts";
import type { Point } from "./land.ts";
import type { Canvas } from "./paint.ts";
import type { Random } from "./random.ts";
import { covering, referencePrints } from "./references.ts";
import * as svg from "./svg.ts";

const { n } = svg;
const MARGIN = 62;
const FOOT = 96;
const PAPER = "#fbf6ea";
const COATS = 9;

/** The part of the paper that is painted on. */
interface Sheet extends Canvas {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly night: boolean;
}

/** Ink line and wash: colour that runs a little past its edges, on paper that shows through. */
export function watercolour(canvas: Canvas): string {
  const { scene, composition: c, palette: p, picture, random } = canvas;
  const night = scene.time === "night" || scene.ground === "space" || scene.weather === "storm";
  const sheet: Sheet = { ...canvas, left: MARGIN, right: c.width - MARGIN, bottom: c.height - FOOT, night };
  const speckles = (count: number, largest: number) =>
    Array.from({ length: count }, () => ({
      x: random.between(0, c.width),
      y: random.between(0, c.height),
      radius: 0.5 + random.next() ** 2 * largest,
    }));
  return [
    `<rect width="${n(c.width)}" height="${n(c.height)}" fill="${PAPER}"/>`,
    svg.path(svg.circles(speckles(260, 1)), `fill="#d9cdb4" opacity="0.4"`),
    `<clipPath id="sheet"><rect x="${MARGIN}" y="${MARGIN}" width="${n(c.width - 2 * MARGIN)}" height="${n(c.height - MARGIN - FOOT)}"/></clipPath>`,
    picture.references.length > 0 ? edited(sheet) : sky(sheet) + land(sheet),
    svg.falling(canvas, "#ffffff", night ? PAPER : p.ink),
    svg.path(svg.circles(speckles(24, 6)), `fill="${mix(p.sky[0], p.accent, 0.3)}" opacity="0.22"`),
    referencePrints(picture, c, MARGIN + 22, PAPER),
    caption(picture.prompt, MARGIN + 8, c.height - FOOT / 2 + 16, c.width - 2 * MARGIN - 20, {
      fill: mix(p.ink, PAPER, 0.1),
      family: "'Liberation Serif', 'DejaVu Serif', 'Noto Serif', Georgia, serif",
      size: 28,
      attributes: 'font-style="italic"',
    }),
  ].join("");
}

function sky(sheet: Sheet): string {
  const { composition: c, palette: p, random, left, right, night, scene } = sheet;
  const down = c.horizon + 40;
  const graded = svg.downward("graded", [
    [0, p.sky[0]],
    [0.5, p.sky[1]],
    [1, p.sky[2]],
  ]);
  const blooms = Array.from({ length: 4 }, () => {
    const centre = [random.between(left + 90, right - 90), random.between(MARGIN + 70, c.horizon - 40)] as const;
    const colour = random.pick([p.sky[0], p.sky[1], p.accent]);
    return wash(random, blob(...centre, random.between(90, 230), random.between(40, 90)), colour, 0.022, 40);
  });
  const cloud = (x: number, y: number, width: number) =>
    wash(random, blob(x + width / 2, y, width * 0.5, 34), PAPER, night ? 0.045 : 0.15, 16);
  const sunColour = night ? p.light : mix(p.accent, p.light, 0.35);
  const stars = c.stars.filter(({ x, y }) => x > left && x < right && y > MARGIN);
  const bolt = svg.lightning(c.width * (c.light.x > c.width / 2 ? 0.3 : 0.7), c.horizon).replace("-10", String(MARGIN));
  return [
    `<defs>${graded}</defs>`,
    wash(random, box(left, MARGIN, right, down), "url(#graded)", night ? 0.2 : 0.11, 30),
    ...blooms,
    svg.path(svg.circles([c.light]), `fill="${night ? p.light : PAPER}" opacity="0.9"`),
    wash(random, blob(c.light.x, c.light.y, c.light.radius * 0.96, c.light.radius * 0.96), sunColour, 0.14, 7),
    svg.path(svg.circles(stars), `fill="${PAPER}" opacity="0.95"`),
    ...c.planets.map((planet) => svg.planet(planet, mix(p.accent, PAPER, 0.25), mix(p.accent, p.ink, 0.25), p.light)),
    scene.weather === "storm" ? svg.path(bolt, `fill="none" stroke="${PAPER}" stroke-width="5"`) : "",
    ...c.clouds.slice(0, 5).map(({ x, y, width }) => cloud(x, Math.max(y, MARGIN + 24), width)),
    svg.path(svg.birds(c.birds), pen(sheet, 2.6, 0.8)),
    ...c.placed.filter(({ depth }) => depth < 0).map((placed) => inked(sheet, placed)),
  ].join("");
}

function land(sheet: Sheet): string {
  const { composition: c, palette: p } = sheet;
  const { petals, hearts } = svg.petals(
    c.blossoms.filter(({ x, y }) => x > sheet.left + 16 && x < sheet.right - 16 && y < sheet.bottom - 20),
  );
  return [
    ...c.layers.map((layer, index) => landLayer(sheet, layer, index)),
    svg.path(petals, `fill="${mix(p.accent, PAPER, 0.15)}" opacity="0.85"`),
    svg.path(hearts, `fill="${p.ink}" opacity="0.6"`),
    ...c.placed.filter(({ depth }) => depth >= 0.7).map((placed) => inked(sheet, placed)),
  ].join("");
}

function landLayer(sheet: Sheet, layer: Layer, index: number): string {
  const { composition: c, palette: p, random, left, right, bottom } = sheet;
  const inside = layer.crest.filter(([x, y]) => x >= left && x <= right && y < bottom - 24);
  if (inside.length < 2) return "";
  const water = c.water !== null && index > 1;
  const colour = water ? mix(p.water, p.near, layer.depth * 0.45) : mix(p.far, p.near, layer.depth);
  const built = layer.relief === "skyline";
  const crest = built ? inside : thinned(inside, 46);
  const [first, last] = [inside[0]?.[1] ?? c.horizon, inside.at(-1)?.[1] ?? c.horizon];
  const outline: Point[] = [[left, first], ...crest, [right, last], [right, bottom], [left, bottom]];
  const trees = layer.trees.filter(({ x, y }) => x > left + 14 && x < right - 14 && y < bottom);
  const blots = trees.map(({ x, y, height }) =>
    wash(
      random,
      blob(x, y - height * 0.42, height * 0.2, height * 0.46),
      mix(colour, p.ink, 0.25),
      0.2,
      height * 0.06,
      2,
    ),
  );
  const lit = svg.windows(layer, (x) => x > left && x < right - 10 && random.happens(0.25), bottom - 10);
  const here = c.placed.filter(({ depth }) => depth >= layer.depth && depth < (c.layers[index + 1]?.depth ?? 2));
  return [
    wash(random, outline, PAPER, 0.3, built ? 3 : 8, 3),
    wash(random, outline, colour, 0.1 + 0.07 * layer.depth, built ? 5 : 16),
    svg.path(lit, `fill="${sheet.night ? "#ffd98f" : p.ink}" opacity="0.55"`),
    ...blots,
    svg.path(trees.map((tree) => scribble(random, tree)).join(""), pen(sheet, 1.4 + layer.depth, 0.75)),
    svg.path(sketch(random, crest, !built), pen(sheet, 1.6 + layer.depth * 1.6, 0.35 + layer.depth * 0.45)),
    layer.depth > 0.6 && !water ? svg.path(hatching(random, crest, bottom), pen(sheet, 1.6, 0.35)) : "",
    ...here.filter(({ depth }) => depth < 0.7).map((placed) => inked(sheet, placed)),
  ].join("");
}

function pen({ palette }: Canvas, width: number, opacity: number): string {
  return `stroke="${palette.ink}" stroke-width="${n(width)}" opacity="${n(opacity)}" fill="none" stroke-linecap="round" stroke-linejoin="round"`;
}

/** A figure with its outlines; each part covers the lines of those behind it. */
function inked({ scene, palette: p, bottom }: Sheet, placed: Placed): string {
  const colours: Record<Tone, string> = { ...figureColours(placed.subject, scene.colour, p), light: PAPER };
  const parts = [...(placed.onRock ? [rock] : []), ...figures[placed.subject]].filter(({ tone }) => tone !== "beam");
  const drawn = parts.map(
    ({ tone, d }) =>
      `${svg.path(d, `fill="${mix(colours[tone], PAPER, tone === "ink" ? 0.12 : 0.26)}" stroke="${p.ink}" stroke-width="0.8" stroke-linejoin="round"`)}${tone === "light" || tone === "ink" ? "" : svg.path(d, `fill="${colours[tone]}" opacity="0.3" transform="translate(2.2,2.8) scale(0.96)"`)}`,
  );
  const foot = Math.min(placed.y, bottom - 16);
  return `<g clip-path="url(#sheet)"><g transform="translate(${n(placed.x - placed.size / 2)},${n(foot - placed.size)}) scale(${(placed.size / 100).toFixed(4)})">${drawn.join("")}</g></g>`;
}

/** An edit: the reference soft-edged on the paper, inked round, the subject asked for in front. */
function edited(sheet: Sheet): string {
  const { composition: c, palette: p, picture, random, left, right, bottom } = sheet;
  const [first] = picture.references;
  if (first === undefined) return "";
  const mask = `<filter id="soft" x="-5%" y="-5%" width="110%" height="110%"><feGaussianBlur stdDeviation="14"/></filter><mask id="page"><rect x="${left + 24}" y="${MARGIN + 24}" width="${n(right - left - 48)}" height="${n(bottom - MARGIN - 48)}" fill="#fff" filter="url(#soft)"/></mask>`;
  const tint = `<rect width="${n(c.width)}" height="${n(c.height)}" fill="${p.sky[2]}" style="mix-blend-mode:soft-light"/>`;
  const frame: Point[] = [...box(left, MARGIN, right, bottom), [left, MARGIN]];
  return [
    `<defs>${mask}</defs><g mask="url(#page)">${covering(first, c, 'opacity="0.86"')}${tint}</g>`,
    wash(random, box(left, MARGIN, right, c.height * 0.34), p.sky[0], 0.032, 34),
    wash(random, box(left, bottom - (bottom - MARGIN) * 0.28, right, bottom), p.near, 0.036, 34),
    svg.path(sketch(random, frame, false), pen(sheet, 2.6, 0.75)),
    ...inFront(c, bottom - 24).map((placed) => inked(sheet, placed)),
  ].join("");
}

/** Many thin coats of one colour, each with an edge of its own: how wet paint dries. */
function wash(
  random: Random,
  outline: readonly Point[],
  colour: string,
  force: number,
  spread: number,
  coats = COATS,
): string {
  const base = wobbled(random, wobbled(random, outline, spread), spread * 0.6);
  const edges = Array.from({ length: coats }, () => {
    const edge = wobbled(random, base, spread * 0.55);
    return `M${edge.map(([x, y]) => `${n(x)},${n(y)}`).join("L")}Z`;
  });
  return edges.map((d) => svg.path(d, `fill="${colour}" opacity="${force.toFixed(3)}"`)).join("");
}

/** Puts a point between every two, a little off the line. */
function wobbled(random: Random, points: readonly Point[], spread: number): Point[] {
  return points.flatMap((point, index) => {
    const [x, y] = point;
    const [nextX, nextY] = points[(index + 1) % points.length] ?? point;
    const reach = Math.min(spread, Math.hypot(nextX - x, nextY - y) * 0.3);
    const off = () => (random.next() + random.next() - 1) * reach;
    return [point, [(x + nextX) / 2 + off(), (y + nextY) / 2 + off()] as const];
  });
}

/** Corners, with points between them so that the edges can wobble. */
function box(left: number, top: number, right: number, bottom: number): Point[] {
  const between = (from: Point, to: Point): Point[] =>
    [0, 0.25, 0.5, 0.75].map((share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]);
  const corners: Point[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  return corners.flatMap((corner, index) => between(corner, corners[(index + 1) % 4] ?? corner));
}

function blob(x: number, y: number, halfWidth: number, halfHeight: number): Point[] {
  return Array.from({ length: 14 }, (_, index) => {
    const angle = (index / 14) * Math.PI * 2;
    return [x + Math.cos(angle) * halfWidth, y + Math.sin(angle) * halfHeight] as const;
  });
}

/** A pen line that shakes, and lifts now and then. */
function sketch(random: Random, points: readonly Point[], lifts: boolean): string {
  return points
    .map(([x, y], index) => {
      const lifted = index === 0 || (lifts && random.happens(0.045));
      return `${lifted ? "M" : "L"}${n(x + random.between(-1.6, 1.6))},${n(y + random.between(-2, 2))}`;
    })
    .join("");
}

function scribble(random: Random, { x, y, height }: Layer["trees"][number]): string {
  const turns = 7;
  let d = `M${n(x)},${n(y - height)}`;
  for (let turn = 1; turn <= turns; turn++) {
    const half = height * (0.035 + (turn / turns) * 0.19 * random.between(0.8, 1.15));
    d += `L${n(x + (turn % 2 === 0 ? half : -half))},${n(y - height + (turn / turns) * height * 0.86)}`;
  }
  return `${d}M${n(x)},${n(y - height * 0.2)}V${n(y)}`;
}

function hatching(random: Random, crest: readonly Point[], bottom: number): string {
  return crest
    .filter((_, index) => index % 2 === 0)
    .map(([x, y]) => {
      const from = y + random.between(12, 40);
      const length = random.between(16, 46);
      return from + length < bottom - 12 ? `M${n(x)},${n(from)}l${n(-length * 0.55)},${n(length)}` : "";
    })
    .join("");
}

function thinned(points: readonly Point[], most: number): Point[] {
  const step = Math.max(1, Math.floor(points.length / most));
  return points.filter((_, index) => index % step === 0);
}
