import type { Consent } from "../accounts/account.ts";
import type { Clock } from "../services.ts";
import { publishedTerms } from "./book.ts";
import type { TermsBook, TermsVersion } from "./version.ts";

/** Which terms count, and who has accepted them (T3, T27). By the clock alone: a version takes effect without a restart. */
export interface Terms {
  /** The version that counts now, or that counted at a moment before: for what was agreed then. */
  inForce(at?: Date): TermsVersion;
  /** The next one that is published and does not count yet; null: none is. */
  announced(): TermsVersion | null;
  /** A version that counts or counted; null: there is none of that name. */
  version(name: string): TermsVersion | null;
  /** Whether an acceptance of this version is enough today: no material change came after it. */
  suffices(version: string): boolean;
  /** Whether any of these acceptances is enough today. */
  hasAccepted(consents: readonly Pick<Consent, "termsVersion">[]): boolean;
  /** Versions that count and came after what was accepted last, the earliest first; empty where nothing known was accepted. */
  since(consents: readonly Pick<Consent, "termsVersion">[]): readonly TermsVersion[];
}

/** @throws when the book is not in order: a mistake of whoever published it. */
export function createTerms({
  book = publishedTerms,
  clock,
}: {
  readonly book?: TermsBook | undefined;
  readonly clock: Pick<Clock, "now">;
}): Terms {
  expectInOrder(book);
  const [first] = book;
  const place = (name: string) => book.findIndex(({ version }) => version === name);

  /** The first one counts whatever the clock says: there is never a time without terms. */
  function counting(at: Date = clock.now()): readonly TermsVersion[] {
    return book.filter((version) => version === first || version.effectiveAt <= at);
  }

  function suffices(name: string): boolean {
    const here = counting();
    const accepted = here.findIndex(({ version }) => version === name);
    return accepted >= 0 && accepted >= here.findLastIndex(({ change }) => change === "material");
  }

  return {
    inForce: (at) => counting(at).at(-1) ?? first,
    announced: () => book[counting().length] ?? null,
    version: (name) => counting().find(({ version }) => version === name) ?? null,
    suffices,
    hasAccepted: (consents) => consents.some(({ termsVersion }) => suffices(termsVersion)),
    since(consents) {
      const accepted = Math.max(-1, ...consents.map(({ termsVersion }) => place(termsVersion)));
      return accepted < 0 ? [] : counting().slice(accepted + 1);
    },
  };
}

function expectInOrder(book: TermsBook): void {
  for (const [index, { version, effectiveAt, change, changes }] of book.entries()) {
    const before = book[index - 1];
    if (before === undefined) {
      if (change !== "material") throw new Error(`the first terms, ${version}, must be accepted`);
      continue;
    }
    if (effectiveAt <= before.effectiveAt || book.findIndex((one) => one.version === version) !== index) {
      throw new Error(`the terms of ${version} must come after those of ${before.version}`);
    }
    if (changes === null) throw new Error(`the terms of ${version} must say what changed`);
  }
}
