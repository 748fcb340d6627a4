const characters = new Intl.Segmenter("en");
/** What one character may take in UTF-16 units, on average: a pile of combining marks is one character as well. */
const UNITS_A_CHARACTER = 8;

/**
 * On one line, and shortened to a length in characters as people count them, with a sign that something was left out. No
 * character is cut in two: not a flag, not a family, not a letter from its accents.
 */
export function shortened(text: string, lengthMax: number): string {
  const line = text.replace(/\s+/gu, " ").trim();
  let length = 0;
  let cut = 0;
  for (const { index, segment } of characters.segment(line)) {
    const end = index + segment.length;
    if (length === lengthMax || end > lengthMax * UNITS_A_CHARACTER) return `${line.slice(0, cut).trimEnd()}…`;
    length += 1;
    if (length < lengthMax) cut = end;
  }
  return line;
}
