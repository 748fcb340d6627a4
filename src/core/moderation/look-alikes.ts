/** Letters of other scripts that are drawn like a Latin one. Only read so where a word shows that Latin was meant. */
const drawnAlike: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  е: "e",
  к: "k",
  м: "m",
  н: "h",
  о: "o",
  р: "p",
  с: "c",
  т: "t",
  у: "y",
  х: "x",
  і: "i",
  ј: "j",
  ѕ: "s",
  ԁ: "d",
  ԛ: "q",
  ԝ: "w",
  һ: "h",
  ӏ: "l",
  г: "r",
  п: "n",
  и: "n",
  ё: "e",
  з: "3",
  б: "6",
  ь: "b",
  д: "d",
  л: "n",
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  ω: "w",
  σ: "o",
  δ: "d",
  γ: "y",
  μ: "u",
  ϲ: "c",
  ϳ: "j",
};

/** Letters that stand for one Latin letter in any word, and that Unicode's own decomposition leaves as they are. */
const always: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ħ: "h",
  ŧ: "t",
  ı: "i",
  ȷ: "j",
  ɑ: "a",
  ɡ: "g",
  ɩ: "i",
  ƒ: "f",
  ᴀ: "a",
  ʙ: "b",
  ᴄ: "c",
  ᴅ: "d",
  ᴇ: "e",
  ꜰ: "f",
  ɢ: "g",
  ʜ: "h",
  ɪ: "i",
  ᴊ: "j",
  ᴋ: "k",
  ʟ: "l",
  ᴍ: "m",
  ɴ: "n",
  ᴏ: "o",
  ᴘ: "p",
  ʀ: "r",
  ꜱ: "s",
  ᴛ: "t",
  ᴜ: "u",
  ᴠ: "v",
  ᴡ: "w",
  ʏ: "y",
  ᴢ: "z",
};

const alwaysPattern = new RegExp(`[${Object.keys(always).join("")}]`, "gu");
const squaredLetters = /[\u{1F130}-\u{1F149}\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}\u{1F1E6}-\u{1F1FF}]/gu;
const squaredStarts = [0x1f1e6, 0x1f170, 0x1f150, 0x1f130];

/** Replaces small capitals, letters in boxes and circles, flags' letters and ligatures by plain ones. */
export function plainLetters(text: string): string {
  return text
    .replace(squaredLetters, (letter) => {
      const code = letter.codePointAt(0) ?? 0;
      const start = squaredStarts.find((first) => code >= first) ?? code;
      return String.fromCharCode(97 + code - start);
    })
    .replace(alwaysPattern, (letter) => always[letter] ?? letter);
}

const otherScript = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const latin = /[a-z]/;

/**
 * How a word with Cyrillic or Greek letters reads as Latin: null when it has none, or has one that looks like no Latin
 * letter. `surely` when Latin letters stand in the same word, which no real Russian or Greek word has.
 */
export function latinReading(word: string): { readonly text: string; readonly surely: boolean } | null {
  if (!otherScript.test(word)) return null;
  let text = "";
  for (const letter of word) {
    const reading = otherScript.test(letter) ? drawnAlike[letter] : letter;
    if (reading === undefined) return null;
    text += reading;
  }
  return { text, surely: latin.test(word) };
}
