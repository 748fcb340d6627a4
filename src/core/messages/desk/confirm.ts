/** What operators read before something happens. */
export const confirmWords = {
  before: "Now",
  after: "Then",
  why: "Why",
  asksFirst: "Nothing has happened yet. Your name, the reason and what was before are kept with it.",
  needsSecond:
    "Nothing has happened yet, and this needs a second person: the others are told, and one of them has to agree within 24 hours.",
  doIt: "Yes, do it",
  askSecond: "Ask a second person",
  forget: "No",
  forgotten: "Nothing was done.",
  undo: "Undo",
  person: "The person",
  tooOld: "This was shown too long ago, and may not be so any more. Ask for it again.",
  reasonMissing: "Say why, such as --reason goodwill after the outage: it is kept with what you do.",
  reasonTooLong: (max: number) => `The reason is too long: at most ${max} characters.`,
};
