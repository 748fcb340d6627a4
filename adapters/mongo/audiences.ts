import type { Connection, QueryFilter } from "mongoose";
import type { Audience, AudienceStore } from "../../src/core/desk/announcement.ts";
import { accountModels, accountOf, type StoredAccount } from "./account-models.ts";

/** Whom an announcement is for, out of the collection `accounts`, in the order of their ids. */
export function mongoAudiences(connection: Connection): AudienceStore {
  const { accounts } = accountModels(connection);
  return {
    async page(audience, until, limit, after) {
      const behind = after === null ? {} : { _id: { $gt: after } };
      const there = { ...filterOf(audience), ...behind, createdAt: { $lte: until } };
      const found = await accounts.find(there).sort({ _id: 1 }).limit(limit).lean<StoredAccount[]>();
      return found.map(accountOf);
    },
    count: (audience, limit) => accounts.countDocuments(filterOf(audience), { limit }),
  };
}

/** People who have accepted terms: whoever was joined, was erased or only looked in is none of them. */
function filterOf(audience: Audience): QueryFilter<StoredAccount> {
  const people = { joinedInto: null, "consents.0": { $exists: true } };
  if (audience === "everybody") return people;
  if (audience === "subscribers") return { ...people, plan: { $ne: "free" } };
  return { ...people, "identities.platform": audience.slice("platform:".length) };
}
