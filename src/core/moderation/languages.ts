import { splitTerms } from "./dictionary.ts";
import { fold } from "./normalise.ts";
import type { Token } from "./tokens.ts";

/** Where no small word tells: most prompts that are a few bare words are English. */
const ASSUMED = "en";

/**
 * Tells which languages a text may be written in, by its small words and by the terms that
 * were found: those with the most. It never switches a dictionary
 * off; it only decides between the readings of words that two languages share.
 */
export function createLanguageGuess(dictionaries: readonly { language: string; signs: readonly string[] }[]) {
  const languagesOf = new Map<string, string[]>();
  for (const { language, signs } of dictionaries) {
    for (const sign of splitTerms(signs).map(fold)) languagesOf.set(sign, [...(languagesOf.get(sign) ?? []), language]);
  }
  return (tokens: readonly Token[], found: readonly string[]): ReadonlySet<string> => {
    const counts = new Map<string, number>();
    for (const language of found) counts.set(language, (counts.get(language) ?? 0) + 1);
    for (const { text } of tokens) {
      for (const language of languagesOf.get(text) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    if (most === 0) return new Set([ASSUMED]);
    return new Set([...counts].filter(([, count]) => count === most).map(([language]) => language));
  };
}
