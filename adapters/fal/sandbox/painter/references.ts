import { channels } from "./colour.ts";
import type { Composition } from "./composition.ts";
import type { Picture, Reference } from "./paint.ts";
import { n } from "./svg.ts";

/** The first reference over the whole canvas, repainted in a scale of colours from dark to bright. */
export function repainted(picture: Picture, c: Composition, tones: readonly string[]): string {
  const [first] = picture.references;
  if (first === undefined) return "";
  const table = (channel: number) => tones.map((tone) => ((channels(tone)[channel] ?? 0) / 255).toFixed(3)).join(" ");
  return [
    `<filter id="repaint" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">`,
    `<feColorMatrix values="0.3 0.59 0.11 0 0 0.3 0.59 0.11 0 0 0.3 0.59 0.11 0 0 0 0 0 1 0"/>`,
    `<feComponentTransfer><feFuncR type="discrete" tableValues="${table(0)}"/><feFuncG type="discrete" tableValues="${table(1)}"/><feFuncB type="discrete" tableValues="${table(2)}"/></feComponentTransfer>`,
    `</filter>`,
    covering(first, c, 'filter="url(#repaint)"'),
  ].join("");
}

/** A reference over the whole canvas, cut where it does not fit. */
export function covering(reference: Reference, c: Composition, attributes: string): string {
  return `<image x="0" y="0" width="${n(c.width)}" height="${n(c.height)}" preserveAspectRatio="xMidYMid slice" ${attributes} href="${dataLink(reference)}"/>`;
}

/** All references as small prints in the upper right corner, so that one sees what went into the picture. */
export function referencePrints(picture: Picture, c: Composition, margin: number, paper: string): string {
  const edge = 150;
  const step = Math.min(edge + 18, (c.width - 2 * margin - edge) / Math.max(1, picture.references.length - 1));
  return picture.references
    .map((reference, index) => {
      const x = c.width - margin - edge - index * step;
      const tilt = [-2.5, 2, -1.2, 3][index % 4];
      return `<g transform="rotate(${tilt} ${n(x + edge / 2)} ${n(margin + edge / 2)})"><rect x="${n(x + 4)}" y="${n(margin + 6)}" width="${edge}" height="${edge}" opacity="0.25"/><rect x="${n(x)}" y="${margin}" width="${edge}" height="${edge}" fill="${paper}"/><image x="${n(x + 9)}" y="${margin + 9}" width="${edge - 18}" height="${edge - 18}" preserveAspectRatio="xMidYMid slice" href="${dataLink(reference)}"/></g>`;
    })
    .join("");
}

export function dataLink({ bytes, contentType }: Reference): string {
  return `data:${contentType};base64,${Buffer.from(bytes).toString("base64")}`;
}
