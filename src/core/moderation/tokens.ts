import { latinReading } from "./look-alikes.ts";
import { fold } from "./normalise.ts";

/** One word, or one character of Chinese or Japanese, which have no spaces. */
export interface Token {
  readonly text: string;
  /** Whether nothing stands between it and the token before. */
  readonly follows: boolean;
  /** What it may be meant as, itself first. */
  readonly readings: Reading[];
}
export interface Reading {
  readonly text: string;
  /** How many tokens it takes up: more than 1 where letters were pulled apart ("n u d e"). */
  readonly length: number;
  /** A guess (leetspeak, doubled letters, joined pieces): only believed for a whole known word, never for a stem. */
  readonly guess: boolean;
}

/** Which words are worth guessing. */
export interface Vocabulary {
  has(word: string): boolean;
  /** The known stem that a word begins with. */
  stemOf(word: string): string | null;
  /** The telling word in one that is written together, such as "nude" in "nudegirl". */
  headOf(compound: string): string | null;
  /** Words that fit a pattern such as `f*ck`, each star one letter. */
  fitting(pattern: string): readonly string[];
}

const ideograph = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々";
const pieces = new RegExp(`[${ideograph}]|(?:(?![${ideograph}])[\\p{L}\\p{N}@$!|+*€£])+|\\s+|.`, "gsu");
const hasWord = /[\p{L}\p{N}]/u;
const oneIdeograph = new RegExp(`^[${ideograph}]$`, "u");
/** Signs that may stand for a letter, and at the edge of a word for nothing. */
const signs: ReadonlySet<string> = new Set("@$!|+*€£");
const endingSigns: ReadonlySet<string> = new Set("!|+");
const compound = /^[a-z]{7,24}$/;
const disguised = /[0-9@$!|+€£]/;

const figures: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "6": "g",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "i",
  "|": "l",
  "+": "t",
  "€": "e",
  "£": "l",
};

/** Whether a text is one character of Chinese or Japanese. */
export function isIdeograph(text: string): boolean {
  return oneIdeograph.test(text);
}

/** Splits a prompt into tokens with their readings, in time linear in its length. */
export function tokenise(prompt: string, vocabulary: Vocabulary): Token[] {
  const tokens: Token[] = [];
  // Where the present stretch without blanks began, to join "nu.de".
  let chunk = 0;
  let follows = false;
  const endChunk = () => {
    joinPieces(tokens, chunk, vocabulary);
    chunk = tokens.length;
  };
  for (const [piece] of fold(prompt).matchAll(pieces)) {
    if (isIdeograph(piece)) {
      endChunk();
      tokens.push({ text: piece, follows, readings: [{ text: piece, length: 1, guess: false }] });
      chunk = tokens.length;
    } else if (hasWord.test(piece)) {
      tokens.push({ text: withoutEdges(piece), follows, readings: readingsOf(piece, vocabulary) });
    } else {
      if (piece.trim() === "") endChunk();
      follows = false;
      continue;
    }
    follows = true;
  }
  endChunk();
  joinLetters(tokens, vocabulary);
  return tokens;
}

/** By hand: an expression would look at a run of signs inside of a word once for each of its signs. */
function withoutEnd(piece: string, ending: ReadonlySet<string>): string {
  let to = piece.length;
  while (to > 0 && ending.has(piece[to - 1] ?? "")) to -= 1;
  return piece.slice(0, to);
}

function withoutEdges(piece: string): string {
  const end = withoutEnd(piece, signs);
  let from = 0;
  while (from < end.length && signs.has(end[from] ?? "")) from += 1;
  return end.slice(from);
}

function readingsOf(piece: string, vocabulary: Vocabulary): Reading[] {
  const plain = withoutEdges(piece);
  const readings: Reading[] = [{ text: plain, length: 1, guess: false }];
  const add = (text: string, guess: boolean) => {
    if (!readings.some((reading) => reading.text === text)) readings.push({ text, length: 1, guess });
  };
  const guess = (text: string) => {
    if (vocabulary.has(text)) add(text, true);
  };
  const guessStem = (text: string) => {
    const stem = vocabulary.stemOf(text);
    if (stem !== null) add(stem, true);
  };
  const latin = latinReading(plain);
  if (latin?.surely === true) add(latin.text, false);
  else if (latin !== null) guess(latin.text);
  const word = latin?.text ?? plain;
  if (disguised.test(piece) && /\p{L}/u.test(piece)) {
    const undisguised = withoutEnd(latin?.text ?? piece, endingSigns).replace(
      /[0-9@$!|+€£]/g,
      (sign) => figures[sign] ?? sign,
    );
    guess(undisguised);
    guess(undisguised.replaceAll("*", ""));
    guessStem(undisguised);
    if (/[1|!]/.test(piece))
      guess(piece.replace(/[1|!]/g, "l").replace(/[0-9@$+€£]/g, (sign) => figures[sign] ?? sign));
  }
  if (compound.test(word)) {
    const head = vocabulary.headOf(word);
    if (head !== null) add(head, true);
  }
  if (plain.includes("*")) guess(plain.replaceAll("*", ""));
  if (plain.includes("*")) for (const fitting of vocabulary.fitting(plain)) add(fitting, true);
  if (/(.)\1/.test(word)) {
    if (/(.)\1\1/.test(word)) {
      add(word.replace(/(.)\1{2,}/g, "$1$1"), false);
      add(word.replace(/(.)\1{2,}/g, "$1"), false);
    }
    // Doubled letters alone are common ("rapper"), so what remains must be a known word, and longer than three letters.
    const single = word.replace(/(.)\1+/g, "$1");
    if (single.length > 3 && !vocabulary.has(word)) guess(single);
  }
  return readings;
}

/** "nu.de", "p-o-r-n": pieces that only punctuation parts, read as one word. */
function joinPieces(tokens: Token[], from: number, vocabulary: Vocabulary): void {
  const count = tokens.length - from;
  if (count < 2 || count > 12) return;
  const first = tokens[from];
  const joined = tokens
    .slice(from)
    .map((token) => token.text)
    .join("");
  if (first !== undefined && joined.length > 2 && joined.length < 25 && vocabulary.has(joined)) {
    first.readings.push({ text: joined, length: count, guess: true });
  }
}

const JOINED_LETTERS_MAX = 14;

/** "n u d e": every known word among single letters that follow each other; one stray letter also joins its neighbour ("s ex"). */
function joinLetters(tokens: Token[], vocabulary: Vocabulary): void {
  // Looked at once each: in a run, every letter is asked about by all that stand before it.
  const letters = tokens.map(({ text }) => /^[\p{L}@$!]$/u.test(text) && !isIdeograph(text));
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (!letters[index]) {
      if (next !== undefined && isStray(next) && token.text.length < 12)
        join(tokens, index, 2, token.text + next.text, vocabulary);
      continue;
    }
    if (next !== undefined && !letters[index + 1]) {
      if (isStray(token) && next.text.length < 12) join(tokens, index, 2, token.text + next.text, vocabulary);
      continue;
    }
    let joined = token.text;
    const startsRun = !letters[index - 1];
    for (let length = 2; length <= JOINED_LETTERS_MAX && letters[index + length - 1]; length++) {
      joined += tokens[index + length - 1]?.text ?? "";
      // Three letters in a longer run ("A S S E T") are no word of their own.
      const wholeRun = startsRun && !letters[index + length];
      if (length > 3 || (length === 3 && wholeRun)) join(tokens, index, length, joined, vocabulary);
    }
  }
}

function join(tokens: Token[], index: number, length: number, text: string, vocabulary: Vocabulary): void {
  if (vocabulary.has(text)) tokens[index]?.readings.push({ text, length, guess: true });
}

/** A consonant alone; single vowels are words in many languages ("a", "y", "e"). */
function isStray(token: Token): boolean {
  return /^[b-df-hj-np-tvwxz]$/.test(token.text);
}
