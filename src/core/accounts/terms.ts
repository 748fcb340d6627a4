/** The published terms that are in force. A material change gets a new version, and everybody is asked again (T27). */
export const termsInForce = {
  version: "2026-05-21",
  updated: "21 May 2026",
  ageMin_years: 13,
  contact: "support@z-image-ai.run",
} as const;

/** What a person gets once, with the first acceptance. */
export const welcome = { credits: 25, lifetime_days: 30 } as const;

export interface TermsPage {
  readonly title: string;
  readonly clauses: readonly { readonly id: string; readonly text: string }[];
}

/**
 * The terms in short, a few clauses a page. Ids are those of the clauses, so that a person and support speak of the same
 * line.
 */
export const termsPages: readonly TermsPage[] = [
  {
    title: "Who may use Easel, and for what",
    clauses: [
      { id: "T1", text: "Easel makes pictures with models of other companies. You pay with credits." },
      { id: "T3", text: "You are at least 13, or older where your country asks for it." },
      { id: "T4", text: "Your account is yours to look after: what is done with it counts as done by you." },
      { id: "T6", text: "Any lawful use is welcome: private, commercial, teaching, research." },
      {
        id: "T8",
        text: "Not allowed: sexual content, anything sexual with minors, intimate or deceiving pictures of real people, hate, gore, self-harm, illegal goods, deception, other people's rights or private data.",
      },
    ],
  },
  {
    title: "What happens to words and pictures",
    clauses: [
      {
        id: "T9",
        text: "Prompts are checked before anything is charged, and models check what they draw. What a machine blocks is given back.",
      },
      { id: "T11", text: "Your pictures are yours." },
      {
        id: "T12",
        text: "Whether a picture made by a model can be protected by copyright depends on your country. We cannot advise on it.",
      },
      { id: "T13", text: "The models belong to their makers, and their rules apply too; /models links to them." },
      { id: "T14", text: "We train nothing with your words and pictures, and hand nothing over for training." },
      { id: "T15", text: "We keep prompts, pictures and references for your history, for support and against abuse." },
    ],
  },
  {
    title: "Credits and money",
    clauses: [
      {
        id: "T16",
        text: "Every picture has a price in whole credits, shown before you spend. The price shown is the price charged.",
      },
      {
        id: "T9, T22",
        text: "Blocked before we asked a model: nothing was taken. A model refused, hid a picture, failed or never answered: those credits come back by themselves.",
      },
      {
        id: "T21",
        text: "When an order is refunded, the unspent credits of that order go; the spent ones stay spent.",
      },
      { id: "T24", text: "An outage never costs you a credit." },
      { id: "T25", text: "Models make mistakes. Look at a picture before you rely on it." },
    ],
  },
  {
    title: "Rules, rights and reaching us",
    clauses: [
      {
        id: "T10",
        text: "Accounts that break the rules again and again are looked at by a person and may be suspended.",
      },
      { id: "T18", text: "Before an account is closed we normally say so first." },
      { id: "T27", text: "When these terms change in a way that matters, you are asked again." },
      { id: "T28", text: `Questions: ${termsInForce.contact}. We aim to answer within 1–3 business days.` },
    ],
  },
];
