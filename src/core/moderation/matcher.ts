import type { Slot, Word } from "./dictionary.ts";
import type { Reading, Token, Vocabulary } from "./tokens.ts";

/** From one token up to, but not including, another. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A term that stands in the text. */
export interface Hit<Label> extends Place {
  readonly label: Label;
  /** The words that the term is about: without those in its gaps, and without its context. */
  readonly words: readonly Place[];
}

interface Pattern<Label> {
  readonly label: Label;
  readonly slots: readonly Slot[];
}

const GAP_WORDS_MAX = 3;
const katakana = /^[\p{Script=Katakana}ー]$/u;
const STEM_LETTERS_MAX = 16;

/** Finds all terms of many dictionaries at once; the time grows with the text, not with the number of terms. */
export class Matcher<Label> {
  private readonly whole = new Map<string, Pattern<Label>[]>();
  private readonly start = new Map<string, Pattern<Label>[]>();
  private readonly end = new Map<string, Pattern<Label>[]>();

  /** Throws when the term begins with a gap. */
  add(label: Label, slots: readonly Slot[]): void {
    const first = slots[0];
    if (first === undefined || first.gap) throw new Error("a term must begin with a word");
    for (const word of first.words) {
      const index = this[word.match];
      const patterns = index.get(word.text) ?? [];
      patterns.push({ label, slots });
      index.set(word.text, patterns);
    }
  }

  /** Hits in order of their beginnings. */
  find(tokens: readonly Token[]): Hit<Label>[] {
    const hits: Hit<Label>[] = [];
    for (const [from, token] of tokens.entries()) {
      // Katakana write foreign words: what begins inside of one ("エロ" in "ピエロ") is no word.
      if (token.follows && katakana.test(token.text) && katakana.test(tokens[from - 1]?.text ?? "")) continue;
      for (const reading of token.readings) {
        for (const { label, slots } of this.beginningWith(reading)) {
          const rest = follow(tokens, from + reading.length, slots, 1);
          if (rest === null) continue;
          const own = { from, to: from + reading.length };
          const words = [own, ...rest].filter((_, index) => !isContext(namedSlots(slots)[index]));
          hits.push({ label, from, to: rest.at(-1)?.to ?? own.to, words });
        }
      }
    }
    return hits;
  }

  private *beginningWith({ text, guess }: Reading): Iterable<Pattern<Label>> {
    for (const form of forms(text)) yield* this.whole.get(form) ?? [];
    if (guess) {
      yield* this.start.get(text) ?? [];
      return;
    }
    const longest = Math.min(text.length, STEM_LETTERS_MAX);
    for (let length = 2; length <= longest; length++) {
      if (this.start.size > 0) yield* this.start.get(text.slice(0, length)) ?? [];
      if (this.end.size > 0) yield* this.end.get(text.slice(-length)) ?? [];
    }
  }
}

function namedSlots(slots: readonly Slot[]): readonly Slot[] {
  return slots.some(({ gap }) => gap) ? slots.filter(({ gap }) => !gap) : slots;
}

function isContext(slot: Slot | undefined): boolean {
  return slot !== undefined && !slot.gap && slot.context;
}

/** The places of a term's remaining words, or null when they do not stand there. */
function follow(tokens: readonly Token[], at: number, slots: readonly Slot[], index: number): Place[] | null {
  const slot = slots[index];
  if (slot === undefined) return [];
  if (slot.gap) {
    for (let skipped = 0; skipped <= GAP_WORDS_MAX; skipped++) {
      const rest = follow(tokens, at + skipped, slots, index + 1);
      if (rest !== null) return rest;
    }
    return null;
  }
  for (const reading of tokens[at]?.readings ?? []) {
    if (!slot.words.some((word) => fits(word, reading))) continue;
    const to = at + reading.length;
    const rest = follow(tokens, to, slots, index + 1);
    if (rest !== null) return [{ from: at, to }, ...rest];
  }
  return null;
}

function fits({ text, match }: Word, reading: Reading): boolean {
  // Nearly all words differ at once: their forms are only made for those that begin alike.
  if (match === "whole") return reading.text.startsWith(text) && forms(reading.text).includes(text);
  if (reading.guess) return match === "start" && reading.text === text;
  return match === "start" ? reading.text.startsWith(text) : reading.text.endsWith(text);
}

/** A word as it stands and without the endings of plurals, which most of our languages share. */
function forms(text: string): string[] {
  if (text.length < 4 || !text.endsWith("s")) return [text];
  return text.endsWith("es") ? [text, text.slice(0, -1), text.slice(0, -2)] : [text, text.slice(0, -1)];
}

/** Shorter stems would find something in most guesses. */
const GUESSED_STEM_LETTERS_MIN = 5;

export interface VocabularyOptions {
  /** The whole words of all terms, which are worth finding in a disguise. */
  readonly words: Iterable<string>;
  /** Beginnings of words that are. */
  readonly stems: Iterable<string>;
  /** Words that are also worth finding where they are written together with one of `partners`. */
  readonly heads: Iterable<string>;
  readonly partners: Iterable<string>;
}

/** Everything that is worth finding in a disguise. */
export function createVocabulary(options: VocabularyOptions): Vocabulary {
  const { words } = options;
  const stems = new Set([...options.stems].filter((stem) => stem.length >= GUESSED_STEM_LETTERS_MIN));
  const heads = new Set([...options.heads].filter((head) => /^[a-z]{4,}$/.test(head)));
  const partners = new Set([...options.partners].filter((partner) => /^[a-z]{3,}$/.test(partner)));
  const known = new Set([...words].filter((word) => word.length > 2));
  const byStart = new Map<string, string[]>();
  const startOf = (word: string) => `${word[0]}${word.length}`;
  for (const word of known) byStart.set(startOf(word), [...(byStart.get(startOf(word)) ?? []), word]);
  return {
    has: (word) => known.has(word) || (word.length > 4 && word.endsWith("s") && known.has(word.slice(0, -1))),
    stemOf(word) {
      for (let length = GUESSED_STEM_LETTERS_MIN; length <= Math.min(word.length, STEM_LETTERS_MAX); length++) {
        if (stems.has(word.slice(0, length))) return word.slice(0, length);
      }
      return null;
    },
    headOf(compound) {
      for (let length = 3; length <= compound.length - 3; length++) {
        const [left, right] = [compound.slice(0, length), compound.slice(length)];
        if (heads.has(left) && forms(right).some((form) => partners.has(form))) return left;
        if (partners.has(left) && forms(right).some((form) => heads.has(form))) return right;
      }
      return null;
    },
    fitting(pattern) {
      // A pattern that is mostly stars fits anything.
      if ((pattern.match(/[a-z]/g)?.length ?? 0) < 2) return [];
      return (byStart.get(startOf(pattern)) ?? []).filter((word) =>
        [...pattern].every((sign, index) => sign === "*" || sign === word[index]),
      );
    },
  };
}
