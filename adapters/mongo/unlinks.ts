import { type Connection, Schema } from "mongoose";
import type { Unlink, UnlinkStore } from "../../src/core/accounts/unlink.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import { accountModels, type StoredAccount } from "./account-models.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredUnlink = Omit<Unlink, "id"> & { readonly _id: string };

const part = { _id: false, strict: "throw" } as const;
const schema = new Schema<StoredUnlink>(
  {
    _id: { type: String, required: true },
    identity: { type: new Schema({ platform: String, user: String, name: String }, part), required: true },
    account: { type: String, required: true },
    state: { type: String, required: true },
    askedAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
  },
  { collection: "unlinks", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ state: 1, dueAt: 1 });
schema.index({ account: 1 });

/** Wishes to leave an account in the collection `unlinks`, and what they do to `accounts` and `identities`. */
export function mongoUnlinks(connection: Connection): UnlinkStore {
  const model = connection.model<StoredUnlink>("Unlink", schema);
  const { accounts, identities } = accountModels(connection);

  async function find(id: string): Promise<Unlink | null> {
    const stored = await model.findById(id).lean<StoredUnlink>();
    if (stored === null) return null;
    const { _id, ...unlink } = stored;
    return { id: _id, ...unlink };
  }

  return {
    find,
    async plan({ id, ...unlink }) {
      try {
        // One that is over makes room for the new one; one that is planned or under way stays.
        await model.updateOne({ _id: id, state: { $in: ["left", "stopped"] } }, { $set: unlink }, { upsert: true });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const planned = await find(id);
      if (planned === null) throw new Error("an unlinking that was just planned is not there");
      return planned;
    },
    async advance({ id, askedAt }, from, to) {
      const { matchedCount } = await model.updateOne({ _id: id, askedAt, state: from }, { $set: { state: to } });
      return matchedCount === 1;
    },
    async due(at, limit) {
      const found = await model
        .find({ state: { $in: ["planned", "leaving"] }, dueAt: { $lte: at } })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean<StoredUnlink[]>();
      return found.map(({ _id, ...unlink }) => ({ id: _id, ...unlink }));
    },
    async postpone({ id, askedAt }, until) {
      await model.updateOne({ _id: id, askedAt, state: "planned" }, { $set: { dueAt: until } });
    },
    async takeOut(account, { platform, user }) {
      const here = { _id: account, joinedInto: null, identities: { $elemMatch: { platform, user } } };
      const { matchedCount } = await accounts.updateOne(
        { ...here, "identities.1": { $exists: true } },
        { $pull: { identities: { platform, user } } },
      );
      if (matchedCount === 1) return "out";
      const stored = await accounts.findById(account).lean<StoredAccount>();
      if (stored === null || (stored.joinedInto ?? null) !== null) return "moved";
      const isIn = stored.identities.some((one) => one.platform === platform && one.user === user);
      return isIn ? "last" : "out";
    },
    async giveTo(account, identity) {
      await identities.updateOne({ _id: identityKey(identity) }, { $set: { account } });
    },
  };
}
