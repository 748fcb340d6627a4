import type { Connection, QueryFilter, UpdateQuery } from "mongoose";
import type { Account } from "../../src/core/accounts/account.ts";
import type { AccountJoinStore } from "../../src/core/accounts/join-accounts.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import { accountModels, accountOf, type StoredAccount } from "./account-models.ts";

const parts = ["model", "ratio", "resolution", "quality", "language"] as const;

/** What happens to the documents of two accounts while they are joined: each step once, whoever repeats it. */
export function mongoAccountJoins(connection: Connection): AccountJoinStore {
  const { accounts, identities } = accountModels(connection);

  /** Changes the survivor as long as the other one has not been taken in. */
  async function before(survivor: string, gone: Account, change: UpdateQuery<StoredAccount>, only = {}): Promise<void> {
    await accounts.updateOne({ ...only, _id: survivor, joinedFrom: { $ne: gone.id } }, change);
  }

  return {
    async lock(id, link) {
      const mine: QueryFilter<StoredAccount> = {
        _id: id,
        joinedInto: null,
        $or: [{ linking: null }, { linking: link }],
      };
      const { matchedCount } = await accounts.updateOne(mine, { $set: { linking: link } });
      if (matchedCount === 1) return "locked";
      const stored = await accounts.findById(id).lean<StoredAccount>();
      return stored === null || (stored.joinedInto ?? null) !== null ? "gone" : "busy";
    },
    async unlock(id, link) {
      await accounts.updateOne({ _id: id, linking: link }, { $set: { linking: null } });
    },
    async read(id) {
      const stored = await accounts.findById(id).lean<StoredAccount>();
      return stored && accountOf(stored);
    },
    async forward(gone, survivor) {
      await accounts.updateOne({ _id: gone, joinedInto: null }, { $set: { joinedInto: survivor } });
    },
    async absorb(survivor, gone) {
      const { settings } = gone;
      for (const part of parts) {
        const value = settings[part];
        if (value === null) continue;
        const field = `settings.${part}`;
        await before(survivor, gone, { $set: { [field]: value } }, { [field]: null });
      }
      // Nobody's pictures shall show because of a link.
      if (settings.isPrivate) await before(survivor, gone, { $set: { "settings.isPrivate": true } });
      for (const field of ["firstPicture", "lastLook", "language"] as const) {
        if (gone[field] !== null) await before(survivor, gone, { $set: { [field]: gone[field] } }, { [field]: null });
      }
      if (gone.noticesWaiting) await before(survivor, gone, { $set: { noticesWaiting: true } });
      for (const consent of gone.consents) {
        const isNew = { "consents.termsVersion": { $ne: consent.termsVersion } };
        await before(survivor, gone, { $push: { consents: consent } }, isNew);
      }
      await before(survivor, gone, {
        $push: { joinedFrom: { $each: [gone.id, ...gone.joinedFrom] }, identities: { $each: [...gone.identities] } },
        $min: { createdAt: gone.createdAt },
      });
      await accounts.updateMany({ _id: { $in: [...gone.joinedFrom] } }, { $set: { joinedInto: survivor } });
      for (const identity of gone.identities) {
        await identities.updateOne({ _id: identityKey(identity), account: gone.id }, { $set: { account: survivor } });
      }
    },
  };
}
