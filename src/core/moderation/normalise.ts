import { plainLetters } from "./look-alikes.ts";

/** Marks above and below letters, but not the voice marks of Japanese, which make other letters. */
const marks = /[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
/** Characters that show nothing: zero-width, direction marks, soft hyphens, variation selectors, fillers. */
const invisible = /[\p{Cf}\p{Cc}\ufe00-\ufe0f\u115f\u1160\u3164\u17b4\u17b5\u2800\u{e0100}-\u{e01ef}]/gu;
const blanks = /[\t\n\v\f\r\u0085]/g;

/** One spelling for all ways to write the same letters: lower case, no marks, no fonts, nothing invisible. */
export function fold(text: string): string {
  // Line breaks are control characters too, and they do separate words.
  const visible = text.replace(blanks, " ").normalize("NFKD").replace(invisible, "").toLowerCase();
  return plainLetters(visible.normalize("NFKD").replace(marks, "").normalize("NFC"));
}
