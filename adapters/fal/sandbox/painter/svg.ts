import type { Composition, Layer, Placed } from "./composition.ts";
import { figures, rock, type Tone } from "./figures.ts";
import type { Point } from "./land.ts";
import type { Canvas } from "./paint.ts";

/** A length in SVG: one decimal is finer than any pixel. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Text as XML takes it: without the characters that no XML may hold, and without markup. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN_IN_XML, "\ufffd").replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu;

export function line(points: readonly Point[]): string {
  return points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${n(x)},${n(y)}`).join("");
}

/** The land below a crest, down to `bottom`. */
export function below(points: readonly Point[], width: number, bottom: number): string {
  return `M-2,${n(bottom)}L-2,${n(points[0]?.[1] ?? bottom)}${line(points).replace("M", "L")}L${n(width + 2)},${n(points.at(-1)?.[1] ?? bottom)}L${n(width + 2)},${n(bottom)}Z`;
}

export function circle(x: number, y: number, radius: number, attributes: string): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" ${attributes}/>`;
}

export function path(d: string, attributes: string): string {
  return d === "" ? "" : `<path d="${d}" ${attributes}/>`;
}

export function circles(all: readonly { readonly x: number; readonly y: number; readonly radius: number }[]): string {
  return all
    .map(
      ({ x, y, radius: r }) =>
        `M${n(x - r)},${n(y)}a${n(r)},${n(r)} 0 1 0 ${n(2 * r)},0a${n(r)},${n(r)} 0 1 0 ${n(-2 * r)},0Z`,
    )
    .join("");
}

/** All pines of a layer in one path. */
export function pines(trees: Layer["trees"]): string {
  return trees
    .map(({ x, y, height: h }) => {
      const w = h * 0.36;
      const tiers = [0, 0.26, 0.5].map((top, tier) => {
        const half = w * (0.5 + tier * 0.27) * 0.72;
        const from = y - h + h * top;
        return `M${n(x)},${n(from)}L${n(x + half)},${n(from + h * 0.4)}L${n(x - half)},${n(from + h * 0.4)}Z`;
      });
      return `${tiers.join("")}M${n(x - w * 0.07)},${n(y - h * 0.12)}h${n(w * 0.14)}V${n(y)}h${n(-w * 0.14)}Z`;
    })
    .join("");
}

export function birds(flock: Composition["birds"]): string {
  return flock
    .map(
      ({ x, y, size: s }) =>
        `M${n(x - s)},${n(y - s * 0.3)}Q${n(x - s * 0.4)},${n(y - s * 0.65)} ${n(x)},${n(y)}Q${n(x + s * 0.4)},${n(y - s * 0.65)} ${n(x + s)},${n(y - s * 0.3)}`,
    )
    .join("");
}

/** Lit windows of a skyline. */
export function windows(layer: Layer, lit: (x: number, y: number) => boolean, bottom: number): string {
  if (layer.relief !== "skyline") return "";
  const found: string[] = [];
  const blocks = layer.crest;
  for (let index = 0; index + 1 < blocks.length; index++) {
    const [x0, y0] = blocks[index] ?? [0, 0];
    const [x1, y1] = blocks[index + 1] ?? [0, 0];
    if (y0 !== y1 || x1 - x0 < 30) continue;
    for (let x = x0 + 9; x < x1 - 12; x += 15) {
      for (let y = y0 + 14; y < Math.min(bottom, y0 + 330); y += 21) {
        if (lit(x, y)) found.push(`M${n(x)},${n(y)}h6.5v10h-6.5Z`);
      }
    }
  }
  return found.join("");
}

export function figure(placed: Placed, colours: Record<Tone, string>, leaveOut: ReadonlySet<Tone> = new Set()): string {
  const scale = placed.size / 100;
  const parts = [...(placed.onRock ? [rock] : []), ...figures[placed.subject]]
    .filter(({ tone }) => !leaveOut.has(tone))
    .map(({ tone, d }) => path(d, `fill="${colours[tone]}"${tone === "beam" ? ' opacity="0.28"' : ""}`));
  return `<g transform="translate(${n(placed.x - placed.size / 2)},${n(placed.y - placed.size)}) scale(${scale.toFixed(4)})">${parts.join("")}</g>`;
}

/** A linear gradient from the top down. */
export function downward(
  id: string,
  stops: readonly (readonly [offset: number, colour: string, opacity?: number])[],
): string {
  const marks = stops.map(
    ([offset, colour, opacity = 1]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
  );
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${marks.join("")}</linearGradient>`;
}

export function outward(
  id: string,
  stops: readonly (readonly [offset: number, colour: string, opacity?: number])[],
): string {
  const marks = stops.map(
    ([offset, colour, opacity = 1]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
  );
  return `<radialGradient id="${id}">${marks.join("")}</radialGradient>`;
}

/** Petals and hearts of flowers, each in one path. */
export function petals(blossoms: Composition["blossoms"]): { readonly petals: string; readonly hearts: string } {
  const around = [0, 1, 2, 3, 4].map((turn) => (turn / 5) * Math.PI * 2 - Math.PI / 2);
  return {
    petals: circles(
      blossoms.flatMap(({ x, y, size }) =>
        around.map((angle) => ({
          x: x + Math.cos(angle) * size * 0.62,
          y: y + Math.sin(angle) * size * 0.56,
          radius: size * 0.46,
        })),
      ),
    ),
    hearts: circles(blossoms.map(({ x, y, size }) => ({ x, y, radius: size * 0.36 }))),
  };
}

/** A planet with a ring, in two flat colours. */
export function planet(
  { x, y, radius }: Composition["planets"][number],
  colour: string,
  shade: string,
  ring: string,
): string {
  const half = `M${n(x)},${n(y - radius)}a${n(radius)},${n(radius)} 0 0 1 0,${n(2 * radius)}a${n(radius * 0.7)},${n(radius)} 0 0 0 0,${n(-2 * radius)}Z`;
  const disc = circle(x, y, radius, `fill="${colour}"`) + path(half, `fill="${shade}"`);
  if (radius < 30) return disc;
  const [wide, flat] = [radius * 1.9, radius * 0.5];
  const front = `M${n(x - wide)},${n(y)}A${n(wide)},${n(flat)} 0 0 0 ${n(x + wide)},${n(y)}`;
  const back = `M${n(x - wide)},${n(y)}A${n(wide)},${n(flat)} 0 0 1 ${n(x + wide)},${n(y)}`;
  const stroke = `fill="none" stroke="${ring}" stroke-width="7"`;
  return `<g transform="rotate(-18 ${n(x)} ${n(y)})">${path(back, stroke)}${disc}${path(front, stroke)}</g>`;
}

export function lightning(x: number, bottom: number): string {
  return `M${n(x)},-10L${n(x - 46)},${n(bottom * 0.34)}L${n(x - 8)},${n(bottom * 0.36)}L${n(x - 66)},${n(bottom * 0.7)}L${n(x - 26)},${n(bottom * 0.71)}L${n(x - 76)},${n(bottom + 20)}`;
}

/** Snow or rain over everything, when there is some. */
export function falling({ scene, composition }: Canvas, snow: string, rain: string): string {
  const drops = composition.falling;
  if (scene.weather === "snow") {
    return path(circles(drops.map(({ x, y, size }) => ({ x, y, radius: size }))), `fill="${snow}" opacity="0.85"`);
  }
  const streaks = drops.map(({ x, y, size }) => `M${n(x)},${n(y)}l${n(-size * 2)},${n(size * 9)}`).join("");
  return path(streaks, `stroke="${rain}" stroke-width="2.2" opacity="0.5" fill="none"`);
}
