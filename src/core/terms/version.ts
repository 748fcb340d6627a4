/** One version of the terms, as people accept it (T27). A new one is a new document: earlier ones stay as they were. */
export interface TermsVersion {
  /** Its date, `2026-05-21`: what people and support call it, and what an acceptance names. */
  readonly version: string;
  /** From when on it counts; until then it is announced. */
  readonly effectiveAt: Date;
  /** `material`: everybody is asked again before anything is stored or charged. `minor`: people are told, and need not answer. */
  readonly change: "material" | "minor";
  /** What is different from the version before, by language; null: there was none before. */
  readonly changes: TermsChanges | null;
  /** The published page. */
  readonly url: string;
  /** The whole text, its paragraphs apart by empty lines. */
  readonly text: string;
}

/** One or two sentences in each language; English stands for those that are not there. */
type TermsChanges = { readonly en: string } & Readonly<Record<string, string>>;

/** All versions, the earliest first. */
export type TermsBook = readonly [TermsVersion, ...TermsVersion[]];

export function changesIn(language: string, { changes }: Pick<TermsVersion, "changes">): string | null {
  return changes === null ? null : (changes[language] ?? changes.en);
}
