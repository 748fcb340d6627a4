import { publishedTerms } from "../../src/core/terms/book.ts";
import type { TermsBook, TermsVersion } from "../../src/core/terms/version.ts";

/** A later version of the terms, made up. */
export function laterTerms(version: string, change: TermsVersion["change"], effectiveAt: Date): TermsVersion {
  return {
    ...{ version, change, effectiveAt, url: "https://easel.example/terms" },
    changes: { en: `Version ${version} is stricter.`, de: `Fassung ${version} ist strenger.` },
    text: `The words of ${version}.\n\nAnd their end.`,
  };
}

/** The published terms and what may come after them. */
export function termsBook(...later: readonly TermsVersion[]): TermsBook {
  return [...publishedTerms, ...later];
}
