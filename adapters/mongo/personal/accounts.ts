import { initialSettings } from "../../../src/core/accounts/settings.ts";
import type { Kind } from "./kind.ts";

/** What an account is without anybody: its id stays taken, so that whoever comes under the same name is somebody new. */
const nobody = {
  identities: [],
  plan: "free",
  consents: [],
  firstPicture: null,
  noticesWaiting: false,
  settings: initialSettings,
  language: null,
  lastLook: null,
  sanctions: [],
};

export const accounts: Kind = {
  name: "account",
  collection: "accounts",
  filter: ({ accounts: ids }) => ({ _id: { $in: [...ids] } }),
  without: ["linking", "noticesWaiting"],
  async erase(documents, { accounts: ids }) {
    await documents.updateMany({ _id: { $in: [...ids] } }, { $set: nobody });
  },
};

/**
 * Whose an identity is. It goes after the account's own list of them: while it is there and the list is empty, whoever comes is
 * held for the old account, and once it is gone, for somebody new.
 */
export const identities: Kind = {
  name: "identities",
  collection: "identities",
  filter: ({ accounts: ids }) => ({ account: { $in: [...ids] } }),
  erase: "delete",
};

export const exports: Kind = {
  name: "exports",
  collection: "exports",
  filter: ({ accounts: ids }) => ({ _id: { $in: [...ids] } }),
  without: ["attempts", "nextAt"],
  erase: "delete",
};
