import { platform } from "./linking.ts";
import { day, minute } from "./wording.ts";

interface Acceptance {
  readonly version: string;
  readonly at: Date;
  readonly platform: string;
}

/** Versions of the terms: which one counts, what is new in it, and what the person has accepted. */
export const termsVersions = {
  inForce: (version: string, since: Date) => `Version ${version} of the terms, in force since ${day(since)}.`,
  announced: (version: string, from: Date) => `Version ${version} is announced and counts from ${day(from)} on.`,
  notAccepted: "You have not accepted it yet: send /start.",
  accepted: ({ version, at, platform: where }: Acceptance) =>
    `You accepted version ${version} on ${minute(at)} (${platform(where)}).`,
  questions: (contact: string) => `Questions: ${contact}.`,
  /** Above what is new, in the question for consent and in the notice. */
  new: (version: string, from: Date) => `New in version ${version} of ${day(from)}:`,
  minorTitle: "A small change of the terms",
  minorText: "There is nothing that you have to do. /terms shows all of it.",
  fullTitle: (version: string, page: number, pages: number) => `Terms of service ${version} · ${page} of ${pages}`,
  /** Under the published text, whose lists are not part of it. */
  lists: "Where a sentence ends in a colon, its list stands on the website.",
  /** Beside that, in other languages than its own. */
  inEnglish: "The published text is in English.",
  fullButton: "The whole text",
  shortButton: "In short",
  websiteButton: "On the website",
};
