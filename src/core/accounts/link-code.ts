import type { Ids } from "../services.ts";

/** Digits and letters without those that look like others (I, L, O) or make words (U). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 40 bits: with ten minutes and a handful of attempts, nobody guesses one. */
const LENGTH = 8;
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

export function newLinkCode(ids: Pick<Ids, "chance">): string {
  return Array.from({ length: LENGTH }, () => ALPHABET[ids.chance(ALPHABET.length)]).join("");
}

/** `4KX7-9QTM`, as people read it to themselves. */
export function shownLinkCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}

/** The code that somebody typed, however they spaced it; null when it cannot be one. */
export function readLinkCode(typed: string): string | null {
  const code = typed
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}]/gu, "")
    .replaceAll(/[OIL]/gu, (letter) => LOOK_ALIKES[letter] ?? letter);
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}
