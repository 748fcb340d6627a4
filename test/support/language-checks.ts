import { commands } from "../../commands/index.ts";
import type { SaidText } from "./messages.ts";
import { sameInEnglish } from "./same-in-english.ts";

/** What a text of one language and its English one have in common. */
export function keyOf({ path, data }: SaidText): string {
  return `${path} ${JSON.stringify(data)}`;
}

/**
 * What has to be in the text in every language: numbers, commands, flags, clauses, addresses, file names, and the names that
 * the sentence was given.
 */
function tokensOf({ path, text, data }: SaidText): string[] {
  const written = text.match(
    /\d+(?:[.:]\d+)*|(?<![\w/])\/[a-z]+(?: (?:export|delete|keep|refunds|orders|price))?(?![\w/])|--[a-z]+|\bT\d+\b|[\w.]+@[\w.-]+\w|\.(?:json|png|zip)\b|\b(?:ZIP|PNG|JPEG|WebP|UTC|MB)\b/gu,
  );
  const given = WORDED.has(path) ? [] : namesIn(data).filter((name) => text.includes(name));
  return [...new Set([...(written ?? []), ...given])];
}

/** Names in what a sentence was given. Codes that a language has words for (`month`, `bought`) are no names. */
function namesIn(data: unknown): string[] {
  if (typeof data === "string") return /^[a-z-]+$/u.test(data) && !TYPED.has(data) ? [] : [data.trim()];
  if (data instanceof Date) return [];
  if (typeof data !== "object" || data === null) return [];
  // An example has words of the language in it.
  return Object.entries(data).flatMap(([key, value]) => (key === "example" ? [] : namesIn(value)));
}
/** Sentences that put into words themselves what they are given. */
const WORDED: ReadonlySet<string> = new Set(["styles.label"]);
/** Words in small letters that people type as they are. */
const TYPED: ReadonlySet<string> = new Set([
  ...commands.flatMap(({ options }) => Object.keys(options)),
  ...["seedream", "z-image", "nano-banana", "gpt-image", "noir", "low", "high", "square", "wide", "imagine", "balance"],
]);

/** Arguments that a sentence must tell apart. Numbers are left out: not every language has a plural. */
function tellsApart(a: readonly unknown[], b: readonly unknown[]): boolean {
  const kinds = (data: readonly unknown[]) => data.map((one) => (typeof one === "number" ? "a number" : one));
  return JSON.stringify(kinds(a)) !== JSON.stringify(kinds(b));
}

const numbersIn = (text: string) => new Set(text.match(/\d+/gu));

/** What is missing of what the English text is about; `1` may be "a". */
export function lostIn(one: SaidText, english: SaidText): string[] {
  const numbers = numbersIn(one.text);
  return tokensOf(english).filter((token) => {
    const isThere = one.text.includes(token) || one.text.includes(token.replace(".", ","));
    return token !== "1" && !isThere && !numbers.has(token);
  });
}

/** Pairs of texts of one sentence that are the same, although English tells their data apart. */
export function blurredIn(said: readonly SaidText[], english: ReadonlyMap<string, SaidText>): string[] {
  return said.flatMap((one, index) =>
    said.slice(index + 1).flatMap((other) => {
      if (one.path !== other.path || one.text !== other.text || !tellsApart(one.data, other.data)) return [];
      const differs = english.get(keyOf(one))?.text !== english.get(keyOf(other))?.text;
      return differs ? [`${one.path}: ${one.text}`] : [];
    }),
  );
}

/** Texts that are still the English ones, without being names or the same word. */
export function leftInEnglish(
  said: readonly SaidText[],
  english: ReadonlyMap<string, SaidText>,
  language: string,
): string[] {
  return said
    .filter((one) => /\p{L}{2}/u.test(one.text) && one.text === english.get(keyOf(one))?.text)
    .filter(({ path, text }) => !sameInEnglish({ language, path, text }))
    .map(({ path, text }) => `${path}: ${text}`);
}
