import { anyOf, type Kind, shown } from "./kind.ts";

/**
 * What somebody has decided as one of the people who run Easel: written down by their identity, and once they are erased by their
 * account's id, so that it still can be told who decided the same.
 */
function decisions(collection: string, fields: readonly string[], { isVersioned = false } = {}): Kind {
  return {
    name: `decisions-on-${collection.replaceAll("_", "-")}`,
    collection,
    filter: ({ identities }) => anyOf(fields.map((field) => ({ [field]: { $in: [...identities] } }))),
    show({ _id, ...rest }) {
      // The rest is about somebody else.
      const dates = Object.fromEntries(Object.entries(rest).filter(([, value]) => value instanceof Date));
      return { ...shown({ _id }), ...dates, by: "you" };
    },
    async erase(documents, { accounts, identities }) {
      const count = isVersioned ? { $inc: { version: 1 } } : {};
      for (const field of fields) {
        const change = { $set: { [field]: accounts[0] ?? "" }, ...count };
        await documents.updateMany({ [field]: { $in: [...identities] } }, change as never);
      }
    },
  };
}

export const operatorDecisions: readonly Kind[] = [
  decisions("audit", ["actor"]),
  decisions("approvals", ["by", "decidedBy"]),
  decisions("announcements", ["by", "stoppedBy"]),
  decisions("refunds", ["decidedBy"], { isVersioned: true }),
  decisions("price_changes", ["announcedBy", "cancelledBy"]),
  decisions("servers", ["banDecidedBy"]),
  decisions("switches", ["by"]),
  decisions("blocked_images", ["by"]),
  decisions("takedowns", ["by", "restoring.by"], { isVersioned: true }),
  decisions("cases", ["decision.by"]),
  decisions("sanctions", ["by", "liftedBy"]),
  decisions("tickets", ["assignee"], { isVersioned: true }),
];
