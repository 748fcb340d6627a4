import leo from "leo-profanity";
import type { WordList } from "../../src/core/moderation/text-filter.ts";

/**
 * leo-profanity's English dictionary. Only its words are used: its own `check` splits at spaces alone, so that a line break
 * or a "!" beside a word hides it, and its state is shared by the whole process.
 *
 * @see https://github.com/jojoee/leo-profanity
 */
export function leoProfanityWordList(): WordList {
  const words = new Set(leo.getDictionary("en").map((word) => word.toLowerCase()));
  return { words: [...words], has: (word) => words.has(word) };
}
