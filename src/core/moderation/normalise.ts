import { plainLetters } from "./look-alikes.ts";

/** Marks at letters and variation selectors, but not those that make another letter: the voice marks of Japanese, and "й". */
const marks = /(?![\u3099\u309a])(?!(?<=и)\u0306)\p{Mn}/gu;
/** Characters that show nothing: zero-width, direction marks, soft hyphens, controls, fillers. */
const invisible = /[\p{Cf}\p{Cc}]|\u115f|\u1160|\u3164|\u2800/gu;
const blanks = /[\t\n\v\f\r\u0085]/g;

/** Some single characters unfold into eighteen; a text that grows more than this is no text. */
const GROWTH_MAX = 2;

/** One spelling for all ways to write the same letters: lower case, no marks, no fonts, nothing invisible. */
export function fold(text: string): string {
  // Line breaks are control characters too, and they do separate words.
  const unfolded = text
    .replace(blanks, " ")
    .normalize("NFKD")
    .slice(0, 100 + GROWTH_MAX * text.length);
  const visible = unfolded.replace(invisible, "").toLowerCase();
  return plainLetters(visible.normalize("NFKD").replace(marks, "").normalize("NFC"));
}
