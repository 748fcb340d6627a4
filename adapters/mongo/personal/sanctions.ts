import type { Subject } from "../../../src/core/privacy/subject.ts";
import { type Filter, type Kind, shown } from "./kind.ts";

const byAccount = ({ accounts }: Subject): Filter => ({ account: { $in: [...accounts] } });

/**
 * Warnings, suspensions and the end of an account. They stay, because a decision that had consequences for money must be able to
 * be shown, and because an account that was closed stays closed (T19); what somebody wrote to the person goes.
 */
export const sanctions: Kind = {
  name: "sanctions",
  collection: "sanctions",
  filter: byAccount,
  show({ by, liftedBy, nextAt: _nextAt, ...sanction }) {
    const who = (key: unknown) => (key === "easel" ? "a rule" : "one of us");
    return { ...shown(sanction), by: who(by), ...(liftedBy ? { liftedBy: who(liftedBy) } : {}) };
  },
  async erase(documents, subject) {
    await documents.updateMany(byAccount(subject), { $set: { note: null } } as never);
  },
};

/** Who must not register again: keyed hashes of identities, which stay because they are there for whoever comes again. */
export const barred: Kind = {
  name: "barred",
  collection: "barred",
  filter: byAccount,
  erase: "keep",
};
