import { type Connection, Schema } from "mongoose";
import type { Account } from "../../src/core/accounts/account.ts";
import type { AccountStore } from "../../src/core/accounts/accounts.ts";
import { initialSettings } from "../../src/core/accounts/settings.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredAccount = Omit<Account, "id"> & { readonly _id: string };
interface StoredIdentity {
  /** `platform:user`; that an identity belongs to one account is what makes it the key. */
  readonly _id: string;
  readonly account: string;
}

const part = { _id: false, strict: "throw" } as const;
const look = { model: String, ratio: String, resolution: String, quality: String };
const accountSchema = new Schema<StoredAccount>(
  {
    _id: { type: String, required: true },
    createdAt: { type: Date, required: true },
    identities: [new Schema({ platform: String, user: String, name: String }, part)],
    plan: { type: String, required: true },
    consents: [new Schema({ termsVersion: String, ageConfirmed_years: Number, platform: String, at: Date }, part)],
    firstPicture: String,
    noticesWaiting: { type: Boolean, required: true },
    settings: new Schema(
      { ...look, language: String, isPrivate: Boolean, reminders: Boolean, remembersLast: Boolean },
      { ...part, minimize: false },
    ),
    lastLook: new Schema(look, part),
  },
  { collection: "accounts", strict: "throw", strictQuery: "throw", versionKey: false },
);
const identitySchema = new Schema<StoredIdentity>(
  { _id: { type: String, required: true }, account: { type: String, required: true } },
  { collection: "identities", strict: "throw", strictQuery: "throw", versionKey: false },
);

/** How many identities a process remembers, each a short string beside another. */
const REMEMBERED_MAX = 10_000;

/** Accounts in `accounts`, and in `identities` whose they are: both sharded by their own key. */
export function mongoAccounts(connection: Connection): AccountStore {
  const accounts = connection.model<StoredAccount>("Account", accountSchema);
  const identities = connection.model<StoredIdentity>("Identity", identitySchema);
  // Whose an identity is does not change, so it is asked once.
  const remembered = new Map<string, string>();

  async function find(id: string): Promise<Account | null> {
    const stored = await accounts.findById(id).lean<StoredAccount>();
    return stored && accountOf(stored);
  }

  function remember(key: string, account: string): string {
    if (remembered.size >= REMEMBERED_MAX) remembered.delete(remembered.keys().next().value ?? "");
    remembered.set(key, account);
    return account;
  }

  async function owner(key: string): Promise<string | null> {
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const stored = await identities.findById(key).lean<StoredIdentity>();
    return stored === null ? null : remember(key, stored.account);
  }

  return {
    find,
    async findByIdentity(key) {
      const account = await owner(key);
      return account === null ? null : find(account);
    },
    async create({ id, ...account }) {
      // The account first: an identity must never point to nothing.
      await insertOnce(() => accounts.create({ _id: id, ...account }));
      for (const identity of account.identities) {
        await insertOnce(() => identities.create({ _id: identityKey(identity), account: id }));
      }
      const [first] = account.identities;
      const belongsTo = first === undefined ? id : await owner(identityKey(first));
      const created = belongsTo === null ? null : await find(belongsTo);
      if (created === null) throw new Error("an account that was just created is not there");
      return created;
    },
    async addConsent(id, consent) {
      const notYet = { _id: id, "consents.termsVersion": { $ne: consent.termsVersion } };
      await accounts.updateOne(notYet, { $push: { consents: consent } });
    },
    async setNoticesWaiting(id, noticesWaiting) {
      await accounts.updateOne({ _id: id }, { $set: { noticesWaiting } });
    },
    async changeSettings(id, changes) {
      const set = Object.entries(changes).map(([name, value]) => [`settings.${name}`, value]);
      await accounts.updateOne({ _id: id }, { $set: Object.fromEntries(set) });
    },
    async setLastLook(id, lastLook) {
      await accounts.updateOne({ _id: id }, { $set: { lastLook } });
    },
    async setFirstPicture(id, generation) {
      const { matchedCount } = await accounts.updateOne(
        { _id: id, firstPicture: null },
        { $set: { firstPicture: generation } },
      );
      return matchedCount === 1 ? generation : ((await find(id))?.firstPicture ?? generation);
    },
  };
}

function accountOf({ _id, ...account }: StoredAccount): Account {
  return {
    id: _id,
    ...account,
    firstPicture: account.firstPicture ?? null,
    settings: { ...initialSettings, ...account.settings },
    lastLook: account.lastLook ?? null,
  };
}

async function insertOnce(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
