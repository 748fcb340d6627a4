import type { Kind } from "./kind.ts";

/**
 * What was found against the rules. It stays when somebody erases their account: it holds no words and no picture, names
 * nobody once the identities are gone, and cases, sanctions and the settlements of pictures refer to it.
 */
export const violations: Kind = {
  name: "violations",
  collection: "violations",
  filter: ({ accounts }) => ({ account: { $in: [...accounts] } }),
  without: ["number", "evidence", "confidence"],
  erase: "keep",
};
