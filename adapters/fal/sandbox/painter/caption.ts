import { escapeXml, n } from "./svg.ts";

const LETTERS_MAX = 72;
/** Letters of one place may pile up without end. */
const UNITS_OF_LETTER_MAX = 8;

export interface CaptionStyle {
  readonly fill: string;
  readonly family: string;
  readonly size: number;
  readonly attributes?: string;
}

/** The prompt on one line, as much of it as fits into `width`. Its bottom left corner is at x, y. */
export function caption(prompt: string, x: number, y: number, width: number, style: CaptionStyle): string {
  const text = shortened(prompt, width / style.size);
  return `<text x="${n(x)}" y="${n(y)}" font-family="${style.family}" font-size="${n(style.size)}" fill="${style.fill}" ${style.attributes ?? ""}>${escapeXml(text)}</text>`;
}

/** How wide a caption comes out, in units; a guess by kinds of letters. */
export function captionWidth(prompt: string, width: number, size: number): number {
  return [...shortened(prompt, width / size)].reduce((sum, letter) => sum + letterWidth(letter), 0) * size;
}

function shortened(prompt: string, ems: number): string {
  // The beginning is enough to fill any line, and splitting a huge prompt would take its time.
  const start = prompt
    .slice(0, LETTERS_MAX * UNITS_OF_LETTER_MAX)
    .replace(/[\p{C}\p{Z}\s]+/gu, " ")
    .trim();
  const letters: string[] = [];
  let used = 0;
  let cut = prompt.length > LETTERS_MAX * UNITS_OF_LETTER_MAX;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(start)) {
    used += letterWidth(segment);
    if (used > ems - 1 || letters.length >= LETTERS_MAX) {
      cut = true;
      break;
    }
    letters.push(segment.slice(0, UNITS_OF_LETTER_MAX));
  }
  return cut ? `${letters.join("").trimEnd()}…` : letters.join("");
}

function letterWidth(letter: string): number {
  if ((letter.codePointAt(0) ?? 0) >= 0x2e80) return 1.05;
  if (/^[A-ZMW@%]/.test(letter)) return 0.72;
  return /^[ijl.,:;'|! ]/.test(letter) ? 0.36 : 0.58;
}
