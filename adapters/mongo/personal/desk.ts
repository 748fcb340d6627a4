import type { Subject } from "../../../src/core/privacy/subject.ts";
import { type Filter, type Kind, shown } from "./kind.ts";

const about = ({ accounts }: Subject): Filter => ({ subject: { $in: [...accounts] } });

/**
 * What operators and rules did to somebody. It stays although they leave, by the account's id, because it is how anybody can see what
 * operators do; the operators' words about them go.
 */
export const auditTrail: Kind = {
  name: "audit",
  collection: "audit",
  filter: about,
  // By whom is about somebody else.
  show: (document) => shown(document, ["actor"]),
  async erase(documents, subject) {
    await documents.updateMany(about(subject), { $set: { reason: null } } as never);
  },
};

/** What two operators had to agree on about somebody: with them it is of no use, and the audit trail keeps what was decided. */
export const approvals: Kind = {
  name: "approvals",
  collection: "approvals",
  filter: about,
  show: ({ _id, askedAt, before, after, state }) => ({ id: _id, askedAt, before, after, state }),
  erase: "delete",
};
