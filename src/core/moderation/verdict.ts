/** The kinds of forbidden content, gravest first where a prompt is about several (T8). */
export const categories = [
  "minors",
  "consent",
  "sexual",
  "selfharm",
  "hate",
  "illegal",
  "deception",
  "violence",
  "profanity",
] as const;
export type Category = (typeof categories)[number];

/** Whether something may be made; if not, where it was found and what it is. */
export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly stage: "prompt";
      readonly category: Category;
      /** The words that decided, as they stand in the dictionary's spelling. */
      readonly matched: string;
      /** 0 to 1: how seldom a rule like this one is wrong. */
      readonly confidence: number;
    };
