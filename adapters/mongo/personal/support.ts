import type { Kind } from "./kind.ts";

/** What somebody wrote to support. That there was a ticket stays, so that its number is nobody else's; pictures are in the image store. */
export const tickets: Kind = {
  name: "tickets",
  collection: "tickets",
  filter: ({ accounts }) => ({ account: { $in: [...accounts] } }),
  without: ["version", "assignee", "untold", "hasUntold", "isUnheard", "remindedOn"],
  async erase(documents, { accounts }) {
    const silent = { messages: [], untold: [], hasUntold: false, isUnheard: false };
    const done = { state: "closed", dueAt: null, purgeAt: null };
    await documents.updateMany({ account: { $in: [...accounts] } }, {
      $set: { ...silent, ...done },
      $inc: { version: 1 },
    } as never);
  },
};
