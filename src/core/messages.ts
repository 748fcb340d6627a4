import { chinese } from "./messages/chinese.ts";
import { english } from "./messages/english.ts";
import { french } from "./messages/french.ts";
import { german } from "./messages/german.ts";
import { japanese } from "./messages/japanese.ts";
import { portuguese } from "./messages/portuguese.ts";
import { russian } from "./messages/russian.ts";
import { spanish } from "./messages/spanish.ts";
import type { RefusalOf } from "./refusal.ts";

/**
 * Every sentence and word a person can read, by the English ones: another language has the same keys, and its functions take
 * the same data.
 */
export type Messages = Widened<typeof english>;

/** A text of English stands for any text. */
type Widened<Tree> = Tree extends string
  ? string
  : Tree extends (...data: infer Data) => string
    ? (...data: Data) => string
    : { readonly [Key in keyof Tree]: Widened<Tree[Key]> };

/** Languages that there are sentences in, by their codes. */
const languages: Readonly<Record<string, Messages>> = {
  en: english,
  es: spanish,
  de: german,
  fr: french,
  ru: russian,
  zh: chinese,
  ja: japanese,
  pt: portuguese,
};

/** Their codes, English first. */
export const languageCodes: readonly string[] = Object.keys(languages);

/** The code of the language, of those there are, that is nearest to what a platform or a person says; else English. */
export function languageOf(given: string | null | undefined): string {
  const asked = (given ?? "").toLowerCase().replaceAll("_", "-");
  return languageCodes.find((code) => asked === code || asked.startsWith(`${code}-`)) ?? "en";
}

/** The sentences in a language, or in English where there is none. */
export function messagesFor(language: string): Messages {
  return languages[language] ?? english;
}

/** The sentence of a refusal. */
export function sentence(messages: Messages, refusal: RefusalOf): string {
  // Code and data belong together by the type; the compiler cannot follow that through the look-up.
  const say = messages.refusals[refusal.code] as (data: RefusalOf["data"]) => string;
  return say(refusal.data);
}
