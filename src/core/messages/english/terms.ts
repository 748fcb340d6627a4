import { type TermsClause, type TermsPage, termsInForce } from "../../accounts/terms.ts";

const pages: Readonly<Record<TermsPage, string>> = {
  people: "Who may use Easel, and for what",
  content: "What happens to words and pictures",
  money: "Credits and money",
  rules: "Rules, rights and reaching us",
};

const clauses: Readonly<Record<TermsClause, string>> = {
  T1: "Easel makes pictures with models of other companies. You pay with credits.",
  T2: "Models, plans and Easel as a whole may change, pause or end. What is off costs you nothing.",
  T3: `You are at least ${termsInForce.ageMin_years}, or older where your country asks for it.`,
  T4: "Your account is yours to look after: what is done with it counts as done by you.",
  T6: "Any lawful use is welcome: private, commercial, teaching, research.",
  T8: "Not allowed: sexual content, anything sexual with minors, intimate or deceiving pictures of real people, hate, gore, self-harm, illegal goods, deception, other people’s rights or private data.",
  T7: "What the gravest of it leads to: the account is suspended at once, and a person of ours decides. That can mean deleted content, forfeited credits and a report to the authorities.",

  T9: "Prompts are checked before anything is charged, and models check what they draw. What a machine blocks is given back.",
  T11: "Your pictures are yours.",
  T12: "Whether a picture made by a model can be protected by copyright depends on your country. We cannot advise on it.",
  T13: "The models belong to their makers, and their rules apply too; /models links to them.",
  T14: "We train nothing with your words and pictures, and hand nothing over for training.",
  T15: "We keep prompts, pictures and references for your history, for support and against abuse.",

  T16: "Every picture has a price in whole credits, shown before you spend. The price shown is the price charged.",
  T17: "A plan can be cancelled at any time, with /subscription or on the payment provider’s page. It ends with its period, and its credits stay until they expire.",
  "T9, T22":
    "Blocked before we asked a model: nothing was taken. A model hid a picture, failed or never answered: those credits come back by themselves. A model refused: they come back too, unless it happens again and again. The next page says when.",
  T20: "Whether money comes back is decided case by case: ask with /refund.",
  T21: "When an order is refunded, the unspent credits of that order go; the spent ones stay spent.",
  T24: "An outage never costs you a credit.",
  T25: "Models make mistakes. Look at a picture before you rely on it.",

  T10: "Accounts that break the rules again and again are looked at by a person and may be suspended.",
  T5: "An account with false information, or one used against these terms, may be suspended or closed.",
  T18: "Before an account is closed we normally say so first.",
  "T19, T23":
    "A closed account loses its access and its plan and, after a breach, its credits. Its content is deleted some time later, and no new account can be opened from the same chats.",
  T26: "Does a picture use your work, or show you? /report brings it before a person of ours. Whoever infringes again and again loses their account.",
  T27: "When these terms change in a way that matters, you are asked again.",
  T28: `Questions: ${termsInForce.contact}. We aim to answer within 1–3 business days.`,
};

/** The terms in short. */
export const terms = {
  pages,
  clauses,
  title: (page: string) => `Terms in short · ${page}`,
  previous: "Previous page",
  next: "Next page",
};
