import type { Place } from "./matcher.ts";
import type { Token } from "./tokens.ts";

/** How one language says ages: `years` behind a number, `age` before it, `twelve`. */
export interface AgeWords {
  readonly units: readonly string[];
  readonly before: readonly string[];
  readonly numbers: Readonly<Record<string, number>>;
}

/** Whoever is younger than this is a minor. */
const ADULT_years = 18;
const glued = /^(\d{1,2})([a-z]{1,4})$/;

/** Where a text says that somebody is under 18: "12 years old", "age nine", "14yo", "12歳". */
export function minorAges(tokens: readonly Token[], words: AgeWords): Place[] {
  const units = new Set(words.units);
  const before = new Set(words.before);
  const found: Place[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const word = tokens[at]?.text ?? "";
    const together = glued.exec(word);
    if (together !== null) {
      if (isMinor(Number(together[1])) && units.has(together[2] ?? "")) found.push({ from: at, to: at + 1 });
      continue;
    }
    const age = /^\d{1,2}$/.test(word) ? Number(word) : words.numbers[word];
    if (age === undefined || !isMinor(age)) continue;
    const next = tokens[at + 1]?.text ?? "";
    const previous = tokens[at - 1]?.text ?? "";
    if (units.has(next)) found.push({ from: at, to: at + 2 });
    else if (before.has(previous)) found.push({ from: at, to: at + 1 });
  }
  return found;
}

function isMinor(age_years: number): boolean {
  return age_years >= 0 && age_years < ADULT_years;
}
