/** What every version of the terms has in common; which one counts is `Terms` in `src/core/terms`. */
export const termsInForce = {
  ageMin_years: 13,
  contact: "support@z-image-ai.run",
} as const;

/** What a person gets once, with the first acceptance. */
export const welcome = { credits: 25, lifetime_days: 30 } as const;

/**
 * The terms in short: a few clauses a page, in this order. Ids are those of the clauses, so that a person and support speak of
 * the same line; their texts are in the messages of each language.
 */
export const termsPages = [
  { id: "people", clauses: ["T1", "T2", "T3", "T4", "T6", "T8", "T7"] },
  { id: "content", clauses: ["T9", "T11", "T12", "T13", "T14", "T15"] },
  { id: "money", clauses: ["T16", "T17", "T9, T22", "T20", "T21", "T24", "T25"] },
  { id: "rules", clauses: ["T10", "T5", "T18", "T19, T23", "T26", "T27", "T28"] },
] as const;

export type TermsPage = (typeof termsPages)[number]["id"];
export type TermsClause = (typeof termsPages)[number]["clauses"][number];
