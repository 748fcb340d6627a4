import { type AgeWords, minorAges } from "./ages.ts";
import {
  type Concept,
  type Dictionary,
  dictionarySchema,
  readTerm,
  type Slot,
  splitTerms,
  type Word,
} from "./dictionary.ts";
import { createLanguageGuess } from "./languages.ts";
import { createVocabulary, Matcher, type Place } from "./matcher.ts";
import { fold } from "./normalise.ts";
import { fulfil, type Rule, readRules } from "./rules.ts";
import { isIdeograph, type Token, tokenise } from "./tokens.ts";
import type { Verdict } from "./verdict.ts";

export type { Verdict } from "./verdict.ts";

/** A list of swear words. Implemented by `adapters/leo-profanity`. */
export interface WordList {
  /** Every word of the list, in lower case. */
  readonly words: readonly string[];
  /** Whether exactly this word, in lower case, is on the list. */
  has(word: string): boolean;
}

/** Looks at a prompt before anything is held (T9). */
export interface TextFilter {
  check(prompt: string): Verdict;
}

export interface TextFilterOptions {
  readonly words: WordList;
  readonly dictionaries: readonly Dictionary[];
  readonly rules: readonly Rule[];
  /** Further innocent phrases, besides those of the dictionaries. */
  readonly allow?: readonly string[];
}

/** Text behind this many characters is not read: no model takes a tenth of it. */
export const CHARACTERS_READ_MAX = 100_000;

/** What is found in "nudegirl": words of the one kind written together with words of the other. */
const heads: ReadonlySet<string> = new Set<Concept>(["explicit", "nudity"]);
const partners: ReadonlySet<string> = new Set<Concept>(["person", "minor", "youth"]);

/** What a term stands for; a homograph only counts where its language is written. */
interface Label {
  readonly concept: Concept | "innocent";
  readonly language: string;
  readonly homograph: boolean;
}

/** Throws when a dictionary or rule is written wrongly, naming the place. */
export function createTextFilter(options: TextFilterOptions): TextFilter {
  const dictionaries = options.dictionaries.map((dictionary) => dictionarySchema.parse(dictionary));
  const rules = readRules(options.rules);
  const matcher = new Matcher<Label>();
  const known = {
    words: new Set(options.words.words),
    stems: new Set<string>(),
    heads: new Set<string>(),
    partners: new Set<string>(),
  };
  for (const { language, concepts, homographs, innocent: phrases } of dictionaries) {
    const shared = new Set(splitTerms(homographs));
    for (const [concept, lines] of Object.entries(concepts)) {
      for (const term of splitTerms(lines)) {
        const slots = readTerm(term);
        // A word that is known to have a second meaning has it in every language.
        const homograph = shared.has(term) && concept !== "ambiguous";
        matcher.add({ concept: concept as Concept, language, homograph }, slots);
        for (const { text, match } of singleWords(slots)) {
          known.words.add(text);
          if (match === "start") known.stems.add(text);
          if (heads.has(concept)) known.heads.add(text);
          if (partners.has(concept)) known.partners.add(text);
        }
      }
    }
    for (const phrase of splitTerms(phrases)) matcher.add(harmlessIn(language), readTerm(phrase));
  }
  for (const phrase of options.allow ?? []) matcher.add(harmlessIn("any"), readTerm(phrase));
  const vocabulary = createVocabulary(known);
  const ages = dictionaries.flatMap(({ ages }) => (ages === undefined ? [] : [readAges(ages)]));
  const spoken = createLanguageGuess(dictionaries);

  return {
    check(prompt) {
      const tokens = tokenise(prompt.slice(0, CHARACTERS_READ_MAX), vocabulary);
      const all = matcher.find(tokens);
      const clear = all.filter(({ label }) => !label.homograph && label.concept !== "ambiguous");
      const languages = spoken(
        tokens,
        clear.map(({ label }) => label.language),
      );
      const hits = all.filter(({ label }) => !label.homograph || languages.has(label.language));
      const harmless = covered(
        tokens.length,
        hits.filter(({ label }) => label.concept === "innocent").flatMap(({ words }) => words),
      );
      const found = new Map<Concept, Place[]>();
      const note = (concept: Concept, from: number, to: number) => {
        const list = found.get(concept);
        if (list === undefined) found.set(concept, [{ from, to }]);
        else list.push({ from, to });
      };
      for (const { label, from, to } of hits) {
        if (label.concept !== "innocent" && !allSet(harmless, from, to)) note(label.concept, from, to);
      }
      for (const words of ages) for (const { from, to } of minorAges(tokens, words)) note("minor", from, to);
      for (const { from, to } of swearWords(tokens, options.words, harmless, found.get("ambiguous") ?? [])) {
        note("profanity", from, to);
      }
      for (const rule of rules) {
        const deciding = fulfil(rule, found);
        if (deciding !== null) {
          const { category, confidence } = rule;
          return { allowed: false, stage: "prompt", category, matched: quote(tokens, deciding), confidence };
        }
      }
      return { allowed: true };
    },
  };
}

function harmlessIn(language: string): Label {
  return { concept: "innocent", language, homograph: false };
}

/** Terms of one whole word: the ones that may be looked for behind a disguise. */
function singleWords(slots: readonly Slot[]): Word[] {
  const [only] = slots;
  if (slots.length !== 1 || only === undefined || only.gap) return [];
  return only.words.filter(({ match }) => match !== "end");
}

function readAges(ages: NonNullable<ReturnType<typeof dictionarySchema.parse>["ages"]>): AgeWords {
  const list = (lines: readonly string[]) => splitTerms(lines).map(fold);
  const numbers = Object.fromEntries(Object.entries(ages.numbers).map(([word, age]) => [fold(word), age]));
  return { units: list(ages.units), before: list(ages.before), numbers };
}

function covered(length: number, hits: readonly Place[]): boolean[] {
  const marks = new Array<boolean>(length).fill(false);
  for (const { from, to } of hits) marks.fill(true, from, to);
  return marks;
}

function allSet(marks: readonly boolean[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (marks[at] !== true) return false;
  return true;
}

/** Words of the swear list that are neither in an innocent phrase nor known to mean something else as well. */
function* swearWords(
  tokens: readonly Token[],
  words: WordList,
  harmless: readonly boolean[],
  ambiguous: readonly Place[],
): Iterable<Place> {
  const excused = covered(tokens.length, ambiguous);
  for (const [from, { readings }] of tokens.entries()) {
    for (const { text, length } of readings) {
      const to = from + length;
      if (words.has(text) && !allSet(harmless, from, to) && !allSet(excused, from, to)) yield { from, to };
    }
  }
}

const QUOTE_LENGTH_MAX = 120;

/** The deciding words as they were read, in their order in the text; Chinese and Japanese have no spaces to put back. */
function quote(tokens: readonly Token[], deciding: readonly Place[]): string {
  const parts = deciding
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => {
      const words = tokens.slice(from, to).map(({ text }) => text);
      return words.join(words.every(isIdeograph) ? "" : " ");
    });
  return parts.join(" + ").slice(0, QUOTE_LENGTH_MAX);
}
