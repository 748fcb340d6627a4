/** What operators read about sanctions that Easel decides by itself, or will not. */
export const sanctionDesk = {
  nobody: "There is no such account any more: it was erased.",
  subjectIsOperator:
    "This is one of the people who run Easel: nobody of ours is sanctioned here. Take them out of OPERATORS first.",
  operatorTitle: "One of ours broke the rules",
  operator: (identities: string, what: string) =>
    `${identities} is one of the people who run Easel. Easel would have decided: ${what}. Nothing was done, because nobody of ours is sanctioned by a rule. Please look at it together.`,
};
