import { type Kind, shown } from "./kind.ts";

/**
 * Pictures of theirs that were taken down. That it happened, and why, stays by the account's id: it is owed to whoever complained, and it
 * counts whether it was the first time. What people wrote goes.
 */
export const takedowns: Kind = {
  name: "takedowns",
  collection: "takedowns",
  filter: ({ accounts }) => ({ account: { $in: [...accounts] } }),
  show: (document) =>
    shown(document, [
      "by",
      "sealed",
      "done",
      "covered",
      "lost",
      "nextStepAt",
      "restoring",
      "version",
      "awaitsDecision",
    ]),
  async erase(documents, { accounts }) {
    const words = { note: null, objection: null, awaitsDecision: false };
    await documents.updateMany({ account: { $in: [...accounts] } }, { $set: words, $inc: { version: 1 } } as never);
  },
};

/** Where they were shown pictures. */
export const postings: Kind = {
  name: "postings",
  collection: "postings",
  filter: ({ accounts }) => ({ account: { $in: [...accounts] } }),
  erase: "delete",
};
