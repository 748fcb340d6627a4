import type { TermsBook } from "./version.ts";
import { version20260521 } from "./versions/2026-05-21.ts";

/** The published terms. Another version is another file here, at the end; how is in `docs/terms.md`. */
export const publishedTerms: TermsBook = [version20260521];
