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
  /** The words that the term names, without those in its gaps. */
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
          const words = [{ from, to: from + reading.length }, ...rest];
          hits.push({ label, from, to: words.at(-1)?.to ?? from, words });
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
  if (match === "whole") return forms(reading.text).includes(text);
  if (reading.guess) return match === "start" && reading.text === text;
  return match === "start" ? reading.text.startsWith(text) : reading.text.endsWith(text);
}

/** A word as it stands and without the endings of plurals, which most of our languages share. */
function forms(text: string): string[] {
  if (text.length < 4 || !text.endsWith("s")) return [text];
  return text.endsWith("es") ? [text, text.slice(0, -1), text.slice(0, -2)] : [text, text.slice(0, -1)];
}

/** The whole words of all terms, which are worth finding in a disguise. */
export function createVocabulary(words: Iterable<string>): Vocabulary {
  const known = new Set([...words].filter((word) => word.length > 2));
  const byStart = new Map<string, string[]>();
  const startOf = (word: string) => `${word[0]}${word.length}`;
  for (const word of known) byStart.set(startOf(word), [...(byStart.get(startOf(word)) ?? []), word]);
  return {
    has: (word) => known.has(word) || (word.length > 4 && word.endsWith("s") && known.has(word.slice(0, -1))),
    fitting(pattern) {
      // A pattern that is mostly stars fits anything.
      if ((pattern.match(/[a-z]/g)?.length ?? 0) < 2) return [];
      return (byStart.get(startOf(pattern)) ?? []).filter((word) =>
        [...pattern].every((sign, index) => sign === "*" || sign === word[index]),
      );
    },
  };
}
