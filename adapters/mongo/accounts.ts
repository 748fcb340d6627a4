import type { Connection, QueryFilter, UpdateQuery } from "mongoose";
import type { Account } from "../../src/core/accounts/account.ts";
import type { AccountStore } from "../../src/core/accounts/accounts.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import { accountModels, accountOf, isErased, type StoredAccount, type StoredIdentity } from "./account-models.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

/** How many identities a process remembers, each a short string beside another. */
const REMEMBERED_MAX = 10_000;
/** A chain is one account long once it was followed; a longer one than this is a circle, which no join makes. */
const CHAIN_MAX = 50;

/** Accounts in `accounts`, and in `identities` whose they are: both sharded by their own key. */
export function mongoAccounts(connection: Connection): AccountStore {
  const { accounts, identities } = accountModels(connection);
  // Whose an identity was when it was looked up: a guess, which the account itself confirms each time.
  const remembered = new Map<string, string>();

  /** The account that stands for this one now, with the chain to it made short. */
  async function find(id: string): Promise<Account | null> {
    const passed: string[] = [];
    let stored = await accounts.findById(id).lean<StoredAccount>();
    while (stored !== null && (stored.joinedInto ?? null) !== null) {
      passed.push(stored._id);
      if (passed.length > CHAIN_MAX) throw new Error(`account ${id} was joined in a circle`);
      stored = await accounts.findById(stored.joinedInto).lean<StoredAccount>();
    }
    if (stored !== null && passed.length > 1) {
      const behind = { _id: { $in: passed.slice(0, -1) } };
      await accounts.updateMany(behind, { $set: { joinedInto: stored._id } });
    }
    return stored === null || isErased(stored) ? null : accountOf(stored);
  }

  function remember(key: string, account: string): void {
    if (remembered.size >= REMEMBERED_MAX) remembered.delete(remembered.keys().next().value ?? "");
    remembered.set(key, account);
  }

  async function findByIdentity(key: string): Promise<Account | null> {
    const guessed = remembered.get(key);
    if (guessed !== undefined) {
      const account = await find(guessed);
      if (account !== null && hasIdentity(account, key)) return account;
      remembered.delete(key);
    }
    const stored = await identities.findById(key).lean<StoredIdentity>();
    const account = stored && (await find(stored.account));
    if (account !== null && hasIdentity(account, key)) remember(key, account.id);
    return account;
  }

  /**
   * Writes to the account that stands for this id now, however long ago the caller read it: a joined account is never written
   * to. Answers whether one matched.
   */
  async function write(
    id: string,
    change: UpdateQuery<StoredAccount>,
    only: QueryFilter<StoredAccount> = {},
  ): Promise<boolean> {
    const { matchedCount } = await accounts.updateOne({ ...only, _id: id, joinedInto: null }, change);
    if (matchedCount === 1) return true;
    const current = await find(id);
    return current !== null && current.id !== id && write(current.id, change, only);
  }

  return {
    find,
    findByIdentity,
    async create({ id, erasureDueAt: _erasureDueAt, ...account }) {
      // The account first: an identity must never point to nothing.
      await insertOnce(() => accounts.create({ _id: id, ...account }));
      const [first] = account.identities;
      if (first === undefined) throw new Error("an account begins with an identity");
      const stored = await find(id);
      // Somebody has left the account of this id, or it was erased: it is nobody's any more.
      if (stored === null || !hasIdentity(stored, identityKey(first))) return findByIdentity(identityKey(first));
      for (const identity of account.identities) {
        await insertOnce(() => identities.create({ _id: identityKey(identity), account: id }));
      }
      return findByIdentity(identityKey(first));
    },
    async rename(id, identity) {
      const { platform, user, name } = identity;
      await write(id, { $set: { "identities.$.name": name } }, { identities: { $elemMatch: { platform, user } } });
    },
    async addConsent(id, consent) {
      await write(id, { $push: { consents: consent } }, { "consents.termsVersion": { $ne: consent.termsVersion } });
    },
    async setNoticesWaiting(id, noticesWaiting) {
      await write(id, { $set: { noticesWaiting } });
    },
    async changeSettings(id, changes) {
      const set = Object.entries(changes).map(([name, value]) => [`settings.${name}`, value]);
      await write(id, { $set: Object.fromEntries(set) });
    },
    async setPlan(id, plan) {
      await write(id, { $set: { plan } });
    },
    async setLanguage(id, language) {
      await write(id, { $set: { language } });
    },
    async setLastLook(id, lastLook) {
      await write(id, { $set: { lastLook } });
    },
    async setFirstPicture(id, generation) {
      const isFirst = await write(id, { $set: { firstPicture: generation } }, { firstPicture: null });
      return isFirst ? generation : ((await find(id))?.firstPicture ?? generation);
    },
  };
}

function hasIdentity({ identities }: Account, key: string): boolean {
  return identities.some((identity) => identityKey(identity) === key);
}

async function insertOnce(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
