import { type Identity, identityKey } from "../chat/incoming.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import type { Bars } from "../moderation/barred.ts";
import { refuse } from "../refusal.ts";
import type { Clock, Ids } from "../services.ts";
import type { Terms } from "../terms/terms.ts";
import type { Account, Consent, PlanLimits } from "./account.ts";
import { initialSettings, type Look, noLook, type Settings } from "./settings.ts";
import { termsInForce } from "./terms.ts";
import type { Welcome } from "./welcome.ts";

/** What the accounts need of a database. */
export interface AccountStore {
  /** null when nobody came under this identity yet. */
  findByIdentity(key: string): Promise<Account | null>;
  /** The account that stands for this id now: of one that was joined, the one that it was joined into. */
  find(id: string): Promise<Account | null>;
  /**
   * Safe to repeat and to race: an account that is there already stays as it is. Answers the account that the identity has
   * then; null when the id is that of an account which its identity has left.
   */
  create(account: Account): Promise<Account | null>;
  /** Keeps a new name of one of the account's identities. */
  rename(id: string, identity: Identity): Promise<void>;
  /** Safe to repeat: one acceptance per version. */
  addConsent(id: string, consent: Consent): Promise<void>;
  setNoticesWaiting(id: string, waiting: boolean): Promise<void>;
  /** Writes the settings that are named and leaves the others. */
  changeSettings(id: string, changes: Partial<Settings>): Promise<void>;
  setLastLook(id: string, look: Look | null): Promise<void>;
  setLanguage(id: string, language: string): Promise<void>;
  setPlan(id: string, plan: Account["plan"]): Promise<void>;
  /** Writes the first picture unless there is one; answers the one that is there then. Safe to repeat and to race. */
  setFirstPicture(id: string, generation: string): Promise<string>;
}

export interface Accounts {
  /** The account of an identity, created on first contact; refuses whoever must not come again, and anybody new while nobody may. */
  of(identity: Identity): Promise<Account>;
  /** The account that stands for this id now, although it may have been joined into another since the id was stored. */
  find(id: string): Promise<Account | null>;
  /** As `find`, but only its id: the same one where there is no such account. */
  current(id: string): Promise<string>;
  /** Whether what was accepted is enough today: no material change of the terms came after it (T27). */
  hasAccepted(account: Account): boolean;
  /**
   * Records the acceptance of a version, by default of the one in force, and grants the welcome credits once. Answers how many
   * came now: 0 when they came before.
   */
  accept(account: Account, platform: string, version?: string): Promise<{ welcome_credits: number }>;
  limits(account: Account): PlanLimits;
  /** The plan that is paid for now; written only when it is another one. */
  setPlan(account: Account, plan: Account["plan"]): Promise<void>;
  /** Answers the account as it is then. */
  changeSettings(account: Account, changes: Partial<Settings>): Promise<Account>;
  /** Keeps the language that a chat tells, for what is told while the person is away; writes only what is new. */
  hearLanguage(account: Account, language: string): Promise<void>;
  /** Keeps what was asked for by flags, for those who want that; writes only what is new. */
  rememberLook(account: Account, used: Look): Promise<void>;
  /** Whether this person wanted their results private when they were seen last by this process: an answer without waiting. */
  wasPrivate(identity: Pick<Identity, "platform" | "user">): boolean;
  /** Whether this is the first picture that the account is shown: true for one generation ever, as often as it is asked. */
  showsFirst(account: string, generation: string): Promise<boolean>;
}

/** How many people who want their results private a process remembers, those seen last. */
const PRIVATES_MAX = 10_000;
/** How often an identity can have left an account for good: each time it is another account, with an id of its own. */
const LIVES_MAX = 100;

/** What each plan allows; one that is not there allows what the free one does. */
export type Plans = { readonly free: PlanLimits } & Readonly<Partial<Record<Account["plan"], PlanLimits>>>;

/** Plans that are paid for come with the offers. */
export const planLimits: Plans = {
  free: { inWorksMax: 5, atOnce: 2, weight: 1, commandsPerMinute: 20 },
};

/** Somebody who just came. */
export function newAccount(id: string, identity: Identity, at: Date): Account {
  return {
    id,
    createdAt: at,
    identities: [identity],
    joinedInto: null,
    joinedFrom: [],
    plan: "free",
    consents: [],
    firstPicture: null,
    noticesWaiting: false,
    settings: initialSettings,
    language: null,
    lastLook: null,
    erasureDueAt: null,
    sanctions: [],
  };
}

/**
 * An account's id out of its cause. The bookkeeping keeps it for good, so it must not tell who it was to anybody who tries all
 * identities there are: only whoever has the key could.
 */
export async function accountId(cause: string, hash: KeyedHash, ids: Pick<Ids, "derived">): Promise<string> {
  return ids.derived(await hash.of(`account:${cause}`));
}

export function createAccounts({
  store,
  welcome,
  hash,
  clock,
  ids,
  terms,
  expectOpen = () => {},
  bars,
  plans = planLimits,
}: {
  store: AccountStore;
  welcome: Pick<Welcome, "give">;
  hash: KeyedHash;
  clock: Clock;
  ids: Ids;
  terms: Terms;
  /** Refuses somebody new while nobody may come. */
  expectOpen?: (identity: Identity) => void;
  /** Unset: nobody was barred. */
  bars?: Pick<Bars, "isBarred"> | undefined;
  plans?: Plans;
}): Accounts {
  const privates = new Set<string>();

  function seen(identity: Identity, account: Account): Account {
    const key = identityKey(identity);
    privates.delete(key);
    if (account.settings.isPrivate) privates.add(key);
    if (privates.size > PRIVATES_MAX) privates.delete(privates.values().next().value ?? "");
    return account;
  }

  /** Names change, and who links accounts must see today's. */
  async function renamed(account: Account, identity: Identity): Promise<Account> {
    const isHere = (one: Identity) => one.platform === identity.platform && one.user === identity.user;
    const known = account.identities.find(isHere);
    if (known === undefined || known.name === identity.name || identity.name === "") return account;
    await store.rename(account.id, identity);
    return { ...account, identities: account.identities.map((one) => (isHere(one) ? identity : one)) };
  }

  return {
    async of(identity) {
      const key = identityKey(identity);
      const known = await store.findByIdentity(key);
      if (known !== null) return seen(identity, await renamed(known, identity));
      expectOpen(identity);
      if (await bars?.isBarred(identity)) throw refuse("account-barred", {});
      for (let life = 1; life <= LIVES_MAX; life++) {
        // Derived from the identity: two first messages at the same moment mean the same account.
        const id = await accountId(life === 1 ? key : `${key}:${life}`, hash, ids);
        const created = await store.create(newAccount(id, identity, clock.now()));
        if (created !== null) return created;
      }
      throw new Error("an identity has left too many accounts");
    },
    find: (id) => store.find(id),
    current: async (id) => (await store.find(id))?.id ?? id,
    hasAccepted: (account) => terms.hasAccepted(account.consents),
    async accept(account, platform, version = terms.inForce().version) {
      // The gift comes first: if the process dies between the two, the person is asked again and the gift is not repeated.
      const welcome_credits = await welcome.give(account);
      await store.addConsent(account.id, {
        termsVersion: version,
        ageConfirmed_years: termsInForce.ageMin_years,
        platform,
        at: clock.now(),
      });
      return { welcome_credits };
    },
    limits: (account) => plans[account.plan] ?? plans.free,
    async setPlan(account, plan) {
      if (account.plan !== plan) await store.setPlan(account.id, plan);
    },
    async changeSettings(account, changes) {
      if (Object.keys(changes).length > 0) await store.changeSettings(account.id, changes);
      const settings = { ...account.settings, ...changes };
      // Who no longer wants it remembered does not want it kept either.
      const forgets = changes.remembersLast === false && account.lastLook !== null;
      if (forgets) await store.setLastLook(account.id, null);
      const changed = { ...account, settings, lastLook: forgets ? null : account.lastLook };
      for (const identity of account.identities) seen(identity, changed);
      return changed;
    },
    async hearLanguage(account, language) {
      // What no chat would tell is not worth keeping.
      if (language === account.language || !/^[A-Za-z0-9-]{2,35}$/u.test(language)) return;
      await store.setLanguage(account.id, language);
    },
    async rememberLook(account, used) {
      if (!account.settings.remembersLast) return;
      const before = account.lastLook ?? noLook;
      const look: Look = {
        model: used.model ?? before.model,
        ratio: used.ratio ?? before.ratio,
        resolution: used.resolution ?? before.resolution,
        quality: used.quality ?? before.quality,
      };
      const parts = ["model", "ratio", "resolution", "quality"] as const;
      if (parts.some((part) => look[part] !== before[part])) await store.setLastLook(account.id, look);
    },
    wasPrivate: (identity) => privates.has(identityKey(identity)),
    showsFirst: async (account, generation) => (await store.setFirstPicture(account, generation)) === generation,
  };
}
