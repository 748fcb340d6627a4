import { z } from "zod";
import { fold } from "./normalise.ts";

/** What a word or phrase is about. Rules combine these into categories. */
export const concepts = [
  "explicit",
  "nudity",
  "suggestive",
  "alluring",
  "intimate-part",
  "intimate-wear",
  "swimwear",
  "exposure",
  "person",
  "minor",
  "youth",
  "minor-sexual",
  "undress",
  "relation",
  "figure",
  "fame",
  "deepfake",
  "slur",
  "hate-slogan",
  "hate-symbol",
  "hate-display",
  "group",
  "dehumanising",
  "praise",
  "atrocity",
  "carnage",
  "killer",
  "gore",
  "blood",
  "harm",
  "body",
  "cruelty",
  "self-harm",
  "how-to",
  "contraband",
  "weapon",
  "drug",
  "trade",
  "drug-use",
  "crime",
  "fake",
  "look-real",
  "document",
  "identity-paper",
  "forgery",
  "scandal",
  "profanity",
  "art",
  "history",
  "medical",
  "clinic",
  "awareness",
  "fiction",
  "satire",
  "ambiguous",
] as const;
export type Concept = (typeof concepts)[number];

const terms = z.array(z.string().min(1));

/**
 * One language's words. Each string holds terms separated by commas; in a term, `*` at an end stands for any further
 * letters, `|` separates words of which one stands there, `~` for up to three words in between, and `^` before a word that
 * an innocent phrase needs without taking it out. See docs/moderation.md.
 */
export const dictionarySchema = z.strictObject({
  language: z.string().min(2),
  /** Small words by which the language is known: articles, prepositions. */
  signs: terms.default([]),
  /** Words of `concepts` that are harmless in another language (`bite`, `kind`): only believed where this language is written. */
  homographs: terms.default([]),
  concepts: z.partialRecord(z.enum(concepts), terms),
  /** Phrases whose words mean no harm together. */
  innocent: terms.default([]),
  /** How an age is said: words behind the number, words before it, and numbers as words. */
  ages: z
    .strictObject({ units: terms, before: terms.default([]), numbers: z.record(z.string(), z.int()).default({}) })
    .optional(),
});
export type Dictionary = z.input<typeof dictionarySchema>;

/** One place in a term: a word that must stand there, in one of its forms, or a gap. */
export type Slot =
  | { readonly gap: true }
  | {
      readonly gap: false;
      readonly words: readonly Word[];
      /** Whether the word is only there to tell: an innocent phrase does not take it out. */
      readonly context: boolean;
    };
export interface Word {
  readonly text: string;
  readonly match: "whole" | "start" | "end";
}

/** The terms of a list, apart. */
export function splitTerms(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(",").map((term) => term.trim())).filter((term) => term !== "");
}

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u;

/** Reads one term. */
export function readTerm(term: string): Slot[] {
  return term.split(/\s+/).flatMap((part): Slot[] => {
    if (part === "~") return [{ gap: true }];
    // Text of Chinese and Japanese is matched character by character, because nothing separates its words.
    if (ideographs.test(part))
      return [...fold(part)].map((text) => ({ gap: false, words: [{ text, match: "whole" }], context: false }));
    const context = part.startsWith("^");
    return [{ gap: false, words: (context ? part.slice(1) : part).split("|").map(readWord), context }];
  });
}

function readWord(text: string): Word {
  if (text.endsWith("*")) return { text: fold(text.slice(0, -1)), match: "start" };
  if (text.startsWith("*")) return { text: fold(text.slice(1)), match: "end" };
  return { text: fold(text), match: "whole" };
}
