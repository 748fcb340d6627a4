/** Longer beginnings than this tell no words apart that anybody would search for. */
const BEGINNING_MAX = 16;
/** How many entries of the index one picture may have: about the first 250 different words of its prompt. */
const ENTRIES_MAX = 1_000;
/** How many words of a search count, the longest ones. */
const SOUGHT_MAX = 8;

/** Letters that Unicode takes for letters of their own, and people for others with a mark. */
const letters: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ς: "σ" },
};
const LETTER = new RegExp(`[${Object.keys(letters).join("")}]`, "gu");
// Marks of Latin, Greek, Cyrillic, Hebrew and Arabic may be left out in writing; those of Indic scripts and of kana may not.
const OPTIONAL_MARK = /[\u0300-\u036F\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+|\p{RI}\p{RI}|\p{Extended_Pictographic}/gu;
/** Written without spaces: where a word begins and ends only its reader knows. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hira}\p{Script=Kana}ー々〆\p{Script=Thai}\p{Script=Lao}\p{Script=Khmr}\p{Script=Mymr}]$/u;

/** Text as it is compared: without case, accents, compatibility forms. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(OPTIONAL_MARK, "")
    .replace(LETTER, (letter) => letters[letter] ?? letter)
    .normalize("NFC");
}

/** The runs of a text that are searched as one: words, and stretches of a script that knows no spaces. */
function runsOf(text: string): { readonly characters: readonly string[]; readonly spaced: boolean }[] {
  const runs: { characters: string[]; spaced: boolean }[] = [];
  for (const [word] of folded(text).matchAll(WORD)) {
    let open: (typeof runs)[number] | undefined;
    for (const character of word) {
      // A mark belongs to whatever it stands behind.
      const spaced = open !== undefined && /\p{M}/u.test(character) ? open.spaced : !UNSPACED.test(character);
      if (open?.spaced !== spaced) {
        open = { characters: [], spaced };
        runs.push(open);
      }
      open.characters.push(character);
    }
  }
  return runs;
}

/**
 * What a prompt can be found by, each a value of its own, so that a search asks an index for equal values and gets them in
 * order, however many there are: every beginning of every word, and of scripts without spaces every single character and
 * every pair.
 */
export function searchEntries(text: string): string[] {
  const entries = new Set<string>();
  for (const { characters, spaced } of runsOf(text)) {
    if (spaced) {
      const last = Math.min(characters.length, BEGINNING_MAX);
      for (let length = 1; length <= last; length++) entries.add(characters.slice(0, length).join(""));
    } else {
      for (const [at, character] of characters.entries()) {
        entries.add(character);
        const next = characters[at + 1];
        if (next !== undefined) entries.add(character + next);
      }
    }
    if (entries.size >= ENTRIES_MAX) break;
  }
  return [...entries].slice(0, ENTRIES_MAX);
}

/** What has to be among a picture's entries for it to be found by this text, the most telling first. */
export function soughtEntries(text: string): string[] {
  const entries = new Set<string>();
  for (const { characters, spaced } of runsOf(text)) {
    if (spaced || characters.length === 1) entries.add(characters.slice(0, BEGINNING_MAX).join(""));
    else for (const [at, next] of characters.slice(1).entries()) entries.add(`${characters[at]}${next}`);
  }
  return [...entries].toSorted((a, b) => b.length - a.length).slice(0, SOUGHT_MAX);
}
